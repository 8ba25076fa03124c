// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/raw_server.h"

namespace bloom::test {

QByteArray RawServer::Request::header(const QByteArray& lowerName) const {
    for (const QByteArray& line : head.split('\n'))
        if (const auto colon = line.indexOf(':'); colon > 0 && line.left(colon).toLower() == lowerName)
            return line.mid(colon + 1).trimmed();
    return {};
}

RawServer::RawServer(Handler handler) : m_handler(std::move(handler)) {
    connect(&m_server, &QTcpServer::newConnection, this, [this] { accept(); });
    m_server.listen(QHostAddress::LocalHost);
}

RawServer::~RawServer() { m_server.close(); }

QUrl RawServer::url(const QString& path, const QString& scheme) const {
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(scheme).arg(m_server.serverPort()).arg(path));
}

void RawServer::accept() {
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        const int number = ++connections;
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, number] { read(*socket, number); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            ++closed;
            socket->deleteLater();
        });
    }
}

void RawServer::read(QTcpSocket& socket, int connection) {
    QByteArray& pending = m_pending[connection];
    pending += socket.readAll();
    while (true) {
        const auto headEnd = pending.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        Request request;
        request.connection = connection;
        request.head = pending.left(headEnd);
        const QByteArrayList first = request.head.left(request.head.indexOf('\r')).split(' ');
        request.method = first.value(0);
        request.target = first.value(1);
        const auto length = request.header("content-length").toLongLong();
        if (pending.size() < headEnd + 4 + length)
            return;
        request.body = pending.mid(headEnd + 4, length);
        pending.remove(0, headEnd + 4 + length);
        requests.push_back(request);
        m_handler(request, socket);
    }
}

QByteArray RawServer::answer(int status, const QByteArray& body, const QByteArray& headers) {
    return "HTTP/1.1 " + QByteArray::number(status) +
           " Said\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

}  // namespace bloom::test
