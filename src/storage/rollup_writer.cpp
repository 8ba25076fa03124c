// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rollup_writer.h"

#include "storage/checkpoint_store.h"
#include "storage/metric_samples.h"
#include "storage/statement.h"

#include <algorithm>
#include <map>

namespace bloom::storage {

namespace {

using namespace std::chrono_literals;
constexpr auto kAtOnce = 24h;
/// An hour is over when nothing that ended in it can still be on its way to the log.
constexpr auto kSettled = 2min;
constexpr QLatin1String kHours("rollups-hours");
constexpr QLatin1String kDays("rollups-days");

QString L(const char* text) { return QString::fromLatin1(text); }

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
    for (const Metric metric : kMetrics)
        for (const bool ofPractitioners : {false, true})
            if (const QString samples = metricSamplesSql(metric, ofPractitioners); !samples.isEmpty())
                rollHours(metric, samples, from, to);
}

void RollupWriter::rollHours(Metric metric, const QString& samples, UtcTime from, UtcTime to) {
    MetricsStore store(m_scope);
    const auto lines =
        Statement(m_scope, L("SELECT substr(at, 1, 13), who, count(*), sum(v), min(v), max(v) FROM (") +
                               samples + L(") WHERE v IS NOT NULL GROUP BY 1, 2"))
            .bind(from, to)
            .all([&](const Row& row) {
                const UtcTime hour = parseUtc(row.text(0) + L(":00:00Z")).value_or(from);
                return Rollup{metric,
                              PractitionerId(row.text(1)),
                              RollupPeriod::Hour,
                              {hour, row.integer(2), row.integer(3), row.integer(4), row.integer(5)}};
            });
    for (const Rollup& line : lines)
        store.put(line);
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
        std::map<std::pair<Metric, PractitionerId>, MetricPoint> sums;
        for (const Rollup& hour : store.hours(day, next)) {
            MetricPoint& sum = sums[{hour.metric, hour.practitioner}];
            sum.start = day;
            sum += hour.point;
        }
        for (const auto& [key, sum] : sums)
            store.put({key.first, key.second, RollupPeriod::Day, sum});
        day = next;
    }
    cursors.setTimeCursor(kDays, day, now);
}

}  // namespace bloom::storage
