// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dashboard_call.h"

#include "halaxy/webhook_verification.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

namespace bloom::server {

namespace {

const QByteArray kRoot = QByteArrayLiteral("/api/practitioners");
const QByteArray kBelow = QByteArrayLiteral("/api/practitioners/");
const QByteArray kAfterId = QByteArrayLiteral("/dashboard");
constexpr int kLongestId = 64;

/// Either header; both are compared whole, whatever the first says.
bool isAllowed(const http::Request& request, const QByteArray& key) {
    const QByteArray given = request.header("x-functions-key").trimmed();
    const QByteArray bearer = request.header("authorization").trimmed();
    const bool hasBearer = bearer.size() > 7 && bearer.left(7).toLower() == "bearer ";
    const QByteArray token = hasBearer ? bearer.mid(7).trimmed() : QByteArray();
    // Hashes are of one length, so that a comparison tells nothing about the key's.
    const auto hash = [](const QByteArray& text) {
        return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
    };
    const QByteArray wanted = hash(key);
    const bool byKey = halaxy::equalInConstantTime(hash(given), wanted);
    const bool byToken = halaxy::equalInConstantTime(hash(token), wanted);
    return (byKey && !given.isEmpty()) || (byToken && !token.isEmpty());
}

DashboardCall answered(http::Response response) {
    DashboardCall call;
    call.answer = std::move(response);
    return call;
}

DashboardCall nothingHere() {
    return answered(errorResponse(404, QStringLiteral("There is nothing at this address.")));
}

/// The id between the two parts of the path; empty when the path is none of ours.
QString idOf(const QByteArray& path) {
    if (!path.startsWith(kBelow) || !path.endsWith(kAfterId))
        return {};
    const QByteArray encoded = path.mid(kBelow.size(), path.size() - kBelow.size() - kAfterId.size());
    const QString id = QUrl::fromPercentEncoding(encoded);
    static const QRegularExpression kShape(QStringLiteral("\\A[A-Za-z0-9._-]{1,64}\\z"));
    return kShape.match(id).hasMatch() && id.size() <= kLongestId ? id : QString();
}

std::optional<QDate> dateOf(const QByteArray& query) {
    static const QRegularExpression kShape(QStringLiteral("\\A(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}\\z"));
    const QStringList given =
        QUrlQuery(QString::fromLatin1(query)).allQueryItemValues(QStringLiteral("date"), QUrl::FullyDecoded);
    if (given.isEmpty())
        return QDate();
    const QDate date = QDate::fromString(given.front(), Qt::ISODate);
    if (given.size() > 1 || !kShape.match(given.front()).hasMatch() || !date.isValid())
        return std::nullopt;
    return date;
}

DashboardCall takeAllowed(const http::Request& request) {
    DashboardCall call;
    call.ifNoneMatch = request.header("if-none-match");
    if (request.path() == kRoot)
        return call;
    call.practitioner = idOf(request.path());
    if (call.practitioner.isEmpty())
        return nothingHere();
    const auto date = dateOf(request.query());
    if (!date)
        return answered(errorResponse(
            400, QStringLiteral("date: expected one date as YYYY-MM-DD, for example 2026-11-24. Leave it "
                                "out for today.")));
    call.date = *date;
    return call;
}

bool isOurs(const QByteArray& path) { return path == kRoot || path.startsWith(kBelow); }

/// A list of tags, or *.
bool matches(const QByteArray& ifNoneMatch, const QByteArray& tag) {
    for (const QByteArray& one : ifNoneMatch.split(','))
        if (one.trimmed() == "*" || one.trimmed() == tag || "W/" + one.trimmed() == tag)
            return true;
    return false;
}

/// Health data: nobody between may keep it, and who keeps it asks again before showing it.
std::vector<http::Header> headers() {
    return {{"Content-Type", "application/json; charset=utf-8"},
            {"Cache-Control", "private, no-cache"},
            {"X-Content-Type-Options", "nosniff"}};
}

}  // namespace

std::optional<DashboardCall> takeDashboardCall(const http::Request& request, const QByteArray& key) {
    if (!isOurs(request.path()))
        return std::nullopt;
    if (key.isEmpty())
        return nothingHere();
    if (!isAllowed(request, key)) {
        http::Response refused = errorResponse(
            401, QStringLiteral("Expected the key in x-functions-key, or as Authorization: Bearer."));
        refused.headers.push_back({"WWW-Authenticate", "Bearer"});
        return answered(std::move(refused));
    }
    if (request.method != "GET") {
        http::Response refused = errorResponse(405, QStringLiteral("Expected GET."));
        refused.headers.push_back({"Allow", "GET"});
        return answered(std::move(refused));
    }
    return takeAllowed(request);
}

QByteArray entityTag(const QByteArray& content) {
    const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256);
    return "W/\"" + hash.first(16).toHex() + '"';
}

http::Response dataResponse(const QByteArray& data, const QByteArray& tag, const QByteArray& ifNoneMatch) {
    http::Response response{200, headers(), {}};
    response.headers.push_back({"ETag", tag});
    if (!ifNoneMatch.isEmpty() && matches(ifNoneMatch, tag))
        response.status = 304;
    else
        response.body = R"({"success":true,"data":)" + data + '}';
    return response;
}

http::Response errorResponse(int status, const QString& message) {
    const QJsonObject body{{QStringLiteral("success"), false}, {QStringLiteral("error"), message}};
    return {status, headers(), QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

http::Response errorResponse(const Error& error) {
    if (error.kind == ErrorKind::NotFound)
        return errorResponse(404, error.message);
    http::Response response = errorResponse(503, error.message);
    response.headers.push_back({"Retry-After", "5"});
    return response;
}

}  // namespace bloom::server
