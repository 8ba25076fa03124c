// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/admin_webhooks.h"

#include "sandbox/json_writer.h"

namespace bloom::sandbox {

namespace {

template <typename T> QStringList liveIds(const Table<T>& table) {
    QStringList ids;
    for (const T& row : table.rows())
        if (!row.gone)
            ids << row.id;
    return ids;
}

QStringList liveIds(const Practice& practice, Resource resource) {
    switch (resource) {
        case Resource::Patient:
            return liveIds(practice.patients);
        case Resource::Appointment:
            return liveIds(practice.appointments);
        case Resource::Invoice:
            return liveIds(practice.invoices);
        case Resource::Practitioner:
        case Resource::PractitionerRole:
        case Resource::Referral:
            break;
    }
    return {};  // nobody announces these
}

QString shapeName(WebhookShape shape) {
    switch (shape) {
        case WebhookShape::Real:
            return QStringLiteral("real");
        case WebhookShape::Specification:
            return QStringLiteral("specification");
        case WebhookShape::Both:
            return QStringLiteral("both");
    }
    return {};
}

std::expected<void, QString> burstAsked(Sandbox& sandbox, const QJsonObject& asked, UtcTime now) {
    const int count = asked.value(QLatin1String("burst")).toInt();
    const auto resource =
        resourceFromName(asked.value(QLatin1String("resource")).toString(QStringLiteral("Appointment")));
    if (count < 1 || count > int(ChangeFeed::kKept) || !resource)
        return std::unexpected(QStringLiteral("burst takes a number from 1 to %1 and the name of a resource")
                                   .arg(ChangeFeed::kKept));
    if (!sandbox.webhooks().plan())
        return std::unexpected(QStringLiteral("no webhooks are sent: name a url"));
    if (burst(sandbox.practice(), *resource, count, sandbox.serverTime(now)) == 0)
        return std::unexpected(QStringLiteral("there is nothing to announce"));
    return {};
}

}  // namespace

int burst(Practice& practice, Resource resource, int count, UtcTime now) {
    const QStringList ids = liveIds(practice, resource);
    if (ids.isEmpty())
        return 0;
    for (int i = 0; i < count; ++i)
        practice.changes.add(resource, ids.at(i % ids.size()), ChangeKind::Updated, now);
    return count;
}

QByteArray webhooksJson(const Sandbox& sandbox) {
    const Webhooks& webhooks = sandbox.webhooks();
    const WebhookCounts& counts = webhooks.counts();
    JsonWriter json;
    json.beginObject();
    if (const auto& plan = webhooks.plan()) {
        json.field("url", plan->url.toString()).field("shape", shapeName(plan->shape));
        json.field("signed", !plan->secret.isEmpty());
    }
    json.field("noticed", qint64(counts.noticed)).field("lost", qint64(counts.lost));
    json.field("doubled", qint64(counts.doubled)).field("due", qint64(counts.due));
    json.field("waiting", qint64(webhooks.waiting())).key("answers").beginObject();
    for (auto it = counts.answers.begin(); it != counts.answers.end(); ++it)
        json.field(QByteArray::number(it.key()), qint64(it.value()));
    json.endObject().endObject();
    return json.take();
}

std::expected<void, QString> changeWebhooks(Sandbox& sandbox, const QJsonObject& asked, UtcTime now) {
    WebhookPlan plan = sandbox.webhooks().plan().value_or(WebhookPlan());
    bool changed = false;
    for (auto it = asked.begin(); it != asked.end(); ++it) {
        if (it.key() == QLatin1String("burst") || it.key() == QLatin1String("resource"))
            continue;
        if (!setWebhookMember(plan, it.key(), it.value().toVariant().toString()))
            return std::unexpected(QStringLiteral("can't read \"%1\"").arg(it.key()));
        changed = true;
    }
    if (changed && plan.url.isEmpty())
        return std::unexpected(QStringLiteral("no webhooks are sent: name a url"));
    if (changed)
        sandbox.webhooks().setPlan(plan, sandbox.practice());
    return asked.contains(QLatin1String("burst")) ? burstAsked(sandbox, asked, now)
                                                  : std::expected<void, QString>();
}

}  // namespace bloom::sandbox
