// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An HTTP/1.1 server with hard limits, on Qt sockets, in whatever thread it lives in. Request → response;
// what they mean is the handler's business. Survives what PITFALLS lists: slow clients, floods, endless
// bodies.
#pragma once
#include "http/limits.h"
#include "http/responder.h"

#include <QHostAddress>
#include <QObject>
#include <QSslConfiguration>
#include <expected>
#include <optional>

namespace bloom::http {

struct ServerOptions {
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 0;  ///< 0 takes a free one
    /// Names a Host header may hold, lower case and without port; a foreign name is refused, so that no web
    /// page can reach a loopback server by rebinding a name of its own.
    std::vector<QByteArray> hosts = {"127.0.0.1", "localhost", "[::1]"};
    std::optional<QSslConfiguration> tls;
    Limits limits;
    /// Told of what the server refuses by itself: a body too large, a foreign Host, bytes that are no HTTP.
    std::function<void(int status)> onRefused;
};

/// What the server did since it began to listen.
struct ServerCounts {
    quint64 accepted = 0;
    quint64 evicted = 0;
    quint64 turnedAway = 0;  ///< at the cap with every connection being answered
    quint64 timedOut = 0;
    quint64 refused = 0;  ///< answered 4xx or 5xx by the server itself
};

class Server : public QObject {
    Q_OBJECT
public:
    Server(ServerOptions options, Handler handler, QObject* parent = nullptr);
    ~Server() override;

    /// On the port of the options: which it took, or why it can't listen.
    std::expected<quint16, QString> listen();
    std::expected<quint16, QString> listen(quint16 port);
    /// Stops listening and drops every connection.
    void close();
    bool isListening() const;
    quint16 port() const;
    int connections() const;
    const ServerCounts& counts() const;

private:
    class Listener;
    Listener* m_listener;
};

}  // namespace bloom::http
