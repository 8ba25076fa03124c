// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real clock set to another start: --now of the program.
#pragma once
#include "core/clock.h"

namespace bloom::sandbox {

class ShiftedClock final : public Clock {
public:
    explicit ShiftedClock(UtcTime start) : m_shift(start - m_real.utcNow()) {}

    UtcTime utcNow() const override { return m_real.utcNow() + m_shift; }
    MonoTime monotonicNow() const override { return m_real.monotonicNow(); }
    TimerId startTimer(milliseconds delay, std::function<void()> fn) override {
        return m_real.startTimer(delay, std::move(fn));
    }
    void cancelTimer(TimerId id) override { m_real.cancelTimer(id); }
    void post(std::function<void()> fn) override { m_real.post(std::move(fn)); }

private:
    SystemClock m_real;
    milliseconds m_shift;
};

}  // namespace bloom::sandbox
