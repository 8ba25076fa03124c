// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_progress_view.h"

#include "models/words.h"
#include "widgets/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>

namespace bloom::widgets {

namespace {

void setBar(QProgressBar* bar, int done, std::optional<int> about, bool finished) {
    const int most = finished ? 1 : about.value_or(0);
    bar->setRange(0, std::max(most, finished ? 1 : 0));
    bar->setValue(finished ? 1 : std::min(done, most));
}

QString counted(int done, std::optional<int> about) {
    if (about)
        return RunProgressView::tr("%1 of about %2").arg(models::countText(done), models::countText(*about));
    return RunProgressView::tr("%Ln record(s)", nullptr, done);
}

}  // namespace

RunProgressView::RunProgressView(QWidget* parent)
    : QWidget(parent),
      m_words(new QLabel(this)),
      m_bar(new QProgressBar(this)),
      m_grid(new QGridLayout) {
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the run"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_words);
    column->addWidget(m_bar);
    column->addLayout(m_grid);
    m_grid->setColumnStretch(1, 1);
    m_grid->setHorizontalSpacing(space::l);
    m_grid->setVerticalSpacing(space::s);
    hide();
}

QString RunProgressView::partText(const RunProgress::Part& part) {
    return part.finished ? tr("%1, done").arg(models::countText(part.done)) : counted(part.done, part.about);
}

void RunProgressView::setProgress(const std::optional<RunProgress>& progress) {
    setVisible(progress.has_value());
    if (!progress)
        return;
    setUpdatesEnabled(
        false);  // a QProgressBar repaints at once: twenty of them painted the page twenty times
    showWords(*progress);
    showParts(*progress);
    setUpdatesEnabled(true);
}

void RunProgressView::showWords(const RunProgress& progress) {
    QString words =
        tr("%1: %2").arg(models::pluralWords(progress.kind), counted(progress.done, progress.about));
    if (progress.left)
        words += QStringLiteral(" · ") + models::leftText(*progress.left);
    if (progress.cancelling)
        words = tr("Cancelling…");
    m_words->setText(words);
    setBar(m_bar, progress.done, progress.about, false);
}

void RunProgressView::showParts(const RunProgress& progress) {
    const std::size_t wanted = progress.first ? progress.practitioners.size() : 0;
    while (m_lines.size() < wanted) {
        const Line line{new QLabel(this), new QProgressBar(this), new QLabel(this)};
        line.bar->setTextVisible(false);
        setTone(line.words, Tone::Muted);
        const int row = static_cast<int>(m_lines.size());
        m_grid->addWidget(line.name, row, 0);
        m_grid->addWidget(line.bar, row, 1);
        m_grid->addWidget(line.words, row, 2, Qt::AlignRight);
        m_lines.push_back(line);
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Line& line = m_lines[i];
        for (QWidget* widget : {static_cast<QWidget*>(line.name), static_cast<QWidget*>(line.bar),
                                static_cast<QWidget*>(line.words)})
            widget->setVisible(i < wanted);
        if (i >= wanted)
            continue;
        const RunProgress::Part& part = progress.practitioners[i];
        line.name->setText(part.name);
        line.bar->setAccessibleName(part.name);
        setBar(line.bar, part.done, part.about, part.finished);
        line.words->setText(partText(part));
    }
}

}  // namespace bloom::widgets
