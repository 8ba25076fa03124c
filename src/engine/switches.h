// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an admin switched and a restart must not forget: a pause and held calls. Values, and the small file they are in.
#pragma once
#include "core/practice_time.h"
#include "engine/engine.h"

namespace bloom::engine {

struct Switches {
    bool paused = false;
    std::optional<UtcTime> pausedSince;
    std::optional<UtcTime> pausedUntil;   ///< nothing = until resumed
    bool held = false;
    QString heldBy;
    bool operator==(const Switches&) const = default;

    /// A pause ends by itself.
    bool isPaused(UtcTime now) const { return paused && (!pausedUntil || *pausedUntil > now); }
};

/// "Until tomorrow" is the next local midnight of the practice.
Switches pausedFor(Switches switches, PauseFor duration, const PracticeZone& zone, UtcTime now);
Switches resumed(Switches switches);

Switches loadSwitches(const QString& path);
Result<bool> saveSwitches(const QString& path, const Switches& switches);

}  // namespace bloom::engine
