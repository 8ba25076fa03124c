// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard of one practitioner and day, computed at query time over live rows: SQL here, arithmetic in
// core/figures.h. Its cost follows the weeks it looks at and the practitioner's active clients, not the years
// held.
#pragma once
#include "core/dashboard.h"
#include "storage/scope.h"

namespace bloom::storage {

/// What the database can't know.
struct LiveFacts {
    UtcTime now;
    std::optional<UtcTime> nextRun;
    bool circuitOpen = false;
    MhcpPolicy mhcp{};
};

/// By Bloom's id or Halaxy's; an invalid date is the practitioner's today. Nothing when there is no such
/// practitioner.
std::optional<Dashboard> readDashboard(Scope& scope, const QString& practitioner, QDate date,
                                       const LiveFacts& live);

}  // namespace bloom::storage
