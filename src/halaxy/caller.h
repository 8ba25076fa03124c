// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One GET with everything around it: gates, breaker, token (and one refresh), transport, judgement, retries.
#pragma once
#include "halaxy/answer.h"
#include "halaxy/breaker_monitor.h"
#include "halaxy/gates.h"
#include "halaxy/retry_policy.h"
#include "halaxy/token_manager.h"
#include "halaxy/wire.h"

namespace bloom::halaxy {

struct GetCall {
    QUrl url;
    QString resource;  ///< "Appointment"
    Priority priority = Priority::Listing;
    int retries = 3;
    milliseconds deadline{30'000};
    bool probe = false;  ///< takes the one place of a half-open breaker
};

class Caller {
public:
    Caller(const ClientConfig& config, Wire& wire, Gates& gates, TokenManager& tokens, Clock& clock,
           quint32 seed, std::function<void()> changed);

    QCoro::Task<Result<Answer>> get(GetCall call, std::stop_token stop);
    BreakerMonitor& breaker() { return m_breaker; }
    const BreakerMonitor& breaker() const { return m_breaker; }

private:
    QCoro::Task<Judged> tryOnce(GetCall call, int attempt, std::stop_token stop);
    /// A token, or what keeps the call back.
    QCoro::Task<std::expected<AccessToken, Judged>> authorise(bool probe, bool keptWillDo,
                                                              std::stop_token stop);
    QCoro::Task<Judged> sendAuthorised(GetCall call, int attempt, std::stop_token stop);
    QCoro::Task<Judged> sendWith(AccessToken token, GetCall call, int attempt, std::stop_token stop);
    void settle(const Judged& judged, CircuitBreaker::Permit permit, bool probe);
    Error openError() const;

    const ClientConfig& m_config;
    Wire& m_wire;
    Gates& m_gates;
    TokenManager& m_tokens;
    Clock& m_clock;
    RetryPolicy m_retry;
    BreakerMonitor m_breaker;
};

}  // namespace bloom::halaxy
