// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inbox_filter_bar.h"

#include "models/webhook_words.h"
#include "widgets/flow_layout.h"
#include "widgets/theme.h"

#include <QButtonGroup>
#include <QToolButton>

namespace bloom::widgets {
namespace {

struct Choice {
    const char* name;
    std::vector<InboxState> states;
};

const std::vector<Choice>& choices() {
    static const std::vector<Choice> kChoices{
        {"all", {}},
        {"waiting", {InboxState::Received, InboxState::Processing}},
        {"failed", {InboxState::Failed}},
        {"dead", {InboxState::Dead}},
        {"done", {InboxState::Done}},
        {"ignored", {InboxState::Ignored}},
    };
    return kChoices;
}

QString wordsOf(const Choice& choice) {
    return choice.states.empty() ? InboxFilterBar::tr("All") : models::words(choice.states.front());
}

int countOf(const InboxCounts& counts, const InboxSettled& settled, const Choice& choice) {
    int sum = 0;
    for (const InboxState state : choice.states) {
        switch (state) {
            case InboxState::Received:
                sum += counts.received;
                break;
            case InboxState::Processing:
                sum += counts.processing;
                break;
            case InboxState::Done:
                sum += settled.done;
                break;
            case InboxState::Failed:
                sum += counts.failed;
                break;
            case InboxState::Dead:
                sum += counts.dead;
                break;
            case InboxState::Ignored:
                sum += settled.ignored;
                break;
        }
    }
    return sum;
}

}  // namespace

InboxFilterBar::InboxFilterBar(QWidget* parent) : QWidget(parent), m_group(new QButtonGroup(this)) {
    setAccessibleName(tr("Which events are shown"));
    auto* row = new FlowLayout(this, space::xs);
    for (std::size_t i = 0; i < choices().size(); ++i) {
        auto* button = new QToolButton(this);
        button->setObjectName(QStringLiteral("filter-") + QLatin1String(choices()[i].name));
        button->setCheckable(true);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        setButtonKind(button, ButtonKind::Quiet);
        m_group->addButton(button, static_cast<int>(i));
        row->addWidget(button);
    }
    m_group->button(0)->setChecked(true);
    setCounts({}, {});
    connect(m_group, &QButtonGroup::idClicked, this, &InboxFilterBar::changed);
}

std::vector<InboxState> InboxFilterBar::states() const {
    return choices()[static_cast<std::size_t>(m_group->checkedId())].states;
}

void InboxFilterBar::setCounts(const InboxCounts& counts, const InboxSettled& settled) {
    for (std::size_t i = 0; i < choices().size(); ++i) {
        const Choice& choice = choices()[i];
        const int count = countOf(counts, settled, choice);
        m_group->button(static_cast<int>(i))
            ->setText(count > 0 ? tr("%1 %2").arg(wordsOf(choice), models::countText(count))
                                : wordsOf(choice));
    }
    updateGeometry();
}

void InboxFilterBar::choose(const std::vector<InboxState>& states) {
    for (std::size_t i = 0; i < choices().size(); ++i)
        if (choices()[i].states == states && m_group->checkedId() != static_cast<int>(i)) {
            m_group->button(static_cast<int>(i))->setChecked(true);
            Q_EMIT changed();
        }
}

}  // namespace bloom::widgets
