// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Before anything of a kind is deleted, a record of it that is surely there must be readable by its id: else
// "not found" says something about the way of asking, not about records.
#pragma once
#include "sync/active_run.h"

namespace bloom::sync {

class Canary {
public:
    explicit Canary(ActiveRun& run) : m_run(run) {}
    /// Once a run and kind; when it is not, the run says so and is partial. Never one of `asked`.
    QCoro::Task<bool> readable(RecordKind kind, std::set<RecordKey> asked);
    /// Whether the run has reads left for it and for something to be asked after it.
    bool isAffordable(RecordKind kind) const;

private:
    std::vector<RecordKey> choose(RecordKind kind, const std::set<RecordKey>& asked);
    QCoro::Task<bool> tryEach(std::vector<RecordKey> keys);
    ActiveRun& m_run;
    std::map<RecordKind, bool> m_known;
};

}  // namespace bloom::sync
