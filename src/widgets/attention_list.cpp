// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/attention_list.h"

#include "widgets/small_widgets.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QPushButton>

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

}  // namespace

AttentionList::AttentionList(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::s);
    rebuild();
}

void AttentionList::setItems(const std::vector<AttentionItem>& items) {
    if (items == m_items)
        return;
    m_items = items;
    rebuild();
}

void AttentionList::rebuild() {
    while (QLayoutItem* old = m_column->takeAt(0)) {
        old->widget()->hide();
        old->widget()->deleteLater();
        delete old;
    }
    for (const AttentionItem& item : m_items)
        m_column->addWidget(makeRow(item));
    if (m_items.empty()) {
        auto* calm = new SeverityLabel(this);
        calm->setContent(Severity::Calm, QStringLiteral("check-circle"), tr("Nothing needs you now."));
        m_column->addWidget(calm);
    }
}

QWidget* AttentionList::makeRow(const AttentionItem& item) {
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    auto* icon = new IconLabel(iconOf(item.severity), 18, line);
    icon->setSeverity(item.severity);
    auto* sentence = new QLabel(item.sentence, line);
    sentence->setWordWrap(true);
    row->addWidget(icon, 0, Qt::AlignVCenter);
    row->addWidget(sentence, 1);
    // The sentence has named it already.
    const QString words = item.action == StateAction::ShowProblems ? tr("Show") : actionText(item.action);
    if (!words.isEmpty()) {
        auto* button = new QPushButton(words, line);
        setButtonKind(button, ButtonKind::Link);
        button->setAccessibleDescription(item.sentence);
        row->addWidget(button, 0, Qt::AlignVCenter);
        connect(button, &QPushButton::clicked, this, [this, item] { Q_EMIT triggered(item); });
    }
    return line;
}

}  // namespace bloom::widgets
