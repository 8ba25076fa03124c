// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks as they are shown and decided on: events in the inbox, addresses, the listener's state. Never any
// content of a request.
#pragma once
#include "core/clock.h"
#include "core/ids.h"
#include "core/records.h"
#include "core/result.h"

#include <QMetaType>
#include <optional>
#include <vector>

namespace bloom {

/// received → processing → done | failed (tried again) → dead (8 tries that the record itself answered).
enum class InboxState { Received, Processing, Done, Failed, Dead, Ignored };
/// "received" …: the texts stored in the database and given in JSON.
QString name(InboxState state);
std::optional<InboxState> inboxStateFrom(const QString& text);

/// An address of the listener and the event Halaxy is to send there.
struct WebhookAddress {
    QString route;  ///< last part of the path: "halaxy-webhook", "appointment-deleted" …
    QString event;  ///< "appointment.deleted"; empty for the address of every event (the relay's)
    RecordKind kind = RecordKind::Appointment;
};
/// The relay's first, then the eight of the service.
const std::vector<WebhookAddress>& webhookAddresses();
/// "/api/halaxy-webhook/appointment-deleted"
QString webhookPath(const WebhookAddress& address);

struct InboxRow {
    qint64 id = 0;
    QString route;
    QString event;                 ///< "appointment.updated"
    std::optional<RecordKey> key;  ///< nothing = ignored
    bool isTest = false;
    InboxState state = InboxState::Received;
    int tries = 0;
    std::optional<UtcTime> notBefore;
    std::optional<Error> error;
    UtcTime received;
    std::optional<UtcTime> settled;
    bool operator==(const InboxRow&) const = default;
};

/// What is still to be looked after.
struct InboxCounts {
    int received = 0, processing = 0, failed = 0, dead = 0;
    std::optional<UtcTime> oldestOpen;
    int waiting() const { return received + processing + failed; }
    bool operator==(const InboxCounts&) const = default;
};

/// What is settled, of those still kept.
struct InboxSettled {
    int done = 0, ignored = 0;
    bool operator==(const InboxSettled&) const = default;
};

/// Requests turned away, without their content.
struct WebhookRejections {
    QString route;
    QString reason;  ///< "bad-signature", "too-old", "no-secret", "too-large", "malformed" …
    int requests = 0;
    UtcTime last;
    bool operator==(const WebhookRejections&) const = default;
};

struct WebhookAddressView {
    WebhookAddress address;
    QString url;  ///< as it is to be copied
    int received = 0;
    std::optional<UtcTime> lastReceived;  ///< nothing = never
};

struct ListenerView {
    bool wanted = true;  ///< the setting
    bool listening = false;
    bool verifies = false;  ///< a secret or a fixed header is set; without one everything is refused
    bool reachableFromOutside = false;  ///< listens beyond loopback
    bool tls = false;
    QString address;
    int port = 0;
    QString publicBase;            ///< "https://bloom.example.com": what the addresses to copy begin with
    std::optional<Error> problem;  ///< why it does not listen
    bool operator==(const ListenerView&) const = default;
};

struct InboxFilter {
    std::vector<InboxState> states;  ///< empty = all
    int limit = 200;
};

struct InboxView {
    ListenerView listener;
    InboxCounts counts;
    InboxSettled settled;
    double perMinute = 0;                     ///< received in the last hour
    std::optional<milliseconds> delayMedian;  ///< receipt → applied, the last hour's
    std::optional<milliseconds> delayP95;
    std::vector<InboxRow> rows;  ///< newest first, at most the filter's limit
    std::vector<WebhookAddressView> addresses;
    std::vector<WebhookRejections> rejections;  ///< of the last 24 hours
    UtcTime at;
};

}  // namespace bloom

Q_DECLARE_METATYPE(bloom::InboxView)
