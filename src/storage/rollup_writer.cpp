// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rollup_writer.h"

#include "storage/checkpoint_store.h"
#include "storage/statement.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace bloom::storage {

namespace {

using namespace std::chrono_literals;
constexpr auto kAtOnce = 24h;
/// No run lasts longer: the log is looked up by when runs began.
constexpr auto kLongestRun = 7 * 24h;
constexpr QLatin1String kHours("rollups-hours");
constexpr QLatin1String kDays("rollups-days");

QString L(const char* text) { return QString::fromLatin1(text); }

/// Where the samples of a metric come from: `at` decides the hour, `who` is '' for the practice.
struct Source {
    Metric metric;
    const char* sql;
};

// Runs that ended; those interrupted or cancelled count as nothing.
#define ENDED_RUNS                                                                   \
    " FROM sync_log r WHERE r.is_run = 1 AND r.started_at >= ? AND r.completed_at IS NOT NULL " \
    "AND r.status IN ('success', 'partial', 'held', 'error') "
#define ENDED_PARTS                                                                            \
    " FROM sync_log r JOIN sync_log l ON l.run_id = r.id AND l.is_run = 0 "                    \
    "AND l.practitioner_id IS NOT NULL WHERE r.is_run = 1 AND r.started_at >= ? "              \
    "AND r.completed_at IS NOT NULL AND r.status IN ('success', 'partial', 'held', 'error') "
// A delta that brought nothing is no cycle: thirty of them an hour would hide the one that did.
#define CYCLES "AND r.run_type IN ('full', 'delta') AND (r.run_type = 'full' OR r.records_processed > 0) "

const Source kSources[] = {
    {Metric::FullRunTime,
     "SELECT r.completed_at AS at, '' AS who, max(0, r.duration_ms - r.rate_limit_wait_ms) AS v" ENDED_RUNS
     "AND r.run_type = 'full' AND r.status <> 'error' AND r.duration_ms IS NOT NULL"},
    {Metric::RateLimitWait,
     "SELECT r.completed_at AS at, '' AS who, r.rate_limit_wait_ms AS v" ENDED_RUNS
     "AND r.run_type = 'full' AND r.status <> 'error'"},
    {Metric::RecordsReceived,
     "SELECT r.completed_at AS at, '' AS who, r.records_processed AS v" ENDED_RUNS CYCLES},
    {Metric::RecordsWritten,
     "SELECT r.completed_at AS at, '' AS who, r.records_created + r.records_updated + r.records_deleted "
     "AS v" ENDED_RUNS CYCLES},
    {Metric::RecordsSetAside,
     "SELECT r.completed_at AS at, '' AS who, r.records_set_aside AS v" ENDED_RUNS CYCLES},
    {Metric::RunErrors,
     "SELECT r.completed_at AS at, '' AS who, r.status IN ('error', 'partial') AS v" ENDED_RUNS
     "AND r.run_type <> 'webhook'"},
    {Metric::RecordsReceived,
     "SELECT r.completed_at AS at, l.practitioner_id AS who, l.records_processed AS v" ENDED_PARTS CYCLES},
    {Metric::RecordsWritten,
     "SELECT r.completed_at AS at, l.practitioner_id AS who, "
     "l.records_created + l.records_updated + l.records_deleted AS v" ENDED_PARTS CYCLES},
    {Metric::RecordsSetAside,
     "SELECT r.completed_at AS at, l.practitioner_id AS who, l.records_set_aside AS v" ENDED_PARTS CYCLES},
    {Metric::RunErrors,
     "SELECT r.completed_at AS at, l.practitioner_id AS who, l.status IN ('error', 'partial') "
     "AS v" ENDED_PARTS},
    {Metric::Freshness,
     "SELECT at, who, CAST(round((julianday(at) - julianday(lag(began) OVER (ORDER BY began))) * 86400000) "
     "AS INTEGER) AS v FROM (SELECT r.completed_at AS at, '' AS who, r.started_at AS began" ENDED_RUNS
     "AND r.run_type IN ('full', 'delta') AND r.status = 'success')"},
    {Metric::Freshness,
     "SELECT at, who, CAST(round((julianday(at) - julianday(lag(began) OVER (PARTITION BY who ORDER BY "
     "began))) * 86400000) AS INTEGER) AS v FROM (SELECT r.completed_at AS at, l.practitioner_id AS who, "
     "r.started_at AS began" ENDED_PARTS "AND r.run_type IN ('full', 'delta') AND l.status = 'success')"},
    // The inbox has no runs to look up: the first value only keeps the sources alike.
    {Metric::WebhookProcessing,
     "SELECT i.applied_at AS at, '' AS who, CAST(round((julianday(i.applied_at) - julianday(i.received_at)) "
     "* 86400000) AS INTEGER) AS v FROM webhook_inbox i WHERE i.applied_at >= ? AND i.state = 'done' "
     "AND i.is_test = 0"},
};

}  // namespace

