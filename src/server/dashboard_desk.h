// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Answers calls of the JSON endpoint from the database: a thread of its own with a read-only connection of
// its own, so that no dashboard keeps a webhook waiting.
#pragma once
#include "server/dashboard_call.h"
#include "storage/database_target.h"
#include "storage/readers/dashboard_reader.h"

#include <QObject>
#include <QThread>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

namespace bloom::storage {
class Database;
class Interrupter;
}  // namespace bloom::storage

namespace bloom::server {

/// What the database can't know, at this moment; asked from the desk's thread.
using LiveSource = std::function<storage::LiveFacts()>;

class DashboardDesk {
public:
    using Ticket = quint64;
    /// Called in the home's thread, as long as the home lives. Only numbers travel between the threads.
    using Answered = std::function<void(Ticket, const http::Response&)>;
    DashboardDesk(storage::DatabaseTarget target, QObject& home, LiveSource live, Answered answered);
    /// Ends the question under way; what waits is dropped.
    ~DashboardDesk();
    DashboardDesk(const DashboardDesk&) = delete;
    DashboardDesk& operator=(const DashboardDesk&) = delete;

    /// False when too much waits already.
    bool ask(Ticket ticket, DashboardCall call);

private:
    struct Waiting {
        Ticket ticket = 0;
        DashboardCall call;
    };
    void run();
    std::optional<Waiting> next();
    http::Response answer(const DashboardCall& call);
    Result<bool> openDatabase();

    const storage::DatabaseTarget m_target;
    QObject& m_home;
    const LiveSource m_live;
    const Answered m_answered;
    std::mutex m_mutex;  ///< guards the next three
    std::deque<Waiting> m_waiting;
    bool m_stopping = false;
    std::shared_ptr<storage::Interrupter> m_interrupter;
    std::condition_variable m_wake;
    std::unique_ptr<storage::Database> m_database;  ///< of the thread
    std::unique_ptr<QThread> m_thread;
};

}  // namespace bloom::server
