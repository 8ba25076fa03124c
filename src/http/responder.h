// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The handle through which a handler answers one request: now or later, whole or in parts, or not at all.
#pragma once
#include "http/message.h"

#include <functional>
#include <memory>

namespace bloom::http {

class Connection;

/// Copies answer the same request. Use on the server's thread only. When the last copy dies unanswered the
/// client gets a 500, so a handler can't leave one waiting by mistake; keep the responder to keep the client
/// waiting.
class Responder {
public:
    explicit Responder(Connection* connection);

    void send(Response response) const;
    /// Sends the head with a promised length; the body follows by write(). Ends by itself at that length.
    void begin(const Response& head, qsizetype contentLength) const;
    void write(QByteArrayView part) const;
    /// Closes the connection at once: without an answer, or in the middle of one.
    void drop() const;
    /// Ends an answer before its promised length: what was written arrives, then the connection ends.
    void breakOff() const;
    /// False once the client has gone or the answer is complete.
    bool isOpen() const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

using Handler = std::function<void(Request, Responder)>;

}  // namespace bloom::http
