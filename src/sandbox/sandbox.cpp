// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sandbox.h"

#include "sandbox/admin.h"
#include "sandbox/bundle.h"
#include "sandbox/wire_faults.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <algorithm>

namespace bloom::sandbox {

Sandbox::Sandbox(Practice practice, Quirks quirks)
    : m_practice(std::move(practice)),
      m_quirks(std::move(quirks)) {}

Reply Sandbox::handle(const http::Request& request, UtcTime now) {
    if (request.path().startsWith("/sandbox/"))
        return {handleAdmin(*this, request, now), {}};
    Reply reply;
    if (const auto known = route(request))
        reply = serve(request, *known, now);
    else
        reply.response =
            outcome({404, QStringLiteral("not-found"), QStringLiteral("There is nothing here.")});
    const bool closed =
        reply.delivery.kind == Delivery::Kind::Drop || reply.delivery.kind == Delivery::Kind::Hang;
    m_counters.bytes += closed ? 0 : reply.response.body.size();
    m_counters.note({now, QString::fromLatin1(request.method), QString::fromUtf8(request.target),
                     closed ? 0 : reply.response.status});
    return reply;
}

/// Both base paths work, so that a client set up for either shape finds its way.
std::optional<Sandbox::Route> Sandbox::route(const http::Request& request) const {
    QStringList path = QString::fromUtf8(request.path()).split(u'/', Qt::SkipEmptyParts);
    if (path.size() < 2 || (path.front() != QLatin1String("main") && path.front() != QLatin1String("fhir")))
        return std::nullopt;
    const QString base = m_origin + u'/' + path.takeFirst();
    return Route{base, path};
}

Called Sandbox::describe(const Route& route, const http::Request& request,
                         const std::vector<Parameter>& parameters) const {
    Called called;
    called.resource = route.path.front();
    if (called.resource == QLatin1String("oauth"))
        called.resource = QStringLiteral("token");
    called.isSearch = request.method == "GET" && route.path.size() == 1;
    for (const Parameter& parameter : parameters) {
        if (parameter.name == QLatin1String("page"))
            called.page = parameter.value.toInt();
        static const QSet<QString> who = {QStringLiteral("practitioner"), QStringLiteral("practitioner-role"),
                                          QStringLiteral("actor")};
        if (!who.contains(parameter.name))
            continue;
        for (const QString& part : parameter.value.split(u',', Qt::SkipEmptyParts)) {
            const QString id = lastSegment(part);
            called.practitioners << id << m_practice.practitionerOf(id);
        }
    }
    return called;
}

Reply Sandbox::serve(const http::Request& request, const Route& route, UtcTime now) {
    Task task{request, route, decodeQuery(request.query()), {}, now};
    task.faults = m_faults.strike(describe(route, request, task.parameters), now);
    for (const Fault& fault : task.faults)
        ++m_counters.faults[faultName(fault.kind)];
    Reply reply;
    const auto replaced = faultResponse(task.faults);
    reply.response = replaced ? *replaced : answer(task);
    if (m_quirks.retryAfterAsDate)
        dateRetryAfter(reply.response, serverTime(now));
    if (m_quirks.withDate)
        reply.response.headers.push_back({"Date", httpDate(serverTime(now))});
    reply.delivery = deliveryOf(task.faults, reply.response);
    return reply;
}

http::Response Sandbox::answer(const Task& task) {
    if (task.request.header("User-Agent").isEmpty())
        return outcome({403, QStringLiteral("forbidden"), QStringLiteral("Forbidden")});
    const bool isToken = task.route.path == QStringList{QStringLiteral("oauth"), QStringLiteral("token")};
    return isToken ? token(task) : resource(task);
}

http::Response Sandbox::token(const Task& task) {
    ++m_counters.tokenRequests;
    if (task.request.method != "POST")
        return outcome({405, QStringLiteral("not-supported"), QStringLiteral("Use POST.")});
    const QJsonObject asked = QJsonDocument::fromJson(task.request.body).object();
    if (asked.value(QLatin1String("grant_type")).toString() != QLatin1String("client_credentials"))
        return outcome(
            {400, QStringLiteral("invalid"), QStringLiteral("The body must be JSON with a grant_type.")});
    if (asked.value(QLatin1String("client_id")).toString() != m_quirks.clientId ||
        asked.value(QLatin1String("client_secret")).toString() != m_quirks.clientSecret)
        return outcome({401, QStringLiteral("login"), QStringLiteral("Client authentication failed.")});
    ++m_counters.tokens;
    const QByteArray token = m_tokens.issue(task.now, m_quirks.tokenSeconds);
    JsonWriter json;
    json.beginObject()
        .field("token_type", u"Bearer")
        .field("expires_in", qint64(m_quirks.tokenClaimsSeconds));
    json.field("access_token", QString::fromLatin1(token)).endObject();
    return {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = json.take()};
}

std::optional<Refusal> Sandbox::authorize(const Task& task) {
    const QByteArray header = task.request.header("Authorization");
    const QByteArray token = header.startsWith("Bearer ") ? header.mid(7).trimmed() : QByteArray();
    if (findFault(task.faults, FaultKind::ExpiredToken))
        m_tokens.expire(token);
    if (findFault(task.faults, FaultKind::RevokedToken))
        m_tokens.revoke(token);
    switch (m_tokens.check(token, task.now)) {
        case TokenState::Good:
            return std::nullopt;
        case TokenState::Expired:
            return Refusal{m_quirks.expiredStatus, QStringLiteral("expired"),
                           QStringLiteral("The access token has expired.")};
        case TokenState::Unknown:
            return Refusal{401, QStringLiteral("login"), QStringLiteral("The access token is not valid.")};
    }
    return std::nullopt;
}

http::Response Sandbox::resource(const Task& task) {
    if (task.request.method != "GET" && task.request.method != "HEAD")
        return outcome({405, QStringLiteral("not-supported"), QStringLiteral("This sandbox is read only.")});
    if (const auto refusal = authorize(task))
        return outcome(*refusal);
    const int limit = m_quirks.requestsPerMinute;
    const int forUs = limit > 0 ? std::max(1, limit - m_quirks.othersPerMinute) : 0;
    const RateWindow::Verdict verdict = m_rate.take(task.now, forUs);
    http::Response response;
    const auto known = resourceFromName(task.route.path.front());
    if (!verdict.allowed)
        response = outcome({429, QStringLiteral("throttled"), QStringLiteral("Too many requests.")});
    else if (!known || task.route.path.size() > 2)
        response = outcome({404, QStringLiteral("not-supported"), QStringLiteral("Unknown resource.")});
    else if (task.route.path.size() == 1)
        response = search(task, *known);
    else
        response = read(task, *known, QUrl::fromPercentEncoding(task.route.path.back().toUtf8()));
    if (!verdict.allowed)
        response.headers.push_back({"retry-after", QByteArray::number(verdict.retryAfterSeconds)});
    if (m_quirks.requestsPerMinute > 0) {
        response.headers.push_back({"x-ratelimit-limit", QByteArray::number(m_quirks.requestsPerMinute)});
        response.headers.push_back({"x-ratelimit-remaining", QByteArray::number(verdict.remaining)});
    }
    return response;
}

const std::expected<std::vector<quint32>, Refusal>& Sandbox::matches(const Search& search) {
    static constexpr std::size_t kept = 32;
    const QString key = search.key();
    const auto it = std::ranges::find(m_cache, key, &CachedMatches::key);
    if (it != m_cache.end() && it->revision == m_practice.revision)
        return it->rows;
    if (it != m_cache.end())
        m_cache.erase(it);
    m_cache.push_back({key, m_practice.revision, findMatches(m_practice, search)});
    if (m_cache.size() > kept)
        m_cache.pop_front();
    return m_cache.back().rows;
}

http::Response Sandbox::search(const Task& task, Resource resource) {
    ++m_counters.searches[resourceName(resource)];
    auto parsed = parseSearch(resource, task.parameters, m_quirks);
    if (!parsed)
        return outcome(parsed.error());
    const auto& found = matches(*parsed);
    if (!found)
        return outcome(found.error());
    const ListingRequest listing{std::move(*parsed), task.request.query(), task.route.base};
    return jsonResponse(200, writeSearchset(m_practice, m_quirks, listing, *found, task.faults));
}

http::Response Sandbox::read(const Task& task, Resource resource, const QString& id) {
    ++m_counters.reads[resourceName(resource)];
    const FhirJson fhir(m_practice, m_quirks, task.route.base);
    auto json = writeRecord(m_practice, fhir, resource, id);
    if (!json)
        return outcome({m_quirks.goneStatus, QStringLiteral("not-found"), QStringLiteral("Not found.")});
    return jsonResponse(200, std::move(*json));
}

}  // namespace bloom::sandbox
