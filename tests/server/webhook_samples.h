// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks as both kinds of sender write them, and requests that carry them.
#pragma once
#include "halaxy/webhook_verification.h"

#include <QByteArray>

namespace bloom::test {

inline const QByteArray kWebhookSecret = "a-secret";

/// The specification's shape.
inline QByteArray simpleBody(const QByteArray& event, const QByteArray& id) {
    return R"({"event":")" + event + R"(","resource":"Appointment","id":")" + id +
           R"(","timestamp":"2026-11-24T00:00:00Z","data":{}})";
}

/// The service's; each event is {id, focus}.
inline QByteArray bundleBody(const std::vector<std::pair<QByteArray, QByteArray>>& events,
                             const QByteArray& subscription = "Subscription/7") {
    QByteArray list;
    for (const auto& [id, focus] : events)
        list += QByteArray(list.isEmpty() ? "" : ",") +
                R"({"eventNumber":"1","timestamp":"2026-11-24T11:00:00+11:00","id":")" + id +
                R"(","focus":{"reference":")" + focus + R"("}})";
    return R"({"resourceType":"Bundle","type":"history","entry":[{"resource":{"resourceType":"SubscriptionStatus",)"
           R"("type":"event-notification","subscription":{"reference":")" +
           subscription + R"("},"topic":"t","notificationEvent":[)" + list + "]}}]}";
}

inline QByteArray postRequest(const QByteArray& path, const QByteArray& body,
                              const QByteArray& headers = {}) {
    return "POST " + path +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

inline QByteArray signedRequest(const QByteArray& path, const QByteArray& body,
                                const QByteArray& secret = kWebhookSecret) {
    return postRequest(path, body, "X-Halaxy-Signature: " + halaxy::halaxySignature(body, secret) + "\r\n");
}

}  // namespace bloom::test
