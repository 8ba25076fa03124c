// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `bloom-syncctl alerts`: what fires, and acknowledging it. Ids only, no names.
#pragma once
#include "apps/syncctl_options.h"
#include "core/alert_facts.h"
#include "storage/database.h"

#include <QJsonArray>
#include <QJsonObject>

namespace bloom::apps {

QJsonArray alertsJson(const std::vector<Alert>& alerts, UtcTime now);
/// A line or two for each, with how it is acknowledged.
QString alertsText(const std::vector<Alert>& alerts, UtcTime now);
/// Of `status`: alerts, events and held deletions, each where there are any.
QString waitingText(const std::vector<Alert>& alerts, const StoredAlertFacts& waiting, UtcTime now);
QJsonObject inboxJson(const StoredAlertFacts& waiting);

/// Acknowledges what was asked for, then prints what fires; returns the exit code.
int showAlerts(const SyncctlCommand& command, storage::Database& reader, UtcTime now);

}  // namespace bloom::apps
