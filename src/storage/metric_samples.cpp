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
constexpr auto kWritten = "r.records_created + r.records_updated + r.records_deleted";
constexpr auto kPartWritten = "l.records_created + l.records_updated + l.records_deleted";
constexpr auto kRuns = "r.run_type <> 'webhook'";
constexpr auto kFresh = "";  // see freshness()

constexpr Source kSources[] = {
    {Metric::FullRunTime, false, "max(0, r.duration_ms - r.rate_limit_wait_ms)", kFullRuns},
    {Metric::RateLimitWait, false, "r.rate_limit_wait_ms", kFullRuns},
    {Metric::RecordsReceived, false, "r.records_processed", kCycles},
    {Metric::RecordsWritten, false, kWritten, kCycles},
    {Metric::RecordsSetAside, false, "r.records_set_aside", kCycles},
    {Metric::RunErrors, false, "r.status IN ('error', 'partial')", kRuns},
    {Metric::Freshness, false, kFresh, ""},
    {Metric::RecordsReceived, true, "l.records_processed", kCycles},
    {Metric::RecordsWritten, true, kPartWritten, kCycles},
    {Metric::RecordsSetAside, true, "l.records_set_aside", kCycles},
    {Metric::RunErrors, true, "l.status IN ('error', 'partial')", kRuns},
    {Metric::Freshness, true, kFresh, ""},
};

QString millisBetween(const QString& from, const QString& to) {
    return L("CAST(round((julianday(%2) - julianday(%1)) * 86400000) AS INTEGER)").arg(from, to);
}

QString inboxSamples() {
    return L("SELECT applied_at AS at, '' AS who, %1 AS v FROM webhook_inbox WHERE applied_at >= ? "
             "AND applied_at < ? AND state = 'done' AND is_test = 0")
        .arg(millisBetween(L("received_at"), L("applied_at")));
}

/// A run of the whole window: as planOf() says, whose success moves freshness. A delta's does not.
QString ofTheWholeWindow(const QString& run) {
    return L("%1.run_type IN ('full', 'manual') AND json_extract(%1.scope, '$.kind') IS NULL "
             "AND json_extract(%1.scope, '$.record') IS NULL AND json_extract(%1.scope, '$.dates') IS NULL "
             "AND json_extract(%1.scope, '$.heldSet') IS NULL")
        .arg(run);
}

QString succeeded(const QString& run) {
    return ofTheWholeWindow(run) +
           L(" AND json_extract(%1.scope, '$.practitioner') IS NULL AND %1.status = 'success'").arg(run);
}

QString partSucceeded(const QString& run, const QString& part) {
    return ofTheWholeWindow(run) + L(" AND %1.status = 'success'").arg(part);
}

/// When the data began that a success replaced: with the success before it.
QString successBefore(bool ofPractitioners) {
    if (ofPractitioners)
        return L("(SELECT p.started_at FROM sync_log p JOIN sync_log pr ON pr.id = p.run_id "
                 "WHERE p.practitioner_id = l.practitioner_id AND p.is_run = 0 AND %1 "
                 "AND p.started_at < r.started_at ORDER BY p.started_at DESC LIMIT 1)")
            .arg(partSucceeded(L("pr"), L("p")));
    // The index sync_log_cycles says it in these words.
    return L("(SELECT p.started_at FROM sync_log p WHERE p.is_run = 1 "
             "AND p.run_type NOT IN ('delta', 'webhook') AND %1 "
             "AND p.started_at < r.started_at ORDER BY p.started_at DESC LIMIT 1)")
        .arg(succeeded(L("p")));
}

QString runSamples(const Source& source) {
    const bool parts = source.ofPractitioners;
    const bool fresh = source.metric == Metric::Freshness;
    const QString value = fresh ? millisBetween(successBefore(parts), L("r.completed_at")) : L(source.value);
    const QString success = parts ? partSucceeded(L("r"), L("l")) : succeeded(L("r"));
    const QString lines = parts ? L("JOIN sync_log l ON l.run_id = r.id AND l.is_run = 0 "
                                    "AND l.practitioner_id IS NOT NULL ")
                                : QString();
    // Those interrupted or cancelled count as nothing.
    return L("SELECT r.completed_at AS at, %1 AS who, %2 AS v FROM sync_log r %3WHERE r.is_run = 1 "
             "AND r.completed_at >= ? AND r.completed_at < ? "
             "AND r.status IN ('success', 'partial', 'held', 'error') AND (%4)")
        .arg(parts ? L("l.practitioner_id") : L("''"), value, lines, fresh ? success : L(source.condition));
}

}  // namespace

QString metricSamplesSql(Metric metric, bool ofPractitioners) {
    if (metric == Metric::WebhookProcessing && !ofPractitioners)
        return inboxSamples();
    const auto* const source = std::ranges::find_if(kSources, [&](const Source& one) {
        return one.metric == metric && one.ofPractitioners == ofPractitioners;
    });
    return source == std::end(kSources) ? QString() : runSamples(*source);
}

}  // namespace bloom::storage
