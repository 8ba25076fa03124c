// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What database, switches and settings say about the state, without any engine at work: the window's engine
// and the terminal's `status` begin with the same facts, so that they can't say different things.
#pragma once
#include "core/health.h"
#include "core/result.h"
#include "core/settings_schema.h"
#include "engine/switches.h"
#include "storage/scope.h"
#include "sync/stored_pause.h"

namespace bloom::engine {

/// What the database says.
struct MirrorFacts {
    std::optional<UtcTime> lastSuccess;  ///< start of the last complete run of the whole window
    std::optional<UtcTime> lastAttempt;
    bool lastRunPartial = false;
    int consecutiveFailures = 0;
    bool fullRunsOnly = false;               ///< some kind can't be asked for by time of change
    int heldSets = 0;                        ///< of deletions, that wait for an admin
    int needAttention = 0;                   ///< set aside, or not confirmed
    std::optional<ErrorKind> lastErrorKind;  ///< of the newest failure, while it lasts
    QString lastError;
    std::optional<sync::Pause> pause;
    bool operator==(const MirrorFacts&) const = default;
};
MirrorFacts readMirrorFacts(storage::Scope& scope);

/// The state as it is stored; whoever syncs adds what it sees live.
HealthFacts storedFacts(const MirrorFacts& mirror, const Switches& switches, const Settings& settings,
                        UtcTime now);
/// The same for who does not sync: a run tried lately ended in the life of some engine.
HealthFacts factsWithoutEngine(const MirrorFacts& mirror, const Switches& switches, const Settings& settings,
                               UtcTime now);

/// Held calls, in the data folder.
QString switchesFile(const QString& dataFolder);

}  // namespace bloom::engine
