// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/audit_step.h"

#include "storage/checkpoint_store.h"
#include "storage/gone_store.h"
#include "sync/gone_step.h"

namespace bloom::sync {

namespace {

constexpr QLatin1String kDay("audit-day");

std::vector<RecordKey> rowsToAudit(storage::Scope& scope, UtcInterval window, const PracticeZone& zone,
                                   UtcTime now, int count) {
    const UtcTime today = zone.startOfDay(zone.localDate(now));
    return storage::GoneStore(scope).toAudit(window, today, today, count);
}

}  // namespace

std::optional<QDate> lastAudit(storage::Scope& scope) {
    const auto text = storage::CheckpointStore(scope).cursor(kDay);
    return text ? std::optional(QDate::fromString(*text, Qt::ISODate)) : std::nullopt;
}

bool auditWaits(storage::Scope& scope, const SyncSettings& settings, const PracticeZone& zone, UtcTime now) {
    return !rowsToAudit(scope, windowOf({}, settings, zone, now), zone, now, 1).empty();
}

QCoro::Task<void> AuditStep::run() {
    const UtcTime now = m_run.report.started;
    const auto keys = m_run.read(
        [&](storage::Scope& scope) { return rowsToAudit(scope, m_run.window, m_run.zone, now, kADay); });
    if (!keys)
        co_return;
    GoneStep gone(m_run);
    co_await gone.audit(*keys);
    if (!m_run.goesOn())
        co_return;
    ++m_run.wholeListings;
    m_run.storeAside([&](storage::Scope& scope) {
        storage::CheckpointStore(scope).setCursor(kDay, m_run.zone.localDate(now).toString(Qt::ISODate),
                                                  m_run.tools.clock.utcNow());
    });
}

}  // namespace bloom::sync
