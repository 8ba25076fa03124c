// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The practitioners' table of the settings: each edit is kept at once, and goes back where the engine refuses
// it.
#include "models/when_done.h"
#include "widgets/commander.h"
#include "widgets/practitioner_editors.h"
#include "widgets/settings_page.h"
#include "widgets/theme.h"

#include "ui_settings_page.h"

#include <QHeaderView>

namespace bloom::widgets {

void SettingsPage::buildPractitioners() {
    using Model = models::PractitionerTableModel;
    QTableView* table = m_ui->practitionerTable;
    table->setModel(&m_practitioners);
    table->setItemDelegate(new PractitionerEditors(table));
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(40);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(Model::NameColumn, QHeaderView::Stretch);
    table->setColumnWidth(Model::ChoiceColumn, 108);
    table->setColumnWidth(Model::ZoneColumn, 156);
    table->setColumnWidth(Model::WeeklySessionsColumn, 122);
    table->setColumnWidth(Model::WeeklyRevenueColumn, 124);
    table->setColumnWidth(Model::MonthlyRevenueColumn, 134);
    m_ui->practitionerProblem->hide();
    m_ui->practitionerTable->hide();
    connect(&m_practitioners, &Model::edited, this, &SettingsPage::savePractitioner);
    connect(&m_practitioners, &Model::rejected, this, [this](const QString& why) {
        m_ui->practitionerProblem->setText(why);
        m_ui->practitionerProblem->show();
    });
}

void SettingsPage::loadPractitioners() {
    models::whenDone(
        m_engine.practitioners(), this, [this](const Result<std::vector<PractitionerView>>& answer) {
            if (!answer)
                return;
            m_practitioners.setPractitioners(*answer);
            // As high as its rows: the page scrolls, not a table in it.
            const QTableView* table = m_ui->practitionerTable;
            const int rows = table->verticalHeader()->defaultSectionSize() * m_practitioners.rowCount();
            m_ui->practitionerTable->setMinimumHeight(table->horizontalHeader()->sizeHint().height() + rows +
                                                      16);
            m_ui->practitionerTable->setVisible(!answer->empty());
            m_ui->noPractitioners->setVisible(answer->empty());
        });
}

void SettingsPage::savePractitioner(const engine::PractitionerPatch& patch) {
    m_ui->practitionerProblem->hide();
    models::whenDone(m_engine.savePractitioner(patch, askingUser()), this,
                     [this](const Result<bool>& answer) {
                         if (answer) {
                             loadPractitioners();
                             return;
                         }
                         m_practitioners.revert();
                         m_ui->practitionerProblem->setText(tr("Not kept. %1").arg(answer.error().message));
                         m_ui->practitionerProblem->show();
                     });
}

}  // namespace bloom::widgets
