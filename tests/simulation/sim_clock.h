// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Virtual time of a simulated world: waiters resume by (time, an order that the seed decides).
#pragma once
#include "core/clock.h"
#include "sandbox/random.h"

#include <deque>
#include <map>
#include <unordered_map>

namespace bloom::simulation {

class SimClock final : public Clock {
public:
    SimClock(UtcTime start, quint64 seed) : m_utc(start), m_random(seed) {}

    UtcTime utcNow() const override { return m_utc; }
    MonoTime monotonicNow() const override { return m_mono; }
    TimerId startTimer(milliseconds delay, std::function<void()> fn) override;
    void cancelTimer(TimerId id) override;
    void post(std::function<void()> fn) override { m_posted.push_back(std::move(fn)); }

    /// Does the next thing that is due up to then, and moves time to it; false when nothing is.
    bool next(UtcTime until);
    /// What was posted, without moving time.
    void settle();
    void moveTo(UtcTime when);

private:
    struct Due {
        MonoTime when;
        quint64 order = 0;
        TimerId id = 0;
        auto operator<=>(const Due&) const = default;
    };
    UtcTime m_utc;
    MonoTime m_mono{};
    sandbox::Random m_random;
    TimerId m_last = 0;
    std::map<Due, std::function<void()>> m_timers;
    std::unordered_map<TimerId, Due> m_due;
    std::deque<std::function<void()>> m_posted;
};

}  // namespace bloom::simulation
