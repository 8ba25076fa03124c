// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/answer.h"

#include "halaxy/retry_policy.h"
#include "halaxy/text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace bloom::halaxy {
namespace {
/// issue[0].code; texts of an outcome may hold names, so nothing else of it is repeated.
QString outcomeCode(const QJsonObject& json) {
    return json.value(QLatin1String("issue"))
        .toArray()
        .at(0)
        .toObject()
        .value(QLatin1String("code"))
        .toString();
}

bool isOutcome(const QJsonObject& json) {
    return json.value(QLatin1String("resourceType")).toString() == QLatin1String("OperationOutcome");
}

QString describeDamage(const QByteArray& body, const QString& resource) {
    if (body.left(256).trimmed().isEmpty())
        return Text::tr("The answer for %1 was empty.").arg(resource);
    if (isWebPage(body))
        return Text::tr("The answer for %1 was a web page, not data.").arg(resource);
    return Text::tr("The answer for %1 was cut off or unreadable.").arg(resource);
}

Judged judgeTransport(const Error& error, const QString& resource) {
    Judged judged{
        fail(error.kind, error.message, resource), Health::Answered, error.message, false, false, {}};
    if (error.kind == ErrorKind::Cancelled)
        judged.health = Health::Cancelled;
    else if (error.kind != ErrorKind::Damaged)
        judged.health = Health::Failed;
    judged.retry = error.kind == ErrorKind::Network || error.kind == ErrorKind::Timeout;
    return judged;
}

Error statusError(int status, const QString& resource, const QString& code) {
    const QString said =
        code.isEmpty() ? QString::number(status) : QString(QString::number(status) % u", " % code);
    if (status == 401)
        return {ErrorKind::Credentials, Text::tr("Halaxy refused the access token (%1).").arg(said),
                resource};
    if (status == 403)
        return {ErrorKind::Forbidden, Text::tr("Halaxy does not allow reading %1 (%2).").arg(resource, said),
                resource};
    if (status == 408)
        return {ErrorKind::Timeout, Text::tr("Halaxy took too long for %1 (%2).").arg(resource, said),
                resource};
    if (status == 429)
        return {ErrorKind::RateLimited, Text::tr("Halaxy's limit of calls a minute is used up."), resource};
    if (status >= 500)
        return {ErrorKind::ServerError, Text::tr("Halaxy had a fault with %1 (%2).").arg(resource, said),
                resource};
    return {ErrorKind::Rejected, Text::tr("Halaxy rejected the request for %1 (%2).").arg(resource, said),
            resource};
}

/// `code` of the outcome that came with it; nothing when none came.
Judged judgeStatus(const Response& response, const QString& resource, const std::optional<QString>& code,
                   UtcTime now) {
    Judged judged{fail(statusError(response.status, resource, code.value_or(QString()))),
                  Health::Answered,
                  {},
                  false,
                  false,
                  {}};
    judged.cause = Text::tr("HTTP %1 from %2").arg(response.status).arg(resource);
    judged.tokenRefused = response.status == 401;
    judged.byService = code || response.status == 422;
    judged.retry = response.status == 408 || response.status == 429 || response.status >= 500;
    if (response.status == 429)
        judged.health = Health::RateLimited;
    else if (response.status >= 500)
        judged.health = Health::Failed;
    const auto date = parseHttpDate(response.header("date"));
    judged.retryAfter = parseRetryAfter(response.header("retry-after"), date.value_or(now));
    return judged;
}

Judged judgeExpired(const QString& resource) {
    return {
        fail(ErrorKind::Credentials, Text::tr("Halaxy says that the access token has expired."), resource),
        Health::Answered,
        Text::tr("token expired"),
        true,
        false,
        {}};
}
}  // namespace

bool isWebPage(const QByteArray& body) { return body.left(256).trimmed().startsWith('<'); }

QString notByService(const QString& resource, int status) {
    return Text::tr("The answer for %1 (%2) did not come from Halaxy itself.").arg(resource).arg(status);
}

Judged judge(const Result<Response>& response, const QString& resource, UtcTime now) {
    if (!response)
        return judgeTransport(response.error(), resource);
    const QJsonDocument document = QJsonDocument::fromJson(response->body);
    const QJsonObject json = document.object();
    const bool outcome = isOutcome(json);
    if (outcome && outcomeCode(json) == QLatin1String("expired"))
        return judgeExpired(resource);
    const int status = response->status;
    const bool about = status == 404 || status == 410;
    if ((status < 200 || status >= 300) && !about)
        return judgeStatus(*response, resource, outcome ? std::optional(outcomeCode(json)) : std::nullopt,
                           now);
    if (!about && !document.isObject()) {
        const QString damage = describeDamage(response->body, resource);
        return {fail(ErrorKind::Damaged, damage, resource), Health::Answered, damage, false, false, {}};
    }
    return {Answer{status, json, outcome, parseHttpDate(response->header("date")), {}, response->body.size()},
            Health::Answered,
            Text::tr("HTTP %1 from %2").arg(status).arg(resource),
            false,
            false,
            {}};
}

}  // namespace bloom::halaxy
