// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Events put into the inbox as a listener would, and what stands there.
#pragma once
#include "core/webhooks.h"
#include "storage/statement.h"
#include "support/temp_database.h"

namespace bloom::test {

struct InboxEvent {
    RecordKey key;
    QString event = QStringLiteral("appointment.updated");
    QString eventId = {};  ///< empty: the body is the key
    QByteArray body = {};
    bool isTest = false;
};

inline InboxEvent eventOf(RecordKind kind, const QString& id, const QString& event, const QString& eventId) {
    return {{kind, HalaxyId(id)}, event, eventId};
}

inline void putEvents(TempDatabase& database, const std::vector<InboxEvent>& events, UtcTime now) {
    database.write([&](storage::Scope& scope) {
        for (const InboxEvent& event : events)
            storage::Statement(
                scope, QStringLiteral("INSERT INTO webhook_inbox (route, event_id, body_hash, event, kind, "
                                      "halaxy_id, is_delete, is_test, state, received_at) VALUES "
                                      "('halaxy-webhook', ?, ?, ?, ?, ?, ?, ?, 'received', ?)"))
                .bind(QVariant(event.eventId.isNull() ? QStringLiteral("") : event.eventId),
                      event.body.isEmpty() ? event.key.id.value.toUtf8() : event.body, event.event,
                      name(event.key.kind), event.key.id, event.event.endsWith(QLatin1String(".deleted")),
                      event.isTest, now)
                .run();
    });
}

/// "done 2, received 1": how many of each state.
inline QString inboxStory(TempDatabase& database) {
    return database
        .rows(QStringLiteral(
            "SELECT state || ' ' || count(*) FROM webhook_inbox GROUP BY state ORDER BY state"))
        .join(QStringLiteral(", "));
}

}  // namespace bloom::test
