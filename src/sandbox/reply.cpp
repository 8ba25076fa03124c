// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/reply.h"

#include "sandbox/json_writer.h"

#include <QDateTime>
#include <QLocale>

namespace bloom::sandbox {

http::Response jsonResponse(int status, QByteArray body) {
    return {
        .status = status, .headers = {{"Content-Type", "application/fhir+json"}}, .body = std::move(body)};
}

http::Response outcome(const Refusal& refusal) {
    JsonWriter json;
    json.beginObject().field("resourceType", u"OperationOutcome").key("issue").beginArray().beginObject();
    json.field("severity", u"error").field("code", refusal.code).optional("diagnostics", refusal.text);
    json.endObject().endArray().endObject();
    return jsonResponse(refusal.status, json.take());
}

QByteArray httpDate(UtcTime when) {
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(when.time_since_epoch().count(), Qt::UTC);
    return QLocale::c().toString(time, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1();
}

}  // namespace bloom::sandbox
