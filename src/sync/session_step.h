// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Appointments of a window, for each practitioner by itself so that one's failure is its own. The service may
// refuse or ignore the way a practitioner is asked for; then the next way is tried, at last the practice as a
// whole.
#pragma once
#include "storage/practitioner_store.h"
#include "sync/listing_runner.h"
#include "sync/session_owners.h"

namespace bloom::sync {

class SessionStep {
public:
    enum class Way { PractitionerRole, Practitioner, Actor, Practice };

    explicit SessionStep(ActiveRun& run) : m_run(run), m_runner(run) {}
    /// Only these, where there are any.
    std::vector<PractitionerId> among;
    /// Lists, then marks what is held and did not come.
    QCoro::Task<void> list(UtcInterval window);
    /// Whether all of the window came for this practitioner.
    bool complete(const PractitionerId& practitioner) const;
    const std::vector<storage::PractitionerStore::ToSync>& practitioners() const { return m_practitioners; }

private:
    enum class Tried { Works, Refused, NothingCame };
    struct Part {
        bool complete = false;
        bool cameEmpty = false;
        std::optional<Error> error;
        KindCounts counts;
        ListingState state;
    };
    bool load();
    QCoro::Task<Tried> listEach(Way way);
    QCoro::Task<void> listPractice();
    void settleMissing();
    void forgetUnseen(storage::Scope& scope) const;
    std::map<PractitionerId, std::set<RecordKey>> notSeen(storage::Scope& scope) const;
    ListingPlan planFor(const storage::PractitionerStore::ToSync& one, Way way) const;
    void keepPart(const PractitionerId& practitioner, const ListingResult& result);
    void reportParts();
    void remember(Way way, bool proven);
    void noteCursor(storage::Scope& scope) const;

    ActiveRun& m_run;
    ListingRunner m_runner;
    UtcInterval m_window;
    std::vector<storage::PractitionerStore::ToSync> m_practitioners;
    SessionOwners m_owners;
    std::map<PractitionerId, Part> m_parts;
    std::map<PractitionerId, int> m_held;
    std::set<RecordKey> m_seen;  ///< over all listings of this step
    Way m_way = Way::PractitionerRole;
    bool m_proven = false;  ///< records came by this way before
};

}  // namespace bloom::sync
