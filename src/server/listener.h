// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Receives webhooks over HTTP: judges each request, has its events made durable, and only then answers 200.
// Lives in whatever thread it is placed; never reads a record, never waits for a run.
#pragma once
#include "http/server.h"
#include "server/dashboard_desk.h"
#include "server/inbox_writer.h"
#include "server/listener_config.h"

#include <QHash>
#include <QTimer>

namespace bloom::server {

struct Intake;

struct ListenerOptions {
    std::function<UtcTime()> now;  ///< from any thread
    std::chrono::milliseconds listenAgain{5'000};
    http::Limits limits;
    InboxWriterOptions writer;
    LiveSource live;  ///< for dashboards; nothing = only the time
};

class Listener : public QObject {
    Q_OBJECT
public:
    Listener(ListenerConfig config, storage::DatabaseTarget target, ListenerOptions options);
    ~Listener() override;

    /// Listens, or says why not and tries again until it does.
    void open();
    void close();
    const ListenerView& view() const { return m_view; }
    int commits() const { return m_writer ? m_writer->commits() : 0; }
    const http::ServerCounts& counts() const { return m_server->counts(); }

Q_SIGNALS:
    void changed(const bloom::ListenerView& view);
    /// Events were stored that were not held before.
    void committed();
    /// Requests that were turned away have been counted.
    void turnedAway();

private:
    http::ServerOptions serverOptions(const std::optional<QSslConfiguration>& tls);
    bool makeServer();
    void listen();
    void show(std::optional<Error> problem);
    void onRequest(const http::Request& request, const http::Responder& responder);
    void onRefused(int status);
    void askDesk(DashboardCall call, const http::Responder& responder);
    void take(Intake intake, UtcTime now, const http::Responder& responder);
    void onCommit(const Commit& commit);
    void answer(const Commit& commit, const http::Response& response);
    http::Response health() const;
    LiveSource liveSource() const;

    const ListenerConfig m_config;
    const storage::DatabaseTarget m_target;
    const ListenerOptions m_options;
    ListenerView m_view;
    QTimer m_again{this};
    std::unique_ptr<InboxWriter> m_writer;
    std::unique_ptr<DashboardDesk> m_desk;  ///< only where a key is set
    std::unique_ptr<http::Server> m_server;
    struct Waiting {
        http::Responder responder;
        UtcTime received;
    };
    /// Who waits for a commit. Responders stay in this thread; only their numbers travel.
    QHash<Ticket, Waiting> m_waiting;
    QHash<Ticket, http::Responder> m_askers;  ///< who waits for a dashboard
    Ticket m_lastTicket = 0;
    bool m_stores = true;  ///< the last commit succeeded
};

}  // namespace bloom::server
