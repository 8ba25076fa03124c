// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the terminal prints: one JSON object, or lines for people. Clients appear by initials only.
#pragma once
#include "core/alert_facts.h"
#include "core/health.h"
#include "core/log_views.h"
#include "core/overview.h"

#include <QJsonObject>

namespace bloom::apps {

/// Everything a program may use: outcome, times, counts of every kind, what was set aside and why.
QJsonObject reportJson(const RunReport& report);
QString reportText(const RunReport& report);
/// One line: what came of it, how long, how many calls.
QString outcomeText(const RunReport& report);
/// A line for each failure, with its record.
QStringList problemTexts(const RunReport& report);
/// A run that was never begun: held or refused, with what says why.
QJsonObject refusalJson(RunOutcome outcome, const std::vector<Error>& problems, UtcTime now);
/// "HALAXY_BASE_URL: expected …": where, once, and what.
QString problemText(const Error& problem);

struct StatusView {
    StateView state;
    SyncStatusView practice;
    OverviewView overview;
    QString database;
    std::vector<Alert> alerts{};  ///< those that fire
    StoredAlertFacts waiting{};   ///< events and held deletions
};
QJsonObject statusJson(const StatusView& status);
QString statusText(const StatusView& status, UtcTime now);

QString dashboardText(const Dashboard& dashboard);
QJsonObject logJson(const std::vector<RunRow>& rows);
QString logText(const std::vector<RunRow>& rows);

/// 0 success, 1 failed, 3 partial or held.
int exitCodeOf(RunOutcome outcome);

}  // namespace bloom::apps
