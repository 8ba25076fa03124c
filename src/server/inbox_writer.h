// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Makes events durable: a thread of its own with a connection of its own, which commits whatever has come
// while the commit before was under way as one transaction. Whoever submits is told after the commit, never
// before.
#pragma once
#include "core/metrics.h"
#include "storage/inbox_store.h"

#include <QObject>
#include <QThread>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>

namespace bloom::server {

using Ticket = quint64;

/// What became of the requests of one transaction.
struct Commit {
    std::vector<Ticket> tickets;
    int added = 0;                 ///< events that were not held already
    std::optional<Error> trouble;  ///< nothing of it was stored
    bool turnedAway = false;       ///< requests that were turned away have been counted
};

struct InboxWriterOptions {
    /// More events than this waiting, and no further request is taken.
    std::size_t mostWaiting = 20'000;
    /// So long answer times gather before they go along with a commit, or have one of their own.
    std::chrono::milliseconds answersGather{10'000};
    /// Tests only: told of each connection, on the writer's thread.
    std::function<void(storage::Database&)> onOpened;
};

class InboxWriter {
public:
    /// `onCommit` is called in the home's thread, as long as the home lives.
    InboxWriter(storage::DatabaseTarget target, QObject& home, std::function<void(const Commit&)> onCommit,
                InboxWriterOptions options = {});
    /// Ends the commit under way; what still waits is dropped, and nobody was told that it was stored.
    ~InboxWriter();
    InboxWriter(const InboxWriter&) = delete;
    InboxWriter& operator=(const InboxWriter&) = delete;

    /// False when too much waits already.
    bool submit(Ticket ticket, std::vector<storage::NewInboxEvent> events, UtcTime received);
    /// Stored within a second or two, with others: a flood of bad requests costs no commit each.
    void countRejection(const QString& route, const QString& reason, UtcTime now);
    /// Answers of the hour their start lies in: a line of the metrics every few seconds, whatever comes.
    void addAnswers(const MetricPoint& answers);
    /// Transactions that succeeded.
    int commits() const { return m_commits; }

private:
    struct Request {
        Ticket ticket = 0;
        std::vector<storage::NewInboxEvent> events;
        UtcTime received;
    };
    using RejectionKey = std::tuple<UtcTime, QString, QString>;  ///< hour, route, reason
    struct RejectionCount {
        int requests = 0;
        UtcTime last;
    };
    using Rejections = std::map<RejectionKey, RejectionCount>;
    using Answers = std::map<UtcTime, MetricPoint>;  ///< by the hour
    struct Batch {
        std::vector<Request> requests;
        Rejections rejections;
        Answers answers;
        bool isEmpty() const { return requests.empty() && rejections.empty() && answers.empty(); }
    };

    void run();
    Batch nextBatch();
    Batch takeAll();
    void gather(const MetricPoint& answers);
    void keep(const Batch& batch);
    Result<int> store(const Batch& batch);
    Result<bool> openDatabase();
    void tell(Commit commit);

    const storage::DatabaseTarget m_target;
    QObject& m_home;
    const std::function<void(const Commit&)> m_onCommit;
    const InboxWriterOptions m_options;

    std::mutex m_mutex;  ///< guards the next five
    std::condition_variable m_wake;
    Batch m_waiting;
    std::size_t m_waitingEvents = 0;
    std::chrono::steady_clock::time_point m_answersDue;  ///< while some wait
    bool m_stopping = false;

    std::unique_ptr<storage::Database> m_database;  ///< the writer's thread alone
    std::atomic<int> m_commits = 0;
    std::unique_ptr<QThread> m_thread;
};

}  // namespace bloom::server
