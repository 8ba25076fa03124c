// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sync as its owner sees it: starts runs by the schedule and on request, one listing run at a time,
// single records beside it, and says how they go. Everything on one thread; all time through Clock.
#pragma once
#include "core/held.h"
#include "core/task_scope.h"
#include "sync/active_run.h"
#include "sync/inbox_worker.h"
#include "sync/keeper.h"
#include "sync/run_queue.h"
#include "sync/schedule.h"

namespace bloom::sync {

/// What became of a request, known at once.
enum class RequestAnswerKind { Started, Queued, Joined, ProbingFirst, WaitsForRateLimit, Paused, CallsHeld };
struct RequestAnswer {
    RequestAnswerKind kind = RequestAnswerKind::Started;
    std::optional<RunId> run;   ///< nothing where none will begin
    std::optional<UtcTime> at;  ///< WaitsForRateLimit: when calls go on; Paused: until when
};

struct SyncHooks {
    std::function<void(const RunProgress&)> progress;
    std::function<void(const SyncChange&)> changed;
    std::function<void(const RunReport&)> finished;
    std::function<void()> inboxChanged;  ///< events of the inbox changed their state
    std::function<void()> stateChanged;  ///< state() differs: a run began or ended, queue, pause
};

struct SyncState {
    std::optional<RunProgress> running;  ///< the listing run going on
    std::vector<SyncRequest> waiting;
    std::optional<UtcTime> nextRun;
    bool paused = false;
    std::optional<UtcTime> pausedUntil;
    bool waitsForService = false;  ///< a run failed for the open breaker, and runs again when it closes
    bool runEndedSinceStart = false;
};

/// Notes an admin's decision about held deletions. An error when there is no such set, or it is decided.
Result<bool> decideHeld(storage::Database& database, const QString& heldSet, HeldDecision decision,
                        const QString& who, UtcTime now);

class SyncEngine {
public:
    SyncEngine(storage::Database& database, halaxy::Client& client, Clock& clock, SyncSettings settings,
               SyncHooks hooks);
    ~SyncEngine();

    /// Marks what an earlier program left unfinished and begins to follow the schedule.
    void start();
    /// Ends what goes on; resumes when all has ended. The checkpoint stays: the next start carries on.
    QCoro::Task<void> stop();
    RequestAnswer request(SyncRequest request);
    /// False when it neither waits nor runs.
    bool cancel(const RunId& run);
    void pause(std::optional<UtcTime> until);
    void resume();
    void setSettings(SyncSettings settings);
    /// Look again whether something is to be done: the client's view() changed (breaker, hold).
    void wake() {
        m_wake.notifyAll();
        m_inbox.wake();
    }
    /// An event came into the inbox.
    void wakeInbox() { m_inbox.wake(); }
    SyncState state() const;
    /// Apply begins when nothing more urgent goes on, and goes on after a new start; discard keeps the
    /// records as they are. An error when there is no such set, or it is decided.
    Result<bool> decideHeld(const QString& heldSet, HeldDecision decision, const QString& who);

    /// One run at once, without start(): for the terminal. Backfill is done to its end.
    QCoro::Task<RunReport> runOnce(SyncRequest request, std::stop_token stop);

private:
    QCoro::Task<void> follow();
    QCoro::Task<void> execute(std::shared_ptr<const QueuedRun> queued);
    QCoro::Task<void> readRecord(std::shared_ptr<ActiveRun> run);
    QCoro::Task<void> nap();
    void tidy();
    void keepUnlogged(const std::shared_ptr<ActiveRun>& run);
    void logLate();
    std::shared_ptr<const QueuedRun> chooseNext();
    std::shared_ptr<const QueuedRun> heldToApply(UtcTime now);
    std::shared_ptr<const QueuedRun> auditIfDue(UtcTime now);
    void noteHeldRun(const RunReport& report);
    std::shared_ptr<const QueuedRun> make(SyncRequest request);
    std::shared_ptr<ActiveRun> activate(const QueuedRun& queued, std::stop_token stop);
    void ended(const QueuedRun& queued, const RunReport& report);
    void restore();
    void keepPause();
    std::optional<UtcTime> nextDelta() const;
    bool isDeltaDue();
    void noteServed(const SyncRequest& request);
    void changedState() const;
    InboxWorker::Hooks inboxHooks();
    RunTools tools() { return {m_database, m_client, m_clock, m_applier}; }

    storage::Database& m_database;
    halaxy::Client& m_client;
    Clock& m_clock;
    SyncSettings m_settings;
    SyncHooks m_hooks;
    Applier m_applier;
    Keeper m_keeper;
    Schedule m_schedule;
    Schedule m_deltas;  ///< paused and held together with the other
    RunQueue m_queue;
    TaskScope m_tasks;
    AsyncEvent m_wake;
    InboxWorker m_inbox;
    std::shared_ptr<const QueuedRun> m_running;
    std::shared_ptr<ActiveRun> m_active;
    std::stop_source m_runStop;
    struct SingleRead {
        std::stop_source stop;
        std::shared_ptr<ActiveRun> run;
    };
    std::map<RunId, SingleRead> m_records;               ///< under way
    std::vector<std::shared_ptr<ActiveRun>> m_unlogged;  ///< their ends wait for the database
    RunQueue m_afterOutage;                              ///< each runs once when calls are possible again
    RunId m_continues;                                   ///< the newest of those
    bool m_backfillDue = false;
    bool m_heldMayWait = true;  ///< there may be held deletions that an admin wants applied
    std::optional<UtcTime> m_heldNotBefore;
    std::optional<UtcTime> m_auditNotBefore;
    bool m_runEnded = false;
    quint64 m_runsMade = 0;
    qint64 m_rowsTidied = 0;  ///< rows this connection had written when the log was last emptied
};

}  // namespace bloom::sync
