// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long to wait before trying again: 1 s doubling to 30 s with full jitter, Retry-After as a floor, 3
// times, and a quota over all calls so that an outage is not multiplied by its retries.
#pragma once
#include "core/clock.h"

#include <QByteArray>
#include <optional>
#include <random>

namespace bloom::halaxy {

/// What one call waits because the service says so, in all. A longer wait ends the call: whoever comes next
/// asks again.
inline constexpr milliseconds kLongestNamedWait{300'000};

class RetryPolicy {
public:
    struct Rules {
        int retries = 3;
        milliseconds base{1'000};
        milliseconds longest{30'000};
        int quota = 100;     ///< what may be spent at once
        int retryCosts = 5;  ///< 20 retries before any call succeeds
        int successEarns = 1;
    };
    explicit RetryPolicy(quint32 seed) : RetryPolicy(seed, Rules()) {}
    RetryPolicy(quint32 seed, Rules rules) : m_rules(rules), m_random(seed), m_quota(rules.quota) {}

    /// Before retry number 1, 2, 3; nothing when there should be none.
    std::optional<milliseconds> delay(int retry, std::optional<milliseconds> retryAfter);
    void onSuccess() { m_quota = std::min(m_quota + m_rules.successEarns, m_rules.quota); }
    /// The longest that retry number n may wait without a Retry-After.
    milliseconds ceiling(int retry) const;

private:
    Rules m_rules;
    std::mt19937 m_random;
    int m_quota;
};

/// "Tue, 24 Nov 2026 09:40:00 GMT"
std::optional<UtcTime> parseHttpDate(const QByteArray& text);
/// Seconds or a date; a date is measured from the answer's own Date where it has one. Never over a
/// day: more is nonsense.
std::optional<milliseconds> parseRetryAfter(const QByteArray& text, UtcTime now);

}  // namespace bloom::halaxy
