// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the Connection page shows: breaker, calls, budget, token. Values only.
#pragma once
#include "core/clock.h"
#include "core/result.h"

#include <QMetaType>
#include <QString>
#include <optional>
#include <vector>

namespace bloom {

enum class BreakerState { Closed, Open, HalfOpen };
QString name(BreakerState state);  ///< "closed", "open", "half-open"

struct BreakerTransition {
    UtcTime at;
    BreakerState from = BreakerState::Closed;
    BreakerState to = BreakerState::Closed;
    QString cause;  ///< a sentence: "HTTP 503 from Appointment", "probe answered"
    bool operator==(const BreakerTransition&) const = default;
};

struct BreakerView {
    BreakerState state = BreakerState::Closed;
    int failures = 0;
    int threshold = 5;
    std::optional<UtcTime> opensUntil;  ///< the moment of the next probe
    QString lastCause;
    std::vector<BreakerTransition> transitions;  ///< newest first, bounded
    bool operator==(const BreakerView&) const = default;
};

/// One call as it went; no URL with ids of people in it, only the resource and the kind of query.
struct CallView {
    quint64 number = 0;
    UtcTime at;
    QString method;
    QString resource;  ///< "Appointment", "token"
    QString query;     ///< parameter names without values that identify a person
    int status = 0;    ///< 0 = no answer
    milliseconds latency{0};
    qint64 bytes = 0;
    int attempt = 1;
    QString error;  ///< empty = fine
    bool operator==(const CallView&) const = default;
};

struct BudgetView {
    int limit = 500;
    int used = 0;                         ///< ours in the last minute
    int reserved = 100;                   ///< kept for single-record reads
    std::optional<int> remaining;         ///< as the service last said
    std::optional<UtcTime> waitingUntil;  ///< calls wait for the rate limit until then
    std::optional<UtcTime> closedUntil;   ///< a 429 allows no call before
    bool operator==(const BudgetView&) const = default;
};

enum class TokenState { None, Valid, Refreshing, Refused, Failing };
struct TokenView {
    TokenState state = TokenState::None;
    std::optional<UtcTime> validUntil;
    QString problem;
    bool operator==(const TokenView&) const = default;
};

struct ConnectionView {
    BreakerView api;
    BreakerView token;
    TokenView tokenState;
    BudgetView budget;
    bool held = false;  ///< *Hold calls*
    QString heldBy;
    std::optional<UtcTime> heldSince;
    QString host;                 ///< of the base URL
    std::vector<CallView> calls;  ///< newest last, at most 500
    bool operator==(const ConnectionView&) const = default;
};

/// One step of *Test connection*.
struct ConnectionCheck {
    QString name;  ///< "Token", "Practitioner", …, "Clock"
    bool ok = false;
    bool warning = false;
    QString detail;  ///< what came, or what failed and what to do
    milliseconds latency{0};
};
struct ConnectionReport {
    bool ok = false;
    std::vector<ConnectionCheck> checks;
};

}  // namespace bloom

Q_DECLARE_METATYPE(bloom::ConnectionView)
