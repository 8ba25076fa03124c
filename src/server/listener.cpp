// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/listener.h"

#include "core/log.h"
#include "server/webhook_intake.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace bloom::server {

namespace {

using namespace std::chrono_literals;
// A lock is gone in a moment; a full disk or a database that can't be opened takes somebody's hand.
constexpr std::chrono::seconds kAfterBusy{5};
constexpr std::chrono::seconds kAfterFailure{30};

QString reasonOf(int status) {
    switch (status) {
        case 413:
            return QStringLiteral("too-large");
        case 421:
            return QStringLiteral("foreign-host");
        case 431:
            return QStringLiteral("header-too-large");
        default:
            return QStringLiteral("malformed");
    }
}

}  // namespace

Listener::Listener(ListenerConfig config, storage::DatabaseTarget target, ListenerOptions options)
    : m_config(std::move(config)),
      m_target(std::move(target)),
      m_options(std::move(options)),
      m_view(listenerView(m_config)) {
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Listener::listen);
}

Listener::~Listener() { close(); }

void Listener::open() {
    if (m_config.secrets.isEmpty())
        qCInfo(logHttp) << "webhooks: no secret is set, so every one will be refused";
    m_writer = std::make_unique<InboxWriter>(
        m_target, *this, [this](const Commit& commit) { onCommit(commit); }, m_options.writer);
    if (!m_config.dashboardKey.isEmpty())
        m_desk = std::make_unique<DashboardDesk>(
            m_target, *this, liveSource(), [this](Ticket ticket, const http::Response& response) {
                if (const auto responder = m_askers.find(ticket); responder != m_askers.end()) {
                    responder->send(response);
                    m_askers.erase(responder);
                }
            });
    listen();
}

LiveSource Listener::liveSource() const {
    if (m_options.live)
        return m_options.live;
    return [now = m_options.now] { return storage::LiveFacts{now(), {}, false, {}}; };
}

void Listener::close() {
    m_again.stop();
    m_server.reset();
    m_waiting.clear();  // their connections are gone
    m_askers.clear();
    m_desk.reset();
    m_writer.reset();
}

http::ServerOptions Listener::serverOptions(const std::optional<QSslConfiguration>& tls) {
    http::ServerOptions options;
    options.address = m_config.address;
    options.port = m_config.port;
    options.hosts = m_config.allowedHosts();
    options.tls = tls;
    options.limits = m_options.limits;
    options.onRefused = [this](int status) { onRefused(status); };
    return options;
}

/// Anew for each try, so that a certificate that was put right is taken.
bool Listener::makeServer() {
    const auto tls = tlsOf(m_config);
    if (!tls) {
        show(tls.error());
        return false;
    }
    m_server = std::make_unique<http::Server>(
        serverOptions(*tls),
        [this](http::Request request, http::Responder responder) { onRequest(request, responder); });
    return true;
}

void Listener::listen() {
    if (!makeServer())
        return m_again.start(m_options.listenAgain);
    const auto port = m_server->listen();
    if (port) {
        m_view.port = *port;
        m_view.publicBase = publicBase(m_config, *port);
        m_view.listening = true;
        return show(std::nullopt);
    }
    show(Error{ErrorKind::Network,
               QCoreApplication::translate(
                   "Listener",
                   "Bloom Sync can't receive webhooks on %1, port %2: %3. It tries again by itself; "
                   "meanwhile changes arrive with the next sync.")
                   .arg(m_view.address, QString::number(m_config.port), port.error()),
               QStringLiteral("BLOOM_WEBHOOK_PORT")});
    m_again.start(m_options.listenAgain);
}

void Listener::show(std::optional<Error> problem) {
    const bool news = problem != m_view.problem || m_view.listening;
    m_view.problem = std::move(problem);
    if (!news)
        return;
    if (m_view.problem)
        qCWarning(logHttp).noquote() << "webhooks:" << m_view.problem->message;
    Q_EMIT changed(m_view);
}

void Listener::onRefused(int status) {
    if (m_writer)
        m_writer->countRejection(kNoRoute, reasonOf(status), m_options.now());
}

void Listener::onRequest(const http::Request& request, const http::Responder& responder) {
    const UtcTime now = m_options.now();
    if (auto call = takeDashboardCall(request, m_config.dashboardKey)) {
        if (call->answer && call->answer->status == 401)
            m_writer->countRejection(kNoRoute, QStringLiteral("wrong-key"), now);
        return askDesk(std::move(*call), responder);
    }
    Intake intake = takeIn(request, m_config.secrets, now);
    if (intake.isHealthCheck)
        return responder.send(health());
    if (!intake.rejection.isEmpty())
        m_writer->countRejection(intake.route, intake.rejection, now);
    if (intake.answer)
        return responder.send(std::move(*intake.answer));
    take(std::move(intake), now, responder);
}

void Listener::askDesk(DashboardCall call, const http::Responder& responder) {
    if (call.answer)
        return responder.send(std::move(*call.answer));
    const Ticket ticket = ++m_lastTicket;
    if (!m_desk->ask(ticket, std::move(call)))
        return responder.send(
            errorResponse({ErrorKind::DatabaseBusy, QStringLiteral("Too many ask at once."), {}}));
    m_askers.insert(ticket, responder);
}

void Listener::take(Intake intake, UtcTime now, const http::Responder& responder) {
    for (const storage::NewInboxEvent& event : intake.events)
        if (!event.key && !event.isTest)
            qCInfo(logHttp).noquote() << "webhooks:" << event.event << "at" << event.route
                                      << "names nothing that is read; kept as ignored";
    const Ticket ticket = ++m_lastTicket;
    if (!m_writer->submit(ticket, std::move(intake.events), now))
        return responder.send(laterResponse(kAfterBusy));
    m_waiting.insert(ticket, {responder, now});
}

void Listener::onCommit(const Commit& commit) {
    const auto& trouble = commit.trouble;
    if (trouble && std::exchange(m_stores, false))
        qCWarning(logHttp).noquote() << "webhooks can't be stored:" << trouble->message;
    m_stores = !trouble;
    const bool busy = trouble && trouble->kind == ErrorKind::DatabaseBusy;
    answer(commit, trouble ? laterResponse(busy ? kAfterBusy : kAfterFailure) : acceptedResponse());
    if (commit.added > 0)
        Q_EMIT committed();
    if (commit.turnedAway)
        Q_EMIT turnedAway();
}

/// Timed is what the sender waited for its 200: who is told to come again, or has left, got none.
void Listener::answer(const Commit& commit, const http::Response& response) {
    MetricPoint answered{m_options.now(), 0, 0, 0, 0};
    for (const Ticket ticket : commit.tickets) {
        const auto waiting = m_waiting.constFind(ticket);
        if (waiting == m_waiting.constEnd())
            continue;
        const bool isTimed = !commit.trouble && waiting->responder.isOpen();
        waiting->responder.send(response);
        // Not below nothing, when the clock was set back meanwhile.
        const UtcTime sent = m_options.now();
        const auto took = std::max<std::int64_t>(0, (sent - waiting->received).count());
        if (isTimed)
            answered += {sent, 1, took, took, took};
        m_waiting.erase(waiting);
    }
    if (answered.samples > 0)
        m_writer->addAnswers(answered);
}

http::Response Listener::health() const {
    const QJsonObject facts{{QStringLiteral("status"), QStringLiteral("ok")},
                            {QStringLiteral("verifies"), m_view.verifies},
                            {QStringLiteral("stores"), m_stores}};
    return {200,
            {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
            QJsonDocument(facts).toJson(QJsonDocument::Compact)};
}

}  // namespace bloom::server
