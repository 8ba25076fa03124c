// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/practitioner_store.h"

#include "storage/statement.h"

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

QString columns() {
    return L(
        "SELECT id, halaxy_practitioner_id, halaxy_practitioner_role_id, first_name, last_name, "
        "display_name, "
        "email, phone, ahpra_number, qualification_type, timezone, weekly_session_target, "
        "weekly_revenue_target, monthly_revenue_target, status, last_synced_at, syncing FROM practitioners p "
        "WHERE deleted_at IS NULL ");
}

/// Never empty: the name as the service has it, else its parts, else the id.
QString shownName(const Row& row) {
    const QString both = QString(row.text(3) + u' ' + row.text(4)).trimmed();
    const QString given = row.text(5).isEmpty() ? both : row.text(5);
    return given.isEmpty() ? row.text(1) : given;
}

PractitionerView viewAt(const Row& row) {
    return {PractitionerId(row.text(0)),
            HalaxyId(row.text(1)),
            HalaxyId(row.text(2)),
            row.text(3),
            row.text(4),
            shownName(row),
            row.text(6),
            row.text(7),
            row.text(8),
            parse<QualificationType>(row.text(9)).value_or(QualificationType::General),
            row.text(10),
            row.number(11),
            row.cents(12),
            row.cents(13),
            parse<PractitionerStatus>(row.text(14)).value_or(PractitionerStatus::Onboarding),
            row.maybeTime(15),
            row.flag(16)};
}

/// NULL = nobody decided.
QVariant decision(PractitionerStatus status) {
    switch (status) {
        case PractitionerStatus::Active:
        case PractitionerStatus::Inactive:
            return name(status);
        case PractitionerStatus::Onboarding:
            break;
    }
    return {};
}

}  // namespace

std::vector<PractitionerView> PractitionerStore::all() {
    return Statement(m_scope, columns() + L("ORDER BY last_name, first_name, id")).all(viewAt);
}

std::optional<PractitionerView> PractitionerStore::find(const QString& anyId) {
    return Statement(m_scope, columns() + L("AND (id = ? OR halaxy_practitioner_id = ?)"))
        .bind(anyId, anyId)
        .one(viewAt);
}

bool PractitionerStore::save(const PractitionerId& practitioner, const PractitionerSettings& settings,
                             UtcTime now) {
    const auto held = find(practitioner.value);
    if (!held)
        return false;
    if (settings.status)
        Statement(m_scope, L("UPDATE practitioners SET admin_status = ? WHERE id = ?"))
            .add(decision(*settings.status))
            .bind(practitioner)
            .run();
    Statement(
        m_scope,
        L("UPDATE practitioners SET timezone = ?, weekly_session_target = ?, weekly_revenue_target = ?, "
          "monthly_revenue_target = ?, syncing = ?, updated_at = ?, status = CASE "
          "WHEN halaxy_active = 0 THEN 'inactive' ELSE coalesce(admin_status, 'onboarding') END "
          "WHERE id = ?"))
        .bind(settings.timezone.value_or(held->timezone),
              settings.weeklySessionTarget.value_or(held->weeklySessionTarget),
              settings.weeklyRevenueTarget.value_or(held->weeklyRevenueTarget),
              settings.monthlyRevenueTarget.value_or(held->monthlyRevenueTarget),
              settings.syncing.value_or(held->syncing), now, practitioner)
        .run();
    return true;
}

std::vector<HalaxyId> PractitionerStore::roles(const PractitionerId& practitioner) {
    return Statement(m_scope, L("SELECT r.halaxy_role_id FROM practitioner_roles r JOIN practitioners p "
                                "ON p.halaxy_practitioner_id = r.halaxy_practitioner_id "
                                "WHERE p.id = ? AND r.deleted_at IS NULL ORDER BY r.halaxy_role_id"))
        .bind(practitioner)
        .all([](const Row& row) { return HalaxyId(row.text(0)); });
}

std::vector<PractitionerStore::ToSync> PractitionerStore::toSync(UtcTime today) {
    const auto whom =
        Statement(m_scope, columns() + L("AND syncing = 1 AND (status <> 'inactive' OR EXISTS "
                                         "(SELECT 1 FROM sessions s WHERE s.practitioner_id = p.id "
                                         "AND s.scheduled_start_time >= ? AND s.deleted_at IS NULL)) "
                                         "ORDER BY last_name, first_name, id"))
            .bind(today)
            .all(viewAt);
    std::vector<ToSync> list;
    for (const PractitionerView& practitioner : whom)
        list.push_back({practitioner, roles(practitioner.id)});
    return list;
}

}  // namespace bloom::storage
