// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/caller.h"

#include "halaxy/query_url.h"
#include "halaxy/text.h"

namespace bloom::halaxy {
namespace {
Judged notSent(Error error, std::optional<milliseconds> retryAfter = {}) {
    Judged judged{fail(error), Health::Cancelled, error.message, false, false, retryAfter};
    const bool onTheWay = error.kind == ErrorKind::Network || error.kind == ErrorKind::Timeout ||
                          error.kind == ErrorKind::ServerError || error.kind == ErrorKind::RateLimited;
    judged.retry = onTheWay;
    return judged;
}
}  // namespace

Caller::Caller(const ClientConfig& config, Wire& wire, Gates& gates, TokenManager& tokens, Clock& clock,
               quint32 seed, std::function<void()> changed)
    : m_config(config),
      m_wire(wire),
      m_gates(gates),
      m_tokens(tokens),
      m_clock(clock),
      m_retry(seed),
      m_breaker(clock, std::move(changed)) {}

Error Caller::openError() const {
    return {ErrorKind::CircuitOpen,
            Text::tr("Halaxy can't be reached, tries again at %1.").arg(clockText(m_breaker.opensUntil())),
            {}};
}

QCoro::Task<Result<Answer>> Caller::get(GetCall call, std::stop_token stop) {
    milliseconds named{0};
    for (int attempt = 1;; ++attempt) {
        Judged judged = co_await tryOnce(call, attempt, stop);
        if (judged.result) {
            m_retry.onSuccess();
            co_return std::move(judged.result);
        }
        if (!judged.retry || attempt > call.retries)
            co_return std::move(judged.result);
        if (!m_breaker.isClosed() && !call.probe)
            co_return fail(openError());
        named += judged.retryAfter.value_or(milliseconds(0));
        if (named > kLongestNamedWait)
            co_return std::move(judged.result);
        // After a 429, the token's too, it is the gate that waits, for all, where it is seen and counted.
        const bool gateWaits = judged.result.error().kind == ErrorKind::RateLimited;
        const auto delay = m_retry.delay(attempt, gateWaits ? std::nullopt : judged.retryAfter);
        if (!delay)
            co_return std::move(judged.result);
        const Wake wake = co_await m_clock.sleep(*delay, stop);
        if (wake == Wake::Cancelled)
            co_return fail(ErrorKind::Cancelled, Text::tr("The call was cancelled."));
    }
}

QCoro::Task<Judged> Caller::tryOnce(GetCall call, int attempt, std::stop_token stop) {
    if (!call.probe && !m_breaker.isClosed())
        co_return notSent(openError());
    Result<milliseconds> passed = co_await m_gates.pass(call.priority, stop);
    if (!passed) {
        Judged shut = notSent(passed.error());
        shut.retry = false;  // the gate has waited as long as it will
        co_return shut;
    }
    m_wire.usage().rateLimitWait += *passed;
    // Only the engine's own probe takes the half-open place: a page that failed there would cost a listing.
    if (!call.probe && !m_breaker.isClosed())
        co_return notSent(openError());
    const auto permit = call.probe ? m_breaker.admitEarly() : m_breaker.admit();
    if (!permit)
        co_return notSent(openError());
    Judged judged = co_await sendAuthorised(call, attempt, stop);
    settle(judged, *permit, call.probe);
    co_return judged;
}

QCoro::Task<std::expected<AccessToken, Judged>> Caller::authorise(bool probe, bool keptWillDo,
                                                                  std::stop_token stop) {
    Result<AccessToken> token = m_tokens.kept();
    if (!keptWillDo || token->text.isEmpty())
        token = co_await m_tokens.token(stop);
    std::expected<AccessToken, Judged> allowed = std::unexpected(Judged());
    if (!token)
        allowed = std::unexpected(notSent(token.error(), m_tokens.retryAfter()));
    // A token may be long in coming, and others may have opened the breaker meanwhile.
    else if (!probe && !m_breaker.isClosed())
        allowed = std::unexpected(notSent(openError()));
    else
        allowed = std::move(*token);
    co_return allowed;
}

QCoro::Task<Judged> Caller::sendAuthorised(GetCall call, int attempt, std::stop_token stop) {
    // A probe asks whether Halaxy is there at all, which an old token finds out too: a renewal each quarter
    // of an hour would only add to an outage.
    const bool keptWillDo = call.probe && !m_breaker.isClosed();
    auto token = co_await authorise(call.probe, keptWillDo, stop);
    if (!token)
        co_return std::move(token.error());
    Judged judged = co_await sendWith(*token, call, attempt, stop);
    if (!judged.tokenRefused)
        co_return judged;
    m_tokens.invalidate(*token);
    token = co_await authorise(call.probe, false, stop);
    if (!token)
        co_return std::move(token.error());
    judged = co_await sendWith(*token, call, attempt, stop);
    // A fresh token refused too: leave none behind that the next call would trust.
    if (judged.tokenRefused)
        m_tokens.invalidate(*token);
    co_return judged;
}

QCoro::Task<Judged> Caller::sendWith(AccessToken token, GetCall call, int attempt, std::stop_token stop) {
    Request request;
    request.what = GetRequest{call.url, std::move(token.text)};
    request.userAgent = m_config.userAgent.toUtf8();
    request.deadline = call.deadline;
    CallNote note{call.resource, describeQuery(call.url), attempt};
    WireAnswer wired = co_await m_wire.send(std::move(request), std::move(note), stop);
    Judged judged = judge(wired.response, call.resource, m_clock.utcNow());
    if (judged.result)
        judged.result->stamp = wired.stamp;
    else if (wired.response)
        m_wire.annotate(wired.number, judged.result.error().message);
    // Who asks takes a refusal as the service's answer: a proxy's must not look like one.
    if (!judged.result && judged.result.error().kind == ErrorKind::Rejected && !judged.byService)
        judged.result =
            fail(ErrorKind::Damaged, notByService(call.resource, wired.response->status), call.resource);
    co_return judged;
}

void Caller::settle(const Judged& judged, CircuitBreaker::Permit permit, bool probe) {
    switch (judged.health) {
        case Health::Answered:
            m_gates.onAnswered();
            m_breaker.onAnswer(permit, probe ? Text::tr("the probe was answered") : judged.cause);
            return;
        case Health::RateLimited:
            m_gates.onRateLimited(judged.retryAfter);
            m_breaker.onAnswer(permit, judged.cause);
            return;
        case Health::Failed:
            m_breaker.onFailure(permit, judged.cause);
            return;
        case Health::Cancelled:
            // No token for the probe: Halaxy can't be used, so an open breaker stays so for another time. A
            // closed one learns nothing: the token's own breaker is the open one.
            if (probe && !m_breaker.isClosed() && judged.result.error().kind != ErrorKind::Cancelled)
                m_breaker.onFailure(permit, judged.cause);
            else
                m_breaker.onCancelled(permit);
            return;
    }
}

}  // namespace bloom::halaxy
