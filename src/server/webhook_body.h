// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the body of a webhook announces: which records are to be read. Two shapes, told apart by the body
// itself: the specification's object and the service's notification bundle. Nothing of their content is kept.
#pragma once
#include "core/webhooks.h"
#include "storage/inbox_store.h"

#include <expected>

namespace bloom::server {

/// The event of a test that Bloom Sync sends to itself.
inline constexpr QLatin1String kTestEvent("bloom.test");

/// The events, or what was expected instead. signedId: the sender's id of this message, where it was signed.
std::expected<std::vector<storage::NewInboxEvent>, QString> readWebhookBody(const WebhookAddress& address,
                                                                            const QByteArray& body,
                                                                            const QByteArray& signedId);

}  // namespace bloom::server
