// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/status_store.h"

#include "storage/error_kinds.h"
#include "storage/statement.h"

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

QString columns() {
    return L(
        "SELECT practitioner_id, last_success_at, last_attempt_at, last_full_at, last_incremental_at, "
        "last_outcome, consecutive_failures, incremental_failures, last_error_kind, last_error, "
        "history_complete_from "
        "FROM sync_status ");
}

SyncStatus statusAt(const Row& row) {
    return {PractitionerId(row.text(0)),
            row.maybeTime(1),
            row.maybeTime(2),
            row.maybeTime(3),
            row.maybeTime(4),
            parse<RunOutcome>(row.text(5)),
            row.number(6),
            row.number(7),
            errorKind(row.text(8)),
            row.text(9),
            row.maybeDate(10)};
}

/// The practice's line has the empty id, which is not NULL.
QVariant keyOf(const PractitionerId& practitioner) {
    return practitioner.isEmpty() ? L("") : practitioner.value;
}

/// Never backwards, but from a time to come: that is of a clock that was ahead, and would stand until then.
void advance(std::optional<UtcTime>& time, UtcTime to, UtcTime now) {
    if (!time || *time < to || *time > now)
        time = to;
}

void succeed(SyncStatus& status, const StatusStore::Attempt& attempt, UtcTime now) {
    if (!attempt.wholeWindow)
        return;
    advance(status.lastSuccess, attempt.started, now);
    if (attempt.type == RunType::Full)
        advance(status.lastFull, attempt.started, now);
    status.consecutiveFailures = 0;
    status.lastErrorKind.reset();
    status.lastError.clear();
}

}  // namespace

SyncStatus StatusStore::find(const PractitionerId& practitioner) {
    SyncStatus never;
    never.practitioner = practitioner;
    return Statement(m_scope, columns() + L("WHERE practitioner_id = ?"))
        .add(keyOf(practitioner))
        .one(statusAt)
        .value_or(never);
}

std::vector<SyncStatus> StatusStore::all() {
    return Statement(m_scope, columns() + L("ORDER BY practitioner_id")).all(statusAt);
}

void StatusStore::runEnded(const Attempt& attempt, UtcTime now) {
    SyncStatus status = find(attempt.practitioner);
    advance(status.lastAttempt, attempt.started, now);
    const auto keepError = [&] {
        status.lastOutcome = attempt.outcome;
        if (attempt.error) {
            status.lastErrorKind = attempt.error->kind;
            status.lastError = attempt.error->message;
        }
    };
    switch (attempt.outcome) {
        case RunOutcome::Success:
            status.lastOutcome = attempt.outcome;
            succeed(status, attempt, now);
            break;
        case RunOutcome::Failed:
            ++status.consecutiveFailures;
            keepError();
            break;
        case RunOutcome::Partial:
        case RunOutcome::Held:
            keepError();
            break;
        case RunOutcome::Running:
        case RunOutcome::Interrupted:
        case RunOutcome::Cancelled:
            break;
    }
    save(status, now);
}

void StatusStore::deltaEnded(RunOutcome outcome, UtcTime started, const std::optional<Error>& error,
                             UtcTime now) {
    if (outcome == RunOutcome::Interrupted || outcome == RunOutcome::Cancelled)
        return;
    SyncStatus status = find({});
    advance(status.lastAttempt, started, now);
    if (outcome == RunOutcome::Success)
        advance(status.lastIncremental, started, now);
    status.incrementalFailures = outcome == RunOutcome::Failed ? status.incrementalFailures + 1 : 0;
    // The cause of whole runs that fail is the one to be told.
    if (outcome == RunOutcome::Failed && error && status.consecutiveFailures == 0) {
        status.lastErrorKind = error->kind;
        status.lastError = error->message;
    }
    save(status, now);
}

void StatusStore::setHistoryCompleteFrom(const PractitionerId& practitioner, QDate from, UtcTime now) {
    SyncStatus status = find(practitioner);
    status.historyCompleteFrom = from;
    save(status, now);
}

void StatusStore::save(const SyncStatus& status, UtcTime now) {
    Statement(m_scope,
              m_scope.dialect().upsert(
                  L("sync_status"), {L("practitioner_id")},
                  {L("last_success_at"), L("last_attempt_at"), L("last_full_at"), L("last_incremental_at"),
                   L("last_outcome"), L("consecutive_failures"), L("incremental_failures"),
                   L("last_error_kind"), L("last_error"), L("history_complete_from"), L("updated_at")}))
        .add(keyOf(status.practitioner))
        .bind(status.lastSuccess, status.lastAttempt, status.lastFull, status.lastIncremental,
              status.lastOutcome ? bloom::name(*status.lastOutcome) : QString(), status.consecutiveFailures,
              status.incrementalFailures, status.lastErrorKind ? name(*status.lastErrorKind) : QString(),
              status.lastError, status.historyCompleteFrom, now)
        .run();
}

}  // namespace bloom::storage
