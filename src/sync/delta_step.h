// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What changed since the cursors, kind by kind for the whole practice: one call each while nothing changes.
// Absence says nothing here. A service that ignores _lastUpdated is found out by what it sends; then full
// runs bring the changes of that kind, and it is asked again once a day.
#pragma once
#include "sync/listing_runner.h"
#include "sync/session_owners.h"

namespace bloom::sync {

class DeltaStep {
public:
    explicit DeltaStep(ActiveRun& run) : m_run(run), m_runner(run) {}
    QCoro::Task<void> list();
    /// Whether there is any kind to ask for.
    static bool hasWork(storage::Scope& scope, const PracticeZone& zone, UtcTime now);

private:
    struct Asked {
        RecordKind kind = RecordKind::Patient;
        UtcTime since;
        int held = 0;
    };
    static std::vector<Asked> toAsk(storage::Scope& scope, const PracticeZone& zone, UtcTime now);
    ListingPlan planFor(const Asked& asked) const;
    void settle(const Asked& asked, const ListingResult& result);
    void noteIgnored(RecordKind kind);

    ActiveRun& m_run;
    ListingRunner m_runner;
    SessionOwners m_owners;
    std::vector<storage::PractitionerStore::ToSync> m_practitioners;
};

}  // namespace bloom::sync
