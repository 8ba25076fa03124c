// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/inbox_store.h"

#include "storage/statement.h"

namespace bloom::storage {

namespace {

/// A test of our own is done when it has come through, and what names no record has nothing to wait for.
InboxState firstState(const NewInboxEvent& event) {
    if (event.isTest)
        return InboxState::Done;
    return event.key ? InboxState::Received : InboxState::Ignored;
}

UtcTime hourOf(UtcTime time) { return std::chrono::floor<std::chrono::hours>(time); }

int numberAt(const Row& row) { return row.number(0); }

}  // namespace

int InboxStore::add(const std::vector<NewInboxEvent>& events, UtcTime now) {
    int added = 0;
    for (const NewInboxEvent& event : events) {
        const InboxState state = firstState(event);
        const auto kind = event.key ? QVariant(name(event.key->kind)) : QVariant();
        const auto settled = state == InboxState::Received ? std::optional<UtcTime>() : now;
        // Without a target: the two unique indexes, by event id and by body, both say what is held already.
        added +=
            Statement(m_scope,
                      QStringLiteral(
                          "INSERT INTO webhook_inbox (route, subscription, event_id, body_hash, position, "
                          "event, kind, halaxy_id, is_delete, is_test, state, event_at, received_at, "
                          "applied_at) VALUES (?, coalesce(?, ''), coalesce(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, "
                          "?, ?, ?) ON CONFLICT DO NOTHING"))
                .bind(event.route, event.subscription, event.eventId, event.bodyHash, event.position,
                      event.event, kind, event.key ? event.key->id : HalaxyId(), event.isDelete, event.isTest,
                      name(state), event.eventAt, now, settled)
                .run();
    }
    if (!events.empty())
        noteReceived(events.front().route, now);
    return added;
}

void InboxStore::noteReceived(const QString& route, UtcTime now) {
    Statement(m_scope, QStringLiteral(
                           "INSERT INTO webhook_routes (route, received, last_received_at) VALUES (?, 1, ?) "
                           "ON CONFLICT (route) DO UPDATE SET received = received + 1, "
                           "last_received_at = excluded.last_received_at"))
        .bind(route, now)
        .run();
}

void InboxStore::countRejections(const QString& route, const QString& reason, int requests, UtcTime now) {
    Statement(
        m_scope,
        QStringLiteral(
            "INSERT INTO webhook_rejections (hour, route, reason, requests, last_at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (hour, route, reason) DO UPDATE SET requests = requests + excluded.requests, "
            "last_at = excluded.last_at"))
        .bind(hourOf(now), route, reason, requests, now)
        .run();
}

InboxCounts InboxStore::openCounts() {
    const auto count = [this](InboxState state) {
        return Statement(m_scope, QStringLiteral("SELECT count(*) FROM webhook_inbox WHERE state IN "
                                                 "('received', 'processing', 'failed') AND state = ?"))
            .bind(name(state))
            .one(numberAt)
            .value_or(0);
    };
    InboxCounts counts;
    counts.received = count(InboxState::Received);
    counts.processing = count(InboxState::Processing);
    counts.failed = count(InboxState::Failed);
    counts.dead =
        Statement(m_scope, QStringLiteral("SELECT count(*) FROM webhook_inbox WHERE state = 'dead'"))
            .one(numberAt)
            .value_or(0);
    // The oldest is the one with the smallest id: asked for each state, each is one look into the index.
    for (const InboxState state : {InboxState::Received, InboxState::Processing, InboxState::Failed}) {
        const auto oldest =
            Statement(m_scope, QStringLiteral("SELECT received_at FROM webhook_inbox WHERE state IN "
                                              "('received', 'processing', 'failed') AND state = ? "
                                              "ORDER BY id") +
                                   m_scope.dialect().limit())
                .bind(name(state), 1)
                .one([](const Row& row) { return row.time(0); });
        if (oldest && (!counts.oldestOpen || *oldest < *counts.oldestOpen))
            counts.oldestOpen = oldest;
    }
    return counts;
}

}  // namespace bloom::storage
