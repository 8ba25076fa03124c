// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Empties the inbox of webhooks: each event says "read this record", so its record is read by id, beside
// whatever run goes on, and applied like any other. One read answers all that waited for the record when it
// was sent; what becomes of them commits with what it brought. Trouble on the way is no try.
#pragma once
#include "core/task_scope.h"
#include "storage/inbox_work.h"
#include "sync/active_run.h"

#include <set>

namespace bloom::sync {

class InboxWorker {
public:
    struct Hooks {
        /// False while nothing may be asked: paused.
        std::function<bool()> mayRead;
        /// The run of one read, with its place in log and history.
        std::function<std::shared_ptr<ActiveRun>(const RecordKey&, std::stop_token)> makeRun;
        std::function<void()> changed;  ///< the inbox did
    };
    InboxWorker(RunTools tools, Hooks hooks);

    /// What an earlier program was reading for waits again; then follows the table.
    void start();
    /// Look now: something came, or calls are possible again.
    void wake() {
        m_again = true;
        m_wake.notifyAll();
    }
    void requestStop() { m_tasks.requestStop(); }
    QCoro::Task<void> joined();

private:
    struct Claim {
        RecordKey key;
        std::vector<storage::WaitingEvent> events;
        std::vector<qint64> ids() const;
    };
    /// How long a record, all records of a kind (no id), or everything is left alone. Only in memory: after a
    /// start it costs one call to find out again.
    struct Rest {
        UtcTime until;
        int times = 0;
    };

    /// What may be done now.
    struct Choice {
        std::vector<RecordKey> toRead;
        std::vector<qint64> nothingToRead;  ///< our own tests
    };

    QCoro::Task<void> follow();
    QCoro::Task<void> nap();
    bool mayRead();
    void dispatch();
    Choice choose();
    bool isFree(const storage::WaitingEvent& event, UtcTime now);
    void claim(const Choice& choice);
    QCoro::Task<void> read(std::shared_ptr<const Claim> claim);
    QCoro::Task<void> apply(std::shared_ptr<const Claim> claim, std::shared_ptr<ActiveRun> run,
                            halaxy::ReadAnswer answer);
    QCoro::Task<void> applyFound(std::shared_ptr<const Claim> claim, std::shared_ptr<ActiveRun> run,
                                 halaxy::ReadAnswer answer);
    QCoro::Task<void> applyGone(std::shared_ptr<const Claim> claim, std::shared_ptr<ActiveRun> run,
                                halaxy::ReadAnswer answer);
    static void settle(storage::InboxWork& inbox, const Claim& claim, const halaxy::ReadAnswer& answer,
                       const ActiveRun& run);
    void answered(const RecordKey& key);
    void refuse(const Claim& claim, ActiveRun& run, const Error& error);
    void noAnswer(const Claim& claim, const Error& error);
    void release(const Claim& claim);
    void rest(Rest& rest, UtcTime now);

    RunTools m_tools;
    Hooks m_hooks;
    TaskScope m_tasks;
    AsyncEvent m_wake;
    bool m_again = false;  ///< something changed since the last look
    std::set<RecordKey> m_reading;
    std::map<RecordKey, Rest> m_resting;
    Rest m_restAll;
    std::optional<UtcTime> m_nextDue;   ///< of what waits for its time
    std::vector<qint64> m_notReleased;  ///< the database would not take it back
};

}  // namespace bloom::sync
