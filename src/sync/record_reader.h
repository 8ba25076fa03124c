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
    /// Everything the run's pages left to read; what they name in turn, too. Each key once a run. What can't
    /// be had is a problem of the run; clients whom the service doesn't give are set aside.
    QCoro::Task<void> readPending();

private:
    QCoro::Task<std::vector<halaxy::ReadAnswer>> ask(std::vector<RecordKey> keys);
    void noteUnknown(const std::vector<halaxy::ReadAnswer>& answers);
    ActiveRun& m_run;
    std::set<RecordKey> m_asked;
};

}  // namespace bloom::sync
