// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which listings a request needs: pure, from its scope.
#pragma once
#include "core/mhcp.h"
#include "core/run_report.h"
#include "core/sync_window.h"

namespace bloom::sync {

struct SyncSettings {
    std::chrono::minutes interval{15};
    std::chrono::minutes deltaInterval{2};  ///< 0 = no delta runs
    int historyDays = 30;
    int futureDays = 90;
    QString backfillFrom;  ///< "", "all" or YYYY-MM-DD
    QString timeZone = QStringLiteral("Australia/Sydney");
    quint32 seed = 0;    ///< of run ids
    int purgeDays = 90;  ///< personal data of who is gone is blanked then
    MhcpPolicy mhcp{};
};

/// All false for what is read by id and lists nothing: one record, a held set, an audit.
struct RunPlan {
    bool practitioners = false;
    bool patients = false;
    bool sessions = false;
    bool invoices = false;
    bool referrals = false;
    bool backfill = false;
    bool delta = false;      ///< only what changed since the cursors
    bool whole = false;      ///< kinds are listed whole, not only what changed
    bool ownWindow = false;  ///< dates were asked for: invoices by creation in them
    std::optional<PractitionerId> only;
    bool movesFreshness = false;  ///< of those practitioners it lists
    bool everybody = false;       ///< of the practice, too
};

RunPlan planOf(const SyncRequest& request);
UtcInterval windowOf(const SyncScope& scope, const SyncSettings& settings, const PracticeZone& zone,
                     UtcTime now);
/// Where backfill ends: 1 January of last year, or as set. Nothing = as far as there are records.
std::optional<QDate> backfillBegin(const SyncSettings& settings, QDate today);
/// One text for one scope, kept with checkpoints: another scope never goes on where this one stopped.
QByteArray scopeText(const SyncScope& scope);

}  // namespace bloom::sync
