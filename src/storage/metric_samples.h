// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a sample of each metric is, in the log and the inbox: the one place that says so.
#pragma once
#include "core/metrics.h"

namespace bloom::storage {

/// Columns at, who ('' = the practice) and v, v perhaps NULL. Takes two times: of what ended, or was settled,
/// from the first on and before the second. Ends have an index of their own, so that nobody has to guess how
/// long a run may last. Empty: the metric is in no table (WebhookAnswer is told live), or no practitioner has
/// one of their own.
QString metricSamplesSql(Metric metric, bool ofPractitioners);

/// The second time where there is no end.
inline constexpr UtcTime kForEver = std::chrono::sys_days(
    std::chrono::year_month_day(std::chrono::year(9999), std::chrono::month(12), std::chrono::day(31)));

}  // namespace bloom::storage
