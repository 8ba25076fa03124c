// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes to request and response to bytes: the only place that knows Boost.Beast. No sockets here.
#pragma once
#include "http/limits.h"
#include "http/message.h"

#include <memory>

namespace bloom::http {

/// Reads one request. Strict where HTTP lets two readers disagree: both lengths, several lengths, a missing
/// or second Host, a target that is no path are refused.
class RequestReader {
public:
    enum class Step { NeedMore, HeaderComplete, Complete, Refused };

    /// hosts: the names a Host header may hold, lower case and without port; empty allows every name.
    RequestReader(const Limits& limits, std::vector<QByteArray> hosts);
    ~RequestReader();
    RequestReader(RequestReader&&) noexcept;
    RequestReader& operator=(RequestReader&&) noexcept;

    /// Takes what it can from the front of the buffer. HeaderComplete comes once, before the body is read.
    Step feed(QByteArray& buffer);
    /// The status to refuse with, after Refused.
    int refusal() const;
    bool expectsContinue() const;
    bool keepAlive() const;
    /// After Complete, once.
    Request take();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// False when a header could break the framing of an answer: control characters, or a name that is no token.
bool isSafe(const Response& response);
/// Status line and headers, with the length given; the body is sent apart.
QByteArray serializeHead(const Response& response, qsizetype contentLength, bool keepAlive);

}  // namespace bloom::http
