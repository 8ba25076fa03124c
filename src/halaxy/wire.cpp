// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/wire.h"

#include "halaxy/text.h"

namespace bloom::halaxy {
namespace {
constexpr std::size_t kCallsKept = 500;

std::optional<int> number(const Response& response, const QByteArray& header) {
    bool good = false;
    const int value = response.header(header).trimmed().toInt(&good);
    return good ? std::optional(value) : std::nullopt;
}
}  // namespace

Wire::Wire(Transport& transport, Clock& clock, ReadCounter counter, MinuteBudget& budget,
           std::function<void()> changed)
    : m_transport(transport),
      m_clock(clock),
      m_counter(std::move(counter)),
      m_budget(budget),
      m_changed(std::move(changed)) {}

QCoro::Task<WireAnswer> Wire::send(Request request, CallNote note, std::stop_token stop) {
    CallView call;
    call.number = ++m_usage.calls;
    call.at = m_clock.utcNow();
    call.method =
        std::holds_alternative<GetRequest>(request.what) ? QStringLiteral("GET") : QStringLiteral("POST");
    call.resource = note.resource;
    call.query = note.query;
    call.attempt = note.attempt;
    const MonoTime begun = m_clock.monotonicNow();
    m_budget.onSent(begun);
    ReadStamp stamp;
    stamp.sent = m_counter();
    Result<Response> response = co_await m_transport.send(std::move(request), stop);
    stamp.answered = m_counter();
    call.latency = m_clock.monotonicNow() - begun;
    keep(call, response);
    if (response)
        noteBudget(*response);
    m_changed();
    co_return WireAnswer{std::move(response), stamp, call.number};
}

void Wire::keep(CallView call, const Result<Response>& response) {
    if (response) {
        call.status = response->status;
        call.bytes = response->body.size();
        if (response->status >= 400)
            call.error = Text::tr("HTTP %1").arg(response->status);
    } else {
        call.error = response.error().message;
    }
    m_usage.bytes += quint64(call.bytes);
    m_calls.push_back(std::move(call));
    if (m_calls.size() > kCallsKept)
        m_calls.pop_front();
}

void Wire::noteBudget(const Response& response) {
    m_budget.onHeaders(number(response, "x-ratelimit-limit"), number(response, "x-ratelimit-remaining"),
                       m_clock.monotonicNow());
}

void Wire::annotate(quint64 number, const QString& error) {
    for (auto call = m_calls.rbegin(); call != m_calls.rend(); ++call)
        if (call->number == number) {
            call->error = error;
            m_changed();
            return;
        }
}

}  // namespace bloom::halaxy
