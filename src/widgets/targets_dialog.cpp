// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/targets_dialog.h"

#include "core/practice_time.h"
#include "models/when_done.h"
#include "widgets/commander.h"
#include "widgets/kept_font.h"
#include "widgets/owned_changes_view.h"
#include "widgets/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QCompleter>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <cmath>

namespace bloom::widgets {
namespace {
QDoubleSpinBox* amountBox(Cents amount, const char* name, QWidget* parent) {
    auto* box = new QDoubleSpinBox(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(0, 1'000'000);
    box->setDecimals(2);
    box->setGroupSeparatorShown(true);
    box->setPrefix(QStringLiteral("$"));
    box->setSingleStep(100);
    box->setValue(static_cast<double>(amount.value) / 100.0);
    return box;
}
Cents centsOf(const QDoubleSpinBox* box) { return {std::llround(box->value() * 100.0)}; }
}  // namespace

TargetsDialog::TargetsDialog(engine::Engine& door, PractitionerView practitioner, QWidget* parent)
    : QDialog(parent),
      m_engine(door),
      m_practitioner(std::move(practitioner)),
      m_zone(new QComboBox(this)),
      m_sessions(new QSpinBox(this)),
      m_weekly(amountBox(m_practitioner.weeklyRevenueTarget, "weeklyRevenue", this)),
      m_monthly(amountBox(m_practitioner.monthlyRevenueTarget, "monthlyRevenue", this)),
      m_problem(new QLabel(this)),
      m_changes(new OwnedChangesView(this)),
      m_save(new QPushButton(tr("Save"), this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Targets and time zone"));
    resize(520, 420);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::l);
    column->setSpacing(space::m);
    auto* title = new QLabel(m_practitioner.displayName, this);
    keepFont(title, TextRole::Title);
    column->addWidget(title);
    column->addWidget(buildForm());
    m_problem->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("problem"));
    setTone(m_problem, Tone::Problem);
    column->addWidget(m_problem);
    auto* caption = new QLabel(tr("Changes"), this);
    keepFont(caption, TextRole::Strong);
    column->addWidget(caption);
    column->addWidget(m_changes);
    column->addStretch(1);
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    setButtonKind(m_save, ButtonKind::Primary);
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &TargetsDialog::save);
    check();
    models::whenDone(m_engine.ownedChanges(m_practitioner.id), this,
                     [this](const Result<std::vector<OwnedChange>>& answer) {
                         if (answer)
                             m_changes->showChanges(*answer);
                     });
}

QWidget* TargetsDialog::buildForm() {
    auto* box = new QWidget(this);
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(space::s);
    m_zone->setObjectName(QStringLiteral("zone"));
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromUtf8(id));
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->setEditText(m_practitioner.timezone);
    m_sessions->setObjectName(QStringLiteral("weeklySessions"));
    m_sessions->setRange(0, 100);
    m_sessions->setValue(m_practitioner.weeklySessionTarget);
    m_monthly->setSpecialValueText(tr("No target"));
    m_weekly->setSpecialValueText(tr("No target"));
    form->addRow(tr("Sessions a week"), m_sessions);
    form->addRow(tr("Revenue a week"), m_weekly);
    form->addRow(tr("Revenue a month"), m_monthly);
    form->addRow(tr("Time zone"), m_zone);
    connect(m_zone, &QComboBox::editTextChanged, this, &TargetsDialog::check);
    connect(m_sessions, &QSpinBox::valueChanged, this, &TargetsDialog::check);
    connect(m_weekly, &QDoubleSpinBox::valueChanged, this, &TargetsDialog::check);
    connect(m_monthly, &QDoubleSpinBox::valueChanged, this, &TargetsDialog::check);
    return box;
}

/// Only what differs: what somebody else changed meanwhile stays.
engine::PractitionerPatch TargetsDialog::patch() const {
    engine::PractitionerPatch change;
    change.practitioner = m_practitioner.id;
    if (const QString zone = m_zone->currentText().trimmed(); zone != m_practitioner.timezone)
        change.timezone = zone;
    if (m_sessions->value() != m_practitioner.weeklySessionTarget)
        change.weeklySessionTarget = m_sessions->value();
    if (centsOf(m_weekly) != m_practitioner.weeklyRevenueTarget)
        change.weeklyRevenueTarget = centsOf(m_weekly);
    if (centsOf(m_monthly) != m_practitioner.monthlyRevenueTarget)
        change.monthlyRevenueTarget = centsOf(m_monthly);
    return change;
}

void TargetsDialog::check() {
    const auto change = patch();
    const bool zone = PracticeZone::find(m_zone->currentText().trimmed()).has_value();
    m_problem->setText(zone ? QString()
                            : tr("“%1” is no time zone known here. Expected: Australia/Sydney or the like.")
                                  .arg(m_zone->currentText()));
    m_problem->setVisible(!zone);
    m_save->setEnabled(zone && (change.timezone || change.weeklySessionTarget || change.weeklyRevenueTarget ||
                                change.monthlyRevenueTarget));
}

void TargetsDialog::save() {
    m_save->setEnabled(false);
    models::whenDone(m_engine.savePractitioner(patch(), askingUser()), this,
                     [this](const Result<bool>& answer) {
                         if (answer)
                             return accept();
                         m_save->setEnabled(true);
                         m_problem->setText(tr("Not kept. %1").arg(answer.error().message));
                         m_problem->show();
                     });
}

}  // namespace bloom::widgets
