// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/schedule.h"

#include <algorithm>

namespace bloom::sync {

UtcTime boundaryAfter(std::chrono::minutes interval, UtcTime t) {
    const milliseconds step = std::max(interval, std::chrono::minutes(1));
    const milliseconds since = t.time_since_epoch();
    return UtcTime((since / step + 1) * step);
}

bool isPaused(const Schedule& schedule, UtcTime now) {
    return schedule.paused && (!schedule.pausedUntil || now < *schedule.pausedUntil);
}

Schedule atLook(Schedule schedule, UtcTime now) {
    if (schedule.served && *schedule.served > now)
        schedule.served = now;
    return schedule;
}

std::optional<UtcTime> nextRun(const Schedule& schedule, UtcTime now) {
    if (isPaused(schedule, now) && !schedule.pausedUntil)
        return std::nullopt;
    const UtcTime due = schedule.served ? boundaryAfter(schedule.interval, *schedule.served) : now;
    return isPaused(schedule, now) ? std::max(due, *schedule.pausedUntil) : due;
}

bool isDue(const Schedule& schedule, UtcTime now) {
    const auto next = nextRun(schedule, now);
    return next && *next <= now;
}

Schedule served(Schedule schedule, UtcTime now) {
    schedule.served = now;
    return schedule;
}

Schedule paused(Schedule schedule, std::optional<UtcTime> until) {
    schedule.paused = true;
    schedule.pausedUntil = until;
    return schedule;
}

Schedule resumed(Schedule schedule) {
    schedule.paused = false;
    schedule.pausedUntil.reset();
    return schedule;
}

}  // namespace bloom::sync
