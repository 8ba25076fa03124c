// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What one edited cell means for a practitioner, and which values make no sense.
#include "core/practice_time.h"
#include "models/practitioner_table_model.h"

#include <cmath>

namespace bloom::models {
namespace {
constexpr int kMostSessionsAWeek = 100;
constexpr double kMostRevenue = 1'000'000.0;

std::optional<Cents> revenue(const QVariant& value) {
    bool ok = false;
    const double amount = value.toDouble(&ok);
    if (!ok || !std::isfinite(amount) || amount < 0 || amount > kMostRevenue)
        return std::nullopt;
    return Cents{std::llround(amount * 100.0)};
}

void choose(engine::PractitionerPatch& patch, SyncChoice choice) {
    patch.syncing = choice != SyncChoice::DontSync;
    switch (choice) {
        case SyncChoice::Active:
            patch.status = PractitionerStatus::Active;
            break;
        case SyncChoice::Onboarding:
            patch.status = PractitionerStatus::Onboarding;
            break;
        case SyncChoice::DontSync:
        case SyncChoice::Ended:
            break;
    }
}
}  // namespace

SyncChoice syncChoice(const PractitionerView& practitioner) {
    if (!practitioner.syncing)
        return SyncChoice::DontSync;
    switch (practitioner.status) {
        case PractitionerStatus::Active:
            return SyncChoice::Active;
        case PractitionerStatus::Onboarding:
            return SyncChoice::Onboarding;
        case PractitionerStatus::Inactive:
            break;
    }
    return SyncChoice::Ended;
}

QString words(SyncChoice choice) {
    switch (choice) {
        case SyncChoice::Active:
            return PractitionerTableModel::tr("Active");
        case SyncChoice::Onboarding:
            return PractitionerTableModel::tr("Onboarding");
        case SyncChoice::DontSync:
            return PractitionerTableModel::tr("Don't sync");
        case SyncChoice::Ended:
            return PractitionerTableModel::tr("Ended in Halaxy");
    }
    return {};
}

std::expected<engine::PractitionerPatch, QString> patchFor(const PractitionerView& practitioner,
                                                           PractitionerTableModel::Column column,
                                                           const QVariant& value) {
    engine::PractitionerPatch patch;
    patch.practitioner = practitioner.id;
    switch (column) {
        case PractitionerTableModel::ChoiceColumn:
            choose(patch, static_cast<SyncChoice>(value.toInt()));
            break;
        case PractitionerTableModel::ZoneColumn:
            if (!PracticeZone::find(value.toString().trimmed()))
                return std::unexpected(
                    PractitionerTableModel::tr(
                        "“%1” is no time zone known here. Expected: Australia/Sydney or the like.")
                        .arg(value.toString()));
            patch.timezone = value.toString().trimmed();
            break;
        case PractitionerTableModel::WeeklySessionsColumn:
            if (value.toInt() < 1 || value.toInt() > kMostSessionsAWeek)
                return std::unexpected(
                    PractitionerTableModel::tr("Sessions a week: expected 1 to %1.").arg(kMostSessionsAWeek));
            patch.weeklySessionTarget = value.toInt();
            break;
        case PractitionerTableModel::WeeklyRevenueColumn:
            patch.weeklyRevenueTarget = revenue(value);
            break;
        case PractitionerTableModel::MonthlyRevenueColumn:
            patch.monthlyRevenueTarget = revenue(value);
            break;
        case PractitionerTableModel::NameColumn:
        case PractitionerTableModel::ColumnCount:
            return std::unexpected(
                PractitionerTableModel::tr("Names come from Halaxy and are changed there."));
    }
    const bool money = column == PractitionerTableModel::WeeklyRevenueColumn ||
                       column == PractitionerTableModel::MonthlyRevenueColumn;
    if (money && !patch.weeklyRevenueTarget && !patch.monthlyRevenueTarget)
        return std::unexpected(PractitionerTableModel::tr("Expected an amount from 0 to 1,000,000."));
    return patch;
}

PractitionerView patched(PractitionerView practitioner, const engine::PractitionerPatch& patch) {
    practitioner.status = patch.status.value_or(practitioner.status);
    practitioner.syncing = patch.syncing.value_or(practitioner.syncing);
    practitioner.timezone = patch.timezone.value_or(practitioner.timezone);
    practitioner.weeklySessionTarget = patch.weeklySessionTarget.value_or(practitioner.weeklySessionTarget);
    practitioner.weeklyRevenueTarget = patch.weeklyRevenueTarget.value_or(practitioner.weeklyRevenueTarget);
    practitioner.monthlyRevenueTarget =
        patch.monthlyRevenueTarget.value_or(practitioner.monthlyRevenueTarget);
    return practitioner;
}

}  // namespace bloom::models
