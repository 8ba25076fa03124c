// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/webhook_intake.h"

#include "server/webhook_body.h"

#include <QHash>

namespace bloom::server {

namespace {

constexpr const char* kHealth = "/healthz";

using Addresses = QHash<QByteArray, const WebhookAddress*>;

Addresses byPath() {
    Addresses all;
    for (const WebhookAddress& address : webhookAddresses())
        all.insert(webhookPath(address).toLatin1(), &address);
    return all;
}

const WebhookAddress* addressAt(const QByteArray& path) {
    static const Addresses kAddresses = byPath();
    return kAddresses.value(path);
}

Intake turnAway(const QString& route, http::Response answer, const char* reason) {
    Intake intake;
    intake.route = route;
    intake.answer = std::move(answer);
    intake.rejection = QLatin1String(reason);
    return intake;
}

Intake wrongMethod(const QString& route, const char* allowed) {
    http::Response answer = textResponse(405, QByteArray("Expected ") + allowed + ".");
    answer.headers.push_back({"Allow", allowed});
    return turnAway(route, std::move(answer), "wrong-method");
}

Intake unbelieved(const QString& route, halaxy::WebhookVerdict verdict) {
    using V = halaxy::WebhookVerdict;
    if (verdict == V::NoSecret)
        return turnAway(
            route,
            textResponse(401,
                         "Bloom Sync refuses every webhook until a secret for them is set in its settings."),
            "no-secret");
    const char* reason = verdict == V::OutOfTime  ? "too-old"
                         : verdict == V::Unsigned ? "unsigned"
                                                  : "bad-signature";
    return turnAway(route, textResponse(401, "Invalid signature"), reason);
}

}  // namespace

http::Response textResponse(int status, const QByteArray& text) {
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}}, text};
}

http::Response acceptedResponse() { return textResponse(200, "OK"); }

http::Response laterResponse(std::chrono::seconds after) {
    http::Response response = textResponse(503, "Not stored. Try again later.");
    response.headers.push_back({"Retry-After", QByteArray::number(qint64(after.count()))});
    return response;
}

Intake takeIn(const http::Request& request, const halaxy::WebhookSecrets& secrets, UtcTime now) {
    const QByteArray path = request.path();
    if (path == kHealth) {
        if (request.method != "GET" && request.method != "HEAD")
            return wrongMethod(kNoRoute, "GET, HEAD");
        Intake health;
        health.isHealthCheck = true;
        return health;
    }
    const WebhookAddress* address = addressAt(path);
    if (!address)
        return turnAway(kNoRoute, textResponse(404, "There is nothing at this address."), "unknown-address");
    if (request.method != "POST")
        return wrongMethod(address->route, "POST");
    const auto header = [&](QByteArrayView name) { return request.header(name); };
    const auto verdict = halaxy::verifyWebhook(request.body, header, secrets, now);
    if (!isAccepted(verdict))
        return unbelieved(address->route, verdict);
    const bool idIsSigned = verdict == halaxy::WebhookVerdict::StandardWebhooks;
    auto events = readWebhookBody(*address, request.body, idIsSigned ? header("webhook-id") : QByteArray());
    if (!events)
        return turnAway(address->route, textResponse(400, events.error().toUtf8()), "malformed");
    Intake intake;
    intake.route = address->route;
    intake.events = std::move(*events);
    return intake;
}

}  // namespace bloom::server
