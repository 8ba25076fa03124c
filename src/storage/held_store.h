// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Deletions too many to believe, as sets of records an admin decides on: raised once, changed with what comes
// back, applied record by record so that a killed program goes on where it stopped.
#pragma once
#include "core/held.h"
#include "storage/scope.h"

#include <map>

namespace bloom::storage {

class HeldStore {
public:
    explicit HeldStore(Scope& scope) : m_scope(scope) {}

    /// What a set says of a record that no listing shows.
    enum class Mark {
        Open,      ///< waits for an admin
        Applying,  ///< an admin said delete; its turn comes in that set's own run
        Approved,  ///< an admin said delete, and its reading said nothing: deleted when one does
        Kept,      ///< an admin said keep: not asked for again until it comes back
    };
    std::map<HalaxyId, Mark> marks(RecordKind kind);

    /// The one open set of a kind holds exactly these records from now on. Another one is superseded. Its id.
    QString raise(RecordKind kind, std::vector<HalaxyId> ids, int liveNow, const RunId& run, UtcTime now);
    /// The record was read, or is known to be gone, by another way: it leaves what is open and is settled in
    /// what is decided. A set left empty is superseded.
    void cameBack(const RecordKey& key);
    void wasDeleted(const RecordKey& key);

    /// Sets that wait for an admin.
    int openCount();
    /// An admin said delete, and not every record had its turn.
    bool isApplying(const QString& set);
    /// With a line in the access list. False when the set is not open (any more).
    bool decide(const QString& set, HeldDecision decision, const QString& who, UtcTime now);

    /// The oldest set that an admin wants applied and that is not done.
    std::optional<QString> toApply();
    /// Its records that had no turn yet, at most `count`.
    std::vector<RecordKey> waiting(const QString& set, int count);
    /// "unknown" for a record whose reading said nothing; what was found or deleted is noted by apply itself.
    void noteUnknown(const QString& set, const RecordKey& key);
    /// Applied, if every record had its turn.
    bool finish(const QString& set);

private:
    void settle(const RecordKey& key, const QString& outcome);
    Scope& m_scope;
};

}  // namespace bloom::storage
