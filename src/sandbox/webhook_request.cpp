// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/webhook_request.h"

#include "sandbox/json_writer.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QMessageAuthenticationCode>

namespace bloom::sandbox {

namespace {

using std::chrono::seconds;

constexpr QByteArrayView kStandard("whsec_");

QString isoTime(UtcTime time) {
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODateWithMs);
}

QByteArray hmac(const QByteArray& message, const QByteArray& key) {
    return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256);
}

QString lower(Resource resource) { return resourceName(resource).toLower(); }

}  // namespace

QString eventId(const Change& change) {
    return QStringLiteral("%1-%2-%3")
        .arg(std::chrono::floor<seconds>(change.at).time_since_epoch().count())
        .arg(change.number)
        .arg(change.id);
}

/// Neither names the record's content nor what was done to it: the address does.
QByteArray realBody(const Change& change, const QString& event) {
    const QString reference =
        QStringLiteral("https://au-api.halaxy.com/main/") + resourceName(change.resource) + u'/' + change.id;
    JsonWriter json;
    json.beginObject().field("resourceType", u"Bundle").field("type", u"history");
    json.key("entry").beginArray().beginObject().key("resource").beginObject();
    json.field("resourceType", u"SubscriptionStatus").field("type", u"event-notification");
    json.key("subscription").beginObject();
    json.field("reference", QString(QStringLiteral("Subscription/") + event)).endObject();
    json.field("topic", QString(QStringLiteral("https://terminology.halaxy.com/SubscriptionTopic/") + event));
    json.key("notificationEvent").beginArray().beginObject();
    json.field("id", eventId(change));
    json.field("eventNumber", QString::number(change.number)).field("timestamp", isoTime(change.at));
    json.key("focus").beginObject().field("reference", reference);
    json.field("type", resourceName(change.resource)).endObject();
    json.endObject().endArray().endObject().endObject().endArray().endObject();
    return json.take();
}

QByteArray specificationBody(const Change& change, const QString& event) {
    JsonWriter json;
    json.beginObject().field("event", event).field("resource", resourceName(change.resource));
    json.field("id", change.id).field("timestamp", isoTime(change.at));
    json.key("data").beginObject().field("resourceType", resourceName(change.resource));
    json.field("id", change.id).endObject().endObject();
    return json.take();
}

std::vector<http::Header> headersOf(const WebhookPlan& plan, const WebhookDelivery& delivery) {
    std::vector<http::Header> headers{{"Content-Type", "application/json"}};
    if (!plan.headerName.isEmpty())
        headers.push_back({plan.headerName, plan.headerValue});
    if (plan.secret.startsWith(kStandard)) {
        const QByteArray id = "msg-" + eventId(delivery.change).toLatin1();
        const QByteArray at =
            QByteArray::number(qint64(std::chrono::floor<seconds>(delivery.due).time_since_epoch().count()));
        const QByteArray key = QByteArray::fromBase64(plan.secret.mid(kStandard.size()));
        headers.push_back({"webhook-id", id});
        headers.push_back({"webhook-timestamp", at});
        headers.push_back(
            {"webhook-signature", "v1," + hmac(id + '.' + at + '.' + delivery.body, key).toBase64()});
    } else if (!plan.secret.isEmpty()) {
        headers.push_back({"X-Halaxy-Signature", hmac(delivery.body, plan.secret).toHex()});
    }
    return headers;
}

QUrl address(const WebhookPlan& plan, const QString& realName) {
    QUrl url = plan.url;
    QString path = url.path();
    if (path.isEmpty() || path == QLatin1String("/"))
        path = QStringLiteral("/api/halaxy-webhook");
    url.setPath(realName.isEmpty() ? path : path + u'/' + realName);
    return url;
}

/// The eight the service offers.
QString realEvent(const Change& change) {
    const bool patient = change.resource == Resource::Patient;
    if (!patient && change.resource != Resource::Appointment && change.resource != Resource::Invoice)
        return {};
    switch (change.kind) {
        case ChangeKind::Created:
            return lower(change.resource) + QStringLiteral(".created");
        case ChangeKind::Updated:
            return lower(change.resource) + QStringLiteral(".updated");
        case ChangeKind::Deleted:
            return patient ? QString() : lower(change.resource) + QStringLiteral(".deleted");
    }
    return {};
}

/// The six it names; it has none for a deletion.
QString specificationEvent(const Change& change, const Practice& practice) {
    if (change.kind == ChangeKind::Deleted)
        return {};
    if (change.resource == Resource::Patient)
        return realEvent(change);
    if (change.resource == Resource::Invoice) {
        const Invoice* invoice = practice.invoices.findLive(change.id);
        const bool paid = invoice && invoice->balanceCents() == 0 && invoice->paidCents > 0;
        return paid ? QStringLiteral("invoice.paid") : QString();
    }
    if (change.resource != Resource::Appointment)
        return {};
    const Appointment* appointment = practice.appointments.findLive(change.id);
    const bool cancelled =
        appointment && !appointment->patients.empty() &&
        std::ranges::all_of(appointment->patients, [](const Attendance& attendance) {
            return attendance.status.startsWith(QLatin1String("cancelled"), Qt::CaseInsensitive);
        });
    return cancelled ? QStringLiteral("appointment.cancelled") : realEvent(change);
}

}  // namespace bloom::sandbox
