// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of the engine's thread: each answers, and says what it changed.
#include "engine/engine_worker.h"
#include "engine/sync_answers.h"

#include <QCoreApplication>
#include <tuple>

namespace bloom::engine {
namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

Error noConnection(const Settings& settings) {
    if (!settings.halaxyConfigured())
        return {ErrorKind::Settings,
                Words::tr("Bloom Sync isn't connected to Halaxy yet. Fill in the settings."),
                {}};
    return {ErrorKind::Database,
            Words::tr("There is no connection to Halaxy while the database can't be used."),
            {}};
}

}  // namespace

SyncAnswer EngineWorker::ask(SyncRequest request) {
    if (m_options.schedule)
        return answerOf(m_link->sync().request(std::move(request)));
    if (m_progress)
        return refused({ErrorKind::Usage, Words::tr("A sync is running already."), {}});
    m_link->runOnce(std::move(request));
    return answerOf({});
}

void EngineWorker::requestSync(SyncRequest request, Reply<SyncAnswer> reply) {
    if (m_mirror->trouble())
        lookAgain();
    m_settings->askAgain();
    if (const auto answer = answerFromState(facts()))
        return reply.give(*answer);
    if (!m_link)
        return reply.give(
            refused({ErrorKind::Internal, Words::tr("Bloom Sync is starting. Try again in a moment."), {}}));
    reply.give(ask(std::move(request)));
    m_snapshotSoon->touch();
}

void EngineWorker::cancelRun(RunId run, Reply<Result<bool>> reply) {
    const bool ended = m_link && (m_options.schedule ? m_link->sync().cancel(run) : m_link->cancelOnce());
    reply.give(
        ended ? Result<bool>(true)
              : Result<bool>(bloom::fail(ErrorKind::Usage, Words::tr("This sync is not running any more."))));
    m_snapshotSoon->touch();
}

void EngineWorker::pause(PauseFor duration, Reply<Result<bool>> reply) {
    if (!m_link)
        return reply.give(std::unexpected(noConnection(m_settings->settings())));
    const auto zone = PracticeZone::find(m_settings->settings().timeZone).value_or(PracticeZone::sydney());
    m_link->sync().pause(pauseEnd(duration, zone, m_clock->utcNow()));
    reply.give(true);
    m_snapshotSoon->touch();
}

void EngineWorker::resume(Reply<Result<bool>> reply) {
    if (!m_link)
        return reply.give(std::unexpected(noConnection(m_settings->settings())));
    m_link->sync().resume();
    reply.give(true);
    m_snapshotSoon->touch();
}

void EngineWorker::holdCalls(bool hold, QString who, Reply<Result<bool>> reply) {
    m_switches = {hold, hold ? who : QString()};
    if (m_link) {
        m_link->client().setHeld(hold, m_switches.heldBy);
        m_link->sync().wake();
    }
    reply.give(saveSwitches(switchesFile(m_dataFolder), m_switches));
    m_snapshotSoon->touch();
    m_connectionSoon->touch();
}

void EngineWorker::tryNow(Reply<Result<bool>> reply) {
    if (!m_link)
        return reply.give(std::unexpected(noConnection(m_settings->settings())));
    m_link->tasks().spawn(probe(*m_link, reply));
}

QCoro::Task<void> EngineWorker::probe(Link& link, Reply<Result<bool>> reply) {
    reply.give(co_await link.client().probe(link.tasks().stopToken()));
    m_snapshotSoon->touch();
}

void EngineWorker::testConnection(SettingsPatch draft, Reply<ConnectionReport> reply) {
    m_tasks->spawn(test(m_settings->withDraft(draft), reply));
}

QCoro::Task<void> EngineWorker::test(ResolvedSettings settings, Reply<ConnectionReport> reply) {
    ConnectionView live;
    // A limit is one client's: another id has calls of its own.
    if (m_link && settings.settings.clientId == m_settings->settings().clientId)
        live = m_link->client().view();
    live.held = m_switches.held;
    live.heldBy = m_switches.heldBy;
    reply.give(
        co_await testLink(m_options, std::move(settings), std::move(live), *m_clock, m_tasks->stopToken()));
}

void EngineWorker::saveSettings(SettingsPatch patch, Reply<Result<bool>> reply) {
    const Settings before = m_settings->settings();
    m_settings->save(std::move(patch), [this, before, reply](const Result<bool>& saved) {
        // Part of it may be stored although another part failed.
        changeSettings(before);
        reply.give(saved);
    });
}

void EngineWorker::changeSettings(const Settings& before) {
    Q_EMIT settingsChanged();
    m_snapshotSoon->touch();
    if (m_stopping)
        return;
    const Settings& now = m_settings->settings();
    m_reopen = m_reopen || now.database != before.database;
    if (!m_reopen)
        relisten();
    if (now.database != before.database)
        m_alerts->forget();  // they are of the other one
    const auto connection = [](const Settings& s) {
        return std::tuple(s.baseUrl, s.clientId, s.clientSecret, s.contactEmail, s.proxyMode, s.proxyUrl);
    };
    if (m_reopen || !m_link || connection(now) != connection(before))
        relink();
    else
        m_link->sync().setSettings(syncSettings(now, seedOf(m_options)));
}

void EngineWorker::connection(Reply<Result<ConnectionView>> reply) {
    if (!m_link)
        return reply.give(std::unexpected(noConnection(m_settings->settings())));
    reply.give(m_link->client().view());
}

void EngineWorker::settings(Reply<Result<SettingsView>> reply) {
    reply.give(m_settings->view(m_mirror->description()));
}

}  // namespace bloom::engine
