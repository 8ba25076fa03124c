// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stored_facts.h"

#include "storage/checkpoint_store.h"
#include "storage/held_store.h"
#include "storage/readers/freshness_reader.h"
#include "storage/set_aside_store.h"
#include "storage/status_store.h"
#include "sync/cursor_names.h"

#include <QDir>

namespace bloom::engine {

using namespace std::chrono_literals;

MirrorFacts readMirrorFacts(storage::Scope& scope) {
    const storage::SyncStatus status = storage::StatusStore(scope).find({});
    MirrorFacts facts;
    facts.lastSuccess = status.lastSuccess;
    facts.lastAttempt = status.lastAttempt;
    facts.lastRunPartial = status.lastOutcome == RunOutcome::Partial;
    facts.consecutiveFailures = std::max(status.consecutiveFailures, status.incrementalFailures);
    facts.fullRunsOnly = storage::CheckpointStore(scope).hasCursor(sync::kIgnoredPrefix);
    facts.needAttention = storage::SetAsideStore(scope).count() + storage::readNotConfirmed(scope, {});
    facts.heldSets = storage::HeldStore(scope).openCount();
    facts.pause = sync::storedPause(scope);
    if (facts.consecutiveFailures > 0) {
        facts.lastErrorKind = status.lastErrorKind;
        facts.lastError = status.lastError;
    }
    return facts;
}

HealthFacts storedFacts(const MirrorFacts& mirror, const Switches& switches, const Settings& settings,
                        UtcTime now) {
    HealthFacts facts;
    facts.now = now;
    facts.paused = mirror.pause && (!mirror.pause->until || *mirror.pause->until > now);
    facts.pausedUntil = facts.paused ? mirror.pause->until : std::nullopt;
    facts.configured = settings.halaxyConfigured();
    facts.lastCompleteSuccess = mirror.lastSuccess;
    facts.everSynced = mirror.lastSuccess.has_value();
    facts.consecutiveFailures = mirror.consecutiveFailures;
    facts.lastRunPartial = mirror.lastRunPartial;
    facts.fullRunsOnly = mirror.fullRunsOnly && settings.deltaInterval.count() > 0;
    facts.fullRunInterval = settings.syncInterval;
    facts.recordsNeedAttention = mirror.needAttention;
    facts.heldRuns = mirror.heldSets;
    facts.lastProblem = mirror.lastError;
    facts.credentialsRefused = mirror.lastErrorKind == ErrorKind::Credentials;
    facts.callsHeld = switches.held;
    facts.callsHeldBy = switches.heldBy;
    facts.staleAfter = std::max<milliseconds>(1h, settings.syncInterval * 2);
    return facts;
}

HealthFacts factsWithoutEngine(const MirrorFacts& mirror, const Switches& switches, const Settings& settings,
                               UtcTime now) {
    HealthFacts facts = storedFacts(mirror, switches, settings, now);
    facts.engineStarted = now;
    // A secret may lie in the keychain, which reading does not open.
    facts.configured = !settings.clientId.isEmpty();
    facts.runEndedSinceStart = mirror.lastAttempt && now - *mirror.lastAttempt <= facts.staleAfter;
    return facts;
}

QString switchesFile(const QString& dataFolder) {
    return QDir(dataFolder).filePath(QStringLiteral("switches.ini"));
}

}  // namespace bloom::engine
