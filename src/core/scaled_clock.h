// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A time of its own for the demo and for tests over real sockets: it starts at a given moment and runs a
// number of times faster than the machine's, at a speed that may be changed at any moment.
#pragma once
#include "core/clock.h"

#include <memory>

namespace bloom {

/// Shared by everyone who must agree on the time, in whatever thread: engine, sandbox, window.
class TimeScale {
public:
    TimeScale(UtcTime start, double speed);
    UtcTime now() const;
    MonoTime monotonicNow() const;
    double speed() const;
    /// From now on; the time itself does not jump.
    void setSpeed(double speed);
    /// How long something of this time takes on the machine, at the present speed.
    milliseconds realFor(milliseconds scaled) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

/// Timers on the event loop of the thread that makes it, in scaled time.
class ScaledClock final : public Clock {
public:
    explicit ScaledClock(std::shared_ptr<const TimeScale> scale);
    ~ScaledClock() override;
    UtcTime utcNow() const override { return m_scale->now(); }
    MonoTime monotonicNow() const override { return m_scale->monotonicNow(); }
    TimerId startTimer(milliseconds delay, std::function<void()> fn) override;
    void cancelTimer(TimerId id) override;
    void post(std::function<void()> fn) override;

private:
    class Context;
    std::shared_ptr<const TimeScale> m_scale;
    std::unique_ptr<Context> m_context;
};

}  // namespace bloom
