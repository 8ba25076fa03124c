// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A client that sends exactly the bytes it is told, for tests that misbehave.
#pragma once
#include <QTcpSocket>

class RawClient {
public:
    explicit RawClient(quint16 port);

    void send(const QByteArray& bytes);
    /// Waits until so many whole answers (by Content-Length) have come; what has come in any case.
    QByteArray receive(int answers = 1, bool bodiless = false);
    /// Waits for the server to end the connection; what came until then.
    QByteArray receiveAll();
    bool isConnected();
    QTcpSocket& socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

/// Whole answers in these bytes.
int countAnswers(QByteArray bytes, bool bodiless = false);
int statusOf(const QByteArray& answer);
QByteArray bodyOf(const QByteArray& answer);
QByteArray getRequest(const QByteArray& path, const QByteArray& extraHeaders = {});
