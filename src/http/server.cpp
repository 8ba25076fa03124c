// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/server.h"

#include "http/connection.h"

#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>
#include <list>

namespace bloom::http {

class Server::Listener : public QTcpServer {
public:
    Listener(ServerOptions options, Handler handler, QObject* parent)
        : QTcpServer(parent),
          m_options(std::move(options)),
          m_handler(std::move(handler)) {
        // Out of descriptors: Qt stops accepting for good unless told to go on.
        connect(this, &QTcpServer::acceptError, this,
                [this] { QTimer::singleShot(1000, this, &QTcpServer::resumeAccepting); });
    }

    const ServerOptions& options() const { return m_options; }
    const ServerCounts& counts() const { return m_counts; }
    int connections() const { return int(m_connections.size()); }
    void dropAll() {
        while (!m_connections.empty())
            m_connections.front()->drop();
    }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    bool makeRoom();
    void add(QTcpSocket* socket);
    void remove(Connection* connection);

    ServerOptions m_options;
    Handler m_handler;
    ServerCounts m_counts;
    std::list<Connection*> m_connections;
};

/// At the cap the oldest incomplete connection goes: refusing the newest would shut good clients out.
bool Server::Listener::makeRoom() {
    if (connections() < m_options.limits.maxConnections)
        return true;
    Connection* oldest = nullptr;
    for (Connection* connection : m_connections) {
        if (connection->isIncomplete() && (!oldest || connection->idleSince() < oldest->idleSince()))
            oldest = connection;
    }
    if (!oldest)
        return false;
    ++m_counts.evicted;
    oldest->drop();
    return true;
}

void Server::Listener::incomingConnection(qintptr descriptor) {
    auto* tls = m_options.tls ? new QSslSocket : nullptr;
    QTcpSocket* socket = tls ? tls : new QTcpSocket;
    if (!socket->setSocketDescriptor(descriptor) || !makeRoom()) {
        ++m_counts.turnedAway;
        delete socket;
        return;
    }
    ++m_counts.accepted;
    if (tls) {
        tls->setSslConfiguration(*m_options.tls);
        tls->startServerEncryption();
    }
    add(socket);
}

void Server::Listener::add(QTcpSocket* socket) {
    auto* connection = new Connection(socket, m_options.limits, m_options.hosts, m_handler, this);
    m_connections.push_back(connection);
    connect(connection, &Connection::closed, this, &Listener::remove);
    connect(connection, &Connection::timedOut, this, [this] { ++m_counts.timedOut; });
    connect(connection, &Connection::refused, this, [this](int status) {
        ++m_counts.refused;
        if (m_options.onRefused)
            m_options.onRefused(status);
    });
    connection->start();
}

void Server::Listener::remove(Connection* connection) {
    m_connections.remove(connection);
    connection->deleteLater();
}

Server::Server(ServerOptions options, Handler handler, QObject* parent)
    : QObject(parent),
      m_listener(new Listener(std::move(options), std::move(handler), this)) {}

Server::~Server() { close(); }

std::expected<quint16, QString> Server::listen() { return listen(m_listener->options().port); }

std::expected<quint16, QString> Server::listen(quint16 port) {
    if (!m_listener->listen(m_listener->options().address, port))
        return std::unexpected(m_listener->errorString());
    return m_listener->serverPort();
}

void Server::close() {
    m_listener->close();
    m_listener->dropAll();
}

bool Server::isListening() const { return m_listener->isListening(); }
quint16 Server::port() const { return m_listener->serverPort(); }
int Server::connections() const { return m_listener->connections(); }
const ServerCounts& Server::counts() const { return m_listener->counts(); }

}  // namespace bloom::http
