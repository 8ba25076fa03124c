// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/admin.h"

#include "sandbox/admin_edits.h"
#include "sandbox/admin_webhooks.h"
#include "sandbox/fhir_json.h"
#include "sandbox/json_writer.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace bloom::sandbox {

namespace {

http::Response ok(JsonWriter& json) {
    return {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = json.take() + '\n'};
}

http::Response bad(int status, const QString& why) {
    JsonWriter json;
    json.beginObject().field("error", why).endObject();
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = json.take() + '\n'};
}

void write(JsonWriter& json, const QMap<QString, int>& counts) {
    json.beginObject();
    for (auto it = counts.begin(); it != counts.end(); ++it)
        json.field(it.key().toUtf8(), qint64(it.value()));
    json.endObject();
}

http::Response counters(const Counters& counters) {
    JsonWriter json;
    json.beginObject().field("requests", qint64(counters.requests)).field("tokens", qint64(counters.tokens));
    json.field("token_requests", qint64(counters.tokenRequests)).field("bytes", counters.bytes);
    write(json.key("searches"), counters.searches);
    write(json.key("reads"), counters.reads);
    write(json.key("faults"), counters.faults);
    json.key("statuses").beginObject();
    for (auto it = counters.statuses.begin(); it != counters.statuses.end(); ++it)
        json.field(QByteArray::number(it.key()), qint64(it.value()));
    json.endObject().endObject();
    return ok(json);
}

http::Response listFaults(Sandbox& sandbox, UtcTime now) {
    JsonWriter json;
    json.beginArray();
    for (const auto& [id, fault] : sandbox.faults().active(now)) {
        json.beginObject().field("id", qint64(id)).field("kind", faultName(fault.kind));
        json.optional("resource", fault.resource).optional("practitioner", fault.practitioner);
        json.field("count", qint64(fault.count)).endObject();
    }
    json.endArray();
    return ok(json);
}

http::Response addFault(Sandbox& sandbox, const QJsonObject& asked, UtcTime now) {
    const auto kind = faultFromName(asked.value(QLatin1String("kind")).toString());
    if (!kind)
        return bad(400, QStringLiteral("unknown kind of fault"));
    Fault fault;
    fault.kind = *kind;
    for (auto it = asked.begin(); it != asked.end(); ++it) {
        if (it.key() != QLatin1String("kind") &&
            !setFaultMember(fault, it.key(), it.value().toVariant().toString()))
            return bad(400, QStringLiteral("can't read \"%1\"").arg(it.key()));
    }
    JsonWriter json;
    json.beginObject().field("id", qint64(sandbox.faults().add(fault, now))).endObject();
    return ok(json);
}

http::Response faults(Sandbox& sandbox, const http::Request& request, const QByteArray& rest, UtcTime now) {
    if (request.method == "GET")
        return listFaults(sandbox, now);
    if (request.method == "POST")
        return addFault(sandbox, QJsonDocument::fromJson(request.body).object(), now);
    if (request.method != "DELETE")
        return bad(405, QStringLiteral("use GET, POST or DELETE"));
    if (rest.isEmpty())
        sandbox.faults().clear();
    else if (!sandbox.faults().remove(rest.toInt()))
        return bad(404, QStringLiteral("no such fault"));
    return listFaults(sandbox, now);
}

http::Response edit(Sandbox& sandbox, const http::Request& request, UtcTime now) {
    if (request.method != "POST")
        return bad(405, QStringLiteral("use POST"));
    const auto id = applyEdit(sandbox, QJsonDocument::fromJson(request.body).object(), now);
    if (!id)
        return bad(400, id.error());
    JsonWriter json;
    json.beginObject().field("id", *id).endObject();
    return ok(json);
}

http::Response webhooks(Sandbox& sandbox, const http::Request& request, UtcTime now) {
    if (request.method == "DELETE")
        sandbox.webhooks().setPlan({}, sandbox.practice());
    else if (request.method == "POST") {
        const auto changed = changeWebhooks(sandbox, QJsonDocument::fromJson(request.body).object(), now);
        if (!changed)
            return bad(400, changed.error());
    } else if (request.method != "GET") {
        return bad(405, QStringLiteral("use GET, POST or DELETE"));
    }
    JsonWriter json;
    json.raw(webhooksJson(sandbox));
    return ok(json);
}

template <typename T>
void writeTable(JsonWriter& json, const FhirJson& fhir, const Table<T>& table, QByteArrayView name) {
    json.key(name).beginArray();
    for (const T& row : table.rows()) {
        if (!row.gone)
            fhir.write(json, row);
    }
    json.endArray();
}

/// Everything that is not deleted, as the service would show it, without paging or faults.
http::Response truth(const Sandbox& sandbox) {
    const Practice& practice = sandbox.practice();
    const FhirJson fhir(practice, sandbox.quirks(), QStringLiteral("https://au-api.halaxy.com/main"));
    JsonWriter json;
    json.beginObject();
    writeTable(json, fhir, practice.practitioners, "Practitioner");
    writeTable(json, fhir, practice.roles, "PractitionerRole");
    writeTable(json, fhir, practice.patients, "Patient");
    writeTable(json, fhir, practice.appointments, "Appointment");
    writeTable(json, fhir, practice.invoices, "Invoice");
    writeTable(json, fhir, practice.referrals, "Referral");
    json.endObject();
    return ok(json);
}

}  // namespace

http::Response handleAdmin(Sandbox& sandbox, const http::Request& request, UtcTime now) {
    const QByteArrayList parts = request.path().split('/');  // "", "sandbox", what, rest
    const QByteArray what = parts.value(2);
    const QByteArray rest = parts.value(3);
    if (what == "faults")
        return faults(sandbox, request, rest, now);
    if (what == "counters") {
        if (request.method == "DELETE")
            sandbox.counters() = {};
        return counters(sandbox.counters());
    }
    if (what == "edit")
        return edit(sandbox, request, now);
    if (what == "webhooks")
        return webhooks(sandbox, request, now);
    if (what == "truth")
        return truth(sandbox);
    return bad(404, QStringLiteral("no such admin path"));
}

}  // namespace bloom::sandbox
