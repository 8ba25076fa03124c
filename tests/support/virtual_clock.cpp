// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/virtual_clock.h"

namespace bloom::test {

Clock::TimerId VirtualClock::startTimer(milliseconds delay, std::function<void()> fn) {
    const TimerId id = m_next++;
    m_timers.emplace(std::pair(m_mono + std::max(delay, milliseconds(0)), id), std::move(fn));
    return id;
}

void VirtualClock::cancelTimer(TimerId id) {
    std::erase_if(m_timers, [id](const auto& entry) { return entry.first.second == id; });
}

void VirtualClock::moveTo(MonoTime when) {
    m_utc += when - m_mono;
    m_mono = when;
}

void VirtualClock::settle() {
    while (true) {
        if (!m_posted.empty()) {
            const auto fn = std::move(m_posted.front());
            m_posted.pop_front();
            fn();
        } else if (!m_timers.empty() && m_timers.begin()->first.first <= m_mono) {
            const auto fn = std::move(m_timers.begin()->second);
            m_timers.erase(m_timers.begin());
            fn();
        } else {
            return;
        }
    }
}

bool VirtualClock::advanceToNext() {
    settle();
    if (m_timers.empty())
        return false;
    moveTo(m_timers.begin()->first.first);
    settle();
    return true;
}

void VirtualClock::advance(milliseconds by) {
    const MonoTime end = m_mono + by;
    settle();
    while (!m_timers.empty() && m_timers.begin()->first.first <= end) {
        moveTo(m_timers.begin()->first.first);
        settle();
    }
    moveTo(end);
    settle();
}

}  // namespace bloom::test
