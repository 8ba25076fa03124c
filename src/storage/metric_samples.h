// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a sample of each metric is, in the log and the inbox: the one place that says so.
#pragma once
#include "core/metrics.h"

namespace bloom::storage {

/// Columns at, who ('' = the practice) and v, v perhaps NULL. Takes one time: what began, or settled, before
/// it is not looked at. Empty: the metric is in no table (WebhookAnswer is told live), or no practitioner has
/// one of their own.
QString metricSamplesSql(Metric metric, bool ofPractitioners);

/// Samples are placed at the end of a run, the log is looked up by its start: no run lasts longer.
inline constexpr milliseconds kLongestRun = std::chrono::hours(24);

}  // namespace bloom::storage
