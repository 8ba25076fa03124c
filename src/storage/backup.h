// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of the database: made while an engine works on it, and put back while none does.
#pragma once
#include "core/clock.h"
#include "storage/database.h"

namespace bloom::storage {

struct BackupReport {
    QString file;
    qint64 bytes = 0;
    int steps = 0;     ///< chunks the copy took
    int restarts = 0;  ///< times it began anew, because somebody wrote in between
};
struct BackupOptions {
    bool overwrite = false;
    QString who;
    int pages = 2048;  ///< of the first chunks; more where writers keep making it begin anew
    milliseconds limit{300'000};
    /// Between two chunks, when nothing is locked; for tests.
    std::function<void()> between;
};
/// A whole, sound copy of the database, the user's alone; or no file at all. No chunk reads for longer than a
/// second, so that whoever works on the database is never kept from it.
Result<BackupReport> backUp(const DatabaseTarget& target, const QString& file, UtcTime now,
                            const BackupOptions& options);

struct RestoreReport {
    QString replaced;   ///< where the database lies that was there; empty = there was none
    int events = 0;     ///< not settled ones of its inbox, taken over
    int forgotten = 0;  ///< clients whose personal data had been blanked since, and is again
};
/// Puts a backup in the database's place. Nobody may have the database open. Of the one that was there, which
/// is moved aside and never deleted, the open events and the list of accesses are taken over.
Result<RestoreReport> restore(const DatabaseTarget& target, const QString& file, UtcTime now,
                              const QString& who);

}  // namespace bloom::storage
