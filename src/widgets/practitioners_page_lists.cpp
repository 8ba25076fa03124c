// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside a day: the plan list, everyone, what can be printed, edited or looked for.
#include "models/sheet_html.h"
#include "models/when_done.h"
#include "widgets/client_notes_dialog.h"
#include "widgets/everyone_pane.h"
#include "widgets/missing_dialog.h"
#include "widgets/plan_delegate.h"
#include "widgets/practitioners_page.h"
#include "widgets/sheet_printer.h"
#include "widgets/targets_dialog.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include "models/plan_words.h"
#include "ui_practitioners_page.h"

#include <QComboBox>
#include <QMenu>
#include <QStackedWidget>

namespace bloom::widgets {
namespace {
constexpr int kFewPlans = 5;
}

void PractitionersPage::buildMenu() {
    auto* menu = new QMenu(m_ui->moreButton);
    const auto add = [&](const char* icon, const QString& text, auto slot) {
        return menu->addAction(themedIcon(QString::fromLatin1(icon)), text, this, slot);
    };
    add("search", tr("Something missing?"), [this] {
        openMissing({.practitioner = practitioner().value_or(PractitionerId()),
                     .date = m_date,
                     .client = {},
                     .pasted = {}});
    });
    add("target", tr("Targets and time zone…"), [this] { openTargets(); });
    menu->addSeparator();
    add("calendar", tr("Print day sheet…"), [this] { printDay(); });
    add("download", tr("Save day sheet as PDF…"), [this] { saveDay(); });
    add("calendar", tr("Print plan list…"), [this] {
        if (m_dashboard)
            printSheet(models::planSheet(*m_dashboard, m_sessions.privacy()), this);
    });
    m_ui->moreButton->setMenu(menu);
}

void PractitionersPage::buildEveryone() {
    m_everyone = new EveryonePane(m_engine, m_memory, m_modes);
    m_modes->addWidget(m_everyone);
    connect(m_everyone, &EveryonePane::linkWanted, this, [this](const PageLink& link) { openLink(link); });
    connect(m_everyone, &EveryonePane::syncWanted, this, &Page::syncWanted);
    connect(m_everyone, &EveryonePane::noticeWanted, this, &Page::noticeWanted);
    connect(m_everyone, &EveryonePane::notesWanted, this, &PractitionersPage::openNotes);
    connect(m_everyone, &EveryonePane::missingWanted, this, &PractitionersPage::openMissing);
}

bool PractitionersPage::showsEveryone() const {
    return m_chooser->currentIndex() >= 0 &&
           m_chooser->currentData(models::PractitionerListModel::EveryoneRole).toBool();
}

void PractitionersPage::chooseEveryone() {
    m_byHand = true;
    if (m_practitioners.rowCount() > 0)
        m_chooser->setCurrentIndex(0);
    else
        m_wanted = PractitionerId();  // the first entry, when the list is here
}

void PractitionersPage::showMode() {
    const bool everyone = showsEveryone();
    m_modes->setCurrentWidget(everyone ? static_cast<QWidget*>(m_everyone) : m_day);
    if (everyone) {
        m_slow.stop();
        setSubtitle(tr("Today of all practitioners"));
        showFilled();
    }
}

/// What is next moves by itself: nothing is read for it.
void PractitionersPage::passTime() {
    if (!isVisible())
        return;
    if (showsEveryone())
        m_everyone->setNow(m_engine.now());
    else if (m_dashboard && m_sessions.setNow(m_engine.now(), m_date == today()))
        showFeed();
}

void PractitionersPage::connectPlans() {
    QListView* list = m_ui->plans;
    list->setModel(&m_plans);
    list->setItemDelegate(new PlanDelegate(list));
    list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(list, &QListView::activated, this,
            [this](const QModelIndex& index) { openNotes(m_plans.plan(index).clientId); });
    connect(list, &QWidget::customContextMenuRequested, this, [this, list](const QPoint& at) {
        const QModelIndex index = list->indexAt(at).isValid() ? list->indexAt(at) : list->currentIndex();
        if (index.isValid())
            showSessionMenu({{}, m_plans.plan(index).clientId, m_plans.shownName(m_plans.plan(index))},
                            list->viewport()->mapToGlobal(at));
    });
    connect(m_ui->allPlans, &QPushButton::clicked, this, [this] {
        m_allPlans = !m_allPlans;
        m_plans.setShowAll(m_allPlans);
        fitPlans();
    });
    m_ui->planNote->setText(models::localCountNote());
}

void PractitionersPage::showPlans() {
    m_plans.setPlans(m_dashboard->plans);
    const int urgent = m_plans.urgentCount();
    m_ui->plansCard->setHint(urgent > 0 ? tr("%Ln need attention", nullptr, urgent) : QString());
    m_ui->noPlans->setText(m_dashboard->stillLoading   ? tr("Known after the first sync.")
                           : m_plans.totalCount() == 0 ? tr("None of the clients has a mental-health plan.")
                                                       : tr("No plan needs anything just now."));
    fitPlans();
}

/// As high as its lines: the column scrolls, not a list in it.
void PractitionersPage::fitPlans() {
    QListView* list = m_ui->plans;
    const int shown = m_allPlans ? m_plans.rowCount() : std::min(m_plans.rowCount(), kFewPlans);
    list->setFixedHeight(shown * list->sizeHintForRow(0) + 2);
    list->setVisible(shown > 0);
    list->scrollToTop();
    m_ui->noPlans->setVisible(m_plans.rowCount() == 0);
    m_ui->planNote->setVisible(m_plans.totalCount() > 0);
    m_ui->allPlans->setVisible(m_plans.totalCount() > shown || m_allPlans);
    m_ui->allPlans->setText(m_allPlans ? tr("Show the most urgent only")
                                       : tr("Show all %Ln", nullptr, m_plans.totalCount()));
}

void PractitionersPage::openNotes(const ClientId& client) {
    if (client.isEmpty())
        return;
    auto* dialog = new ClientNotesDialog(m_engine, client, m_sessions.privacy(), this);
    connect(dialog, &ClientNotesDialog::saved, this,
            [this] { Q_EMIT noticeWanted(Severity::Calm, tr("Kept.")); });
    dialog->open();
}

void PractitionersPage::openTargets() {
    if (practitioner())
        (new TargetsDialog(m_engine, chosen(), this))->open();
}

void PractitionersPage::openMissing(const MissingQuestion& question) {
    auto* dialog = new MissingDialog(m_engine, question, m_sessions.privacy(), this);
    connect(dialog, &MissingDialog::syncWanted, this, &Page::syncWanted);
    dialog->open();
}

void PractitionersPage::printDay() {
    if (m_dashboard)
        printSheet(models::daySheet(*m_dashboard, m_sessions.privacy()), this);
}

void PractitionersPage::saveDay() {
    if (!m_dashboard)
        return;
    const QString name = models::daySheet(*m_dashboard, m_sessions.privacy()).title;
    const QString path =
        askForFile(this, tr("Save day sheet as PDF"), name + QStringLiteral(".pdf"), tr("PDF (*.pdf)"));
    if (!path.isEmpty())
        saveDaySheetTo(path);
}

void PractitionersPage::saveDaySheetTo(const QString& path) {
    if (m_dashboard)
        models::whenDone(writePdf(models::daySheet(*m_dashboard, m_sessions.privacy()), path), this,
                         [this, path](const Result<bool>& result) { saySaved(result, path); });
}

void PractitionersPage::saySaved(const Result<bool>& result, const QString& path) {
    Q_EMIT noticeWanted(result ? Severity::Calm : Severity::Problem,
                        result ? tr("Saved: %1").arg(path) : result.error().message);
}

}  // namespace bloom::widgets
