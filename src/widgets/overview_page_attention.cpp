// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Overview offers to do: attention, held deletions, the way to the inbox.
#include "models/when_done.h"
#include "ui_overview_page.h"
#include "widgets/held_dialog.h"
#include "widgets/overview_page.h"
#include "widgets/theme.h"

#include <QPushButton>
#include <QTimer>
#include <algorithm>

namespace bloom::widgets {

using models::AttentionEntry;

void OverviewPage::buildAttention() {
    m_ui->attention->follow(m_engine);
    connect(m_ui->attention, &AttentionPanel::triggered, this, &OverviewPage::openAttention);
    connect(m_ui->attention, &AttentionPanel::changed, this, [this] {
        if (state() != PageState::Failed)
            showState();
    });
    connect(m_ui->attention, &AttentionPanel::failed, this,
            [this](const QString& sentence) { Q_EMIT noticeWanted(Severity::Problem, sentence); });
    m_ui->care->follow(m_engine);
    connect(m_ui->care, &CareSummary::openWanted, this, [this] {
        Q_EMIT linkWanted({.page = page::practitioners, .section = QStringLiteral("everyone")});
    });
    auto* open = new QPushButton(tr("Open inbox"));
    open->setObjectName(QStringLiteral("openInbox"));
    setButtonKind(open, ButtonKind::Link);
    m_ui->inboxCard->setCorner(open);
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT linkWanted({.page = page::webhooks}); });
    m_delaySoon->setSingleShot(true);
    m_delaySoon->setInterval(2000);
    connect(m_delaySoon, &QTimer::timeout, this, &OverviewPage::askDelay);
    connect(&m_engine, &engine::Engine::inboxChanged, m_delaySoon, [this] {
        if (!m_delaySoon->isActive())
            m_delaySoon->start();
    });
    connect(&m_engine, &engine::Engine::settingsChanged, this, &OverviewPage::followSettings);
    followSettings();
    askDelay();
}

void OverviewPage::followSettings() {
    models::whenDone(m_engine.settings(), this, [this](const Result<engine::SettingsView>& answer) {
        if (answer)
            m_ui->inbox->setRhythm(models::rhythmOf(*answer));
    });
}

/// The counts come by themselves; the delay is asked for while somebody looks, or would end the question of
/// the page that is shown.
void OverviewPage::askDelay() {
    if (!isVisible())
        return;
    askDelays();
    models::whenDone(m_engine.inbox({.states = {}, .limit = 1}), this,
                     [this](const Result<InboxView>& answer) {
                         if (answer)
                             m_ui->inbox->setDelay(answer->delayMedian);
                     });
}

void OverviewPage::openLink(const PageLink& link) {
    if (link.section == QLatin1String("held"))
        openHeld({});
}

/// What needs attention is known here: its first line leads there.
void OverviewPage::takeStateAction() {
    const auto isProblem = [](const AttentionItem& item) { return item.action == StateAction::ShowProblems; };
    if (m_view && m_snapshot.state.action == StateAction::ShowProblems)
        if (const auto item = std::ranges::find_if(m_view->attention, isProblem);
            item != m_view->attention.end())
            return openItem(*item);
    Q_EMIT actionWanted(m_snapshot.state.action);
}

void OverviewPage::openAttention(const AttentionEntry& entry) {
    if (!entry.heldSet.isEmpty())
        openHeld(entry.heldSet);
    else if (entry.item)
        openItem(*entry.item);
    else
        Q_EMIT actionWanted(entry.action);
}

void OverviewPage::openItem(const AttentionItem& item) {
    if (item.kind == AttentionKind::NewPractitioner)
        Q_EMIT linkWanted({.page = page::settings,
                           .practitioner = item.practitioner,
                           .section = QStringLiteral("practitioners")});
    else if (item.action != StateAction::ShowProblems)
        Q_EMIT actionWanted(item.action);
    else
        Q_EMIT linkWanted({.page = page::syncLog,
                           .practitioner = item.practitioner,
                           .run = item.run,
                           .section = QStringLiteral("problems")});
}

void OverviewPage::openHeld(const QString& heldSet) {
    auto* dialog = findChild<HeldDialog*>();
    if (!dialog) {
        dialog = new HeldDialog(m_engine, this);
        connect(dialog, &HeldDialog::runWanted, this,
                [this](const RunId& run) { Q_EMIT linkWanted({.page = page::syncLog, .run = run}); });
        dialog->show();
    }
    dialog->choose(heldSet);
    dialog->raise();
    dialog->activateWindow();
}

}  // namespace bloom::widgets
