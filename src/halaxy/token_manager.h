// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The access token: one request for all who wait, renewed before its end, with a breaker of its own. A
// refusal is Credentials, trouble on the way is Network, Timeout or ServerError.
#pragma once
#include "core/async_event.h"
#include "halaxy/breaker_monitor.h"
#include "halaxy/client.h"
#include "halaxy/gates.h"
#include "halaxy/wire.h"

namespace bloom::halaxy {

/// The bearer text; a type of its own, so that no log takes it for data.
struct AccessToken {
    QByteArray text;
};

class TokenManager {
public:
    TokenManager(const ClientConfig& config, Wire& wire, Gates& gates, Clock& clock,
                 std::function<void()> changed);

    /// A token that holds for at least a minute more.
    QCoro::Task<Result<AccessToken>> token(std::stop_token stop);
    /// The newest one, perhaps past its end; empty where there is none or it was refused.
    AccessToken kept() const { return m_token; }
    /// The service refused this one; of many who say so only the first costs a new request.
    void invalidate(const AccessToken& token);
    /// What the newest request was told to wait before another.
    std::optional<milliseconds> retryAfter() const { return m_retryAfter; }

    BreakerMonitor& breaker() { return m_breaker; }
    const BreakerMonitor& breaker() const { return m_breaker; }
    TokenView view() const { return m_view; }

private:
    bool valid() const;
    QCoro::Task<Result<AccessToken>> refresh(std::stop_token stop);
    QCoro::Task<Result<AccessToken>> request(CircuitBreaker::Permit permit, std::stop_token stop);
    Result<AccessToken> accept(const WireAnswer& answer, CircuitBreaker::Permit permit);
    Result<AccessToken> grant(const QJsonObject& json);
    void show(const Result<AccessToken>& result);

    const ClientConfig& m_config;
    Wire& m_wire;
    Gates& m_gates;
    Clock& m_clock;
    std::function<void()> m_changed;
    BreakerMonitor m_breaker;
    AsyncEvent m_refreshed;
    bool m_refreshing = false;
    Result<AccessToken> m_last;  ///< of the newest refresh
    std::optional<milliseconds> m_retryAfter;
    AccessToken m_token;
    MonoTime m_validUntil{};
    TokenView m_view;
};

}  // namespace bloom::halaxy
