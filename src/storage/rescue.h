// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A damaged database makes room for a new one: first what nobody else holds is saved where it can be read,
// then the damaged one is moved aside, never deleted, and the new one takes its place. Killed anywhere, the
// next start goes on.
#pragma once
#include "core/clock.h"
#include "storage/database.h"

#include <optional>

namespace bloom::storage {

struct Rescue {
    QString movedTo;  ///< where the damaged one lies now
    UtcTime at;
    int practitioners = 0;  ///< whose settings were saved
    int clients = 0;        ///< whose notes of Bloom's were
    int events = 0;         ///< of the inbox that were not settled
    bool readable = false;  ///< anything could be read at all
    QString backup;         ///< the newest backup that is known and still there
    bool operator==(const Rescue&) const = default;
};
/// What happened and what happens now, in sentences.
QString describe(const Rescue& rescue);

/// Nobody may have it open. The file must look like ours (damage.h).
Result<Rescue> rescueDatabase(const DatabaseTarget& target, UtcTime now);
/// What a rescue that was killed left: its new database takes the place, or goes where it isn't finished.
void endInterruptedRescue(const DatabaseTarget& target);
/// The last one of this database.
std::optional<Rescue> lastRescue(Scope& scope);

/// Where a database that is to take this one's place is made.
QString successorPath(const DatabaseTarget& target);
/// The successor takes the place; what was there is moved to `path`.word-YYYYMMDD-HHMMSS with its -wal and
/// -shm. Where it lies then; empty = there was none.
Result<QString> putInPlace(const DatabaseTarget& target, const QString& word, UtcTime now);

}  // namespace bloom::storage
