// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics as series: roll-ups where they are made, the log and the inbox since then.
#pragma once
#include "core/metrics.h"
#include "storage/scope.h"

namespace bloom::storage {

MetricsView readMetrics(Scope& scope, const MetricsQuery& query, UtcTime now);

}  // namespace bloom::storage
