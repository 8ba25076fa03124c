// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard as JSON, for the terminal and the endpoint: camelCase names, money as a number with two
// places, times as UTC ISO 8601. Clients appear by initials only.
#pragma once
#include "core/dashboard.h"

#include <QJsonObject>

namespace bloom {

/// The whole answer as text; `indented` for people.
QByteArray dashboardJson(const Dashboard& dashboard, bool indented = true);

/// Everybody, as they stand in the dashboard's "practitioner": an array.
QByteArray practitionersJson(const std::vector<PractitionerView>& practitioners);

/// A QJsonObject can't hold 1234.50 as such; these two can: put money in with moneyValue, write with
/// jsonText.
QJsonValue moneyValue(Cents amount);
QJsonValue moneyValue(std::optional<Cents> amount);
QByteArray jsonText(const QJsonObject& object, bool indented);
/// "2026-11-23T22:40:00.000Z", or null.
QJsonValue timeValue(std::optional<UtcTime> time);
QJsonObject syncStatusJson(const SyncStatusView& sync);

}  // namespace bloom
