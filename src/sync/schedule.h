// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// When the next full run is due: a value and functions of (schedule, now), no timer in it. Boundaries are
// multiples of the interval (the quarter-hours), so nothing drifts; one missed boundary or a hundred make one
// late run.
#pragma once
#include "core/clock.h"

#include <optional>

namespace bloom::sync {

struct Schedule {
    std::chrono::minutes interval{15};
    /// Boundaries up to here are dealt with: a run began, or ended, then. Nothing = there never was a run.
    std::optional<UtcTime> served;
    bool paused = false;
    std::optional<UtcTime> pausedUntil;  ///< nothing while paused = until somebody resumes
};

/// The first boundary after t.
UtcTime boundaryAfter(std::chrono::minutes interval, UtcTime t);
/// What was served in a future that a clock set back has taken away is served now. To be called at every
/// look.
Schedule atLook(Schedule schedule, UtcTime now);
/// When the next run is due; in the past or now = it is late and starts at once. Nothing while paused for
/// good.
std::optional<UtcTime> nextRun(const Schedule& schedule, UtcTime now);
bool isDue(const Schedule& schedule, UtcTime now);
bool isPaused(const Schedule& schedule, UtcTime now);
/// A run of the whole window began or ended: boundaries it covers are not run again.
Schedule served(Schedule schedule, UtcTime now);
Schedule paused(Schedule schedule, std::optional<UtcTime> until);
Schedule resumed(Schedule schedule);

}  // namespace bloom::sync
