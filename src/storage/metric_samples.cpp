// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/metric_samples.h"

#include <algorithm>
#include <iterator>

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

struct Source {
    Metric metric;
    bool ofPractitioners;  ///< from each one's part of a run
    const char* value;
    const char* condition;
};

// A delta that brought nothing is no cycle: thirty of them an hour would hide the one that did.
constexpr auto kCycles = "r.run_type = 'full' OR (r.run_type = 'delta' AND r.records_processed > 0)";
constexpr auto kFullRuns = "r.run_type = 'full' AND r.status <> 'error' AND r.duration_ms IS NOT NULL";
constexpr auto kSuccesses = "r.run_type IN ('full', 'delta') AND r.status = 'success'";
constexpr auto kPartSuccesses = "r.run_type IN ('full', 'delta') AND l.status = 'success'";
constexpr auto kWritten = "r.records_created + r.records_updated + r.records_deleted";
constexpr auto kPartWritten = "l.records_created + l.records_updated + l.records_deleted";
constexpr auto kRuns = "r.run_type <> 'webhook'";
constexpr auto kFresh = "0";  // from the success before

constexpr Source kSources[] = {
    {Metric::FullRunTime, false, "max(0, r.duration_ms - r.rate_limit_wait_ms)", kFullRuns},
    {Metric::RateLimitWait, false, "r.rate_limit_wait_ms", kFullRuns},
    {Metric::RecordsReceived, false, "r.records_processed", kCycles},
    {Metric::RecordsWritten, false, kWritten, kCycles},
    {Metric::RecordsSetAside, false, "r.records_set_aside", kCycles},
    {Metric::RunErrors, false, "r.status IN ('error', 'partial')", kRuns},
    {Metric::Freshness, false, kFresh, kSuccesses},
    {Metric::RecordsReceived, true, "l.records_processed", kCycles},
    {Metric::RecordsWritten, true, kPartWritten, kCycles},
    {Metric::RecordsSetAside, true, "l.records_set_aside", kCycles},
    {Metric::RunErrors, true, "l.status IN ('error', 'partial')", kRuns},
    {Metric::Freshness, true, kFresh, kPartSuccesses},
};

QString millisBetween(const char* from, const char* to) {
    return L("CAST(round((julianday(%2) - julianday(%1)) * 86400000) AS INTEGER)").arg(L(from), L(to));
}

QString inboxSamples() {
    return L("SELECT applied_at AS at, '' AS who, %1 AS v FROM webhook_inbox WHERE applied_at >= ? "
             "AND state = 'done' AND is_test = 0")
        .arg(millisBetween("received_at", "applied_at"));
}

QString runSamples(const Source& source) {
    const QString who = source.ofPractitioners ? L("l.practitioner_id") : L("''");
    const QString lines = source.ofPractitioners ? L("JOIN sync_log l ON l.run_id = r.id AND l.is_run = 0 "
                                                     "AND l.practitioner_id IS NOT NULL ")
                                                 : QString();
    // Those interrupted or cancelled count as nothing.
    return L("SELECT r.completed_at AS at, r.started_at AS began, %1 AS who, %2 AS v FROM sync_log r "
             "%3WHERE r.is_run = 1 AND r.started_at >= ? "
             "AND r.status IN ('success', 'partial', 'held', 'error') AND (%4)")
        .arg(who, L(source.value), lines, L(source.condition));
}

}  // namespace

QString metricSamplesSql(Metric metric, bool ofPractitioners) {
    if (metric == Metric::WebhookProcessing && !ofPractitioners)
        return inboxSamples();
    const auto* const source = std::ranges::find_if(kSources, [&](const Source& one) {
        return one.metric == metric && one.ofPractitioners == ofPractitioners;
    });
    if (source == std::end(kSources))
        return {};
    if (metric != Metric::Freshness)
        return runSamples(*source);
    return L("SELECT at, who, %1 AS v FROM (SELECT at, who, lag(began) OVER (PARTITION BY who ORDER BY "
             "began) "
             "AS before FROM (%2))")
        .arg(millisBetween("before", "at"), runSamples(*source));
}

}  // namespace bloom::storage
