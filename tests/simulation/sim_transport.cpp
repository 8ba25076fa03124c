// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/sim_transport.h"

#include "sandbox/random.h"

namespace bloom::simulation {

namespace {

constexpr double kLongOnItsWay = 0.08;
constexpr std::chrono::seconds kSnatchedFor(25);

/// What a request meets depends on the seed, on it and on the moment: not on how many came before, so that a
/// step less changes nothing for the others.
sandbox::Random drawsOf(quint64 seed, const QByteArray& target, UtcTime now) {
    quint64 hash = 1469598103934665603ULL;
    for (const char letter : target)
        hash = (hash ^ quint64(static_cast<unsigned char>(letter))) * 1099511628211ULL;
    return sandbox::Random(seed).fork(hash ^ quint64(now.time_since_epoch().count()));
}

halaxy::Response proxyPage() {
    return {404, {{"content-type", "text/html"}}, "<html><body>Not found on this proxy.</body></html>"};
}

/// "Not found" by the service itself; asked for several, it finds none.
halaxy::Response blindAnswer(bool isRead) {
    const QList<QPair<QByteArray, QByteArray>> headers = {{"content-type", "application/fhir+json"}};
    if (!isRead)
        return {200, headers,
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0,\"entry\":[]}"};
    return {404, headers,
            "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"not-"
            "found\"}]}"};
}

}  // namespace

QString Exchange::resource() const {
    const QByteArray path = target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
    const QStringList parts = QString::fromUtf8(path).split(u'/', Qt::SkipEmptyParts);
    return parts.value(1);
}

/// A service may give shorter pages than it is asked for.
QByteArray SimTransport::capped(QByteArray target) const {
    if (ways.pageSize < 100)
        target.replace("_count=100", QByteArray("_count=" + QByteArray::number(ways.pageSize)));
    return target;
}

Exchange SimTransport::describe(const halaxy::Request& request) {
    Exchange exchange;
    exchange.number = ++m_number;
    exchange.sent = m_clock.utcNow();
    const auto* get = std::get_if<halaxy::GetRequest>(&request.what);
    exchange.isToken = !get;
    if (get)
        exchange.bearer = get->bearer;
    const QUrl url = get ? get->url : std::get<halaxy::TokenRequest>(request.what).url;
    exchange.target = capped(url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority));
    return exchange;
}

SimTransport::Answer SimTransport::serve(const halaxy::Request& request, Exchange& exchange) {
    exchange.served = m_clock.utcNow();
    if (exchange.served < proxyUntil && exchange.isRead() && !exchange.isToken) {
        m_coverage.meet("fault: 404 by a proxy");
        exchange.byProxy = true;
        return {proxyPage(), milliseconds(0)};
    }
    const bool byId = exchange.isRead() || exchange.target.contains("_id=");
    if (exchange.served < blindUntil && byId && exchange.resource() == QLatin1String("Appointment")) {
        m_coverage.meet("fault: blind to ids");
        exchange.blind = true;
        return {blindAnswer(exchange.isRead()), milliseconds(0)};
    }
    http::Request asked;
    asked.target = exchange.target;
    asked.headers = {{"Host", "au-api.halaxy.com"}, {"User-Agent", request.userAgent}};
    asked.method = exchange.isToken ? "POST" : "GET";
    if (exchange.isToken) {
        asked.headers.push_back({"Content-Type", "application/json"});
        asked.body = std::get<halaxy::TokenRequest>(request.what).jsonBody;
    } else {
        asked.headers.push_back({"Authorization", "Bearer " + exchange.bearer});
    }
    const auto before = m_halaxy.counters().faults;
    const sandbox::Reply reply = m_halaxy.handle(asked, exchange.served);
    const auto& after = m_halaxy.counters().faults;
    for (auto fault = after.begin(); fault != after.end(); ++fault)
        if (before.value(fault.key()) != fault.value()) {
            exchange.faults.insert(fault.key());
            m_coverage.meet("fault: " + fault.key().toStdString());
        }
    halaxy::Response response{reply.response.status, {}, reply.response.body};
    for (const http::Header& header : reply.response.headers)
        response.headers.append({header.name.toLower(), header.value});
    switch (reply.delivery.kind) {
        case sandbox::Delivery::Kind::Whole:
        case sandbox::Delivery::Kind::Drip:
            return {std::move(response), reply.delivery.delay};
        case sandbox::Delivery::Kind::Truncate:
        case sandbox::Delivery::Kind::Drop:
            return {fail(ErrorKind::Network, QStringLiteral("The connection broke off")),
                    reply.delivery.delay};
        case sandbox::Delivery::Kind::Hang:
            return {fail(ErrorKind::Timeout, QStringLiteral("No answer in time")), request.deadline};
    }
    Q_UNREACHABLE();
}

QCoro::Task<Result<halaxy::Response>> SimTransport::send(halaxy::Request request, std::stop_token stop) {
    if (cut)
        co_return fail(ErrorKind::Cancelled, QStringLiteral("The process is gone"));
    Exchange exchange = describe(request);
    sandbox::Random draws = drawsOf(m_seed, exchange.target, exchange.sent);
    milliseconds way(draws.between(int(ways.fastest.count()), int(ways.slowest.count())));
    const bool snatched =
        snatch && exchange.isSearch() && exchange.resource() == QLatin1String("Appointment");
    const bool atSend = draws.chance(ways.atSend) || snatched;
    // A page that is long on its way: what single reads say meanwhile is newer than what it brings.
    if (atSend && exchange.isSearch() && draws.chance(kLongOnItsWay))
        way += std::chrono::seconds(draws.between(3, 20));
    if (snatched)
        way = kSnatchedFor;
    if (sent)
        sent(exchange);
    std::optional<Answer> answer;
    if (atSend)
        answer = serve(request, exchange);
    if (snatched && answer->response)
        std::exchange(snatch, {})(answer->response->body);
    Wake wake = co_await m_clock.sleep(way, stop);
    if (wake == Wake::Elapsed && !answer)
        answer = serve(request, exchange);
    if (wake == Wake::Elapsed && answer->more > milliseconds(0))
        wake = co_await m_clock.sleep(std::min<milliseconds>(answer->more, request.deadline), stop);
    exchange.cancelled = wake == Wake::Cancelled || cut;
    if (!exchange.cancelled && answer->response) {
        exchange.status = answer->response->status;
        exchange.body = answer->response->body;
        exchange.expired =
            exchange.status == 401 || (exchange.status >= 400 && exchange.body.contains("\"expired\""));
    }
    if (answered)
        answered(exchange);
    if (exchange.cancelled)
        co_return fail(ErrorKind::Cancelled, QStringLiteral("cancelled"));
    Result<halaxy::Response> response = std::move(answer->response);
    co_return response;
}

}  // namespace bloom::simulation
