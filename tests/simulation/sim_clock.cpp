// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/sim_clock.h"

namespace bloom::simulation {

Clock::TimerId SimClock::startTimer(milliseconds delay, std::function<void()> fn) {
    const TimerId id = ++m_last;
    const Due due{m_mono + std::max(delay, milliseconds(0)), m_random.next(), id};
    m_timers.emplace(due, std::move(fn));
    m_due.emplace(id, due);
    return id;
}

void SimClock::cancelTimer(TimerId id) {
    const auto found = m_due.find(id);
    if (found == m_due.end())
        return;
    m_timers.erase(found->second);
    m_due.erase(found);
}

void SimClock::settle() {
    while (!m_posted.empty()) {
        const auto fn = std::move(m_posted.front());
        m_posted.pop_front();
        fn();
    }
}

void SimClock::moveTo(UtcTime when) {
    if (when <= m_utc)
        return;
    m_mono += when - m_utc;
    m_utc = when;
}

bool SimClock::next(UtcTime until) {
    if (!m_posted.empty()) {
        settle();
        return true;
    }
    if (m_timers.empty())
        return false;
    const auto first = m_timers.begin();
    const MonoTime due = first->first.when;
    if (due > m_mono + (until - m_utc))
        return false;
    if (due > m_mono)
        moveTo(m_utc + (due - m_mono));
    const auto fn = std::move(first->second);
    m_due.erase(first->first.id);
    m_timers.erase(first);
    fn();
    return true;
}

}  // namespace bloom::simulation
