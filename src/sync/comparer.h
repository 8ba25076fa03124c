// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Database and Halaxy, now: lists what a full run would, reads by id what no listing covers, and says what
// differs. Changes nothing; independent of guards, cursors and checkpoints.
#pragma once
#include "halaxy/client.h"
#include "storage/transaction.h"
#include "sync/compare_record.h"
#include "sync/run_plan.h"

#include <map>
#include <set>

namespace bloom::sync {

struct Comparison {
    std::vector<Difference> differences;  ///< by kind and id
    std::map<RecordKind, int> compared;   ///< records that both were asked about
    std::vector<Error> problems;          ///< what could not be compared
    int calls = 0;
};

class Comparer {
public:
    Comparer(storage::Database& database, halaxy::Client& client, Clock& clock, SyncSettings settings);
    QCoro::Task<Comparison> run(std::stop_token stop);

private:
    QCoro::Task<bool> list(halaxy::ListingQuery query, std::stop_token stop);
    QCoro::Task<void> compareKind(RecordKind kind, std::stop_token stop);
    QCoro::Task<void> compareAppointments(std::stop_token stop);
    /// What is held and was not listed: in Halaxy all the same, or only here?
    QCoro::Task<void> readUnlisted(std::vector<RecordKey> keys, std::stop_token stop);
    QCoro::Task<void> readEach(std::vector<RecordKey> keys, std::stop_token stop);
    void compare(const std::vector<ReadRecord>& records);
    template <typename F> auto read(F fn);
    bool isOurs(const ReadRecord& record) const;

    storage::Database& m_database;
    halaxy::Client& m_client;
    Clock& m_clock;
    SyncSettings m_settings;
    UtcInterval m_window;
    std::set<HalaxyId> m_synced;  ///< practitioners and roles whose appointments are kept in step
    std::set<RecordKey> m_seen;
    Comparison m_result;
};

}  // namespace bloom::sync
