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
/// An hour is over when nothing that ended in it can still be on its way to the log.
constexpr auto kSettled = 2min;
constexpr QLatin1String kHours("rollups-hours");
constexpr QLatin1String kDays("rollups-days");

QString L(const char* text) { return QString::fromLatin1(text); }

/// Where samples come from: whole runs, each practitioner's part of them, or the inbox.
enum class Origin { Runs, Parts, Inbox };
struct Source {
    Metric metric;
    Origin origin;
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
constexpr auto kFresh = "";  // see successBefore()

constexpr Source kSources[] = {
    {Metric::FullRunTime, Origin::Runs, "max(0, r.duration_ms - r.rate_limit_wait_ms)", kFullRuns},
    {Metric::RateLimitWait, Origin::Runs, "r.rate_limit_wait_ms", kFullRuns},
    {Metric::RecordsReceived, Origin::Runs, "r.records_processed", kCycles},
    {Metric::RecordsWritten, Origin::Runs, kWritten, kCycles},
    {Metric::RecordsSetAside, Origin::Runs, "r.records_set_aside", kCycles},
    {Metric::RunErrors, Origin::Runs, "r.status IN ('error', 'partial')", "r.run_type <> 'webhook'"},
    {Metric::Freshness, Origin::Runs, kFresh, kSuccesses},
    {Metric::RecordsReceived, Origin::Parts, "l.records_processed", kCycles},
    {Metric::RecordsWritten, Origin::Parts, kPartWritten, kCycles},
    {Metric::RecordsSetAside, Origin::Parts, "l.records_set_aside", kCycles},
    {Metric::RunErrors, Origin::Parts, "l.status IN ('error', 'partial')", "r.run_type <> 'webhook'"},
    {Metric::Freshness, Origin::Parts, kFresh, kPartSuccesses},
    {Metric::WebhookProcessing, Origin::Inbox, "", ""},
};

QString millisBetween(const QString& from, const QString& to) {
    return L("CAST(round((julianday(%2) - julianday(%1)) * 86400000) AS INTEGER)").arg(from, to);
}

/// When the data began that a success replaced: with the success before it.
QString successBefore(bool parts) {
    return L("(SELECT p.started_at FROM sync_log p WHERE %1 AND p.run_type IN ('full', 'delta') "
             "AND p.status = 'success' AND p.started_at < r.started_at ORDER BY p.started_at DESC LIMIT 1)")
        .arg(parts ? L("p.practitioner_id = l.practitioner_id AND p.is_run = 0") : L("p.is_run = 1"));
}

/// at, who ('' = the practice) and v of each sample. Takes two times: what ended, or was settled, in between.
QString samplesOf(const Source& source) {
    if (source.origin == Origin::Inbox)
        return L("SELECT applied_at AS at, '' AS who, %1 AS v FROM webhook_inbox WHERE applied_at >= ? "
                 "AND applied_at < ? AND state = 'done' AND is_test = 0")
            .arg(millisBetween(L("received_at"), L("applied_at")));
    const bool parts = source.origin == Origin::Parts;
    const QString value = source.metric == Metric::Freshness
                              ? millisBetween(successBefore(parts), L("r.completed_at"))
                              : L(source.value);
    const QString lines = parts ? L("JOIN sync_log l ON l.run_id = r.id AND l.is_run = 0 "
                                    "AND l.practitioner_id IS NOT NULL ")
                                : QString();
    // Those interrupted or cancelled count as nothing.
    return L("SELECT r.completed_at AS at, %1 AS who, %2 AS v FROM sync_log r %3WHERE r.is_run = 1 "
             "AND r.completed_at >= ? AND r.completed_at < ? "
             "AND r.status IN ('success', 'partial', 'held', 'error') AND (%4)")
        .arg(parts ? L("l.practitioner_id") : L("''"), value, lines, L(source.condition));
}

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
    const UtcTime over = hourOf(now - kSettled);
    auto from = cursors.timeCursor(kHours);
    // What a clock that was ahead has said is not waited for.
    if (from && *from > over)
        from = over;
    if (!from)
        from = std::min<UtcTime>(over, hourOf(oldest().value_or(now)));
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
        const auto lines =
            Statement(m_scope, L("SELECT substr(at, 1, 13), who, count(*), sum(v), min(v), max(v) FROM (") +
                                   samplesOf(source) + L(") WHERE v IS NOT NULL GROUP BY 1, 2"))
                .bind(from, to)
                .all([&](const Row& row) {
                    return Rollup{source.metric,      PractitionerId(row.text(1)),
                                  RollupPeriod::Hour, parseUtc(row.text(0) + L(":00:00Z")).value_or(from),
                                  row.integer(2),     row.integer(3),
                                  row.integer(4),     row.integer(5)};
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
