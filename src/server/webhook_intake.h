// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with one request before anything is stored: which address it is for, whether it is believed,
// and what it announces. A pure function, without socket, thread or database.
#pragma once
#include "halaxy/webhook_verification.h"
#include "http/message.h"
#include "storage/inbox_store.h"

namespace bloom::server {

struct Intake {
    /// To answer at once; nothing = the events are to be stored first.
    std::optional<http::Response> answer;
    /// Why it was turned away, for the count: "bad-signature", "too-old" …; empty = it was not.
    QString rejection;
    QString route;  ///< of the address; "other" where there is none
    std::vector<storage::NewInboxEvent> events;
    bool isHealthCheck = false;
};
Intake takeIn(const http::Request& request, const halaxy::WebhookSecrets& secrets, UtcTime now);

inline constexpr QLatin1String kNoRoute("other");

http::Response textResponse(int status, const QByteArray& text);
/// Once the events are durable.
http::Response acceptedResponse();
/// The sender is to try again: nothing of it was stored.
http::Response laterResponse(std::chrono::seconds after);

}  // namespace bloom::server
