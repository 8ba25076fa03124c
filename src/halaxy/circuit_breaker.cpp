// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/circuit_breaker.h"

#include "core/planted_faults.h"
#include "halaxy/text.h"

namespace bloom::halaxy {

void CircuitBreaker::change(BreakerState to, const QString& cause) {
    m_changes.push_back({m_state, to, cause});
    m_state = to;
    ++m_period;
}

void CircuitBreaker::open(MonoTime now, const QString& cause) {
    m_openUntil = now + m_rules.openFor;
    change(BreakerState::Open, cause);
}

std::optional<CircuitBreaker::Permit> CircuitBreaker::admit(MonoTime now) {
    if (m_state == BreakerState::Open && now < m_openUntil)
        return {};
    return admitEarly(now);
}

std::optional<CircuitBreaker::Permit> CircuitBreaker::admitEarly(MonoTime) {
    if (m_state == BreakerState::HalfOpen)
        return {};
    if (m_state == BreakerState::Open)
        change(BreakerState::HalfOpen, Text::tr("one call tries"));
    return Permit{m_period};
}

void CircuitBreaker::onAnswer(Permit permit, const QString& cause) {
    if (permit.period != m_period)
        return;
    m_failures = 0;
    if (m_state == BreakerState::HalfOpen)
        change(BreakerState::Closed, cause);
}

void CircuitBreaker::onFailure(Permit permit, MonoTime now, const QString& cause) {
    if (permit.period != m_period)
        return;
    if (planted(Fault::BreakerNeverOpens))
        return;
    ++m_failures;
    if (m_state == BreakerState::HalfOpen || m_failures >= m_rules.threshold)
        open(now, cause);
}

void CircuitBreaker::onCancelled(Permit permit) {
    if (permit.period == m_period && m_state == BreakerState::HalfOpen)
        change(BreakerState::Open, Text::tr("the try was cancelled"));
}

}  // namespace bloom::halaxy
