// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The calls of the last minute against the service's limit: 500 a sliding minute, of which listings leave 100
// for single reads. Others may share the client, so what the service says is left counts too. A value: no
// timer inside.
#pragma once
#include "core/clock.h"

#include <deque>
#include <optional>

namespace bloom::halaxy {

class MinuteBudget {
public:
    static constexpr milliseconds kWindow{60'000};

    /// Zero = may go now; else ask again after that long.
    milliseconds waitFor(bool single, MonoTime now) const;
    void onSent(MonoTime now);
    /// x-ratelimit-limit and x-ratelimit-remaining of an answer, where it has them.
    void onHeaders(std::optional<int> limit, std::optional<int> remaining, MonoTime now);
    /// 429: nothing is left until then, whatever we counted.
    void onExhausted(milliseconds wait, MonoTime now);

    int limit() const { return m_limit; }
    int reserved() const { return m_limit / 5; }
    int used(MonoTime now) const;
    /// The end of a 429's wait; gone by, or never set, where there is none.
    MonoTime exhaustedUntil() const { return m_exhaustedUntil; }
    std::optional<int> remaining() const { return m_remaining; }

private:
    int othersAt(MonoTime now) const { return now < m_othersUntil ? m_others : 0; }

    int m_limit = 500;
    std::deque<MonoTime> m_sent;
    std::optional<int> m_remaining;
    int m_others = 0;  ///< calls the service counted that were not ours
    MonoTime m_othersUntil{};
    MonoTime m_exhaustedUntil{};
};

}  // namespace bloom::halaxy
