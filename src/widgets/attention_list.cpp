// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/attention_list.h"

#include "widgets/small_widgets.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace bloom::widgets {

namespace {

QString iconOf(Severity severity) {
    switch (severity) {
        case Severity::Calm:
        case Severity::Busy:
            return QStringLiteral("info");
        case Severity::Attention:
            return QStringLiteral("warning");
        case Severity::Problem:
            return QStringLiteral("error");
    }
    return {};
}

QString buttonText(const models::AttentionEntry& entry) {
    if (!entry.actionText.isEmpty())
        return entry.actionText;
    // The sentence has named it already.
    return entry.action == StateAction::ShowProblems ? AttentionList::tr("Show") : actionText(entry.action);
}

}  // namespace

AttentionList::AttentionList(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::m);
    rebuild();
}

void AttentionList::setEntries(const models::AttentionEntries& entries) {
    if (entries == m_entries)
        return;
    m_entries = entries;
    const auto focused = buttons().indexOf(qobject_cast<QAbstractButton*>(focusWidget()));
    const bool had = focused >= 0 && buttons().at(focused)->hasFocus();
    rebuild();
    // An age that grew must not take the keyboard's place away.
    if (const QList<QAbstractButton*> now = buttons(); had && !now.isEmpty())
        now.at(std::min(focused, now.size() - 1))->setFocus();
}

/// In the order they are shown; those of a former list may still wait for their end.
QList<QAbstractButton*> AttentionList::buttons() const {
    QList<QAbstractButton*> all;
    for (int i = 0; i < m_column->count(); ++i) {
        QWidget* line = m_column->itemAt(i)->widget();
        if (auto* button = qobject_cast<QAbstractButton*>(line))
            all.append(button);
        all.append(line->findChildren<QAbstractButton*>());
    }
    return all;
}

void AttentionList::rebuild() {
    while (QLayoutItem* old = m_column->takeAt(0)) {
        old->widget()->hide();
        old->widget()->deleteLater();
        delete old;
    }
    for (const models::AttentionEntry& entry : m_entries.open)
        addLine(makeRow(entry));
    if (m_entries.open.empty()) {
        auto* calm = new SeverityLabel(this);
        calm->setContent(Severity::Calm, QStringLiteral("check-circle"), tr("Nothing needs you now."));
        addLine(calm);
    }
    addFolded();
}

/// Shown at once: what is not visible can't be given the focus.
void AttentionList::addLine(QWidget* line) {
    m_column->addWidget(line);
    line->show();
}

void AttentionList::addFolded() {
    if (m_entries.folded.empty())
        return;
    auto* fold = new QPushButton(this);
    fold->setObjectName(QStringLiteral("fold"));
    fold->setText(tr("%Ln acknowledged or silenced", nullptr, foldedCount()));
    fold->setIcon(themedIcon(m_unfolded ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
    fold->setAccessibleDescription(m_unfolded ? tr("Hide what was acknowledged or silenced")
                                              : tr("Show what was acknowledged or silenced"));
    setButtonKind(fold, ButtonKind::Link);
    fold->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    addLine(fold);
    connect(fold, &QPushButton::clicked, this, [this] {
        m_unfolded = !m_unfolded;
        rebuild();
        if (auto* again = findChild<QPushButton*>(QStringLiteral("fold")))
            again->setFocus();
    });
    if (m_unfolded)
        for (const models::AttentionEntry& entry : m_entries.folded)
            addLine(makeRow(entry));
}

QWidget* AttentionList::makeRow(const models::AttentionEntry& entry) {
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    auto* icon = new IconLabel(iconOf(entry.severity), 18, line);
    if (entry.note.isEmpty())
        icon->setSeverity(entry.severity);
    row->addWidget(icon, 0, Qt::AlignVCenter);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    const auto add = [&](const QString& text, bool muted) {
        if (text.isEmpty())
            return;
        auto* label = new QLabel(text, line);
        label->setWordWrap(true);
        if (muted)
            setTone(label, Tone::Muted);
        words->addWidget(label);
    };
    add(entry.sentence, false);
    add(entry.meaning, true);
    add(entry.note, true);
    row->addLayout(words, 1);
    addAction(row, line, entry);
    addAlertButtons(row, line, entry);
    return line;
}

void AttentionList::addAction(QHBoxLayout* row, QWidget* line, const models::AttentionEntry& entry) {
    const QString words = buttonText(entry);
    if (words.isEmpty() || entry.action == StateAction::None)
        return;
    auto* button = new QPushButton(words, line);
    setButtonKind(button, ButtonKind::Link);
    button->setAccessibleDescription(entry.sentence);
    row->addWidget(button, 0, Qt::AlignVCenter);
    connect(button, &QPushButton::clicked, this, [this, entry] { Q_EMIT triggered(entry); });
}

void AttentionList::addAlertButtons(QHBoxLayout* row, QWidget* line, const models::AttentionEntry& entry) {
    if (!entry.alert)
        return;
    const qint64 alert = *entry.alert;
    if (!entry.acknowledged) {
        auto* seen = new QPushButton(tr("Acknowledge"), line);
        seen->setObjectName(QStringLiteral("acknowledge"));
        seen->setToolTip(tr("I know of it: it folds away until it is over or comes again"));
        seen->setAccessibleDescription(entry.sentence);
        setButtonKind(seen, ButtonKind::Link);
        row->addWidget(seen, 0, Qt::AlignVCenter);
        connect(seen, &QPushButton::clicked, this, [this, alert] { Q_EMIT acknowledgeWanted(alert); });
    }
    auto* more = new QToolButton(line);
    more->setObjectName(QStringLiteral("silence"));
    more->setIcon(themedIcon(QStringLiteral("more")));
    more->setToolTip(tr("Silence"));
    more->setAccessibleName(tr("Silence"));
    more->setAccessibleDescription(entry.sentence);
    more->setPopupMode(QToolButton::InstantPopup);
    setButtonKind(more, ButtonKind::Quiet);
    auto* menu = new QMenu(more);
    menu->addAction(tr("Silence for 1 hour"), this,
                    [this, alert] { Q_EMIT silenceWanted(alert, Silence::OneHour); });
    menu->addAction(tr("Silence until tomorrow"), this,
                    [this, alert] { Q_EMIT silenceWanted(alert, Silence::UntilTomorrow); });
    more->setMenu(menu);
    row->addWidget(more, 0, Qt::AlignVCenter);
}

}  // namespace bloom::widgets
