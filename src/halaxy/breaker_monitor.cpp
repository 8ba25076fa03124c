// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/breaker_monitor.h"

namespace bloom::halaxy {
namespace {
constexpr std::size_t kTransitionsKept = 100;
}

std::optional<CircuitBreaker::Permit> BreakerMonitor::admit() {
    const auto permit = m_breaker.admit(m_clock.monotonicNow());
    note();
    return permit;
}

std::optional<CircuitBreaker::Permit> BreakerMonitor::admitEarly() {
    const auto permit = m_breaker.admitEarly(m_clock.monotonicNow());
    note();
    return permit;
}

void BreakerMonitor::onAnswer(Permit permit, const QString& cause) {
    m_breaker.onAnswer(permit, cause);
    note();
}

void BreakerMonitor::onFailure(Permit permit, const QString& cause) {
    m_breaker.onFailure(permit, m_clock.monotonicNow(), cause);
    m_lastCause = cause;
    note();
}

void BreakerMonitor::onCancelled(Permit permit) {
    m_breaker.onCancelled(permit);
    note();
}

milliseconds BreakerMonitor::untilDue() const {
    if (m_breaker.state() != BreakerState::Open)
        return milliseconds(0);
    return std::max(m_breaker.openUntil() - m_clock.monotonicNow(), milliseconds(0));
}

void BreakerMonitor::note() {
    const auto changes = m_breaker.takeChanges();
    for (const auto& change : changes) {
        m_transitions.insert(m_transitions.begin(), {m_clock.utcNow(), change.from, change.to, change.cause});
        if (change.to == BreakerState::Open)
            m_opensUntil = m_clock.utcNow() + untilDue();
        else if (change.to == BreakerState::Closed)
            m_opensUntil.reset();
    }
    if (m_transitions.size() > kTransitionsKept)
        m_transitions.resize(kTransitionsKept);
    if (!changes.empty())
        m_changed();
}

BreakerView BreakerMonitor::view() const {
    BreakerView view;
    view.state = m_breaker.state();
    view.failures = m_breaker.failures();
    view.threshold = m_breaker.rules().threshold;
    view.opensUntil = m_opensUntil;
    view.lastCause = m_lastCause;
    view.transitions = m_transitions;
    return view;
}

}  // namespace bloom::halaxy
