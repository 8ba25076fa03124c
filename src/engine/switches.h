// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an admin switched and a restart must not forget, before any database is open: held calls. And when a
// pause ends.
#pragma once
#include "core/practice_time.h"
#include "engine/engine.h"

namespace bloom::engine {

struct Switches {
    bool held = false;
    QString heldBy;
    bool operator==(const Switches&) const = default;
};
Switches loadSwitches(const QString& path);
Result<bool> saveSwitches(const QString& path, const Switches& switches);

/// "Until tomorrow" is the next local midnight of the practice; nothing = until resumed.
std::optional<UtcTime> pauseEnd(PauseFor duration, const PracticeZone& zone, UtcTime now);

}  // namespace bloom::engine
