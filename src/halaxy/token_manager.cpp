// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/token_manager.h"

#include "core/planted_faults.h"
#include "halaxy/answer.h"
#include "halaxy/query_url.h"
#include "halaxy/text.h"
#include "halaxy/token_lifetime.h"

#include <QJsonDocument>

namespace bloom::halaxy {
namespace {
constexpr milliseconds kTokenDeadline{15'000};
const QString kTokenResource = QStringLiteral("token");

Error openError(std::optional<UtcTime> until) {
    return {ErrorKind::CircuitOpen,
            Text::tr("Halaxy gives no access token at present, tries again at %1.").arg(clockText(until)),
            kTokenResource};
}
/// Only the service can say that a secret is wrong.
Error refusal(const Response& response, bool byService) {
    const int status = response.status;
    if (status == 404 || status == 405 || status == 410)
        return {ErrorKind::Settings,
                Text::tr("There is no Halaxy service at this address (%1): check it in the settings.")
                    .arg(status),
                kTokenResource};
    if (status == 407)
        return {ErrorKind::Network,
                Text::tr("The proxy wants a sign-in (407): check the proxy of this computer."),
                kTokenResource};
    // The service never sends us elsewhere, and speaks JSON.
    const bool byOthers =
        (status >= 300 && status < 400) || (!byService && status != 401 && isWebPage(response.body));
    if (byOthers)
        return {ErrorKind::Network, notByService(kTokenResource, status), kTokenResource};
    return {ErrorKind::Credentials,
            Text::tr("Halaxy refused the client id or secret (%1): check them in the settings.").arg(status),
            kTokenResource};
}
}  // namespace

TokenManager::TokenManager(const ClientConfig& config, Wire& wire, Gates& gates, Clock& clock,
                           std::function<void()> changed)
    : m_config(config),
      m_wire(wire),
      m_gates(gates),
      m_clock(clock),
      m_changed(changed),
      m_breaker(clock, changed),
      m_refreshed(clock) {}

bool TokenManager::valid() const {
    return !planted(Fault::TokenForEveryCall) && !m_token.text.isEmpty() &&
           m_clock.monotonicNow() < m_validUntil;
}

void TokenManager::invalidate(const AccessToken& token) {
    if (token.text == m_token.text)
        m_token.text.clear();
}

QCoro::Task<Result<AccessToken>> TokenManager::token(std::stop_token stop) {
    while (true) {
        if (valid())
            co_return Result<AccessToken>(m_token);  // QCoro moves out of an lvalue that it is given
        if (!m_refreshing)
            break;
        const Wake wake = co_await m_refreshed.wait(stop);
        if (wake == Wake::Cancelled)
            co_return fail(ErrorKind::Cancelled, Text::tr("The call was cancelled."));
        // A leader that was stopped says nothing about the service: the next one asks.
        if (!m_refreshing && !m_last && m_last.error().kind != ErrorKind::Cancelled)
            co_return fail(m_last.error());
    }
    Result<AccessToken> result = co_await refresh(stop);
    co_return result;
}

QCoro::Task<Result<AccessToken>> TokenManager::refresh(std::stop_token stop) {
    m_refreshing = true;
    const TokenView before = m_view;
    const auto permit = m_breaker.admit();
    m_last = fail(openError(m_breaker.opensUntil()));
    if (permit) {
        m_view.state = TokenState::Refreshing;
        m_changed();
        m_last = co_await request(*permit, stop);
    }
    m_refreshing = false;
    if (!m_last && m_last.error().kind == ErrorKind::Cancelled)
        m_view = before;
    else
        show(m_last);
    m_refreshed.notifyAll();
    m_changed();
    co_return Result<AccessToken>(m_last);
}

QCoro::Task<Result<AccessToken>> TokenManager::request(CircuitBreaker::Permit permit, std::stop_token stop) {
    QJsonObject body;
    body.insert(QLatin1String("grant_type"), QLatin1String("client_credentials"));
    body.insert(QLatin1String("client_id"), m_config.clientId);
    body.insert(QLatin1String("client_secret"), m_config.clientSecret);
    Request request;
    request.what =
        TokenRequest{tokenUrl(m_config.baseUrl), QJsonDocument(body).toJson(QJsonDocument::Compact)};
    request.userAgent = m_config.userAgent.toUtf8();
    request.deadline = kTokenDeadline;
    CallNote note{kTokenResource, {}, 1};
    WireAnswer answer = co_await m_wire.send(std::move(request), std::move(note), stop);
    co_return accept(answer, permit);
}

Result<AccessToken> TokenManager::accept(const WireAnswer& answer, CircuitBreaker::Permit permit) {
    const Judged judged = judge(answer.response, kTokenResource, m_clock.utcNow());
    m_retryAfter = judged.retryAfter;
    switch (judged.health) {
        case Health::Cancelled:
            m_breaker.onCancelled(permit);
            return fail(judged.result.error());
        case Health::Failed:
            m_breaker.onFailure(permit, judged.cause);
            return fail(judged.result.error());
        case Health::RateLimited:
            m_gates.onRateLimited(judged.retryAfter);
            m_breaker.onAnswer(permit, judged.cause);
            return fail(judged.result.error());
        case Health::Answered:
            m_breaker.onAnswer(permit, judged.cause);
            break;
    }
    if (judged.result && judged.result->status < 300)
        return grant(judged.result->json);
    const ErrorKind kind = judged.result ? ErrorKind::Rejected : judged.result.error().kind;
    // A web page where a token should be comes from something on the way (a proxy, a portal), not from the
    // service.
    if (kind == ErrorKind::Damaged || kind == ErrorKind::Timeout)
        return fail(kind == ErrorKind::Damaged ? ErrorKind::Network : kind, judged.result.error().message,
                    kTokenResource);
    return fail(answer.response ? refusal(*answer.response, judged.byService) : judged.result.error());
}

Result<AccessToken> TokenManager::grant(const QJsonObject& json) {
    const QByteArray token = json.value(QLatin1String("access_token")).toString().toUtf8();
    if (token.isEmpty() || token.contains('\r') || token.contains('\n'))
        return fail(ErrorKind::Network, Text::tr("Halaxy's answer held no access token."), kTokenResource);
    const QJsonValue expires = json.value(QLatin1String("expires_in"));
    std::optional<std::int64_t> seconds;
    if (expires.isDouble() || expires.isString())
        seconds = expires.isDouble() ? expires.toInteger() : expires.toString().toLongLong();
    const milliseconds life = tokenLifetime(seconds);
    m_token.text = token;
    m_validUntil = m_clock.monotonicNow() + life;
    m_view.validUntil = m_clock.utcNow() + life;
    return m_token;
}

void TokenManager::show(const Result<AccessToken>& result) {
    m_view.problem = result ? QString() : result.error().message;
    if (result) {
        m_view.state = TokenState::Valid;
        return;
    }
    m_view.state = result.error().kind == ErrorKind::Credentials ? TokenState::Refused : TokenState::Failing;
    m_view.validUntil.reset();
}

}  // namespace bloom::halaxy
