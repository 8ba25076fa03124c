// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine's thread says about itself: what the sync did, and the state that follows from all facts.
#include "engine/engine_worker.h"

#include "engine/sync_answers.h"

namespace bloom::engine {
namespace {

using namespace std::chrono_literals;
constexpr auto kLookAgain = 5s;
// More than these in one change, and views are told to refresh everything.
constexpr std::size_t kNamedPractitioners = 50;

}  // namespace

sync::SyncHooks EngineWorker::syncHooks() {
    sync::SyncHooks hooks;
    hooks.progress = [this](const RunProgress& progress) { onProgress(progress); };
    hooks.changed = [this](const sync::SyncChange& change) { onChanged(change); };
    hooks.finished = [this](const RunReport& report) { onFinished(report); };
    hooks.inboxChanged = [this] {
        m_inboxSoon->touch();
        m_changesSoon->touch();  // the log has a line more
    };
    hooks.stateChanged = [this] {
        m_snapshotSoon->touch();
        m_changesSoon->touch();
        if (const auto run = progress())
            m_alerts->progressed(*run);
        m_alertsSoon->touch();
    };
    return hooks;
}

void EngineWorker::onProgress(const RunProgress& progress) {
    const bool wasProfile = m_progress && m_progress->kind <= RecordKind::PractitionerRole;
    m_progress = progress;
    m_alerts->progressed(progress);
    m_snapshotSoon->touch();
    if (wasProfile && progress.kind > RecordKind::PractitionerRole)
        Q_EMIT practitionersChanged();  // their names are there long before the run ends
}

void EngineWorker::onChanged(const sync::SyncChange& change) {
    m_changes.run = change.run;
    m_changes.records += change.records;
    m_changed.insert(change.practitioners.begin(), change.practitioners.end());
    m_changesSoon->touch();
    m_recordsSoon->touch();
}

void EngineWorker::tellRecords() {
    if (m_changes.records == 0 && m_changed.empty())
        return;
    ChangeSet changes = std::exchange(m_changes, {});
    changes.everything = m_changed.size() > kNamedPractitioners;
    if (!changes.everything)
        changes.practitioners.assign(m_changed.begin(), m_changed.end());
    m_changed.clear();
    Q_EMIT recordsChanged(changes);
}

void EngineWorker::tellWhatOthersDid() {
    ChangeSet changes;
    changes.everything = true;
    Q_EMIT logChanged();
    Q_EMIT practitionersChanged();
    Q_EMIT heldChanged();
    Q_EMIT recordsChanged(changes);
}

void EngineWorker::onFinished(const RunReport& report) {
    m_runEnded = m_runEnded || report.type != RunType::Delta;
    m_progress.reset();
    const int heldBefore = m_mirrorFacts.heldSets;
    m_alerts->ended(report);
    refreshFacts();
    lookAtAlerts();
    // What a run changed, and the state it leads to, are told before its end.
    m_changesSoon->stop();
    Q_EMIT logChanged();
    m_recordsSoon->stop();
    tellRecords();
    m_snapshotSoon->stop();
    tellSnapshot();
    Q_EMIT runFinished(report);
    tellHeld(report, heldBefore);
    lookForDamage(report);
    Q_EMIT practitionersChanged();
}

void EngineWorker::refreshFacts() {
    if (const auto read = m_mirror->readFacts())
        m_mirrorFacts = *read;  // else what was read last is still the best that is known
    if (!m_mirror->trouble() && !m_mirror->isTaken())
        m_lookAgain->stop();
    else if (!m_lookAgain->isActive())
        m_lookAgain->start(kLookAgain);
    m_snapshotSoon->touch();
}

HealthFacts EngineWorker::facts() const {
    HealthFacts f = storedFacts(m_mirrorFacts, m_switches, m_settings->settings(), m_clock->utcNow());
    f.starting = !m_settingsLoaded;
    f.engineStarted = m_started;
    f.databaseProblem = m_mirror->trouble() ? m_mirror->trouble()->message : QString();
    f.databaseNotice = m_mirror->notice(m_clock->utcNow());
    f.otherComputerSyncs = m_mirror->isTaken();
    f.otherSyncer = m_mirror->holder();
    f.runEndedSinceStart = m_runEnded;
    if (!m_link)
        return f;
    const ConnectionView view = m_link->client().view();
    f.circuitOpen = m_link->client().circuitOpen();
    f.nextProbe = view.api.opensUntil ? view.api.opensUntil : view.token.opensUntil;
    f.credentialsRefused = f.credentialsRefused || view.tokenState.state == TokenState::Refused;
    const sync::SyncState sync = m_link->sync().state();
    if (m_options.schedule) {
        f.nextRun = sync.nextRun;
        f.paused = sync.paused;
        f.pausedUntil = sync.pausedUntil;
    }
    // What is asked for every two minutes, in a call or two, would only make the state flicker.
    if (const auto run = progress(); run && run->type != RunType::Delta) {
        f.running = true;
        f.done = run->done;
        f.about = run->about;
    }
    f.rateLimitedUntil = rateLimitShown(progress(), view.budget);
    return f;
}

/// Of the run going on; one that just began has told nothing yet.
std::optional<RunProgress> EngineWorker::progress() const {
    return m_link && m_options.schedule ? m_link->sync().state().running : m_progress;
}

void EngineWorker::tellSnapshot() {
    const EngineSnapshot snapshot = makeSnapshot();
    keepLiveFacts(snapshot);
    Q_EMIT snapshotChanged(snapshot);
}

EngineSnapshot EngineWorker::makeSnapshot() const {
    EngineSnapshot snapshot;
    snapshot.facts = facts();
    snapshot.state = describeState(snapshot.facts);
    snapshot.lastSuccess = m_mirrorFacts.lastSuccess;
    snapshot.nextRun = snapshot.facts.nextRun;
    snapshot.ready = m_mirror->database() != nullptr;
    snapshot.demo = m_options.demo;
    snapshot.unprotectedSecret = m_settings->unprotectedSecret();
    snapshot.alertsFiring = m_alerts->asking();
    snapshot.practiceZone = m_settings->settings().timeZone;
    snapshot.mhcp = m_settings->settings().mhcp;
    snapshot.run = progress();
    snapshot.inbox = m_inboxCounts;
    snapshot.listener = m_listener->view();
    if (m_link)
        snapshot.waiting = m_link->sync().state().waiting;
    return snapshot;
}

}  // namespace bloom::engine
