// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sandbox_server.h"

#include <QTimer>

namespace bloom::sandbox {

namespace {

http::ServerOptions loopback(quint16 port) {
    http::ServerOptions options;
    options.port = port;
    return options;
}

}  // namespace

SandboxServer::SandboxServer(Clock& clock, Practice practice, Quirks quirks, QObject* parent)
    : QObject(parent),
      m_clock(clock),
      m_core(std::move(practice), std::move(quirks)),
      m_server(
          loopback(0),
          [this](http::Request request, http::Responder responder) { onRequest(request, responder); }, this),
      m_sender(m_core, m_clock, this) {}  // a child, so that it moves to another thread with us

SandboxServer::~SandboxServer() {
    if (m_liveTimer)
        m_clock.cancelTimer(*m_liveTimer);
    stop();
}

void SandboxServer::setLive(const LiveOptions& options) {
    m_live.emplace(options);
    m_livedUntil = m_clock.utcNow();
    if (!m_liveTimer)
        scheduleLive();
}

void SandboxServer::scheduleLive() {
    static constexpr milliseconds step(5000);
    m_liveTimer = m_clock.startTimer(step, [this] { live(); });
}

void SandboxServer::live() {
    const UtcTime now = m_clock.utcNow();
    if (now > m_livedUntil)
        m_live->pass(m_core.practice(), m_core.quirks(), m_livedUntil, now);
    m_livedUntil = now;
    scheduleLive();
}

std::expected<quint16, QString> SandboxServer::start(quint16 port) {
    auto listening = m_server.listen(port);
    if (listening)
        m_core.setOrigin(QStringLiteral("http://127.0.0.1:%1").arg(*listening));
    m_sender.start();  // sends nothing until there is a plan
    return listening;
}

void SandboxServer::stop() {
    m_server.close();
    m_sender.stop();
    m_hanging.clear();
}

quint16 SandboxServer::port() const { return m_server.port(); }

QString SandboxServer::baseUrl() const {
    return QStringLiteral("http://127.0.0.1:%1/%2")
        .arg(port())
        .arg(m_core.quirks().shape == Shape::Plain ? QStringLiteral("fhir") : QStringLiteral("main"));
}

void SandboxServer::onRequest(const http::Request& request, const http::Responder& responder) {
    Reply reply = m_core.handle(request, m_clock.utcNow());
    Q_EMIT answered(QString::fromLatin1(request.method), QString::fromUtf8(request.target),
                    reply.response.status);
    const auto delay = reply.delivery.delay;
    if (delay.count() == 0)
        deliver(reply, responder);
    else
        QTimer::singleShot(delay, this,
                           [this, reply = std::move(reply), responder] { deliver(reply, responder); });
}

void SandboxServer::deliver(const Reply& reply, const http::Responder& responder) {
    const QByteArray& body = reply.response.body;
    switch (reply.delivery.kind) {
        case Delivery::Kind::Whole:
            responder.send(reply.response);
            return;
        case Delivery::Kind::Drop:
            responder.drop();
            return;
        case Delivery::Kind::Hang:
            std::erase_if(m_hanging, [](const http::Responder& held) { return !held.isOpen(); });
            m_hanging.push_back(responder);
            return;
        case Delivery::Kind::Truncate:
            responder.begin(reply.response, body.size());
            responder.write(QByteArrayView(body).first(std::max<qsizetype>(0, reply.delivery.bytes)));
            responder.breakOff();
            return;
        case Delivery::Kind::Drip:
            responder.begin(reply.response, body.size());
            drip(body, reply.delivery, responder);
            return;
    }
}

void SandboxServer::drip(const QByteArray& body, const Delivery& delivery, const http::Responder& responder) {
    if (!responder.isOpen())
        return;
    responder.write(QByteArrayView(body).first(std::min(delivery.bytes, body.size())));
    const QByteArray rest = body.mid(delivery.bytes);
    if (!rest.isEmpty())
        QTimer::singleShot(delivery.interval, this,
                           [this, rest, delivery, responder] { drip(rest, delivery, responder); });
}

}  // namespace bloom::sandbox
