// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The one apply for every channel: guards each record against source_records, then recomputes the rows it
// touches from records alone, inside the transaction of the caller (with checkpoint and log).
#pragma once
#include "core/mhcp.h"
#include "core/practice_time.h"
#include "core/run_report.h"
#include "storage/scope.h"

#include <map>
#include <memory>
#include <set>

namespace bloom::sync {

struct ApplyContext {
    RunType channel = RunType::Full;
    RunId run;
    UtcTime now;
    QString timeZone = QStringLiteral("Australia/Sydney");  ///< of clients without a practitioner
    MhcpPolicy mhcp{};
};

/// What an apply did. Hand it on only after the transaction has committed.
struct ApplyReport {
    std::map<RecordKind, KindCounts> kinds;
    std::set<PractitionerId> practitioners;  ///< whose rows changed
    std::vector<RecordKey> readAgain;        ///< two readings overlapped and differ: read these by id
    std::vector<RecordKey> toRead;           ///< patients and roles that rows name and nobody holds
    std::vector<SetAside> setAside;          ///< unusable now, new ones marked so
    int rowsWritten = 0;                     ///< business rows
    int conflicts = 0;                       ///< rows changed behind our back and put back
    ApplyReport& operator+=(const ApplyReport& other);
};

class Confirmations;

class Applier {
public:
    Applier();
    ~Applier();

    /// Records of a page, or one read by id. The engine's one Applier serves all channels: it remembers which
    /// readings confirmed what is held.
    ApplyReport apply(storage::Scope& scope, const std::vector<ReadRecord>& records,
                      const ApplyContext& context);
    /// The service said, about this record itself, that it is gone (404, 410). A tombstone; rows are
    /// soft-deleted.
    ApplyReport applyGone(storage::Scope& scope, const RecordKey& key, const ReadStamp& stamp,
                          const ApplyContext& context);
    /// Records a complete listing did not show: marked "not confirmed", counted missing. Nothing is deleted.
    ApplyReport markMissing(storage::Scope& scope, const std::vector<RecordKey>& keys,
                            const ApplyContext& context);
    /// Referrals were read whole, for a client or (nothing) for the practice: plans unknown so far become
    /// known.
    ApplyReport referralsRead(storage::Scope& scope, const std::optional<HalaxyId>& patient,
                              const ApplyContext& context);
    /// The whole practice's list turned out to be no answer: whoever was not asked for has an unknown plan.
    ApplyReport practiceWideReferralsDoubted(storage::Scope& scope, const ApplyContext& context);
    /// A client's practitioner and plan depend on what is over: recomputes those whose sessions began in
    /// [from, now), whose referral started or ended in it, and everybody's when a year began.
    ApplyReport passTime(storage::Scope& scope, UtcTime from, const ApplyContext& context);

private:
    std::unique_ptr<Confirmations> m_confirmed;
};

}  // namespace bloom::sync
