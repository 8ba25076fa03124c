// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Real time, only faster: for tests over real sockets, where half a minute of waiting is part of the story.
#pragma once
#include "core/clock.h"

namespace bloom::test {

class ScaledClock final : public Clock {
public:
    /// Begins at `start` and runs `factor` times as fast as the machine.
    ScaledClock(UtcTime start, int factor) : m_start(start), m_factor(factor) {}

    UtcTime utcNow() const override { return m_start + sinceStart(); }
    MonoTime monotonicNow() const override { return MonoTime(sinceStart()); }
    TimerId startTimer(milliseconds delay, std::function<void()> fn) override {
        return m_real.startTimer((delay + milliseconds(m_factor - 1)) / m_factor, std::move(fn));
    }
    void cancelTimer(TimerId id) override { m_real.cancelTimer(id); }
    void post(std::function<void()> fn) override { m_real.post(std::move(fn)); }

private:
    milliseconds sinceStart() const { return m_real.monotonicNow().time_since_epoch() * m_factor; }
    SystemClock m_real;
    UtcTime m_start;
    int m_factor;
};

}  // namespace bloom::test
