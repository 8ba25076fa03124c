// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/webhook_body.h"

#include "core/practice_time.h"
#include "halaxy/references.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bloom::server {

namespace {

using Events = std::vector<storage::NewInboxEvent>;
using Read = std::expected<Events, QString>;

constexpr qsizetype kLongestName = 64;
constexpr qsizetype kLongestKey = 200;

/// A name as it may be stored and shown: what a stranger wrote is cut to the letters that names are made of.
QString plainName(const QString& text) {
    QString plain;
    for (const QChar c : text)
        if (plain.size() < kLongestName && c.unicode() < 128 &&
            (c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u'_'))
            plain += c;
    return plain.isEmpty() ? QStringLiteral("unnamed") : plain;
}

/// An id of the sender's, of any form: only ever compared.
QString keyText(const QJsonValue& value) {
    if (value.isDouble())
        return QString::number(value.toInteger());
    QString text = value.toString().trimmed();
    if (text.size() <= kLongestKey)
        return text;
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex());
}

struct KnownEvent {
    RecordKind kind = RecordKind::Appointment;
    bool isDelete = false;
};

/// The six of the specification and the eight of the service.
std::optional<KnownEvent> knownEvent(const QString& event) {
    static const QStringList kOfTheSpecificationAlone{QStringLiteral("appointment.cancelled"),
                                                      QStringLiteral("invoice.paid")};
    if (event == kOfTheSpecificationAlone[0])
        return KnownEvent{RecordKind::Appointment, false};
    if (event == kOfTheSpecificationAlone[1])
        return KnownEvent{RecordKind::Invoice, false};
    for (const WebhookAddress& address : webhookAddresses())
        if (!event.isEmpty() && address.event == event)
            return KnownEvent{address.kind, event.endsWith(QLatin1String(".deleted"))};
    return std::nullopt;
}

/// The record of the specification's shape: `data` is the record itself, else `id` or a reference names it.
std::optional<RecordKey> recordOf(const QJsonObject& body, RecordKind kind) {
    const QJsonObject data = body.value(QLatin1String("data")).toObject();
    const bool isRecord = data.value(QLatin1String("resourceType")).toString() == name(kind);
    const QJsonValue resource = body.value(QLatin1String("resource"));
    for (const QString& id : {isRecord ? halaxy::idOf(data) : QString(), halaxy::idOf(body),
                              halaxy::idOf(resource.toObject()), halaxy::idOf(data)})
        if (!id.isEmpty())
            return RecordKey{kind, HalaxyId(id)};
    for (const QString& text : {resource.toString(), body.value(QLatin1String("id")).toString()})
        if (const auto reference = halaxy::parseReference(text); reference && reference->type == name(kind))
            return RecordKey{kind, reference->id};
    return std::nullopt;
}

storage::NewInboxEvent eventOf(const WebhookAddress& address, const QByteArray& body) {
    storage::NewInboxEvent event;
    event.route = address.route;
    event.bodyHash = QCryptographicHash::hash(body, QCryptographicHash::Sha256);
    return event;
}

Read readSimple(storage::NewInboxEvent event, const QJsonObject& body, const QByteArray& signedId) {
    const QString text = body.value(QLatin1String("event")).toString();
    event.eventAt = parseUtc(body.value(QLatin1String("timestamp")).toString());
    event.eventId = keyText(QString::fromUtf8(signedId));
    event.isTest = text == kTestEvent;
    event.event = plainName(text);
    const auto known = knownEvent(text);
    if (!known)
        return Events{std::move(event)};
    event.key = recordOf(body, known->kind);
    event.isDelete = known->isDelete;
    if (!event.key)
        return std::unexpected(
            QStringLiteral("Expected the id of the record as \"id\", or the record as \"data\"."));
    return Events{std::move(event)};
}

/// The status of a notification bundle: in its first entry, or wherever it is.
QJsonObject statusOf(const QJsonObject& bundle) {
    const QJsonArray entries = bundle.value(QLatin1String("entry")).toArray();
    for (const auto& entry : entries) {
        const QJsonObject resource = entry.toObject().value(QLatin1String("resource")).toObject();
        if (resource.value(QLatin1String("resourceType")).toString() == QLatin1String("SubscriptionStatus"))
            return resource;
    }
    return {};
}

QString subscriptionOf(const QJsonObject& status) {
    const QJsonValue subscription = status.value(QLatin1String("subscription"));
    return keyText(subscription.isObject() ? subscription.toObject().value(QLatin1String("reference"))
                                           : subscription);
}

/// The record in `focus`; its own type counts, not the address it came to.
std::optional<RecordKey> focusOf(const QJsonObject& notification) {
    const QJsonValue focus = notification.value(QLatin1String("focus"));
    const auto reference = focus.isObject() ? halaxy::parseReference(focus.toObject())
                                            : halaxy::parseReference(focus.toString());
    const auto kind = reference ? parse<RecordKind>(reference->type) : std::nullopt;
    return kind ? std::optional(RecordKey{*kind, reference->id}) : std::nullopt;
}

QString eventName(const WebhookAddress& address, const std::optional<RecordKey>& key) {
    if (!address.event.isEmpty())
        return address.event;
    return key ? name(key->kind).toLower() + QStringLiteral(".updated") : QStringLiteral("unnamed");
}

Read readBundle(const WebhookAddress& address, const storage::NewInboxEvent& first,
                const QJsonObject& bundle) {
    const QJsonObject status = statusOf(bundle);
    if (status.isEmpty())
        return std::unexpected(QStringLiteral("Expected a SubscriptionStatus in the bundle's entries."));
    Events events;
    const QJsonArray notifications = status.value(QLatin1String("notificationEvent")).toArray();
    for (const auto& value : notifications) {
        const QJsonObject notification = value.toObject();
        storage::NewInboxEvent event = first;
        event.subscription = subscriptionOf(status);
        event.eventId = keyText(notification.value(QLatin1String("id")));
        event.position = int(events.size());
        event.key = focusOf(notification);
        event.event = eventName(address, event.key);
        event.isDelete =
            event.key && event.key->kind == address.kind && event.event.endsWith(QLatin1String(".deleted"));
        event.eventAt = parseUtc(notification.value(QLatin1String("timestamp")).toString());
        events.push_back(std::move(event));
    }
    const QString type = status.value(QLatin1String("type")).toString();
    if (events.empty() && type != QLatin1String("handshake") && type != QLatin1String("heartbeat"))
        return std::unexpected(
            QStringLiteral("Expected at least one notificationEvent with the record as its focus."));
    if (events.empty()) {
        events.push_back(first);
        events.back().event = QStringLiteral("subscription.") + type;
    }
    return events;
}

}  // namespace

Read readWebhookBody(const WebhookAddress& address, const QByteArray& body, const QByteArray& signedId) {
    const QJsonDocument document = QJsonDocument::fromJson(body);
    const QJsonObject object = document.object();
    const auto first = eventOf(address, body);
    if (object.value(QLatin1String("resourceType")).toString() == QLatin1String("Bundle"))
        return readBundle(address, first, object);
    if (!object.value(QLatin1String("event")).toString().isEmpty())
        return readSimple(first, object, signedId);
    return std::unexpected(QStringLiteral(
        "Expected JSON: a Bundle of type history with a SubscriptionStatus, or an object with \"event\", "
        "\"resource\", \"id\", \"timestamp\" and \"data\"."));
}

}  // namespace bloom::server
