// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sync_engine.h"

#include "core/log.h"
#include "core/planted_faults.h"
#include "storage/checkpoint_store.h"
#include "storage/status_store.h"
#include "storage/sync_log_store.h"
#include "sync/backfill_step.h"
#include "sync/delta_step.h"
#include "sync/full_run.h"
#include "sync/stored_pause.h"

#include <QUuid>
#include <limits>

namespace bloom::sync {

namespace {

/// Between two steps of keeping the database small: whoever wants something comes first.
constexpr auto kBetweenSteps = std::chrono::milliseconds(20);
/// Of one program that ends after its run: the first keeping of a long log may take several.
constexpr int kStepsOfOneRun = 500;
constexpr std::size_t kUnloggedRuns = 100;

/// The wall clock may be set, or the machine may sleep: the schedule is looked at at least so often.
constexpr auto kLook = std::chrono::seconds(30);

constexpr QUuid kRunNamespace(0x2b8e4f17, 0x90c3, 0x4a6d, 0x8f, 0x52, 0x1d, 0x74, 0xe0, 0x3a, 0xbb, 0x69);

KeeperSettings keeping(const SyncSettings& settings) {
    return {settings.timeZone, std::chrono::days(settings.purgeDays), {}};
}

/// Everything of the window: what the schedule does by itself.
bool isWholeRun(const SyncRequest& request) {
    return (request.type == RunType::Full || request.type == RunType::Manual) && request.scope == SyncScope();
}

/// Comes back by itself when its turn is: no run of that kind is waited for.
bool comesAgainSoon(RunType type) {
    return type == RunType::Backfill || type == RunType::Delta || type == RunType::Audit;
}

/// The service went away, or somebody held the calls: the same run again when that is over.
bool mayGoOn(const RunReport& report) {
    if (report.problems.empty())
        return false;
    const ErrorKind cause = report.problems.front().kind;
    return (report.outcome == RunOutcome::Failed && cause == ErrorKind::CircuitOpen) ||
           (report.outcome == RunOutcome::Interrupted && cause == ErrorKind::CallsHeld);
}

}  // namespace

SyncEngine::SyncEngine(storage::Database& database, halaxy::Client& client, Clock& clock,
                       SyncSettings settings, SyncHooks hooks)
    : m_database(database),
      m_client(client),
      m_clock(clock),
      m_settings(std::move(settings)),
      m_hooks(std::move(hooks)),
      m_keeper(database, keeping(m_settings)),
      m_tasks(clock),
      m_wake(clock),
      m_inbox(tools(), inboxHooks()) {
    m_schedule.interval = m_settings.interval;
    m_deltas.interval = m_settings.deltaInterval;
}

SyncEngine::~SyncEngine() = default;

void SyncEngine::start() {
    restore();
    m_inbox.start();
    m_tasks.spawn(follow());
}

void SyncEngine::restore() {
    const UtcTime now = m_clock.utcNow();
    const auto restored = storage::write(m_database, [&](storage::Scope& scope) {
        std::vector<RunId> interrupted;
        if (!planted(Fault::LeaveRunsOpen))
            interrupted = storage::SyncLogStore(scope).markInterrupted(now);
        storage::CheckpointStore checkpoints(scope);
        if (const auto pause = storedPause(scope))
            m_schedule = sync::paused(m_schedule, pause->until);
        const auto last = storage::StatusStore(scope).find(PractitionerId()).lastAttempt;
        // What was left unfinished goes on at once; else the run comes when its time has come or has passed.
        if (interrupted.empty() && checkpoints.all().empty())
            m_schedule.served = last;
    });
    if (!restored)
        qCWarning(logSync) << "start:" << restored.error().message;
}

/// Of a paused sync the listener goes on accepting: events wait.
InboxWorker::Hooks SyncEngine::inboxHooks() {
    InboxWorker::Hooks hooks;
    hooks.mayRead = [this] { return !isPaused(m_schedule, m_clock.utcNow()); };
    hooks.makeRun = [this](const RecordKey& key, std::stop_token stop) {
        SyncRequest request{RunType::Webhook, {}, {}};
        request.scope.record = key;
        const auto queued = make(std::move(request));
        auto run = std::make_shared<ActiveRun>(tools(), m_settings, queued->request, queued->id,
                                               std::move(stop), RunHooks{{}, m_hooks.changed});
        run->cancel(RunOutcome::Interrupted);
        return run;
    };
    hooks.changed = [this] {
        if (m_hooks.inboxChanged)
            m_hooks.inboxChanged();
    };
    return hooks;
}

QCoro::Task<void> SyncEngine::stop() {
    if (m_active)
        m_active->cancel(RunOutcome::Interrupted);
    m_runStop.request_stop();
    for (auto& [id, read] : m_records) {
        read.run->cancel(RunOutcome::Interrupted);
        read.stop.request_stop();
    }
    m_inbox.requestStop();
    m_tasks.requestStop();
    co_await m_tasks.joined();
    co_await m_inbox.joined();
}

QCoro::Task<void> SyncEngine::follow() {
    const std::stop_token stop = m_tasks.stopToken();
    while (!stop.stop_requested()) {
        if (auto next = chooseNext())
            co_await execute(next);
        else
            co_await nap();
    }
}

/// With nothing to do: the database's log is emptied, if it grew. A reader in the way makes it wait for the
/// next look.
void SyncEngine::tidy() {
    const qint64 rows = m_database.rowsWritten();
    if (rows == m_rowsTidied)
        return;
    if (const auto emptied = m_database.checkpoint(true); !emptied)
        qCWarning(logSync) << "checkpoint:" << emptied.error().message;
    else if (*emptied)
        m_rowsTidied = rows;
}

/// What a full disk kept from the log would stand there as going on until the next start.
void SyncEngine::keepUnlogged(const std::shared_ptr<ActiveRun>& run) {
    if (!run->isLogged() && m_unlogged.size() < kUnloggedRuns)
        m_unlogged.push_back(run);
}

void SyncEngine::logLate() {
    while (!m_unlogged.empty() && m_unlogged.front()->logLate())
        m_unlogged.erase(m_unlogged.begin());
}

QCoro::Task<void> SyncEngine::nap() {
    logLate();
    const bool keeps = m_keeper.keep(m_clock.utcNow());
    if (!keeps)
        tidy();
    const auto next = nextRun(m_schedule, m_clock.utcNow());
    milliseconds wait = keeps ? milliseconds(kBetweenSteps) : milliseconds(kLook);
    for (const auto& due : {next, nextDelta()})
        if (due && *due > m_clock.utcNow())
            wait = std::min<milliseconds>(wait, *due - m_clock.utcNow());
    const auto timer = m_clock.startTimer(wait, [this] { m_wake.notifyAll(); });
    co_await m_wake.wait(m_tasks.stopToken());
    m_clock.cancelTimer(timer);
}

/// What is asked for, then what the outage stopped, then what is due, then history. Nothing while nothing may
/// be sent.
std::shared_ptr<const QueuedRun> SyncEngine::chooseNext() {
    const UtcTime now = m_clock.utcNow();
    m_schedule = atLook(m_schedule, now);
    m_deltas = atLook(m_deltas, now);
    if (m_client.view().held)
        return nullptr;
    if (auto asked = m_queue.take())
        return asked;
    if (isPaused(m_schedule, now) || m_client.circuitOpen())
        return nullptr;
    if (auto stopped = m_afterOutage.take()) {
        m_continues = stopped->id;
        return stopped;
    }
    if (isDue(m_schedule, now))
        return make({RunType::Full, {}, {}});
    if (auto decided = heldToApply(now))
        return decided;
    if (isDeltaDue())
        return make({RunType::Delta, {}, {}});
    if (std::exchange(m_backfillDue, false))
        return make({RunType::Backfill, {}, {}});
    return auditIfDue(now);
}

std::optional<UtcTime> SyncEngine::nextDelta() const {
    if (m_settings.deltaInterval <= std::chrono::minutes(0))
        return std::nullopt;
    return sync::nextRun(m_deltas, m_clock.utcNow());
}

/// Before the first complete listings there is nothing to go on from, and none is tried.
bool SyncEngine::isDeltaDue() {
    const UtcTime now = m_clock.utcNow();
    const auto due = nextDelta();
    if (!due || *due > now)
        return false;
    m_deltas = served(m_deltas, now);
    const PracticeZone zone = PracticeZone::find(m_settings.timeZone).value_or(PracticeZone::sydney());
    const auto work = storage::read(
        m_database, [&](storage::Scope& scope) { return DeltaStep::hasWork(scope, zone, now); });
    return work.value_or(false);
}

/// A due delta run is dropped while a run of the whole window goes on: that one sees its changes.
void SyncEngine::noteServed(const SyncRequest& request) {
    if (!isWholeRun(request))
        return;
    m_schedule = served(m_schedule, m_clock.utcNow());
    m_deltas = served(m_deltas, m_clock.utcNow());
}

std::shared_ptr<const QueuedRun> SyncEngine::make(SyncRequest request) {
    const QString key = QString::number(m_settings.seed) + u'/' + toIsoText(m_clock.utcNow()) + u'/' +
                        QString::number(++m_runsMade);
    auto run = std::make_shared<QueuedRun>();
    run->id = RunId(QUuid::createUuidV5(kRunNamespace, key).toString(QUuid::WithoutBraces));
    run->request = std::move(request);
    return run;
}

std::shared_ptr<ActiveRun> SyncEngine::activate(const QueuedRun& queued, std::stop_token stop) {
    return std::make_shared<ActiveRun>(tools(), m_settings, queued.request, queued.id, std::move(stop),
                                       RunHooks{m_hooks.progress, m_hooks.changed});
}

QCoro::Task<void> SyncEngine::execute(std::shared_ptr<const QueuedRun> queued) {
    m_running = queued;
    m_runStop = std::stop_source();
    noteServed(queued->request);
    m_afterOutage.removeSame(queued->request);
    m_active = activate(*queued, m_runStop.get_token());
    changedState();
    // Somebody waits for the answer: one probe now, then the run, or its cause.
    if (m_client.circuitOpen())
        co_await m_client.probe(m_runStop.get_token());
    FullRun run(*m_active);
    const RunReport report = co_await run.listings();
    noteServed(queued->request);
    m_running.reset();
    keepUnlogged(std::exchange(m_active, nullptr));
    ended(*queued, report);
}

void SyncEngine::ended(const QueuedRun& queued, const RunReport& report) {
    m_runEnded = m_runEnded || queued.request.type != RunType::Delta;
    noteHeldRun(report);
    // The probe is answered but the run came no further: one listing is dead, and once a breaker is too
    // often.
    const bool stuck =
        queued.id == m_continues && report.outcome == RunOutcome::Failed && report.total().received == 0;
    if (mayGoOn(report) && !stuck && !comesAgainSoon(queued.request.type))
        m_afterOutage.add(make(queued.request), nullptr);
    const bool mayBackfill =
        queued.request.type != RunType::Delta &&
        (report.outcome == RunOutcome::Success || report.outcome == RunOutcome::Held ||
         (report.outcome == RunOutcome::Partial && queued.request.type != RunType::Backfill));
    if (mayBackfill) {
        const PracticeZone zone = PracticeZone::find(m_settings.timeZone).value_or(PracticeZone::sydney());
        const auto needed = storage::read(m_database, [&](storage::Scope& scope) {
            return backfillNeeded(scope, m_settings, zone, m_clock.utcNow());
        });
        m_backfillDue = needed.value_or(false);
    }
    if (m_hooks.finished)
        m_hooks.finished(report);
    changedState();
}

QCoro::Task<void> SyncEngine::readRecord(std::shared_ptr<ActiveRun> active) {
    if (m_client.circuitOpen())
        co_await m_client.probe(active->stop);
    FullRun run(*active);
    const RunReport report = co_await run.record();
    m_records.erase(report.id);
    keepUnlogged(active);
    if (m_hooks.finished)
        m_hooks.finished(report);
    changedState();
}

RequestAnswer SyncEngine::request(SyncRequest request) {
    const UtcTime now = m_clock.utcNow();
    const halaxy::Client& client = m_client;
    const ConnectionView view = client.view();
    if (view.held)
        return {RequestAnswerKind::CallsHeld, {}, {}};
    if (isPaused(m_schedule, now))
        return {RequestAnswerKind::Paused, {}, m_schedule.pausedUntil};
    const auto run = make(std::move(request));
    RequestAnswer answer{RequestAnswerKind::Started, run->id, {}};
    if (run->request.scope.record) {
        std::stop_source stop;
        const auto active = activate(*run, stop.get_token());
        m_records[run->id] = {stop, active};
        m_tasks.spawn(readRecord(active));
    } else {
        const RunQueue::Added added = m_queue.add(run, m_running.get());
        answer.run = added.id;
        if (added.place == RunQueue::Place::Joined) {
            answer.kind = RequestAnswerKind::Joined;
            if (m_running && m_running->id == added.id)
                m_active->joinedBy(run->request.askedBy);
        }
        if (added.place == RunQueue::Place::Waiting)
            answer.kind = RequestAnswerKind::Queued;
        m_wake.notifyAll();
        changedState();
    }
    if (answer.kind != RequestAnswerKind::Started)
        return answer;
    if (client.circuitOpen())
        answer.kind = RequestAnswerKind::ProbingFirst;
    else if (view.budget.waitingUntil && *view.budget.waitingUntil > now)
        answer = {RequestAnswerKind::WaitsForRateLimit, answer.run, view.budget.waitingUntil};
    return answer;
}

bool SyncEngine::cancel(const RunId& run) {
    if (const auto record = m_records.find(run); record != m_records.end()) {
        record->second.stop.request_stop();
        return true;
    }
    if (m_queue.remove(run)) {
        changedState();
        return true;
    }
    if (!m_running || m_running->id != run)
        return false;
    m_runStop.request_stop();
    m_active->showProgress();
    return true;
}

void SyncEngine::pause(std::optional<UtcTime> until) {
    m_schedule = sync::paused(m_schedule, until);
    keepPause();
}

void SyncEngine::resume() {
    m_schedule = resumed(m_schedule);
    keepPause();
}

void SyncEngine::keepPause() {
    const auto pause = m_schedule.paused ? std::optional(Pause{m_schedule.pausedUntil}) : std::nullopt;
    const auto kept = storage::write(
        m_database, [&](storage::Scope& scope) { storePause(scope, pause, m_clock.utcNow()); });
    if (!kept)
        qCWarning(logSync) << "pause:" << kept.error().message;
    wake();
    changedState();
}

void SyncEngine::setSettings(SyncSettings settings) {
    m_settings = std::move(settings);
    m_schedule.interval = m_settings.interval;
    m_deltas.interval = m_settings.deltaInterval;
    m_keeper.setSettings(keeping(m_settings));
    m_wake.notifyAll();
    changedState();
}

SyncState SyncEngine::state() const {
    const UtcTime now = m_clock.utcNow();
    SyncState state;
    if (m_active)
        state.running = m_active->progress;
    state.waiting = m_queue.waiting();
    state.nextRun = nextRun(m_schedule, now);
    state.paused = isPaused(m_schedule, now);
    state.pausedUntil = state.paused ? m_schedule.pausedUntil : std::nullopt;
    state.waitsForService = !m_afterOutage.isEmpty() && m_client.circuitOpen();
    state.runEndedSinceStart = m_runEnded;
    return state;
}

void SyncEngine::changedState() const {
    if (m_hooks.stateChanged)
        m_hooks.stateChanged();
}

QCoro::Task<RunReport> SyncEngine::runOnce(SyncRequest request, std::stop_token stop) {
    const auto marked = storage::write(m_database, [&](storage::Scope& scope) {
        storage::SyncLogStore(scope).markInterrupted(m_clock.utcNow());
    });
    if (!marked)
        qCWarning(logSync) << "start:" << marked.error().message;
    const auto queued = make(std::move(request));
    const auto active = activate(*queued, std::move(stop));
    active->cancel(RunOutcome::Interrupted);
    if (!queued->request.scope.heldSet.isEmpty())
        active->confirmingReads = std::numeric_limits<int>::max();
    FullRun run(*active);
    RunReport report;
    if (queued->request.scope.record)
        report = co_await run.record();
    else
        report = co_await run.listings();
    for (int step = 0; step < kStepsOfOneRun && m_keeper.keep(m_clock.utcNow()); ++step) {}
    tidy();
    if (m_hooks.finished)
        m_hooks.finished(report);
    co_return report;
}

}  // namespace bloom::sync
