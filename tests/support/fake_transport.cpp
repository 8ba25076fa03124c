// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_transport.h"

namespace bloom::test {

using halaxy::Request;
using halaxy::Response;

QCoro::Task<Result<Response>> FakeTransport::send(Request request, std::stop_token stop) {
    const bool token = std::holds_alternative<halaxy::TokenRequest>(request.what);
    int number = 0;
    if (token)
        number = ++tokenRequests;
    else
        gets.push_back(request);
    const Wake wake = co_await m_clock.sleep(delay, stop);
    if (wake == Wake::Cancelled)
        co_return fail(ErrorKind::Cancelled, QStringLiteral("cancelled"));
    if (token && !tokenHandler)
        co_return json(200,
                       "{\"access_token\":\"token-" + QByteArray::number(number) + "\",\"expires_in\":3600}");
    co_return token ? tokenHandler(request) : handler(request);
}

Response FakeTransport::json(int status, const QByteArray& body,
                             QList<QPair<QByteArray, QByteArray>> headers) {
    return Response{status, std::move(headers), body};
}

Response FakeTransport::outcome(int status, const QByteArray& code) {
    return json(status,
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"" +
                    code + "\"}]}");
}

Response FakeTransport::searchset(const QByteArrayList& resources, int total, const QByteArray& next) {
    QByteArrayList entries;
    for (const QByteArray& resource : resources)
        entries << "{\"resource\":" + resource + "}";
    QByteArray body = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"";
    if (total >= 0)
        body += ",\"total\":" + QByteArray::number(total);
    if (!next.isEmpty())
        body += ",\"link\":[{\"relation\":\"next\",\"url\":\"" + next + "\"}]";
    return json(200, body + ",\"entry\":[" + entries.join(',') + "]}");
}

QUrl FakeTransport::urlOf(const Request& request) {
    if (const auto* get = std::get_if<halaxy::GetRequest>(&request.what))
        return get->url;
    return std::get<halaxy::TokenRequest>(request.what).url;
}

QByteArray FakeTransport::bearerOf(const Request& request) {
    const auto* get = std::get_if<halaxy::GetRequest>(&request.what);
    return get ? get->bearer : QByteArray();
}

}  // namespace bloom::test
