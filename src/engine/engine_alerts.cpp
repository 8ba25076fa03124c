// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts on the engine's thread: when they are looked at, and with which facts.
#include "engine/engine_worker.h"

namespace bloom::engine {
namespace {

using namespace std::chrono_literals;
constexpr auto kEvery = 1min;
// Wall time that passed beside monotonic time: the machine slept, or somebody set its clock.
constexpr auto kSlept = 2min;

}  // namespace

void EngineWorker::alertMinute() {
    m_alertsSoon->touch();
    m_alertTimer = m_clock->startTimer(kEvery, [this] { alertMinute(); });
}

/// Waking is like starting: age alone is no fault until a run has ended.
void EngineWorker::noteSleep() {
    const UtcTime now = m_clock->utcNow();
    const milliseconds ahead = now.time_since_epoch() - m_clock->monotonicNow().time_since_epoch();
    const auto before = std::exchange(m_wallAhead, ahead);
    if (!before || ahead - *before < kSlept)
        return;
    m_started = now;
    m_runEnded = false;
}

void EngineWorker::onConnectionChanged() {
    const ConnectionView view = m_link->client().view();
    m_alerts->waitsForRateLimit(view.budget.waitingUntil.has_value());
    if (std::exchange(m_tokenSeen, view.tokenState.state) != view.tokenState.state)
        m_alertsSoon->touch();
    m_connectionSoon->touch();
    m_snapshotSoon->touch();
    m_link->sync().wake();
}

LiveAlertFacts EngineWorker::alertFacts() const {
    LiveAlertFacts live;
    live.health = facts();
    live.databaseTrouble = m_mirror->trouble();
    if (m_link) {
        const TokenView token = m_link->client().view().tokenState;
        live.token = token.state;
        live.tokenProblem = token.problem;
    }
    return live;
}

void EngineWorker::lookAtAlerts() {
    noteSleep();
    storage::Database* database = m_mirror->database();
    // Another engine on this database raises and clears them.
    const bool changed = database && m_mirror->isTaken() ? m_alerts->follow(*database)
                                                         : m_alerts->look(database, alertFacts());
    if (!changed)
        return;
    m_snapshotSoon->touch();
    Q_EMIT alertsChanged();
}

void EngineWorker::alerts(bool alsoCleared, Reply<Result<std::vector<Alert>>> reply) {
    reply.give(m_alerts->list(m_mirror->database(), alsoCleared));
}

void EngineWorker::acknowledgeAlert(qint64 alert, std::optional<UtcTime> silenceUntil, QString who,
                                    Reply<Result<bool>> reply) {
    const auto done = m_alerts->acknowledge(m_mirror->database(), alert, silenceUntil, who);
    if (done)
        lookAtAlerts();
    reply.give(done);
    m_snapshotSoon->touch();
    if (done)
        Q_EMIT alertsChanged();
}

}  // namespace bloom::engine
