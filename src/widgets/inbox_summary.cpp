// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inbox_summary.h"

#include "widgets/small_widgets.h"
#include "widgets/theme.h"

#include <QGridLayout>
#include <QLabel>

namespace bloom::widgets {
namespace {

void setCount(QLabel* label, int count, Tone raised) {
    label->setText(models::countText(count));
    setTone(label, count > 0 ? raised : Tone::Normal);
}

/// In the words of a narrow card.
QString shortWords(const ListenerView& listener, const models::ListenerWords& said) {
    if (listener.wanted && !listener.problem && listener.listening && !listener.verifies)
        return InboxSummary::tr("No secret is set");
    return said.headline;
}

}  // namespace

InboxSummary::InboxSummary(QWidget* parent)
    : QWidget(parent),
      m_state(new SeverityLabel(this)),
      m_calm(new QLabel(this)),
      m_figures(new QWidget(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_state);
    m_calm->setWordWrap(true);
    setTone(m_calm, Tone::Muted);
    column->addWidget(m_calm);
    auto* grid = new QGridLayout(m_figures);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(space::xs);
    grid->setColumnStretch(0, 1);
    m_waiting = addFigure(grid, tr("Waiting"), "inboxWaiting");
    m_failed = addFigure(grid, tr("Failed, tried again"), "inboxFailed");
    m_dead = addFigure(grid, tr("Dead"), "inboxDead");
    m_oldest = addFigure(grid, tr("Oldest waits"), "inboxOldest");
    m_delayed = addFigure(grid, tr("Delay"), "inboxDelay");
    column->addWidget(m_figures);
    column->addStretch(1);
    show();
}

QLabel* InboxSummary::addFigure(QGridLayout* grid, const QString& caption, const char* name) {
    const int row = grid->rowCount();
    auto* words = new QLabel(caption, m_figures);
    setTone(words, Tone::Muted);
    auto* figure = new QLabel(m_figures);
    figure->setObjectName(QString::fromLatin1(name));
    figure->setAccessibleName(caption);
    grid->addWidget(words, row, 0);
    grid->addWidget(figure, row, 1, Qt::AlignRight);
    return figure;
}

void InboxSummary::setInbox(const InboxCounts& counts, const ListenerView& listener, UtcTime now) {
    m_counts = counts;
    m_listener = listener;
    m_now = now;
    show();
}

void InboxSummary::setDelay(std::optional<milliseconds> delay) {
    m_delay = delay;
    show();
}

void InboxSummary::setRhythm(const models::SyncRhythm& rhythm) {
    m_rhythm = rhythm;
    show();
}

void InboxSummary::show() {
    const models::ListenerWords said = models::describeListener(m_listener, m_rhythm);
    m_state->setContent(said.severity, said.icon, shortWords(m_listener, said));
    const bool open = m_counts.waiting() + m_counts.dead > 0;
    const bool receives = m_listener.wanted && m_listener.listening && m_listener.verifies;
    m_calm->setText(models::arrivalText(m_rhythm));
    m_calm->setVisible(!receives);
    m_figures->setVisible(receives || open);
    setCount(m_waiting, m_counts.received + m_counts.processing, Tone::Normal);
    setCount(m_failed, m_counts.failed, Tone::Attention);
    setCount(m_dead, m_counts.dead, Tone::Problem);
    m_oldest->setText(
        m_counts.oldestOpen
            ? models::durationText(std::max(
                  milliseconds(0), std::chrono::duration_cast<milliseconds>(m_now - *m_counts.oldestOpen)))
            : QStringLiteral("–"));
    m_delayed->setText(m_delay ? models::durationText(*m_delay) : QStringLiteral("–"));
}

}  // namespace bloom::widgets
