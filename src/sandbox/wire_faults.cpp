// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/wire_faults.h"

namespace bloom::sandbox {

namespace {

/// FHIR's issue type beside a status.
QString issueCode(int status) {
    return status == 401   ? QStringLiteral("login")
           : status == 403 ? QStringLiteral("forbidden")
           : status == 404 ? QStringLiteral("not-found")
           : status < 500  ? QStringLiteral("invalid")
           : status == 503 ? QStringLiteral("transient")
                           : QStringLiteral("exception");
}

}  // namespace

std::optional<http::Response> faultResponse(const std::vector<Fault>& faults) {
    if (const Fault* limited = findFault(faults, FaultKind::RateLimited)) {
        http::Response response =
            outcome({429, QStringLiteral("throttled"), QStringLiteral("Too many requests.")});
        response.headers.push_back({"retry-after", QByteArray::number(limited->seconds)});
        return response;
    }
    if (const Fault* error = findFault(faults, FaultKind::ServerError))
        return outcome({error->status, issueCode(error->status), QStringLiteral("Something went wrong.")});
    if (findFault(faults, FaultKind::Html))
        return http::Response{
            .status = 200,
            .headers = {{"Content-Type", "text/html"}},
            .body = "<!DOCTYPE html><html><body><h1>We'll be right back</h1></body></html>"};
    if (findFault(faults, FaultKind::Empty))
        return http::Response{
            .status = 200, .headers = {{"Content-Type", "application/fhir+json"}}, .body = {}};
    if (findFault(faults, FaultKind::CredentialsRefused))
        return outcome({401, QStringLiteral("login"), QStringLiteral("Client authentication failed.")});
    return std::nullopt;
}

void dateRetryAfter(http::Response& response, UtcTime serverNow) {
    for (http::Header& header : response.headers) {
        if (header.name == "retry-after")
            header.value = httpDate(serverNow + std::chrono::seconds(header.value.toLongLong()));
    }
}

Delivery deliveryOf(const std::vector<Fault>& faults, const http::Response& response) {
    Delivery delivery;
    if (const Fault* latency = findFault(faults, FaultKind::Latency))
        delivery.delay = std::chrono::milliseconds(latency->delayMs);
    if (findFault(faults, FaultKind::Outage) || findFault(faults, FaultKind::Drop)) {
        delivery.kind = Delivery::Kind::Drop;
    } else if (findFault(faults, FaultKind::Hang)) {
        delivery.kind = Delivery::Kind::Hang;
    } else if (const Fault* cut = findFault(faults, FaultKind::Truncate)) {
        delivery.kind = Delivery::Kind::Truncate;
        delivery.bytes =
            std::min<qsizetype>(cut->amountOr(int(response.body.size() / 2)), response.body.size() - 1);
    } else if (const Fault* drip = findFault(faults, FaultKind::Drip)) {
        delivery.kind = Delivery::Kind::Drip;
        delivery.bytes = drip->amountOr(16);
        delivery.interval = std::chrono::milliseconds(drip->delayMs);
    }
    return delivery;
}

}  // namespace bloom::sandbox
