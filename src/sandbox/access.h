// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens and the rate limit: who may call, and how often. Pure state, told the time.
#pragma once
#include "core/clock.h"
#include "sandbox/quirks.h"

#include <QByteArray>
#include <QHash>
#include <deque>

namespace bloom::sandbox {

enum class TokenState { Good, Expired, Unknown };

class Tokens {
public:
    QByteArray issue(UtcTime now, int lifeSeconds);
    TokenState check(const QByteArray& token, UtcTime now) const;
    /// The token exists but is over: what the service says "expired" to.
    void expire(const QByteArray& token);
    void revoke(const QByteArray& token) { m_ends.remove(token); }
    void revokeAll() { m_ends.clear(); }

private:
    QHash<QByteArray, UtcTime> m_ends;
    quint64 m_issued = 0;
};

/// 500 calls in any minute: a sliding window, not a bucket.
class RateWindow {
public:
    struct Verdict {
        bool allowed = true;
        int remaining = 0;
        int retryAfterSeconds = 0;
    };
    Verdict take(UtcTime now, int limit);

private:
    std::deque<UtcTime> m_calls;
};

}  // namespace bloom::sandbox
