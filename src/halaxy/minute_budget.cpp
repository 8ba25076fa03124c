// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/minute_budget.h"

#include <algorithm>

namespace bloom::halaxy {

int MinuteBudget::used(MonoTime now) const {
    const auto first =
        std::find_if(m_sent.begin(), m_sent.end(), [now](MonoTime t) { return t + kWindow > now; });
    return int(m_sent.end() - first);
}

void MinuteBudget::onSent(MonoTime now) {
    while (!m_sent.empty() && m_sent.front() + kWindow <= now)
        m_sent.pop_front();
    m_sent.push_back(now);
}

void MinuteBudget::onHeaders(std::optional<int> limit, std::optional<int> remaining, MonoTime now) {
    if (limit && *limit > 0)
        m_limit = *limit;
    if (!remaining)
        return;
    m_remaining = remaining;
    m_others = std::max(0, m_limit - *remaining - used(now));
    m_othersUntil = now + kWindow;  // when they were sent is unknown, so they may count for a whole minute
}

void MinuteBudget::onExhausted(milliseconds wait, MonoTime now) {
    m_exhaustedUntil = std::max(m_exhaustedUntil, now + wait);
    // The wait the service names says when there is room again: better than our guess about others.
    m_others = 0;
}

milliseconds MinuteBudget::waitFor(bool single, MonoTime now) const {
    if (now < m_exhaustedUntil)
        return m_exhaustedUntil - now;
    const int room = single ? m_limit : m_limit - reserved();
    const int ours = used(now);
    if (ours + othersAt(now) < room)
        return milliseconds(0);
    const milliseconds untilOthersGo = othersAt(now) > 0 ? m_othersUntil - now : kWindow;
    if (ours == 0)
        return untilOthersGo;
    const MonoTime oldest = m_sent[m_sent.size() - std::size_t(ours)];
    return std::min(untilOthersGo, oldest + kWindow - now);
}

}  // namespace bloom::halaxy
