// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/missing_reader.h"

#include "storage/readers/person_name.h"

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

QString columns() {
    return L(
        "SELECT s.halaxy_appointment_id, s.client_id, c.initials, c.first_name, c.last_name, "
        "c.display_name, s.scheduled_start_time, s.status, s.raw_status, s.practitioner_id, s.deleted_at, "
        "r.gone_at, r.last_updated, EXISTS (SELECT 1 FROM held_records h JOIN held_sets d "
        "ON d.id = h.held_id WHERE h.halaxy_id = s.halaxy_appointment_id AND d.kind = 'Appointment' "
        "AND d.state IN ('open', 'applying')) FROM sessions s JOIN clients c ON c.id = s.client_id "
        "LEFT JOIN source_records r ON r.kind = 'Appointment' AND r.halaxy_id = s.halaxy_appointment_id ");
}

HeldAppointment heldAt(const Row& row) {
    HeldAppointment held;
    held.id = HalaxyId(row.text(0));
    held.client = ClientId(row.text(1));
    held.initials = row.text(2);
    held.clientName = personName(row, 3);
    held.start = row.time(6);
    held.status = parse<SessionStatus>(row.text(7)).value_or(SessionStatus::Unknown);
    held.rawStatus = row.text(8);
    held.practitioner = PractitionerId(row.text(9));
    held.live = row.isNull(10);
    held.goneAt = row.maybeTime(11);
    held.changed = row.maybeTime(12);
    held.waits = row.flag(13);
    return held;
}

/// Rows of one appointment follow one another, live ones first.
std::vector<HeldAppointment> once(std::vector<HeldAppointment> rows) {
    std::vector<HeldAppointment> result;
    for (HeldAppointment& row : rows)
        if (result.empty() || result.back().id != row.id)
            result.push_back(std::move(row));
    return result;
}
const char* const kOrder = " ORDER BY s.halaxy_appointment_id, s.deleted_at IS NOT NULL, s.id";

std::optional<HeldPatient> patientWhere(Scope& scope, const char* column, const QString& id) {
    return Statement(scope, L("SELECT id, halaxy_patient_id, initials, first_name, last_name, display_name "
                              "FROM clients WHERE ") +
                                L(column) + L(" = ?"))
        .bind(id)
        .one([](const Row& row) {
            return HeldPatient{ClientId(row.text(0)), HalaxyId(row.text(1)), row.text(2), personName(row, 3)};
        });
}

}  // namespace

std::vector<HeldAppointment> readHeldOfDay(Scope& scope, const PractitionerId& practitioner,
                                           UtcInterval day) {
    return once(Statement(scope, columns() +
                                     L("WHERE (s.practitioner_id = ? AND s.scheduled_start_time >= ? "
                                       "AND s.scheduled_start_time < ?) OR s.id IN (SELECT m.session_id "
                                       "FROM session_moves m WHERE m.from_practitioner = ? "
                                       "AND m.from_start >= ? AND m.from_start < ?)") +
                                     L(kOrder))
                    .bind(practitioner, day.from, day.to, practitioner, day.from, day.to)
                    .all(heldAt));
}

std::vector<HeldAppointment> readHeldOfClient(Scope& scope, const ClientId& client, UtcInterval period) {
    return once(Statement(scope, columns() +
                                     L("WHERE s.client_id = ? AND s.scheduled_start_time >= ? "
                                       "AND s.scheduled_start_time < ?") +
                                     L(kOrder))
                    .bind(client, period.from, period.to)
                    .all(heldAt));
}

std::optional<HeldAppointment> readHeldAppointment(Scope& scope, const HalaxyId& id) {
    return Statement(scope, columns() + L("WHERE s.halaxy_appointment_id = ?") + L(kOrder))
        .bind(id)
        .one(heldAt);
}

std::optional<HeldPatient> readHeldPatient(Scope& scope, const HalaxyId& patient) {
    return patientWhere(scope, "halaxy_patient_id", patient.value);
}
std::optional<HeldPatient> readHeldPatient(Scope& scope, const ClientId& client) {
    return patientWhere(scope, "id", client.value);
}

}  // namespace bloom::storage
