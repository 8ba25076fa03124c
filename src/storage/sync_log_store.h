// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// sync_log: a row for each run and its lines.
#pragma once
#include "core/log_views.h"
#include "storage/scope.h"

namespace bloom::storage {

class SyncLogStore {
public:
    explicit SyncLogStore(Scope& scope) : m_scope(scope) {}

    void begin(const RunReport& run);
    /// Counts so far, with a page's data.
    void update(const RunReport& run);
    void setAskedBy(const RunId& run, const QString& askedBy);
    /// The end: the run's row, a line for each kind, each practitioner and each problem.
    void finish(const RunReport& run);
    /// Runs that were going on when the program ended are marked so. Their ids.
    std::vector<RunId> markInterrupted(UtcTime now);

private:
    Scope& m_scope;
};

/// Reads the log by keyset: `logIndex` once for a filter, then any place of it in one short read.
class LogReader {
public:
    explicit LogReader(Scope& scope) : m_scope(scope) {}
    LogIndex logIndex(const LogFilter& filter);
    std::vector<RunRow> logRows(const LogFilter& filter, const LogAnchor& from, int count);
    /// The newest `count` rows; what logRows gives without an anchor.
    std::vector<RunRow> newest(const LogFilter& filter, int count);
    /// Nothing when there is no such run.
    std::optional<RunDetail> runDetail(const RunId& run);
    /// Newest first, finished ones only; for the bar of runs and the charts.
    struct FinishedRun {
        RunRow row;
        int received = 0, setAside = 0;
        milliseconds duration{0}, rateLimitWait{0};
    };
    std::vector<FinishedRun> finishedRuns(const std::optional<PractitionerId>& practitioner, int count);

private:
    Scope& m_scope;
};

}  // namespace bloom::storage
