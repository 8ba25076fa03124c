// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Virtual time: nothing waits; advance() fires what is due in order of (time, order of asking).
#pragma once
#include "core/clock.h"

#include <deque>
#include <map>

namespace bloom::test {

class VirtualClock final : public Clock {
public:
    explicit VirtualClock(UtcTime start) : m_utc(start) {}

    UtcTime utcNow() const override { return m_utc; }
    MonoTime monotonicNow() const override { return m_mono; }
    TimerId startTimer(milliseconds delay, std::function<void()> fn) override;
    void cancelTimer(TimerId id) override;
    void post(std::function<void()> fn) override { m_posted.push_back(std::move(fn)); }

    /// Runs everything that is due now, without moving time.
    void settle();
    /// Moves time on, firing timers at their own moment.
    void advance(milliseconds by);
    /// Moves to the next timer and fires it; false when nothing waits.
    bool advanceToNext();
    /// Sets the wall clock without moving monotonic time: someone changed the clock, or the machine slept.
    void jumpWallClock(milliseconds by) { m_utc += by; }
    std::size_t pending() const { return m_timers.size() + m_posted.size(); }

private:
    void moveTo(MonoTime when);
    UtcTime m_utc;
    MonoTime m_mono{};
    TimerId m_next = 1;
    std::map<std::pair<MonoTime, TimerId>, std::function<void()>> m_timers;
    std::deque<std::function<void()>> m_posted;
};

}  // namespace bloom::test
