// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Life of the engine's thread: start, settings, database, connection, stop.
#include "engine/engine_worker.h"

#include "core/log.h"

#include <QCoreApplication>
#include <QThread>

namespace bloom::engine {
namespace {

using namespace std::chrono_literals;
constexpr auto kSnapshotEvery = 100ms;
constexpr auto kConnectionEvery = 250ms;
constexpr auto kChangesEvery = 500ms;
constexpr auto kRecordsEvery = 100ms;  // what somebody looks at is to move at once
constexpr auto kAlertsEvery = 1s;
constexpr auto kTick = 10s;
// Of the two seconds a stop may take, the last half one is for those that don't listen.
constexpr auto kAbortAfter = 1500ms;
constexpr auto kListenerStop = 300ms;  // it was told to end long before

}  // namespace

EngineWorker::EngineWorker(EngineOptions options) : m_options(std::move(options)) {
    m_dataFolder = m_options.dataFolder.isEmpty() ? defaultDataFolder() : m_options.dataFolder;
}

EngineWorker::~EngineWorker() = default;

void EngineWorker::start() {
    m_clock = m_options.clock ? m_options.clock() : std::make_unique<SystemClock>();
    m_tasks = std::make_unique<TaskScope>(*m_clock);
    m_closing = std::make_unique<TaskScope>(*m_clock);
    m_settings = std::make_unique<SettingsKeeper>(m_options);
    m_mirror = std::make_unique<Mirror>(m_dataFolder);
    m_started = m_clock->utcNow();
    m_switches = loadSwitches(switchesFile(m_dataFolder));
    m_snapshotSoon = std::make_unique<Coalescer>(kSnapshotEvery, [this] { tellSnapshot(); });
    m_connectionSoon = std::make_unique<Coalescer>(kConnectionEvery, [this] {
        if (m_link)
            Q_EMIT connectionChanged(m_link->client().view());
    });
    m_changesSoon = std::make_unique<Coalescer>(kChangesEvery, [this] { Q_EMIT logChanged(); });
    m_recordsSoon = std::make_unique<Coalescer>(kRecordsEvery, [this] { tellRecords(); });
    makeListener();
    m_alerts = std::make_unique<sync::AlertKeeper>(*m_clock);
    m_alertsSoon = std::make_unique<Coalescer>(kAlertsEvery, [this] { lookAtAlerts(); });
    m_lookAgain = std::make_unique<QTimer>();
    QObject::connect(m_lookAgain.get(), &QTimer::timeout, this, [this] { lookAgain(); });
    tick();
    alertMinute();
    m_settings->gather();
    for (const QString& warning : m_settings->warnings())
        qCWarning(logEngine).noquote() << warning;
    Q_EMIT settingsChanged();  // what hides names must not wait for a keychain either
    openDatabase();            // before any keychain: what is held can be shown at once
    m_settings->onLate([this](const Settings& before) { changeSettings(before); });
    m_settings->loadSecrets([this] {
        m_settingsLoaded = true;
        Q_EMIT settingsChanged();
        relink();
        relisten();
        if (m_options.schedule)
            m_settings->askForWebhooks();
        m_snapshotSoon->touch();
    });
}

void EngineWorker::tick() {
    readInboxCounts();
    noteSleep();
    m_snapshotSoon->touch();
    m_tick = m_clock->startTimer(kTick, [this] { tick(); });
}

void EngineWorker::openDatabase() {
    m_listener->stop(
        kAbortAfter);  // what it answers 200 for must be in the database that is used from now on
    m_mirror->open(m_settings->settings(), m_clock->utcNow());
    m_mirrorFacts = {};
    refreshFacts();
    if (m_mirror->database())
        Q_EMIT databaseOpened(m_mirror->database()->target());
    else
        Q_EMIT databaseClosed(*m_mirror->trouble());
    relisten();
    lookAtAlerts();
}

void EngineWorker::lookAgain() {
    if (m_stopping || m_relinking)
        return;
    if (m_mirror->isTaken())
        m_mirror->tryTake();
    const MirrorFacts before = m_mirrorFacts;
    refreshFacts();
    if (m_mirrorFacts != before)
        tellWhatOthersDid();
    relisten();
    lookAtAlerts();
    m_reopen = m_reopen || m_mirror->trouble();
    // A link works on the database: it ends before another is opened.
    if (m_reopen || (!m_link && !m_mirror->isTaken()))
        relink();
}

bool EngineWorker::mayLink() const {
    return m_settingsLoaded && !m_stopping && m_mirror->database() && !m_mirror->isTaken() &&
           m_settings->settings().halaxyConfigured();
}

void EngineWorker::relink() {
    m_relinkAgain = true;
    if (!m_relinking && !m_stopping)
        m_tasks->spawn(relinkLoop());
}

QCoro::Task<void> EngineWorker::relinkLoop() {
    m_relinking = true;
    while (m_relinkAgain && !m_stopping) {
        m_relinkAgain = false;
        co_await endLink();
        if (std::exchange(m_reopen, false))
            openDatabase();
        makeLink();
    }
    m_relinking = false;
    m_snapshotSoon->touch();
}

QCoro::Task<void> EngineWorker::endLink() {
    if (!m_link)
        co_return;
    co_await m_link->stop();
    m_link.reset();
    m_progress.reset();
}

void EngineWorker::makeLink() {
    if (!mayLink())
        return;
    m_link = std::make_unique<Link>(m_options, m_settings->settings(), *m_clock, *m_mirror->database(),
                                    syncHooks());
    m_link->client().onChange([this] { onConnectionChanged(); });
    m_link->client().setHeld(m_switches.held, m_switches.heldBy);
    if (m_options.schedule)
        m_link->sync().start();
    m_connectionSoon->touch();
}

void EngineWorker::stop() {
    if (std::exchange(m_stopping, true))
        return;
    m_lookAgain->stop();
    m_clock->cancelTimer(m_tick);
    m_clock->cancelTimer(m_alertTimer);
    m_tasks->requestStop();
    m_listener->requestStop();
    m_testSender.reset();
    QTimer::singleShot(kAbortAfter, this, [this] {
        if (m_link)
            m_link->abort();
    });
    m_closing->spawn(finish());
}

QCoro::Task<void> EngineWorker::finish() {
    if (m_relinking)
        co_await m_tasks->joined();
    co_await endLink();
    co_await m_tasks->joined();
    m_snapshotSoon->stop();
    m_connectionSoon->stop();
    m_changesSoon->stop();
    m_recordsSoon->stop();
    m_listener->stop(kListenerStop);
    m_inboxSoon->stop();
    m_alertsSoon->stop();
    m_mirror->close();
    QMetaObject::invokeMethod(this, [] { QThread::currentThread()->quit(); }, Qt::QueuedConnection);
}

}  // namespace bloom::engine
