// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an answer of the service means: a value for the caller, a failure for the breaker, or a reason to try
// again. Pure: no clock, no state.
#pragma once
#include "core/records.h"
#include "core/result.h"
#include "halaxy/transport.h"

#include <QJsonObject>
#include <optional>

namespace bloom::halaxy {

/// An answer with JSON: 2xx, and 404 or 410, which mean something to who asked for a record.
struct Answer {
    int status = 0;
    QJsonObject json;
    bool outcome = false;               ///< the body is an OperationOutcome of the service
    std::optional<UtcTime> serverDate;  ///< Date header
    ReadStamp stamp;
    qint64 bytes = 0;
};

/// What the answer says to the breaker.
enum class Health { Answered, Failed, RateLimited, Cancelled };

struct Judged {
    Result<Answer> result;
    Health health = Health::Answered;
    QString cause;              ///< "HTTP 503 from Appointment"
    bool tokenRefused = false;  ///< 401, or an outcome that says "expired"
    bool retry = false;
    std::optional<milliseconds> retryAfter;
    bool byService = false;  ///< a refusal in the service's own words, not of something on the way
};

/// A page for people where data should be: by something on the way, as a proxy or a portal.
bool isWebPage(const QByteArray& body);
/// "The answer for Referral (404) did not come from Halaxy itself."
QString notByService(const QString& resource, int status);
Judged judge(const Result<Response>& response, const QString& resource, UtcTime now);

}  // namespace bloom::halaxy
