// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What deleting asks of the mirror: how many are live, how many went lately, what to look whether reading
// works at all with, and which rows no listing covers.
#pragma once
#include "core/practice_time.h"
#include "core/records.h"
#include "storage/scope.h"

namespace bloom::storage {

class GoneStore {
public:
    explicit GoneStore(Scope& scope) : m_scope(scope) {}

    bool isLive(const RecordKey& key);
    int live(RecordKind kind);
    /// Found gone since then, and not because an admin said so.
    int goneSince(RecordKind kind, UtcTime since);
    /// Live records of a kind whom nothing says to be missing, those read last first.
    std::vector<RecordKey> trusted(RecordKind kind, int count);

    /// Live appointments that no listing covers: outside the window, or of somebody who ended and is not
    /// listed any more. Only those not read by id, nor changed, since `before`; longest unaudited first.
    std::vector<RecordKey> toAudit(UtcInterval window, UtcTime today, UtcTime before, int count);
    /// Appointments with live sessions of practitioners who are synced: in the window, or (false) elsewhere.
    std::vector<RecordKey> appointments(UtcInterval window, bool within, int count);
    void noteAudited(const RecordKey& key, UtcTime now);

private:
    Scope& m_scope;
};

}  // namespace bloom::storage
