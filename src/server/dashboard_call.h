// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON endpoint as pure functions: whether a request is for it, whether it is allowed, what it asks for,
// and how an answer looks. Without socket, thread or database.
#pragma once
#include "core/result.h"
#include "http/message.h"

#include <QDate>

namespace bloom::server {

struct DashboardCall {
    /// To answer at once; nothing = the database is to be asked.
    std::optional<http::Response> answer;
    QString practitioner;  ///< Bloom's id or Halaxy's; empty = the list of practitioners
    QDate date;            ///< invalid = the practitioner's today
    QByteArray ifNoneMatch;
};

/// Nothing when the request is for another address. An empty key = the endpoint is off: nothing is there.
std::optional<DashboardCall> takeDashboardCall(const http::Request& request, const QByteArray& key);

/// {"success":true,"data":…}, or 304 when the sender has it already. `tag` is of the data without the time it
/// was made at.
http::Response dataResponse(const QByteArray& data, const QByteArray& tag, const QByteArray& ifNoneMatch);
/// {"success":false,"error":"…"}
http::Response errorResponse(int status, const QString& message);
/// 404 for what does not exist, 503 for a database in trouble.
http::Response errorResponse(const Error& error);
/// `"…"` of a hash, weak.
QByteArray entityTag(const QByteArray& content);

}  // namespace bloom::server
