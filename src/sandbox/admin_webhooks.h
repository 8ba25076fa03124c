// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// /sandbox/webhooks: where they go, how they were answered, and many at once.
#pragma once
#include "sandbox/sandbox.h"

#include <QJsonObject>

namespace bloom::sandbox {

/// Plan and counts, without the secret.
QByteArray webhooksJson(const Sandbox& sandbox);
/// Members of the plan, and {"burst": N, "resource": "Appointment"}; or why not.
std::expected<void, QString> changeWebhooks(Sandbox& sandbox, const QJsonObject& asked, UtcTime now);
/// So many live records are said to have changed, in the order they were made, none being touched. How many.
int burst(Practice& practice, Resource resource, int count, UtcTime now);

}  // namespace bloom::sandbox
