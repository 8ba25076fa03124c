// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What rows are made from, and what could be missing from a listing.
#include "storage/mirror_store.h"
#include "storage/statement.h"

#include <QJsonDocument>

namespace bloom::storage {

namespace {

template <typename Id> Id idAt(const Row& row, int column = 0) { return Id(row.text(column)); }
QStringList listAt(const Row& row, int column) {
    return QJsonDocument::fromJson(row.text(column).toUtf8()).toVariant().toStringList();
}

}  // namespace

MirrorStore::ClientState MirrorStore::clientState(const ClientId& client) {
    return Statement(m_scope, QStringLiteral(
                                  "SELECT deleted_at IS NOT NULL, is_placeholder FROM clients WHERE id = ?"))
        .bind(client)
        .one([](const Row& row) { return ClientState{true, row.flag(0), row.flag(1)}; })
        .value_or(ClientState{});
}

std::vector<HalaxyId> MirrorStore::placeholders(int count) {
    return Statement(
               m_scope,
               QStringLiteral("SELECT c.halaxy_patient_id FROM clients c LEFT JOIN set_aside a "
                              "ON a.kind = 'Patient' AND a.halaxy_id = c.halaxy_patient_id "
                              "WHERE c.is_placeholder = 1 AND c.deleted_at IS NULL AND NOT EXISTS (SELECT 1 "
                              "FROM source_records r WHERE r.kind = 'Patient' "
                              "AND r.halaxy_id = c.halaxy_patient_id) "
                              "ORDER BY coalesce(a.last_seen, ''), c.halaxy_patient_id") +
                   m_scope.dialect().limit())
        .bind(count)
        .all([](const Row& row) { return idAt<HalaxyId>(row); });
}

std::optional<PractitionerId> MirrorStore::practitioner(const HalaxyId& practitioner) {
    return Statement(m_scope, QStringLiteral("SELECT id FROM practitioners WHERE halaxy_practitioner_id = ?"))
        .bind(practitioner)
        .one([](const Row& row) { return idAt<PractitionerId>(row); });
}

std::optional<PractitionerId> MirrorStore::practitionerOfRole(const HalaxyId& role) {
    return Statement(m_scope, QStringLiteral("SELECT p.id FROM practitioner_roles r JOIN practitioners p "
                                             "ON p.halaxy_practitioner_id = r.halaxy_practitioner_id "
                                             "WHERE r.halaxy_role_id = ?"))
        .bind(role)
        .one([](const Row& row) { return idAt<PractitionerId>(row); });
}

std::vector<PractitionerRoleRow> MirrorStore::rolesOf(const HalaxyId& practitioner) {
    return Statement(m_scope,
                     QStringLiteral("SELECT halaxy_role_id, halaxy_practitioner_id, active, email, phone, "
                                    "specialties, period_end FROM practitioner_roles "
                                    "WHERE halaxy_practitioner_id = ? AND deleted_at IS NULL "
                                    "ORDER BY halaxy_role_id"))
        .bind(practitioner)
        .all([](const Row& row) {
            return PractitionerRoleRow{
                idAt<HalaxyId>(row), idAt<HalaxyId>(row, 1), row.flag(2),     row.text(3),
                row.text(4),         listAt(row, 5),         row.maybeTime(6)};
        });
}

std::vector<SessionBrief> MirrorStore::sessionsOf(const ClientId& client) {
    return Statement(m_scope,
                     QStringLiteral("SELECT id, practitioner_id, scheduled_start_time, status, is_group, "
                                    "billing_type, session_number FROM sessions "
                                    "WHERE client_id = ? AND deleted_at IS NULL "
                                    "ORDER BY scheduled_start_time, id"))
        .bind(client)
        .all([](const Row& row) {
            return SessionBrief{
                idAt<SessionId>(row), idAt<PractitionerId>(row, 1),
                row.time(2),          parse<SessionStatus>(row.text(3)).value_or(SessionStatus::Unknown),
                row.flag(4),          parse<BillingType>(row.text(5)).value_or(BillingType::Unknown),
                row.maybeNumber(6)};
        });
}

bool MirrorStore::hasSessions(const ClientId& client) {
    return Statement(m_scope, QStringLiteral("SELECT EXISTS (SELECT 1 FROM sessions WHERE client_id = ? "
                                             "AND deleted_at IS NULL)"))
        .bind(client)
        .one([](const Row& row) { return row.flag(0); })
        .value_or(false);
}

std::vector<PractitionerId> MirrorStore::practitionersOfAppointment(const HalaxyId& appointment) {
    return Statement(m_scope, QStringLiteral("SELECT DISTINCT practitioner_id FROM sessions "
                                             "WHERE halaxy_appointment_id = ? ORDER BY practitioner_id"))
        .bind(appointment)
        .all([](const Row& row) { return idAt<PractitionerId>(row); });
}

std::vector<ReferralRow> MirrorStore::referralsOf(const ClientId& client) {
    return Statement(m_scope,
                     QStringLiteral("SELECT id, halaxy_referral_id, client_id, definition, "
                                    "is_mental_health_plan, is_review, session_limit, sessions_used, "
                                    "start_date, end_date, requester, is_active FROM referrals "
                                    "WHERE client_id = ? AND deleted_at IS NULL ORDER BY start_date, id"))
        .bind(client)
        .all([](const Row& row) {
            return ReferralRow{idAt<ReferralId>(row),
                               idAt<HalaxyId>(row, 1),
                               idAt<ClientId>(row, 2),
                               row.text(3),
                               row.flag(4),
                               row.flag(5),
                               row.maybeNumber(6),
                               row.maybeNumber(7),
                               row.maybeDate(8),
                               row.maybeDate(9),
                               row.text(10),
                               row.flag(11)};
        });
}

std::vector<HalaxyId> MirrorStore::invoicesNaming(const HalaxyId& appointment) {
    return Statement(m_scope, QStringLiteral("SELECT halaxy_invoice_id FROM invoice_appointments "
                                             "WHERE halaxy_appointment_id = ? ORDER BY halaxy_invoice_id"))
        .bind(appointment)
        .all([](const Row& row) { return idAt<HalaxyId>(row); });
}

std::vector<HalaxyId> MirrorStore::appointmentsOfInvoice(const HalaxyId& invoice) {
    return Statement(m_scope,
                     QStringLiteral("SELECT s.halaxy_appointment_id FROM session_invoices l "
                                    "JOIN sessions s ON s.id = l.session_id WHERE l.halaxy_invoice_id = ? "
                                    "UNION SELECT halaxy_appointment_id FROM invoice_appointments "
                                    "WHERE halaxy_invoice_id = ? ORDER BY 1"))
        .bind(invoice, invoice)
        .all([](const Row& row) { return idAt<HalaxyId>(row); });
}

std::vector<ClientId> MirrorStore::clientsStartingIn(UtcTime from, UtcTime to) {
    // By practitioner, because that is the index there is; there are few of them.
    return Statement(m_scope,
                     QStringLiteral("SELECT DISTINCT s.client_id FROM practitioners p JOIN sessions s "
                                    "ON s.practitioner_id = p.id AND s.scheduled_start_time >= ? "
                                    "AND s.scheduled_start_time < ? WHERE s.deleted_at IS NULL "
                                    "ORDER BY s.client_id"))
        .bind(from, to)
        .all([](const Row& row) { return idAt<ClientId>(row); });
}

std::vector<ClientId> MirrorStore::clientsWithPlanTurning(QDate from, QDate to) {
    return Statement(m_scope, QStringLiteral("SELECT DISTINCT client_id FROM referrals "
                                             "WHERE deleted_at IS NULL AND (start_date BETWEEN ? AND ? "
                                             "OR end_date BETWEEN ? AND ?) ORDER BY client_id"))
        .bind(std::optional(from), std::optional(to), std::optional(from.addDays(-1)),
              std::optional(to.addDays(-1)))
        .all([](const Row& row) { return idAt<ClientId>(row); });
}

std::vector<ClientId> MirrorStore::allClients() {
    return Statement(m_scope, QStringLiteral("SELECT id FROM clients WHERE deleted_at IS NULL ORDER BY id"))
        .all([](const Row& row) { return idAt<ClientId>(row); });
}

std::optional<ClientId> MirrorStore::clientOfReferral(const ReferralId& referral) {
    return Statement(m_scope, QStringLiteral("SELECT client_id FROM referrals WHERE id = ?"))
        .bind(referral)
        .one([](const Row& row) { return idAt<ClientId>(row); });
}

MirrorStore::Whose MirrorStore::whose(const SessionId& session) {
    return Statement(m_scope, QStringLiteral("SELECT s.practitioner_id, c.halaxy_patient_id FROM sessions s "
                                             "JOIN clients c ON c.id = s.client_id WHERE s.id = ?"))
        .bind(session)
        .one([](const Row& row) { return Whose{idAt<PractitionerId>(row), idAt<HalaxyId>(row, 1)}; })
        .value_or(Whose{});
}

QString MirrorStore::timezoneOf(const PractitionerId& practitioner) {
    return Statement(m_scope, QStringLiteral("SELECT timezone FROM practitioners WHERE id = ?"))
        .bind(practitioner)
        .one([](const Row& row) { return row.text(0); })
        .value_or(QString());
}

std::vector<HalaxyId> MirrorStore::appointmentsIn(const PractitionerId& practitioner, UtcTime from,
                                                  UtcTime to, UtcTime existedBefore) {
    // A row may be younger than its record: made when its practitioner became known.
    return Statement(m_scope,
                     QStringLiteral("SELECT DISTINCT halaxy_appointment_id FROM sessions s "
                                    "WHERE practitioner_id = ? AND scheduled_start_time >= ? "
                                    "AND scheduled_start_time < ? AND deleted_at IS NULL "
                                    "AND (created_at < ? OR EXISTS (SELECT 1 FROM source_records r "
                                    "WHERE r.kind = 'Appointment' AND r.halaxy_id = s.halaxy_appointment_id "
                                    "AND r.created_at < ?)) ORDER BY halaxy_appointment_id"))
        .bind(practitioner, from, to, existedBefore, existedBefore)
        .all([](const Row& row) { return idAt<HalaxyId>(row); });
}

MirrorStore::Counts MirrorStore::counts() {
    return Statement(m_scope,
                     QStringLiteral("SELECT (SELECT count(*) FROM practitioners WHERE deleted_at IS NULL), "
                                    "(SELECT count(*) FROM clients WHERE deleted_at IS NULL), "
                                    "(SELECT count(*) FROM sessions WHERE deleted_at IS NULL), "
                                    "(SELECT count(*) FROM invoices WHERE deleted_at IS NULL), "
                                    "(SELECT count(*) FROM referrals WHERE deleted_at IS NULL)"))
        .one([](const Row& row) {
            return Counts{row.number(0), row.number(1), row.number(2), row.number(3), row.number(4)};
        })
        .value_or(Counts{});
}

}  // namespace bloom::storage
