// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/choose_sync_dialog.h"

#include "core/practice_time.h"
#include "models/when_done.h"
#include "models/words.h"
#include "widgets/commander.h"
#include "widgets/kept_font.h"
#include "widgets/sync_progress_view.h"
#include "widgets/theme.h"

#include "ui_choose_sync_dialog.h"

namespace bloom::widgets {
namespace {
using models::SyncChoiceScope;
}

ChooseSyncDialog::ChooseSyncDialog(engine::Engine& door, const SyncScope& scope, QWidget* parent)
    : QDialog(parent),
      m_engine(door),
      m_ui(std::make_unique<Ui::ChooseSyncDialog>()),
      m_progress(new SyncProgressView(door, this)) {
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    keepFont(m_ui->heading, TextRole::Title);
    m_ui->progressLayout->addWidget(m_progress);
    fillChoices();
    adopt(scope);
    connectControls();
    loadPractitioners();
    check();
}

ChooseSyncDialog::~ChooseSyncDialog() = default;

void ChooseSyncDialog::fillChoices() {
    for (const RecordKind kind : kRecordKinds) {
        m_ui->kind->addItem(models::pluralWords(kind), static_cast<int>(kind));
        m_ui->recordKind->addItem(models::words(kind), static_cast<int>(kind));
    }
    const int appointments = m_ui->kind->findData(static_cast<int>(RecordKind::Appointment));
    m_ui->kind->setCurrentIndex(appointments);
    m_ui->recordKind->setCurrentIndex(appointments);
    m_ui->practitioner->setModel(&m_practitioners);
    const QDate today = PracticeZone::sydney().localDate(m_engine.now());
    for (QDateEdit* edit : {m_ui->from, m_ui->to})
        edit->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    m_ui->from->setDate(today);
    m_ui->to->setDate(today.addDays(7));
}

void ChooseSyncDialog::adopt(const SyncScope& scope) {
    m_wanted = scope.practitioner;
    const auto select = [](QComboBox* box, RecordKind kind) {
        box->setCurrentIndex(std::max(0, box->findData(static_cast<int>(kind))));
    };
    if (scope.record) {
        m_ui->oneRecord->setChecked(true);
        select(m_ui->recordKind, scope.record->kind);
        m_ui->recordId->setText(scope.record->id.value);
    } else if (scope.kind) {
        m_ui->oneKind->setChecked(true);
        select(m_ui->kind, *scope.kind);
    } else if (scope.practitioner) {
        m_ui->onePractitioner->setChecked(true);
    } else {
        m_ui->everything->setChecked(true);
    }
    if (scope.dates) {
        m_ui->onlyDays->setChecked(true);
        m_ui->from->setDate(scope.dates->first);
        m_ui->to->setDate(scope.dates->second);
    }
}

void ChooseSyncDialog::connectControls() {
    for (QRadioButton* button : {m_ui->everything, m_ui->onePractitioner, m_ui->oneKind, m_ui->oneRecord})
        connect(button, &QRadioButton::toggled, this, &ChooseSyncDialog::check);
    for (QComboBox* box : {m_ui->practitioner, m_ui->kind, m_ui->recordKind})
        connect(box, &QComboBox::currentIndexChanged, this, &ChooseSyncDialog::check);
    connect(m_ui->recordId, &QLineEdit::textChanged, this, &ChooseSyncDialog::check);
    connect(m_ui->onlyDays, &QCheckBox::toggled, this, &ChooseSyncDialog::check);
    for (QDateEdit* edit : {m_ui->from, m_ui->to})
        connect(edit, &QDateEdit::dateChanged, this, &ChooseSyncDialog::check);
    connect(m_ui->syncButton, &QPushButton::clicked, this, &ChooseSyncDialog::start);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &QDialog::close);
    connect(m_progress, &SyncProgressView::busyChanged, this, &ChooseSyncDialog::showBusy);
    connect(m_progress, &SyncProgressView::offered, this, &ChooseSyncDialog::actionWanted);
}

void ChooseSyncDialog::loadPractitioners() {
    models::whenDone(m_engine.practitioners(), this,
                     [this](const Result<std::vector<PractitionerView>>& answer) {
                         if (!answer)
                             return;
                         m_practitioners.setPractitioners(*answer);
                         m_ui->practitioner->setCurrentIndex(
                             std::max(0, m_wanted ? m_practitioners.rowOfKey(*m_wanted) : 0));
                         check();
                     });
}

models::SyncDraft ChooseSyncDialog::draft() const {
    models::SyncDraft draft;
    draft.scope = m_ui->onePractitioner->isChecked() ? SyncChoiceScope::Practitioner
                  : m_ui->oneKind->isChecked()       ? SyncChoiceScope::Kind
                  : m_ui->oneRecord->isChecked()     ? SyncChoiceScope::Record
                                                     : SyncChoiceScope::Everything;
    const QVariant id = m_ui->practitioner->currentData(models::PractitionerListModel::IdRole);
    if (id.isValid())
        draft.practitioner = PractitionerId(id.toString());
    const QComboBox* kind = draft.scope == SyncChoiceScope::Record ? m_ui->recordKind : m_ui->kind;
    draft.kind = static_cast<RecordKind>(kind->currentData().toInt());
    draft.recordId = m_ui->recordId->text();
    draft.days = m_ui->onlyDays->isChecked();
    draft.from = m_ui->from->date();
    draft.to = m_ui->to->date();
    return draft;
}

void ChooseSyncDialog::check() {
    const models::SyncDraft wanted = draft();
    m_ui->practitioner->setEnabled(wanted.scope == SyncChoiceScope::Practitioner);
    m_ui->kind->setEnabled(wanted.scope == SyncChoiceScope::Kind);
    m_ui->recordKind->setEnabled(wanted.scope == SyncChoiceScope::Record);
    m_ui->recordId->setEnabled(wanted.scope == SyncChoiceScope::Record);
    m_ui->onlyDays->setEnabled(wanted.canHaveDays());
    for (QWidget* each : std::initializer_list<QWidget*>{m_ui->from, m_ui->to, m_ui->dash})
        each->setEnabled(wanted.canHaveDays() && wanted.days);
    m_ui->daysHint->setText(wanted.canHaveDays()
                                ? tr("Without days, the window of the settings is read.")
                                : tr("Days narrow sessions only; other records are read whole."));
    const QString problem = wanted.problem();
    // An empty id is not a mistake yet: the button waits, nothing is red.
    const bool untouched = wanted.scope == SyncChoiceScope::Record && wanted.recordId.isEmpty();
    m_ui->problem->setText(problem);
    m_ui->problem->setVisible(!problem.isEmpty() && !untouched);
    m_ui->syncButton->setEnabled(problem.isEmpty() && !m_progress->isBusy());
    m_ui->syncButton->setToolTip(problem);
}

void ChooseSyncDialog::start() {
    const models::SyncDraft wanted = draft();
    if (wanted.problem().isEmpty())
        m_progress->ask(wanted.request(askingUser()));
}

void ChooseSyncDialog::showBusy(bool busy) {
    m_ui->scopeCard->setEnabled(!busy);
    m_ui->daysCard->setEnabled(!busy);
    m_ui->syncButton->setText(m_progress->report() ? tr("Sync again") : tr("Sync now"));
    check();
}

}  // namespace bloom::widgets
