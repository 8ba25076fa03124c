// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Request → response over HTTPS: the seam the simulation replaces. It can send GET and the token's POST,
// nothing else, so no fault of ours can change anything in Halaxy.
#pragma once
#include "core/clock.h"
#include "core/result.h"

#include <QByteArray>
#include <QCoroTask>
#include <QList>
#include <QPair>
#include <QUrl>
#include <stop_token>
#include <variant>

namespace bloom::halaxy {

struct GetRequest {
    QUrl url;
    QByteArray bearer;  ///< empty = none
    QByteArray accept = "application/fhir+json";
};
/// POST {base}/oauth/token: the only body ever sent.
struct TokenRequest {
    QUrl url;
    QByteArray jsonBody;
};
struct Request {
    std::variant<GetRequest, TokenRequest> what;
    QByteArray userAgent;
    milliseconds deadline{30'000};  ///< for the whole exchange
    qint64 bodyCap = 16 * 1024 * 1024;
};

struct Response {
    int status = 0;
    QList<QPair<QByteArray, QByteArray>> headers;  ///< names in lower case
    QByteArray body;
    QByteArray header(const QByteArray& lowerName) const;
};

class Transport {
public:
    virtual ~Transport() = default;
    /// Any answer with a status is a value; errors are Network, Timeout, Tls, Damaged (cap exceeded) or
    /// Cancelled.
    virtual QCoro::Task<Result<Response>> send(Request request, std::stop_token stop) = 0;
    /// Ends everything under way with Cancelled (the end of a stop that takes too long).
    virtual void abortAll() = 0;
};

}  // namespace bloom::halaxy
