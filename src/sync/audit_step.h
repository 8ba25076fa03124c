// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows outside the window, which no listing covers: read by id once a local day, longest unaudited first, a
// part of them each day.
#pragma once
#include "sync/active_run.h"

namespace bloom::sync {

/// The local day of the last audit that came to its end.
std::optional<QDate> lastAudit(storage::Scope& scope);
/// Whether there is anything an audit would read.
bool auditWaits(storage::Scope& scope, const SyncSettings& settings, const PracticeZone& zone, UtcTime now);

class AuditStep {
public:
    static constexpr int kADay = 200;

    explicit AuditStep(ActiveRun& run) : m_run(run) {}
    QCoro::Task<void> run();

private:
    ActiveRun& m_run;
};

}  // namespace bloom::sync
