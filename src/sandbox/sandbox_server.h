// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sandbox's HTTP face, on the loopback interface only. Lives in any thread; use everything, core() too,
// on that thread.
#pragma once
#include "http/server.h"
#include "sandbox/generator.h"
#include "sandbox/live.h"
#include "sandbox/sandbox.h"
#include "sandbox/webhook_sender.h"

#include <QObject>

namespace bloom::sandbox {

class SandboxServer : public QObject {
    Q_OBJECT
public:
    /// The clock must outlive the server; the practice's time is this clock's.
    SandboxServer(Clock& clock, Practice practice, Quirks quirks = {}, QObject* parent = nullptr);
    ~SandboxServer() override;

    /// The port, or why it can't listen; 0 takes a free one.
    std::expected<quint16, QString> start(quint16 port = 0);
    void stop();
    quint16 port() const;
    /// "http://127.0.0.1:PORT/main": what a client is given as its base URL.
    QString baseUrl() const;
    /// From now on time passes in the practice: every few seconds what has become due happens.
    void setLive(const LiveOptions& options);
    Sandbox& core() { return m_core; }
    const Sandbox& core() const { return m_core; }

Q_SIGNALS:
    void answered(const QString& method, const QString& target, int status);

private:
    void onRequest(const http::Request& request, const http::Responder& responder);
    void deliver(const Reply& reply, const http::Responder& responder);
    void live();
    void scheduleLive();
    void drip(const QByteArray& body, const Delivery& delivery, const http::Responder& responder);

    Clock& m_clock;
    Sandbox m_core;
    http::Server m_server;
    WebhookSender m_sender;
    std::vector<http::Responder> m_hanging;
    std::optional<Live> m_live;
    UtcTime m_livedUntil{};
    std::optional<Clock::TimerId> m_liveTimer;
};

}  // namespace bloom::sandbox