UtcTime RollupWriter::rolledUpTo(Scope& scope) {
    return CheckpointStore(scope).timeCursor(kHours).value_or(UtcTime{});
}

std::optional<UtcTime> RollupWriter::oldest() {
    return Statement(m_scope,
                     L("SELECT min(at) FROM (SELECT min(completed_at) AS at FROM sync_log WHERE is_run = 1 "
                       "UNION ALL SELECT min(applied_at) FROM webhook_inbox)"))
        .one([](const Row& row) { return row.maybeTime(0); })
        .value_or(std::nullopt);
}

bool RollupWriter::rollUp(UtcTime now) {
    CheckpointStore cursors(m_scope);
    const UtcTime over = hourOf(now);
    auto from = cursors.timeCursor(kHours);
    // What a clock that was ahead has said is not waited for.
    if (from && *from > over)
        from = over;
    if (!from)
        from = hourOf(oldest().value_or(now));
    const UtcTime to = std::min<UtcTime>(over, *from + kAtOnce);
    if (*from < to)
        rollHours(*from, to);
    cursors.setTimeCursor(kHours, to, now);
    rollDays(*from, to, now);
    return to < over;
}

void RollupWriter::rollHours(UtcTime from, UtcTime to) {
    MetricsStore store(m_scope);
    for (const Source& source : kSources) {
        const UtcTime began = source.metric == Metric::WebhookProcessing ? from : from - kLongestRun;
        const auto lines =
            Statement(m_scope, L("SELECT substr(at, 1, 13), who, count(*), sum(v), min(v), max(v) FROM (") +
                                   L(source.sql) +
                                   L(") WHERE at >= ? AND at < ? AND v IS NOT NULL GROUP BY 1, 2"))
                .bind(began, from, to)
                .all([&](const Row& row) {
                    return Rollup{source.metric,
                                  PractitionerId(row.text(1)),
                                  RollupPeriod::Hour,
                                  parseUtc(row.text(0) + L(":00:00Z")).value_or(from),
                                  row.integer(2),
                                  row.integer(3),
                                  row.integer(4),
                                  row.integer(5)};
                });
        for (const Rollup& line : lines)
            store.put(line);
    }
}

void RollupWriter::rollDays(UtcTime from, UtcTime to, UtcTime now) {
    CheckpointStore cursors(m_scope);
    MetricsStore store(m_scope);
    UtcTime day = cursors.timeCursor(kDays).value_or(m_zone.startOfDay(m_zone.localDate(from)));
    if (day > to)
        day = m_zone.startOfDay(m_zone.localDate(to));
    for (;;) {
        const UtcTime next = m_zone.startOfDay(m_zone.localDate(day).addDays(1));
        if (next > to)
            break;
        std::map<std::pair<Metric, PractitionerId>, Rollup> sums;
        for (const Rollup& hour : store.hours(day, next)) {
            const auto [at, isFirst] = sums.try_emplace({hour.metric, hour.practitioner}, hour);
            Rollup& sum = at->second;
            if (isFirst) {
                sum.period = RollupPeriod::Day;
                sum.start = day;
                continue;
            }
            sum.samples += hour.samples;
            sum.total += hour.total;
            sum.minimum = std::min(sum.minimum, hour.minimum);
            sum.maximum = std::max(sum.maximum, hour.maximum);
        }
        for (const auto& [key, sum] : sums)
            store.put(sum);
        day = next;
    }
    cursors.setTimeCursor(kDays, day, now);
}

}  // namespace bloom::storage
