// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/freshness_reader.h"

#include "core/figures.h"
#include "storage/inbox_store.h"
#include "storage/set_aside_store.h"
#include "storage/statement.h"

namespace bloom::storage {

SyncStatusView syncStatusView(const SyncStatus& status, const LiveFacts& live) {
    SyncStatusView view;
    const bool failed = status.lastOutcome == RunOutcome::Failed;
    view.connected = !live.circuitOpen && status.lastOutcome && !failed;
    view.lastSuccess = status.lastSuccess;
    view.lastAttempt = status.lastAttempt;
    view.lastFull = status.lastFull;
    view.lastIncremental = status.lastIncremental;
    view.nextScheduled = live.nextRun;
    view.consecutiveFailures = status.consecutiveFailures;
    view.lastError = status.consecutiveFailures > 0 ? status.lastError : QString();
    view.health =
        figures::syncHealth({status.lastSuccess, status.lastOutcome, status.consecutiveFailures, live.now});
    return view;
}

int readNotConfirmed(Scope& scope, const PractitionerId& practitioner) {
    // What an admin decided to keep needs nobody's attention.
    const QString kept = QStringLiteral(
        "NOT EXISTS (SELECT 1 FROM held_records h JOIN held_sets d ON d.id = h.held_id "
        "WHERE h.halaxy_id = nc.halaxy_id AND d.kind = nc.kind AND d.state = 'discarded' "
        "AND h.outcome = 'kept')");
    // Of the practice: what waits in a held set is told there, with its count.
    const QString held = QStringLiteral(
        " AND NOT EXISTS (SELECT 1 FROM held_records h JOIN held_sets d ON d.id = h.held_id "
        "WHERE h.halaxy_id = nc.halaxy_id AND d.kind = nc.kind AND d.state IN ('open', 'applying'))");
    if (practitioner.isEmpty())
        return Statement(scope, QStringLiteral("SELECT count(*) FROM not_confirmed nc WHERE ") + kept + held)
            .one([](const Row& row) { return row.number(0); })
            .value_or(0);
    return Statement(scope, QStringLiteral("SELECT count(DISTINCT nc.halaxy_id) FROM not_confirmed nc "
                                           "JOIN sessions s ON s.halaxy_appointment_id = nc.halaxy_id "
                                           "WHERE nc.kind = 'Appointment' AND s.practitioner_id = ? "
                                           "AND s.deleted_at IS NULL AND ") +
                                kept)
        .bind(practitioner)
        .one([](const Row& row) { return row.number(0); })
        .value_or(0);
}

SyncStatusView readSyncStatus(Scope& scope, const PractitionerId& practitioner, const LiveFacts& live) {
    SyncStatusView view = syncStatusView(StatusStore(scope).find(practitioner), live);
    view.notConfirmed = readNotConfirmed(scope, practitioner);
    view.unresolvedErrors = SetAsideStore(scope).count();
    view.pendingChanges = InboxStore(scope).openCounts().waiting();
    return view;
}

}  // namespace bloom::storage
