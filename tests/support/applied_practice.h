// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A practice of one practitioner in a database of its own, filled record by record through the one apply.
#pragma once
#include "support/record_builder.h"
#include "support/temp_database.h"
#include "sync/applier.h"

namespace bloom::test {

class AppliedPractice {
public:
    TempDatabase database;
    sync::Applier applier;
    sync::ApplyContext context{RunType::Full, RunId(L("run-1")), at("2026-11-23T00:00:00Z"),
                               L("Australia/Sydney")};

    sync::ApplyReport apply(const std::vector<ReadRecord>& records) {
        return database.write([&](storage::Scope& scope) { return applier.apply(scope, records, context); });
    }
    sync::ApplyReport gone(RecordKind kind, const char* id, std::int64_t when) {
        return database.write([&](storage::Scope& scope) {
            return applier.applyGone(scope, {kind, HalaxyId(L(id))}, {when * 10, when * 10 + 1}, context);
        });
    }
    void staff() { apply({reading(practitioner("PR-1"), 1), reading(role("PR-11", "PR-1"), 1)}); }
    QString sessions() {
        return database.cell(
            L("SELECT s.halaxy_appointment_id, c.halaxy_patient_id, s.status FROM sessions s "
              "JOIN clients c ON c.id = s.client_id WHERE s.deleted_at IS NULL ORDER BY 1, 2"));
    }
    QString cell(const char* sql) { return database.cell(L(sql)); }
};

}  // namespace bloom::test
