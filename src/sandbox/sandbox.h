// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A Halaxy without sockets: (state, request, now) → reply. The HTTP face and the simulation both sit on this.
// It never asks what time it is and never waits.
#pragma once
#include "http/message.h"
#include "sandbox/access.h"
#include "sandbox/counters.h"
#include "sandbox/edits.h"
#include "sandbox/faults.h"
#include "sandbox/practice.h"
#include "sandbox/quirks.h"
#include "sandbox/reply.h"
#include "sandbox/webhooks.h"

namespace bloom::sandbox {

class Sandbox {
public:
    explicit Sandbox(Practice practice, Quirks quirks = {});

    /// The answer to one request; the path decides between service and admin.
    Reply handle(const http::Request& request, UtcTime now);

    /// The truth, to compare with.
    const Practice& practice() const { return m_practice; }
    /// For edits that Editor does not know; whoever makes one moves practice().revision.
    Practice& practice() { return m_practice; }
    /// What people do at this moment, stamped with the service's own time.
    Editor edit(UtcTime now) { return {m_practice, m_quirks, serverTime(now)}; }
    Quirks& quirks() { return m_quirks; }
    const Quirks& quirks() const { return m_quirks; }
    FaultSet& faults() { return m_faults; }
    Counters& counters() { return m_counters; }
    const Counters& counters() const { return m_counters; }
    Tokens& tokens() { return m_tokens; }
    /// What it sends by itself; whoever drives the sandbox takes what is due.
    Webhooks& webhooks() { return m_webhooks; }
    const Webhooks& webhooks() const { return m_webhooks; }
    std::vector<WebhookDelivery> dueWebhooks(UtcTime now) { return m_webhooks.take(m_practice, now); }

    /// What references and links begin with, before the path: "http://127.0.0.1:4711".
    void setOrigin(const QString& origin) { m_origin = origin; }
    /// The service's own idea of the time.
    UtcTime serverTime(UtcTime now) const { return now + m_faults.skew(now); }

private:
    struct Route {
        QString base;      ///< origin and base path, for references
        QStringList path;  ///< what follows the base path
    };
    struct Task {
        const http::Request& request;
        Route route;
        std::vector<Parameter> parameters;
        std::vector<Fault> faults;
        UtcTime now;
    };
    std::optional<Route> route(const http::Request& request) const;
    Called describe(const Route& route, const http::Request& request,
                    const std::vector<Parameter>& parameters) const;
    Reply serve(const http::Request& request, const Route& route, UtcTime now);
    http::Response answer(const Task& task);
    http::Response token(const Task& task);
    http::Response resource(const Task& task);
    http::Response search(const Task& task, Resource resource);
    http::Response read(const Task& task, Resource resource, const QString& id);
    std::optional<Refusal> authorize(const Task& task);
    const std::expected<std::vector<quint32>, Refusal>& matches(const Search& search);

    struct CachedMatches {
        QString key;
        quint64 revision = 0;
        std::expected<std::vector<quint32>, Refusal> rows;
    };

    Practice m_practice;
    Quirks m_quirks;
    FaultSet m_faults;
    Counters m_counters;
    Tokens m_tokens;
    Webhooks m_webhooks;
    RateWindow m_rate;
    QString m_origin = QStringLiteral("https://au-api.halaxy.com");
    std::deque<CachedMatches> m_cache;  ///< of the last few searches: their pages come one after the other
};

}  // namespace bloom::sandbox
