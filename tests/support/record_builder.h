// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Records as they would have been read, in a few words.
#pragma once
#include "core/practice_time.h"
#include "core/records.h"

#include <QString>

namespace bloom::test {

inline QString L(const char* text) { return QString::fromLatin1(text); }
inline UtcTime at(const char* iso) { return parseUtc(L(iso)).value(); }

/// A reading; `when` is its place in the order of readings. Without a version only that place decides.
inline ReadRecord reading(RecordContent content, std::int64_t when, const char* lastUpdated = nullptr) {
    ReadRecord record;
    record.key = keyOf(content);
    record.hash = contentHash(content);
    record.stamp = {when * 10, when * 10 + 1};
    if (lastUpdated)
        record.version.lastUpdated = at(lastUpdated);
    record.content = std::move(content);
    return record;
}

inline PractitionerRecord practitioner(const char* id, const char* last = "Example") {
    PractitionerRecord record;
    record.id = HalaxyId(L(id));
    record.name = {L("Pat"), L(last), {}};
    return record;
}
inline PractitionerRoleRecord role(const char* id, const char* practitioner) {
    PractitionerRoleRecord record;
    record.id = HalaxyId(L(id));
    record.practitionerId = HalaxyId(L(practitioner));
    return record;
}
inline PatientRecord patient(const char* id, const char* first = "Kim", const char* last = "Sample") {
    PatientRecord record;
    record.id = HalaxyId(L(id));
    record.name = {L(first), L(last), {}};
    return record;
}
/// One patient, booked, fifty minutes, with role PR-11.
inline AppointmentRecord appointment(const char* id, const char* patientId, const char* start,
                                     SessionStatus status = SessionStatus::Scheduled) {
    AppointmentRecord record;
    record.id = HalaxyId(L(id));
    record.start = at(start);
    record.end = record.start + std::chrono::minutes(50);
    record.minutes = 50;
    record.practitioners = {{RecordKind::PractitionerRole, HalaxyId(L("PR-11"))}};
    record.patients = {{HalaxyId(L(patientId)), status, name(status), {}}};
    return record;
}
inline InvoiceRecord invoice(const char* id, const char* patientId, int cents) {
    InvoiceRecord record;
    record.id = HalaxyId(L(id));
    record.patientId = HalaxyId(L(patientId));
    record.status = InvoiceStatus::Active;
    record.date = QDate(2026, 11, 20);
    record.billing = BillingType::Medicare;
    record.gross = record.net = record.balance = {cents};
    return record;
}
inline ReferralRecord referral(const char* id, const char* patientId, int limit, int used) {
    ReferralRecord record;
    record.id = HalaxyId(L(id));
    record.patientId = HalaxyId(L(patientId));
    record.definition = L("Medicare: MHTP Referral");
    record.mentalHealthPlan = true;
    record.limit = limit;
    record.used = used;
    record.start = QDate(2026, 7, 1);
    record.end = QDate(2027, 6, 30);
    record.requester = L("Dr Referrer");
    return record;
}

}  // namespace bloom::test
