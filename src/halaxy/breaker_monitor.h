// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A breaker with its clock and its history: what the Connection page shows of it.
#pragma once
#include "halaxy/circuit_breaker.h"

#include <functional>

namespace bloom::halaxy {

class BreakerMonitor {
public:
    using Permit = CircuitBreaker::Permit;
    BreakerMonitor(Clock& clock, std::function<void()> changed)
        : m_clock(clock),
          m_changed(std::move(changed)) {}

    std::optional<Permit> admit();
    std::optional<Permit> admitEarly();
    void onAnswer(Permit permit, const QString& cause);
    void onFailure(Permit permit, const QString& cause);
    void onCancelled(Permit permit);

    bool isClosed() const { return m_breaker.state() == BreakerState::Closed; }
    /// Until one call may try; zero when it may now.
    milliseconds untilDue() const;
    std::optional<UtcTime> opensUntil() const { return m_opensUntil; }
    BreakerView view() const;

private:
    void note();

    Clock& m_clock;
    std::function<void()> m_changed;
    CircuitBreaker m_breaker;
    std::vector<BreakerTransition> m_transitions;  // newest first
    std::optional<UtcTime> m_opensUntil;
    QString m_lastCause;
};

}  // namespace bloom::halaxy
