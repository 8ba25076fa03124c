// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A TCP server that says exactly what a test tells it, byte by byte: for answers no real server should give.
#pragma once
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <functional>
#include <map>

namespace bloom::test {

class RawServer : public QObject {
public:
    struct Request {
        int connection = 0;  ///< 1, 2, …
        QByteArray method;
        QByteArray target;
        QByteArray head;  ///< as it came
        QByteArray body;
        QByteArray header(const QByteArray& lowerName) const;
    };
    using Handler = std::function<void(const Request&, QTcpSocket&)>;

    explicit RawServer(Handler handler);
    ~RawServer() override;
    QUrl url(const QString& path, const QString& scheme = QStringLiteral("http")) const;

    std::vector<Request> requests;
    int connections = 0;
    int closed = 0;

    /// A whole answer that leaves the connection open.
    static QByteArray answer(int status, const QByteArray& body, const QByteArray& headers = {});

private:
    void accept();
    void read(QTcpSocket& socket, int connection);

    Handler m_handler;
    QTcpServer m_server;
    std::map<int, QByteArray> m_pending;
};

}  // namespace bloom::test
