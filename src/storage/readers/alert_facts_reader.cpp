// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/alert_facts_reader.h"

#include "storage/practitioner_store.h"
#include "storage/set_aside_store.h"
#include "storage/statement.h"
#include "storage/status_store.h"

namespace bloom::storage {

namespace {

using namespace std::chrono;

QString L(const char* text) { return QString::fromLatin1(text); }

/// A slow run longer ago says nothing about today; and a log without a complete run is not read to its end.
constexpr auto kLogLookedAt = days(7);

std::optional<RunId> newestFailure(Scope& scope, const PractitionerId& practitioner, UtcTime now) {
    const auto run = [](const Row& row) { return RunId(row.text(0)); };
    const UtcTime from = now - kLogLookedAt;
    if (practitioner.isEmpty())
        return Statement(scope, L("SELECT id FROM sync_log WHERE is_run = 1 AND status = 'error' "
                                  "AND started_at >= ? ORDER BY started_at DESC, id DESC LIMIT 1"))
            .bind(from)
            .one(run);
    return Statement(scope, L("SELECT run_id FROM sync_log WHERE practitioner_id = ? AND is_run = 0 "
                              "AND status = 'error' AND started_at >= ? ORDER BY started_at DESC LIMIT 1"))
        .bind(practitioner, from)
        .one(run);
}

FailureFacts failureOf(Scope& scope, const PractitionerId& practitioner, UtcTime now) {
    const SyncStatus status = StatusStore(scope).find(practitioner);
    FailureFacts failure;
    failure.practitioner = practitioner;
    failure.inARow = status.consecutiveFailures;
    if (status.lastErrorKind) {
        failure.cause = status.lastErrorKind;
        failure.causeText = status.lastError;
        failure.run = newestFailure(scope, practitioner, now);
    }
    return failure;
}

std::optional<FullRunTime> lastFull(Scope& scope, UtcTime now) {
    return Statement(scope, L("SELECT id, duration_ms, rate_limit_wait_ms, completed_at FROM sync_log "
                              "WHERE is_run = 1 AND run_type = 'full' "
                              "AND status IN ('success', 'partial', 'held') AND started_at >= ? "
                              "ORDER BY started_at DESC, id DESC LIMIT 1"))
        .bind(now - kLogLookedAt)
        .one([](const Row& row) {
            return FullRunTime{
                RunId(row.text(0)), milliseconds(row.integer(1) - row.integer(2)), {}, row.maybeTime(3)};
        });
}

int countOf(Scope& scope, const char* sql) {
    return Statement(scope, L(sql)).one([](const Row& row) { return row.number(0); }).value_or(0);
}

std::vector<HeldFacts> openHeld(Scope& scope) {
    return Statement(scope,
                     L("SELECT s.id, s.kind, (SELECT count(*) FROM held_records r WHERE r.held_id = s.id), "
                       "s.live_then, s.run_id FROM held_sets s WHERE s.state IN ('open', 'applying') "
                       "ORDER BY s.raised_at, s.id"))
        .all([](const Row& row) {
            return HeldFacts{row.text(0), parse<RecordKind>(row.text(1)).value_or(RecordKind::Appointment),
                             row.number(2), row.number(3), RunId(row.text(4))};
        });
}

}  // namespace

StoredAlertFacts readAlertFacts(Scope& scope, UtcTime now) {
    StoredAlertFacts facts;
    facts.practice = failureOf(scope, {}, now);
    // Whom no run lists any more would fail for ever.
    for (const auto& one : PractitionerStore(scope).toSync(floor<days>(now)))
        if (auto failure = failureOf(scope, one.practitioner.id, now); failure.inARow > 0)
            facts.practitioners.push_back(std::move(failure));
    facts.lastFull = lastFull(scope, now);
    facts.eventsWaiting = countOf(
        scope, "SELECT count(*) FROM webhook_inbox WHERE state IN ('received', 'processing', 'failed')");
    facts.eventsDead = countOf(scope, "SELECT count(*) FROM webhook_inbox WHERE state = 'dead'");
    facts.held = openHeld(scope);
    facts.setAside = SetAsideStore(scope).count();
    return facts;
}

}  // namespace bloom::storage
