// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The transport of the product, on QNetworkAccessManager with what its version here needs: HTTP/2 off, no
// redirects (they would forward Authorization), a deadline of our own, a body cap, a token POST that is never
// sent twice. Lives in any one thread with an event loop.
#pragma once
#include "halaxy/proxy_choice.h"
#include "halaxy/transport.h"

#include <memory>

namespace bloom::halaxy {

class QnamTransport final : public Transport {
public:
    explicit QnamTransport(Clock& clock, ProxyChoice proxy = {});
    ~QnamTransport() override;
    QCoro::Task<Result<Response>> send(Request request, std::stop_token stop) override;
    void abortAll() override;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

}  // namespace bloom::halaxy
