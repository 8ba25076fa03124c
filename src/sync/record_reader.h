// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Records read by id inside a run: patients and roles that rows name and nobody holds, readings that
// overlapped, appointments a listing did not show.
#pragma once
#include "sync/active_run.h"

namespace bloom::sync {

class RecordReader {
public:
    explicit RecordReader(ActiveRun& run) : m_run(run) {}
    /// Everything the run's pages left to read; what they name in turn, too. Each key once a run.
    QCoro::Task<void> readPending();
    /// By _id, applied where found. The keys that were found.
    QCoro::Task<std::set<RecordKey>> readMany(std::vector<RecordKey> keys);

private:
    ActiveRun& m_run;
    std::set<RecordKey> m_asked;
};

}  // namespace bloom::sync
