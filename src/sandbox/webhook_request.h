// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One webhook as it goes over the wire: body, address, signature. The way of signing is this Halaxy's own: it
// shares nothing with who checks it.
#pragma once
#include "sandbox/webhooks.h"

namespace bloom::sandbox {

/// The same for a repetition; another one after a restart, whose changes are counted anew.
QString eventId(const Change& change);
QByteArray realBody(const Change& change, const QString& event);
QByteArray specificationBody(const Change& change, const QString& event);
std::vector<http::Header> headersOf(const WebhookPlan& plan, const WebhookDelivery& delivery);
/// "appointment-updated" below the base for the real shape; the base itself for the specification's.
QUrl address(const WebhookPlan& plan, const QString& realName);

}  // namespace bloom::sandbox
