// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/held_reader.h"

#include "storage/statement.h"

namespace bloom::storage {

namespace {

constexpr int kDecidedShown = 20;
constexpr int kRecordsShown = 1000;

QString L(const char* text) { return QString::fromLatin1(text); }

/// Whose row it is and what it is called, by the kind: client of a session, bill, referral; person.
QString rowsOf(RecordKind kind) {
    const QString client =
        L("coalesce(c.display_name, trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, ''))), "
          "coalesce(c.initials, '')");
    switch (kind) {
        case RecordKind::Appointment:
            return L("SELECT s.practitioner_id, %1, min(s.scheduled_start_time) FROM sessions s "
                     "LEFT JOIN clients c ON c.id = s.client_id WHERE s.halaxy_appointment_id = ? "
                     "GROUP BY s.halaxy_appointment_id")
                .arg(client);
        case RecordKind::Invoice:
            return L("SELECT i.practitioner_id, %1, NULL FROM invoices i "
                     "LEFT JOIN clients c ON c.id = i.client_id WHERE i.halaxy_invoice_id = ?")
                .arg(client);
        case RecordKind::Referral:
            return L("SELECT c.practitioner_id, %1, NULL FROM referrals r "
                     "LEFT JOIN clients c ON c.id = r.client_id WHERE r.halaxy_referral_id = ?")
                .arg(client);
        case RecordKind::Patient:
            return L("SELECT c.practitioner_id, %1, NULL FROM clients c WHERE c.halaxy_patient_id = ?")
                .arg(client);
        case RecordKind::Practitioner:
            return L("SELECT id, '', '', NULL FROM practitioners WHERE halaxy_practitioner_id = ?");
        case RecordKind::PractitionerRole:
            return L(
                "SELECT p.id, '', '', NULL FROM practitioner_roles r JOIN practitioners p "
                "ON p.halaxy_practitioner_id = r.halaxy_practitioner_id WHERE r.halaxy_role_id = ?");
    }
    Q_UNREACHABLE();
}

void addRow(Scope& scope, HeldRecord& record) {
    const HeldRecord shown = Statement(scope, rowsOf(record.key.kind))
                                 .bind(record.key.id)
                                 .one([&](const Row& row) {
                                     HeldRecord found = record;
                                     found.practitioner = PractitionerId(row.text(0));
                                     found.label = row.text(1).isEmpty() ? row.text(2) : row.text(1);
                                     found.initials = row.text(2);
                                     found.start = row.maybeTime(3);
                                     return found;
                                 })
                                 .value_or(record);
    record = shown;
    if (record.practitioner.isEmpty())
        return;
    record.practitionerName =
        Statement(scope, L("SELECT coalesce(display_name, trim(coalesce(first_name, '') || ' ' || "
                           "coalesce(last_name, ''))) FROM practitioners WHERE id = ?"))
            .bind(record.practitioner)
            .one([](const Row& row) { return row.text(0); })
            .value_or(QString());
}

std::vector<HeldRecord> recordsOf(Scope& scope, const HeldSet& set) {
    auto records = Statement(scope, L("SELECT halaxy_id, outcome FROM held_records WHERE held_id = ? "
                                      "ORDER BY halaxy_id") +
                                        scope.dialect().limit())
                       .bind(set.id, kRecordsShown)
                       .all([&](const Row& row) {
                           HeldRecord record;
                           record.key = {set.kind, HalaxyId(row.text(0))};
                           record.outcome = row.text(1);
                           return record;
                       });
    for (HeldRecord& record : records)
        addRow(scope, record);
    return records;
}

}  // namespace

std::vector<HeldSet> readHeldSets(Scope& scope) {
    auto sets =
        Statement(scope, L("SELECT id, kind, state, live_then, run_id, raised_at, last_seen_at, decided_at, "
                           "decided_by, (SELECT count(*) FROM held_records WHERE held_id = held_sets.id) "
                           "FROM held_sets WHERE state <> 'superseded' ORDER BY state IN ('open', "
                           "'applying') DESC, coalesce(decided_at, raised_at) DESC, id"))
            .all([](const Row& row) {
                HeldSet set;
                set.id = row.text(0);
                set.kind = parse<RecordKind>(row.text(1)).value_or(RecordKind::Appointment);
                set.state = heldStateFrom(row.text(2)).value_or(HeldState::Open);
                set.liveThen = row.number(3);
                set.run = RunId(row.text(4));
                set.raised = row.time(5);
                set.lastSeen = row.time(6);
                set.decided = row.maybeTime(7);
                set.decidedBy = row.text(8);
                set.count = row.number(9);
                return set;
            });
    int decided = 0;
    std::erase_if(sets, [&](const HeldSet& set) {
        return set.state != HeldState::Open && set.state != HeldState::Applying && ++decided > kDecidedShown;
    });
    for (HeldSet& set : sets)
        set.records = recordsOf(scope, set);
    return sets;
}

}  // namespace bloom::storage
