// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of the engine's thread: each answers, and says what it changed.
#include "engine/engine_worker.h"
#include "engine/sync_answers.h"
#include "storage/practitioner_store.h"
#include "storage/transaction.h"

#include <QCoreApplication>
#include <QDir>

namespace bloom::engine {
namespace {

QString words(const char* text) { return QCoreApplication::translate("Engine", text); }

Error noConnection(const Settings& settings) {
    if (!settings.halaxyConfigured())
        return {ErrorKind::Settings, words("Bloom Sync isn't connected to Halaxy yet. Fill in the settings."), {}};
    return {ErrorKind::Database, words("There is no connection to Halaxy while the database can't be used."), {}};
}

}  // namespace

SyncAnswer EngineWorker::ask(const SyncRequest& request) {
    const auto asked = m_link->sync().request(request);
    if (!asked)
        return refused(asked.error());
    m_snapshotSoon->touch();
    switch (asked->place) {
        case SyncPort::Place::Queued:
            return queued(asked->run);
        case SyncPort::Place::Joined:
            return joined(asked->run);
        case SyncPort::Place::Started:
            break;
    }
    const auto waiting = m_link->client().view().budget.waitingUntil;
    return waiting && *waiting > m_clock->utcNow() ? waitsForRateLimit(asked->run, *waiting) : started(asked->run);
}

void EngineWorker::requestSync(SyncRequest request, Reply<SyncAnswer> reply) {
    if (m_mirror->trouble())
        lookAgain();
    const auto answer = answerFromState(facts());
    if (!answer && !m_link)
        return reply.give(refused({ErrorKind::Internal, words("Bloom Sync is starting. Try again in a moment."), {}}));
    if (!answer)
        return reply.give(ask(request));
    reply.give(*answer);
    if (answer->kind == SyncAnswerKind::ProbingFirst && m_link)
        m_link->tasks().spawn(probeThenAsk(*m_link, std::move(request)));
}

QCoro::Task<void> EngineWorker::probeThenAsk(Link& link, SyncRequest request) {
    const auto answered = co_await link.client().probe(link.tasks().stopToken());
    if (answered && !link.tasks().stopToken().stop_requested())
        ask(request);
    m_snapshotSoon->touch();
}

void EngineWorker::cancelRun(RunId run, Reply<Result<bool>> reply) {
    if (!m_link)
        return reply.give(bloom::fail(ErrorKind::Usage, words("No sync is running.")));
    reply.give(m_link->sync().cancel(run));
    m_snapshotSoon->touch();
}

void EngineWorker::applySwitches(bool keep, const Reply<Result<bool>>& reply) {
    if (m_link) {
        m_link->sync().setPaused(m_switches.isPaused(m_clock->utcNow()), m_switches.pausedUntil);
        m_link->client().setHeld(m_switches.held, m_switches.heldBy);
    }
    armPauseEnd();
    m_snapshotSoon->touch();
    m_connectionSoon->touch();
    if (keep)
        reply.give(saveSwitches(QDir(m_dataFolder).filePath(QStringLiteral("switches.ini")), m_switches));
}

void EngineWorker::armPauseEnd() {
    if (m_pauseEnd)
        m_clock->cancelTimer(*m_pauseEnd);
    m_pauseEnd.reset();
    if (!m_switches.paused || !m_switches.pausedUntil)
        return;
    m_pauseEnd = m_clock->startTimer(*m_switches.pausedUntil - m_clock->utcNow(), [this] {
        m_pauseEnd.reset();
        // The machine may have slept, or its clock been changed: what counts is the time it is now.
        if (m_switches.isPaused(m_clock->utcNow()))
            return armPauseEnd();
        resume({});
    });
}

void EngineWorker::pause(PauseFor duration, Reply<Result<bool>> reply) {
    const auto zone = PracticeZone::find(m_settings->settings().timeZone).value_or(PracticeZone::sydney());
    m_switches = pausedFor(m_switches, duration, zone, m_clock->utcNow());
    applySwitches(true, reply);
}

void EngineWorker::resume(Reply<Result<bool>> reply) {
    m_switches = resumed(m_switches);
    applySwitches(true, reply);
}

void EngineWorker::holdCalls(bool hold, QString who, Reply<Result<bool>> reply) {
    m_switches.held = hold;
    m_switches.heldBy = hold ? who : QString();
    applySwitches(true, reply);
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
    reply.give(co_await testLink(m_options, std::move(settings), *m_clock, m_tasks->stopToken()));
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
    if (m_settings->settings().database != before.database)
        m_reopen = true;
    relink();
}

void EngineWorker::savePractitioner(PractitionerPatch patch, Reply<Result<bool>> reply) {
    if (!m_mirror->database())
        return reply.give(std::unexpected(*m_mirror->trouble()));
    const storage::PractitionerSettings settings{patch.status,
                                                 patch.syncing,
                                                 patch.timezone,
                                                 patch.weeklySessionTarget,
                                                 patch.weeklyRevenueTarget,
                                                 patch.monthlyRevenueTarget};
    const UtcTime now = m_clock->utcNow();
    const auto saved = storage::write(*m_mirror->database(), [&](storage::Scope& scope) {
        return storage::PractitionerStore(scope).save(patch.practitioner, settings, now);
    });
    if (saved && !*saved)
        return reply.give(bloom::fail(ErrorKind::Usage, words("There is no such practitioner."),
                                      patch.practitioner.value));
    reply.give(saved);
    if (saved)
        Q_EMIT practitionersChanged();
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
