// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The questions the door answers from the database, as functions of a connection: the host asks them in a
// reader thread, the terminal on its own connection.
#pragma once
#include "core/care.h"
#include "core/held.h"
#include "core/log_views.h"
#include "core/metrics.h"
#include "core/overview.h"
#include "core/webhooks.h"
#include "storage/database.h"
#include "storage/readers/dashboard_reader.h"

#include <functional>

namespace bloom::engine {

template <typename T> using Query = std::function<Result<T>(storage::Database&)>;

/// `facts` and where a secret lies open are the engine's, for what needs attention.
Query<OverviewView> queryOverview(HealthFacts facts, QString unprotectedSecret, UtcTime now);
Query<std::vector<PractitionerView>> queryPractitioners();
/// By Bloom's id or Halaxy's; an invalid date is the practitioner's today.
Query<Dashboard> queryDashboard(QString practitioner, QDate date, storage::LiveFacts live);
/// Today over all practitioners, and what to act on; days and snoozes are the practice's.
Query<EveryoneView> queryEveryone(storage::LiveFacts live, QString practiceZone);
Query<ClientNotes> queryClientNotes(ClientId client);
Query<std::vector<OwnedChange>> queryOwnedChanges(PractitionerId practitioner);
/// What happened to the sessions of that local day, newest first.
Query<std::vector<DayChange>> queryDayChanges(PractitionerId practitioner, QDate date);
Query<RunDetail> queryRunDetail(RunId run);
Query<LogIndex> queryLogIndex(LogFilter filter);
/// The listener as it is, for the addresses to copy; the terminal's knows none.
Query<InboxView> queryInbox(InboxFilter filter, ListenerView listener, UtcTime now);
/// Without an id in the anchor: the newest.
Query<std::vector<RunRow>> queryLogRows(LogFilter filter, LogAnchor from, int count);
Query<MetricsView> queryMetrics(MetricsQuery query, UtcTime now);

}  // namespace bloom::engine
