// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A Halaxy made of a function: request in, answer out, after a delay of the virtual clock. Keeps what was
// asked.
#pragma once
#include "halaxy/transport.h"

#include <functional>

namespace bloom::test {

class FakeTransport final : public halaxy::Transport {
public:
    using Handler = std::function<Result<halaxy::Response>(const halaxy::Request&)>;
    explicit FakeTransport(Clock& clock) : m_clock(clock) {}

    QCoro::Task<Result<halaxy::Response>> send(halaxy::Request request, std::stop_token stop) override;
    void abortAll() override {}

    /// Answers everything but the token, which is given out as "token-1", "token-2" … unless tokenHandler
    /// says else.
    Handler handler;
    Handler tokenHandler;
    milliseconds delay{10};
    std::vector<halaxy::Request> gets;
    int tokenRequests = 0;

    static halaxy::Response json(int status, const QByteArray& body,
                                 QList<QPair<QByteArray, QByteArray>> headers = {});
    static halaxy::Response outcome(int status, const QByteArray& code);
    /// A searchset of whole resources; `next` is a whole address or nothing.
    static halaxy::Response searchset(const QByteArrayList& resources, int total,
                                      const QByteArray& next = {});
    static QUrl urlOf(const halaxy::Request& request);
    static QByteArray bearerOf(const halaxy::Request& request);

private:
    Clock& m_clock;
};

}  // namespace bloom::test
