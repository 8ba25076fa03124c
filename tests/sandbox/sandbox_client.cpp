// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sandbox_client.h"

#include <QDateTime>
#include <QUrl>

using namespace bloom;
using namespace bloom::sandbox;

UtcTime utc(const char* iso) {
    return UtcTime(milliseconds(QDateTime::fromString(QLatin1String(iso), Qt::ISODate).toMSecsSinceEpoch()));
}

UtcTime tuesdayMorning() { return utc("2026-11-24T09:40:00+11:00"); }

GeneratorOptions smallPractice() {
    return {.seed = 7, .now = tuesdayMorning(), .practitioners = 3, .patients = 40, .appointments = 900};
}

SandboxClient::SandboxClient(Quirks quirks) : sandbox(generate(smallPractice()), std::move(quirks)) {
    fetchToken();
}

Reply SandboxClient::send(http::Request request) {
    if (!http::hasHeader(request.headers, "User-Agent"))
        request.headers.push_back({"User-Agent", "Bloom (someone@example.com)"});
    return sandbox.handle(request, now);
}

void SandboxClient::fetchToken() {
    const Reply reply = send({.method = "POST",
                              .target = "/main/oauth/token",
                              .headers = {{"Content-Type", "application/json"}},
                              .body = R"({"grant_type":"client_credentials","client_id":"sandbox",)"
                                      R"("client_secret":"sandbox-secret"})"});
    token = body(reply).value(QLatin1String("access_token")).toString().toLatin1();
}

Reply SandboxClient::get(const QByteArray& target) {
    const QByteArray base = sandbox.quirks().shape == Shape::Plain ? "/fhir/" : "/main/";
    return send({.method = "GET",
                 .target = target.startsWith('/') ? target : base + target,
                 .headers = {{"Authorization", "Bearer " + token}},
                 .body = {}});
}

QJsonObject SandboxClient::json(const QByteArray& target) { return body(get(target)); }

QStringList SandboxClient::ids(const QByteArray& target) {
    QStringList out;
    for (const QJsonObject& resource : matches(json(target)))
        out.append(resource.value(QLatin1String("id")).toString());
    return out;
}

QStringList SandboxClient::allIds(const QByteArray& target) {
    QStringList out;
    QByteArray page = target;
    while (!page.isEmpty()) {
        const QJsonObject bundle = json(page);
        for (const QJsonObject& resource : matches(bundle))
            out.append(resource.value(QLatin1String("id")).toString());
        page = targetOf(link(bundle, "next"));
    }
    return out;
}

void SandboxClient::fault(const char* text) {
    const auto parsed = parseFault(QString::fromLatin1(text));
    if (!parsed)
        qFatal("%s", qPrintable(parsed.error()));
    sandbox.faults().add(*parsed, now);
}

QJsonObject body(const Reply& reply) { return QJsonDocument::fromJson(reply.response.body).object(); }

QString issueCode(const QJsonObject& outcome) {
    return outcome.value(QLatin1String("issue"))
        .toArray()
        .at(0)
        .toObject()
        .value(QLatin1String("code"))
        .toString();
}

QString link(const QJsonObject& bundle, const char* relation) {
    for (const auto& value : bundle.value(QLatin1String("link")).toArray()) {
        if (value.toObject().value(QLatin1String("relation")).toString() == QLatin1String(relation))
            return value.toObject().value(QLatin1String("url")).toString();
    }
    return {};
}

QList<QJsonObject> matches(const QJsonObject& bundle) {
    QList<QJsonObject> out;
    for (const auto& value : bundle.value(QLatin1String("entry")).toArray()) {
        const QJsonObject entry = value.toObject();
        const QString mode =
            entry.value(QLatin1String("search")).toObject().value(QLatin1String("mode")).toString();
        if (mode == QLatin1String("match"))
            out.append(entry.value(QLatin1String("resource")).toObject());
    }
    return out;
}

QByteArray targetOf(const QString& url) {
    const QUrl parsed(url);
    return parsed.isEmpty()
               ? QByteArray()
               : parsed.path(QUrl::FullyEncoded).toUtf8() + '?' + parsed.query(QUrl::FullyEncoded).toUtf8();
}
