// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine does by itself about deletions: decisions about held ones, and the daily audit.
#include "storage/held_store.h"
#include "storage/status_store.h"
#include "sync/audit_step.h"
#include "sync/sync_engine.h"

#include <QCoreApplication>

namespace bloom::sync {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

/// A decision that could not be carried out, and an audit that found nothing or failed, wait so long.
constexpr auto kAgain = std::chrono::minutes(15);
constexpr auto kAuditAgain = std::chrono::hours(1);

}  // namespace

Result<bool> decideHeld(storage::Database& database, const QString& heldSet, HeldDecision decision,
                        const QString& who, UtcTime now) {
    auto decided = storage::write(database, [&](storage::Scope& scope) {
        return storage::HeldStore(scope).decide(heldSet, decision, who, now);
    });
    if (decided && !*decided)
        return fail(ErrorKind::NotFound, Words::tr("There are no such held deletions, or they are decided."),
                    heldSet);
    return decided;
}

Result<bool> SyncEngine::decideHeld(const QString& heldSet, HeldDecision decision, const QString& who) {
    auto decided = sync::decideHeld(m_database, heldSet, decision, who, m_clock.utcNow());
    if (!decided)
        return decided;
    m_heldMayWait = true;
    m_heldNotBefore.reset();
    m_wake.notifyAll();
    changedState();
    return decided;
}

/// What an admin wants deleted and is not done: after a start, and part by part.
std::shared_ptr<const QueuedRun> SyncEngine::heldToApply(UtcTime now) {
    if (!m_heldMayWait || (m_heldNotBefore && now < *m_heldNotBefore))
        return nullptr;
    const auto set =
        storage::read(m_database, [](storage::Scope& scope) { return storage::HeldStore(scope).toApply(); });
    m_heldMayWait = !set || set->has_value();
    if (!set || !*set)
        return nullptr;
    SyncRequest request;
    request.scope.heldSet = **set;
    return make(std::move(request));
}

void SyncEngine::noteHeldRun(const RunReport& report) {
    if (!report.scope.heldSet.isEmpty() && report.outcome != RunOutcome::Success)
        m_heldNotBefore = m_clock.utcNow() + kAgain;
}

std::shared_ptr<const QueuedRun> SyncEngine::auditIfDue(UtcTime now) {
    if (m_auditNotBefore && now < *m_auditNotBefore && now >= *m_auditNotBefore - kAuditAgain)
        return nullptr;
    m_auditNotBefore = now + kAuditAgain;
    const PracticeZone zone = PracticeZone::find(m_settings.timeZone).value_or(PracticeZone::sydney());
    const auto due = storage::read(m_database, [&](storage::Scope& scope) {
        const bool everSynced = storage::StatusStore(scope).find({}).lastSuccess.has_value();
        return everSynced && lastAudit(scope) != zone.localDate(now) &&
               auditWaits(scope, m_settings, zone, now);
    });
    return due.value_or(false) ? make({RunType::Audit, {}, {}}) : nullptr;
}

}  // namespace bloom::sync
