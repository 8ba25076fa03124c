// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One client: reads only what the parser needs, answers in order, and never waits longer than its phase
// allows.
#pragma once
#include "http/codec.h"
#include "http/responder.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>
#include <optional>

namespace bloom::http {

class Connection : public QObject {
    Q_OBJECT
public:
    /// Takes the socket over.
    Connection(QTcpSocket* socket, const Limits& limits, std::vector<QByteArray> hosts, Handler handler,
               QObject* parent);

    enum class Phase { Idle, Header, Body, Answering, Flushing, Draining, Closed };
    Phase phase() const { return m_phase; }
    /// May be evicted: it waits for its client, not for our handler.
    bool isIncomplete() const { return m_phase != Phase::Answering && m_phase != Phase::Closed; }
    void start();
    /// When it connected or last completed an answer: who has waited longest makes room first.
    qint64 idleSince() const { return m_idleSince; }

    // For Responder.
    void sendWhole(const Response& response);
    void sendHead(const Response& head, qsizetype contentLength);
    void sendBody(QByteArrayView part, bool last);
    void endEarly();
    void drop();

Q_SIGNALS:
    void closed(bloom::http::Connection* self);
    void timedOut();
    void refused(int status);

private:
    void pump();
    void onReadyRead();
    void onBytesWritten();
    bool step();
    void onHeader();
    void onRequest();
    void refuse(int status);
    void afterAnswer();
    void afterFlush();
    void beginDraining();
    void drain();
    void enter(Phase phase);
    std::chrono::milliseconds deadlineOf(Phase phase) const;

    QTcpSocket* m_socket;
    Limits m_limits;
    std::vector<QByteArray> m_hosts;
    Handler m_handler;
    QTimer m_deadline;
    std::optional<RequestReader> m_reader;
    QByteArray m_buffer;
    Phase m_phase = Phase::Header;
    bool m_keepAlive = true;
    bool m_headOnly = false;
    bool m_pumping = false;
    qsizetype m_drained = 0;
    qint64 m_idleSince = 0;
};

}  // namespace bloom::http
