// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine_host.h"

#include "core/log.h"
#include "engine/engine_host_threads.h"
#include "engine/queries.h"

namespace bloom::engine {
namespace {

using namespace std::chrono_literals;
constexpr auto kStopLimit = 2s;

EngineSnapshot beforeTheFirst(const EngineOptions& options, UtcTime now) {
    EngineSnapshot snapshot;
    snapshot.facts.now = now;
    snapshot.facts.starting = true;
    snapshot.facts.engineStarted = now;
    snapshot.state = describeState(snapshot.facts);
    snapshot.demo = options.demo;
    return snapshot;
}

}  // namespace

EngineHost::EngineHost(EngineOptions options, QObject* parent)
    : Engine(parent),
      m_options(std::move(options)) {
    m_snapshot = beforeTheFirst(m_options, now());
}

EngineHost::~EngineHost() { stop(); }

void EngineHost::start() {
    m_threads = std::make_unique<Threads>(m_options);
    connectWorker();
    m_threads->thread->start();
    QMetaObject::invokeMethod(m_threads->worker, [worker = m_threads->worker] { worker->start(); });
}

void EngineHost::connectWorker() {
    EngineWorker* worker = m_threads->worker;
    for (ReaderThread* reader : {&m_threads->pages, &m_threads->searches})
        reader->setOnDamage(
            [worker] { QMetaObject::invokeMethod(worker, [worker] { worker->suspectDatabase(); }); });
    connect(worker, &EngineWorker::snapshotChanged, this, [this](const EngineSnapshot& snapshot) {
        m_snapshot = snapshot;
        Q_EMIT snapshotChanged(snapshot);
    });
    connect(worker, &EngineWorker::connectionChanged, this, &Engine::connectionChanged);
    connect(worker, &EngineWorker::recordsChanged, this, &Engine::recordsChanged);
    connect(worker, &EngineWorker::runFinished, this, &Engine::runFinished);
    connect(worker, &EngineWorker::logChanged, this, &Engine::logChanged);
    connect(worker, &EngineWorker::settingsChanged, this, &Engine::settingsChanged);
    connect(worker, &EngineWorker::practitionersChanged, this, &Engine::practitionersChanged);
    connect(worker, &EngineWorker::careChanged, this, &Engine::careChanged);
    connect(worker, &EngineWorker::inboxChanged, this, &Engine::inboxChanged);
    connect(worker, &EngineWorker::heldChanged, this, &Engine::heldChanged);
    connect(worker, &EngineWorker::alertsChanged, this, &Engine::alertsChanged);
    connect(worker, &EngineWorker::databaseOpened, this, [this](const storage::DatabaseTarget& target) {
        if (!m_threads)
            return;
        m_threads->pages.open(target);
        m_threads->searches.open(target);
    });
    connect(worker, &EngineWorker::databaseClosed, this, [this](const Error& reason) {
        if (!m_threads)
            return;
        m_threads->pages.close(reason);
        m_threads->searches.close(reason);
    });
}

bool EngineHost::stop() {
    if (!m_threads)
        return true;
    const QDeadlineTimer limit(kStopLimit);
    const std::unique_ptr<Threads> threads = std::move(m_threads);
    threads->worker->disconnect(this);
    QMetaObject::invokeMethod(threads->worker, [worker = threads->worker] { worker->stop(); });
    bool inTime = threads->pages.stop(std::chrono::milliseconds(limit.remainingTime()));
    inTime = threads->searches.stop(std::chrono::milliseconds(limit.remainingTime())) && inTime;
    if (!threads->thread->wait(limit)) {
        // It is left behind rather than waited for: the program is closing, and the database survives a kill.
        qCCritical(logEngine) << "the engine's thread did not end in time";
        return false;
    }
    delete threads->thread;
    return inTime;
}

EngineSnapshot EngineHost::snapshot() const { return m_snapshot; }

UtcTime EngineHost::now() const {
    if (m_options.now)
        return m_options.now();
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

QFuture<SyncAnswer> EngineHost::requestSync(SyncRequest request) {
    return command<SyncAnswer>(
        [request](EngineWorker& w, const auto& reply) { w.requestSync(request, reply); });
}
QFuture<Result<bool>> EngineHost::cancelRun(RunId run) {
    return command<Result<bool>>([run](EngineWorker& w, const auto& reply) { w.cancelRun(run, reply); });
}
QFuture<Result<bool>> EngineHost::pause(PauseFor duration) {
    return command<Result<bool>>(
        [duration](EngineWorker& w, const auto& reply) { w.pause(duration, reply); });
}
QFuture<Result<bool>> EngineHost::resume() {
    return command<Result<bool>>([](EngineWorker& w, const auto& reply) { w.resume(reply); });
}
QFuture<Result<bool>> EngineHost::holdCalls(bool hold, QString who) {
    return command<Result<bool>>(
        [hold, who](EngineWorker& w, const auto& reply) { w.holdCalls(hold, who, reply); });
}
QFuture<Result<bool>> EngineHost::tryNow() {
    return command<Result<bool>>([](EngineWorker& w, const auto& reply) { w.tryNow(reply); });
}
QFuture<ConnectionReport> EngineHost::testConnection(SettingsPatch draft) {
    return command<ConnectionReport>(
        [draft](EngineWorker& w, const auto& reply) { w.testConnection(draft, reply); });
}
QFuture<Result<bool>> EngineHost::saveSettings(SettingsPatch patch) {
    return command<Result<bool>>(
        [patch](EngineWorker& w, const auto& reply) { w.saveSettings(patch, reply); });
}
QFuture<Result<ConnectionView>> EngineHost::connection() {
    return command<Result<ConnectionView>>([](EngineWorker& w, const auto& reply) { w.connection(reply); });
}
QFuture<Result<SettingsView>> EngineHost::settings() {
    return command<Result<SettingsView>>([](EngineWorker& w, const auto& reply) { w.settings(reply); });
}

QFuture<Result<OverviewView>> EngineHost::overview() {
    return ask<OverviewView>(m_threads ? &m_threads->pages : nullptr, "",
                             queryOverview(m_snapshot.facts, m_snapshot.unprotectedSecret, now()));
}
QFuture<Result<std::vector<PractitionerView>>> EngineHost::practitioners() {
    return ask<std::vector<PractitionerView>>(m_threads ? &m_threads->pages : nullptr, "",
                                              queryPractitioners());
}
QFuture<Result<Dashboard>> EngineHost::dashboard(PractitionerId practitioner, QDate date) {
    const storage::LiveFacts live{now(), m_snapshot.nextRun, m_snapshot.facts.circuitOpen, m_snapshot.mhcp};
    return ask<Dashboard>(m_threads ? &m_threads->pages : nullptr, "dashboard",
                          queryDashboard(practitioner.value, date, live));
}
QFuture<Result<RunDetail>> EngineHost::runDetail(RunId run) {
    return ask<RunDetail>(m_threads ? &m_threads->pages : nullptr, "run", queryRunDetail(std::move(run)));
}
QFuture<Result<LogIndex>> EngineHost::logIndex(LogFilter filter) {
    return ask<LogIndex>(m_threads ? &m_threads->searches : nullptr, "log", queryLogIndex(std::move(filter)));
}
QFuture<Result<std::vector<RunRow>>> EngineHost::logRows(LogFilter filter, LogAnchor from, int count) {
    return ask<std::vector<RunRow>>(m_threads ? &m_threads->searches : nullptr, "",
                                    queryLogRows(std::move(filter), std::move(from), count));
}

}  // namespace bloom::engine
