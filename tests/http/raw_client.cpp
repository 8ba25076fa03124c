// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/raw_client.h"

#include <QtTest>

RawClient::RawClient(quint16 port) {
    m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    if (!m_socket.waitForConnected(5000))
        qFatal("no connection: %s", qPrintable(m_socket.errorString()));
}

void RawClient::send(const QByteArray& bytes) { m_socket.write(bytes); }

QByteArray RawClient::receive(int answers, bool bodiless) {
    (void)QTest::qWaitFor(
        [&] {
            m_received += m_socket.readAll();
            return countAnswers(m_received, bodiless) >= answers ||
                   m_socket.state() != QTcpSocket::ConnectedState;
        },
        20000);
    m_received += m_socket.readAll();
    return m_received;
}

QByteArray RawClient::receiveAll() {
    (void)QTest::qWaitFor(
        [&] {
            m_received += m_socket.readAll();
            return m_socket.state() == QTcpSocket::UnconnectedState;
        },
        20000);
    m_received += m_socket.readAll();
    return m_received;
}

bool RawClient::isConnected() { return m_socket.state() == QTcpSocket::ConnectedState; }

int countAnswers(QByteArray bytes, bool bodiless) {
    int count = 0;
    while (true) {
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return count;
        const QByteArray head = bytes.left(end).toLower();
        const qsizetype at = head.indexOf("content-length: ");
        const qsizetype length = at < 0 || bodiless ? 0 : head.mid(at + 16).split('\r').front().toLongLong();
        if (bytes.size() < end + 4 + length)
            return count;
        bytes.remove(0, end + 4 + length);
        if (!head.startsWith("http/1.1 100"))
            ++count;
    }
}

int statusOf(const QByteArray& answer) {
    return answer.startsWith("HTTP/1.1 ") ? answer.mid(9, 3).toInt() : 0;
}

QByteArray bodyOf(const QByteArray& answer) {
    const qsizetype end = answer.indexOf("\r\n\r\n");
    return end < 0 ? QByteArray() : answer.mid(end + 4);
}

QByteArray getRequest(const QByteArray& path, const QByteArray& extraHeaders) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + extraHeaders + "\r\n";
}
