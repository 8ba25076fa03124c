// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Requests and responses as plain values; bytes as they came, names compared without case.
#pragma once
#include <QByteArray>
#include <vector>

namespace bloom::http {

struct Header {
    QByteArray name;
    QByteArray value;
    bool operator==(const Header&) const = default;
};

/// The first value of that name, or an empty one.
QByteArray headerValue(const std::vector<Header>& headers, QByteArrayView name);
bool hasHeader(const std::vector<Header>& headers, QByteArrayView name);

struct Request {
    QByteArray method;
    QByteArray target;  ///< path and query as sent; always begins with '/'
    std::vector<Header> headers;
    QByteArray body;

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
    /// What precedes the first '?', still encoded.
    QByteArray path() const;
    /// What follows the first '?', still encoded.
    QByteArray query() const;
};

/// Content-Length, Connection and Transfer-Encoding belong to the server and are ignored here.
struct Response {
    int status = 200;
    std::vector<Header> headers;
    QByteArray body;

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
};

}  // namespace bloom::http
