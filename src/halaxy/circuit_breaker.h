// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The breaker as a value: 5 consecutive failures open it, after 30 s one call may try, whose answer closes it
// and whose failure opens it again. No timer and no clock inside: the caller says what time it is.
#pragma once
#include "core/connection_views.h"

namespace bloom::halaxy {

class CircuitBreaker {
public:
    struct Rules {
        int threshold = 5;
        milliseconds openFor{30'000};
    };
    /// What an admitted call gives back with its outcome; outcomes of calls admitted before the last change
    /// of state are no news and do nothing.
    struct Permit {
        quint64 period = 0;
    };
    struct Change {
        BreakerState from;
        BreakerState to;
        QString cause;
        bool operator==(const Change&) const = default;
    };

    CircuitBreaker() = default;
    explicit CircuitBreaker(Rules rules) : m_rules(rules) {}

    /// Closed: always. Open: once the time is up, to one call. Half open: to nobody.
    std::optional<Permit> admit(MonoTime now);
    /// Open: at once, because a person asked; else as admit().
    std::optional<Permit> admitEarly(MonoTime now);
    /// The service answered, whatever it said (4xx and 429 too).
    void onAnswer(Permit permit, const QString& cause);
    /// A transport error, a time-out or a 5xx.
    void onFailure(Permit permit, MonoTime now, const QString& cause);
    /// Stopped by us: says nothing. A probe gives its place back.
    void onCancelled(Permit permit);

    BreakerState state() const { return m_state; }
    int failures() const { return m_failures; }
    const Rules& rules() const { return m_rules; }
    /// The end of the open time, while open or half open.
    MonoTime openUntil() const { return m_openUntil; }
    /// Changes since the last call, oldest first.
    std::vector<Change> takeChanges() { return std::exchange(m_changes, {}); }

private:
    void change(BreakerState to, const QString& cause);
    void open(MonoTime now, const QString& cause);

    Rules m_rules;
    BreakerState m_state = BreakerState::Closed;
    int m_failures = 0;
    MonoTime m_openUntil{};
    quint64 m_period = 1;
    std::vector<Change> m_changes;
};

}  // namespace bloom::halaxy
