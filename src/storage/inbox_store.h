// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What webhooks announced, as it comes in: the durable inbox, when each address last heard something, and
// what was turned away. What becomes of an event afterwards is not decided here.
#pragma once
#include "core/webhooks.h"
#include "storage/scope.h"

namespace bloom::storage {

/// One event as it is received. Never any content of the request: its record is always read.
struct NewInboxEvent {
    QString route;
    QString subscription;
    QString eventId;  ///< the sender's; empty = it gave none, and the body is the key
    QByteArray bodyHash;
    int position = 0;  ///< within its body
    QString event;
    std::optional<RecordKey> key;  ///< nothing = nothing to read
    bool isDelete = false;
    bool isTest = false;
    std::optional<UtcTime> eventAt;  ///< as the sender says
    bool operator==(const NewInboxEvent&) const = default;
};

class InboxStore {
public:
    explicit InboxStore(Scope& scope) : m_scope(scope) {}

    /// The events of one request. How many were new: an event that is held already, by its id, or by its body
    /// while an equal one waits, is not kept twice.
    int add(const std::vector<NewInboxEvent>& events, UtcTime now);
    /// Requests turned away; the hour and the newest time count, nothing else is kept.
    void countRejections(const QString& route, const QString& reason, int requests, UtcTime now);
    /// What waits, and what is dead. Neither done nor ignored: to count those takes as long as they are many.
    InboxCounts openCounts();

private:
    void noteReceived(const QString& route, UtcTime now);
    Scope& m_scope;
};

}  // namespace bloom::storage
