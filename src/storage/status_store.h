// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// sync_status: freshness and failures of each practitioner and of the practice; survives pruning of the log.
#pragma once
#include "core/ids.h"
#include "core/result.h"
#include "core/run_report.h"
#include "storage/scope.h"

#include <QDate>

namespace bloom::storage {

struct SyncStatus {
    PractitionerId practitioner;         ///< empty = the practice
    std::optional<UtcTime> lastSuccess;  ///< start of the last complete success of any kind of run
    std::optional<UtcTime> lastAttempt;
    std::optional<UtcTime> lastFull;  ///< start of the last complete full run
    std::optional<UtcTime> lastIncremental;
    std::optional<RunOutcome> lastOutcome;
    int consecutiveFailures = 0;
    int incrementalFailures = 0;  ///< delta runs that failed in a row
    std::optional<ErrorKind> lastErrorKind;
    QString lastError;
    std::optional<QDate> historyCompleteFrom;
};

class StatusStore {
public:
    explicit StatusStore(Scope& scope) : m_scope(scope) {}
    /// Empty practitioner = the practice. A practitioner never synced has an empty status.
    SyncStatus find(const PractitionerId& practitioner);
    std::vector<SyncStatus> all();
    struct Attempt {
        PractitionerId practitioner;
        RunType type = RunType::Full;
        RunOutcome outcome = RunOutcome::Failed;
        UtcTime started;
        std::optional<Error> error;
        bool wholeWindow = true;  ///< a manual run of one record or kind moves no freshness
    };
    /// Success moves freshness to its start (never backwards, but from a time to come) and ends the failures;
    /// failed counts one; partial and held keep freshness and count; interrupted and cancelled change nothing
    /// but the attempt.
    void runEnded(const Attempt& attempt, UtcTime now);
    /// A delta run says nothing about the whole window: it moves no freshness but its own, and the failures
    /// of whole runs stand.
    void deltaEnded(RunOutcome outcome, UtcTime started, const std::optional<Error>& error, UtcTime now);
    void setHistoryCompleteFrom(const PractitionerId& practitioner, QDate from, UtcTime now);

private:
    void save(const SyncStatus& status, UtcTime now);
    Scope& m_scope;
};

}  // namespace bloom::storage
