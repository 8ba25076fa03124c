// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/connection.h"

#include <QDeadlineTimer>
#include <QSslSocket>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace bloom::http {

namespace {

/// Says "no more from us" and leaves the other direction open, so that the client can read our refusal.
void shutDownWriting(QTcpSocket& socket) {
#ifdef Q_OS_WIN
    ::shutdown(SOCKET(socket.socketDescriptor()), SD_SEND);
#else
    ::shutdown(int(socket.socketDescriptor()), SHUT_WR);
#endif
}

}  // namespace

Connection::Connection(QTcpSocket* socket, const Limits& limits, std::vector<QByteArray> hosts,
                       Handler handler, QObject* parent)
    : QObject(parent),
      m_socket(socket),
      m_limits(limits),
      m_hosts(std::move(hosts)),
      m_handler(std::move(handler)) {
    socket->setParent(this);
    socket->setReadBufferSize(limits.readBuffer);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        Q_EMIT timedOut();
        drop();
    });
    connect(socket, &QTcpSocket::readyRead, this, &Connection::onReadyRead);
    connect(socket, &QTcpSocket::bytesWritten, this, &Connection::onBytesWritten);
    connect(socket, &QTcpSocket::disconnected, this, &Connection::drop);
}

void Connection::start() {
    m_reader.emplace(m_limits, m_hosts);
    m_idleSince = QDeadlineTimer::current().deadlineNSecs();
    enter(Phase::Header);  // a client that connects and says nothing has the header's time, not the idle one
    pump();
}

std::chrono::milliseconds Connection::deadlineOf(Phase phase) const {
    switch (phase) {
        case Phase::Idle:
            return m_limits.idleDeadline;
        case Phase::Header:
            return m_limits.headerDeadline;
        case Phase::Body:
            return m_limits.bodyDeadline;
        case Phase::Flushing:
            return m_limits.writeDeadline;
        case Phase::Draining:
            return m_limits.drainDeadline;
        case Phase::Answering:
        case Phase::Closed:
            return std::chrono::milliseconds::zero();
    }
    return {};
}

void Connection::enter(Phase phase) {
    m_phase = phase;
    const auto deadline = deadlineOf(phase);
    if (deadline.count() > 0)
        m_deadline.start(deadline);
    else
        m_deadline.stop();
}

void Connection::onReadyRead() {
    if (m_phase == Phase::Draining)
        drain();
    else
        pump();
}

void Connection::pump() {
    if (m_pumping)
        return;
    m_pumping = true;
    while (step()) {}
    m_pumping = false;
}

/// One move of the reading side; false when nothing can be done before the next event.
bool Connection::step() {
    const bool reading = m_phase == Phase::Idle || m_phase == Phase::Header || m_phase == Phase::Body;
    if (!reading || m_socket->bytesToWrite() > m_limits.writeHighWater)
        return false;
    if (m_buffer.isEmpty()) {
        m_buffer = m_socket->read(m_limits.readBuffer);
        if (m_buffer.isEmpty())
            return false;
    }
    if (m_phase == Phase::Idle)
        enter(Phase::Header);
    switch (m_reader->feed(m_buffer)) {
        case RequestReader::Step::NeedMore: {
            const QByteArray more = m_socket->read(m_limits.readBuffer);
            m_buffer += more;
            return !more.isEmpty();
        }
        case RequestReader::Step::HeaderComplete:
            onHeader();
            return true;
        case RequestReader::Step::Complete:
            onRequest();
            return true;
        case RequestReader::Step::Refused:
            refuse(m_reader->refusal());
            return false;
    }
    return false;
}

void Connection::onHeader() {
    enter(Phase::Body);
    if (m_reader->expectsContinue())
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    // A request without a body is complete already, though its bytes are all used.
    QByteArray nothing;
    if (m_buffer.isEmpty() && m_reader->feed(nothing) == RequestReader::Step::Complete)
        onRequest();
}

void Connection::onRequest() {
    enter(Phase::Answering);
    m_keepAlive = m_reader->keepAlive();
    Request request = m_reader->take();
    m_headOnly = request.method == "HEAD";
    m_handler(std::move(request), Responder(this));
}

void Connection::sendWhole(const Response& response) {
    sendHead(response, response.body.size());
    if (m_phase == Phase::Answering && !response.body.isEmpty())
        sendBody(response.body, true);
}

void Connection::sendHead(const Response& head, qsizetype contentLength) {
    if (m_phase != Phase::Answering)
        return;
    if (!isSafe(head)) {
        qWarning("http: a response header held a control character; answered 500 instead");
        m_keepAlive = false;
        m_socket->write(serializeHead(Response{.status = 500, .headers = {}, .body = {}}, 0, false));
        afterAnswer();
        return;
    }
    m_socket->write(serializeHead(head, contentLength, m_keepAlive));
    if (contentLength == 0)
        afterAnswer();
}

void Connection::sendBody(QByteArrayView part, bool last) {
    if (m_phase != Phase::Answering)
        return;
    if (!m_headOnly)
        m_socket->write(part.data(), part.size());
    if (last)
        afterAnswer();
}

void Connection::refuse(int status) {
    Q_EMIT refused(status);
    m_keepAlive = false;
    m_buffer.clear();
    m_socket->write(serializeHead(Response{.status = status, .headers = {}, .body = {}}, 0, false));
    afterAnswer();
}

void Connection::endEarly() {
    if (m_phase != Phase::Answering)
        return;
    m_keepAlive = false;
    afterAnswer();
}

void Connection::afterAnswer() {
    enter(Phase::Flushing);
    if (m_socket->bytesToWrite() == 0)
        afterFlush();
}

void Connection::onBytesWritten() {
    if (m_phase == Phase::Flushing && m_socket->bytesToWrite() == 0)
        afterFlush();
    else
        pump();
}

void Connection::afterFlush() {
    if (!m_keepAlive) {
        beginDraining();
        return;
    }
    m_reader.emplace(m_limits, m_hosts);
    m_idleSince = QDeadlineTimer::current().deadlineNSecs();
    enter(Phase::Idle);
    pump();
}

void Connection::beginDraining() {
    enter(Phase::Draining);
    if (qobject_cast<QSslSocket*>(m_socket))
        m_socket
            ->disconnectFromHost();  // TLS has an end of its own, and Qt sends what is still encrypted first
    else
        shutDownWriting(*m_socket);
    drain();
}

void Connection::drain() {
    while (m_socket->bytesAvailable() > 0) {
        m_drained += m_socket->read(m_limits.readBuffer).size();
        if (m_drained > m_limits.maxDrainBytes) {
            drop();
            return;
        }
    }
}

void Connection::drop() {
    if (m_phase == Phase::Closed)
        return;
    enter(Phase::Closed);
    m_socket->disconnect(this);
    m_socket->abort();
    Q_EMIT closed(this);
}

}  // namespace bloom::http
