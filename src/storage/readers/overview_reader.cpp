// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/overview_reader.h"

#include "storage/mirror_store.h"
#include "storage/practitioner_store.h"
#include "storage/readers/freshness_reader.h"
#include "storage/set_aside_store.h"
#include "storage/statement.h"
#include "storage/status_store.h"
#include "storage/sync_log_store.h"

#include <algorithm>

namespace bloom::storage {
namespace {

constexpr int kCells = 48;
constexpr int kPoints = 200;

RunCell cellOf(const LogReader::FinishedRun& run) {
    return {run.row.id,      run.row.started,   run.duration,   run.row.type,
            run.row.outcome, run.row.processed, run.row.message};
}

RunPoint pointOf(const LogReader::FinishedRun& run) {
    RunPoint point;
    point.started = run.row.started;
    point.type = run.row.type;
    point.outcome = run.row.outcome;
    point.duration = run.duration;
    point.rateLimitWait = run.rateLimitWait;
    point.received = run.received;
    point.written = run.row.created + run.row.updated + run.row.deleted;
    point.setAside = run.setAside;
    point.calls = run.row.calls;
    return point;
}

int readSessionsToday(Scope& scope, const PractitionerView& practitioner, UtcTime now) {
    const PracticeZone zone = PracticeZone::find(practitioner.timezone).value_or(PracticeZone::sydney());
    const UtcInterval today = zone.day(zone.localDate(now));
    return Statement(scope,
                     QStringLiteral("SELECT count(*) FROM sessions WHERE practitioner_id = ? "
                                    "AND scheduled_start_time >= ? AND scheduled_start_time < ? "
                                    "AND deleted_at IS NULL AND status NOT IN ('cancelled', 'unknown')"))
        .bind(practitioner.id, today.from, today.to)
        .one([](const Row& row) { return row.number(0); })
        .value_or(0);
}

bloom::PractitionerRow rowOf(Scope& scope, const PractitionerView& practitioner, const LiveFacts& live) {
    bloom::PractitionerRow row;
    row.id = practitioner.id;
    row.name = practitioner.displayName;
    row.status = practitioner.status;
    row.syncing = practitioner.syncing;
    row.sync = syncStatusView(StatusStore(scope).find(practitioner.id), live);
    row.notConfirmed = row.sync.notConfirmed = readNotConfirmed(scope, practitioner.id);
    row.sessionsToday = readSessionsToday(scope, practitioner, live.now);
    for (const auto& run : LogReader(scope).finishedRuns(practitioner.id, kCells))
        row.runs.push_back(cellOf(run));
    std::ranges::reverse(row.runs);
    return row;
}

}  // namespace

OverviewView readOverview(Scope& scope, const LiveFacts& live) {
    OverviewView view;
    view.at = live.now;
    for (const PractitionerView& practitioner : PractitionerStore(scope).all())
        view.practitioners.push_back(rowOf(scope, practitioner, live));
    for (const auto& run : LogReader(scope).finishedRuns({}, kPoints))
        view.points.push_back(pointOf(run));
    std::ranges::reverse(view.points);
    const MirrorStore::Counts counts = MirrorStore(scope).counts();
    view.clients = counts.clients;
    view.sessions = counts.sessions;
    view.invoices = counts.invoices;
    return view;
}

}  // namespace bloom::storage
