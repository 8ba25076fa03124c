// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/metrics_reader.h"

#include "core/practice_time.h"
#include "storage/metric_samples.h"
#include "storage/metrics_store.h"
#include "storage/statement.h"
#include "storage/status_store.h"

#include <algorithm>
#include <map>

namespace bloom::storage {

namespace {

using namespace std::chrono;

QString L(const char* text) { return QString::fromLatin1(text); }

/// Single samples of a series; older ones are in the hours.
constexpr int kSamples = 500;

/// The metric of one, or of the practice.
struct Asked {
    Metric metric;
    QString who;  ///< '' = the practice
    UtcTime from;
};

QString whose(const Asked& asked) { return asked.who.isEmpty() ? L("") : asked.who; }

MetricPoint pointAt(const Row& row, UtcTime start) {
    return {start, row.integer(1), row.integer(2), row.integer(3), row.integer(4)};
}

std::vector<MetricPoint> rollups(Scope& scope, const Asked& asked, RollupPeriod period) {
    std::vector<MetricPoint> points;
    for (const Rollup& rollup :
         MetricsStore(scope).read(asked.metric, PractitionerId(asked.who), period, asked.from, kForEver))
        points.push_back(rollup.point);
    return points;
}

/// From the log or the inbox: what ended from `from` on.
std::vector<MetricPoint> liveHours(Scope& scope, const Asked& asked, UtcTime from) {
    const QString samples = metricSamplesSql(asked.metric, !asked.who.isEmpty());
    if (samples.isEmpty())
        return {};
    return Statement(scope, L("SELECT substr(at, 1, 13), count(*), sum(v), min(v), max(v) FROM (%1) "
                              "WHERE who = ? AND v IS NOT NULL GROUP BY 1 ORDER BY 1")
                                .arg(samples))
        .bind(from, kForEver)
        .add(whose(asked))
        .all([from](const Row& row) {
            return pointAt(row, parseUtc(row.text(0) + L(":00:00Z")).value_or(from));
        });
}

std::vector<MetricPoint> samples(Scope& scope, const Asked& asked) {
    const QString sql = metricSamplesSql(asked.metric, !asked.who.isEmpty());
    if (sql.isEmpty())
        return {};
    auto points = Statement(scope, L("SELECT at, 1, v, v, v FROM (%1) WHERE who = ? "
                                     "AND v IS NOT NULL ORDER BY at DESC LIMIT ?")
                                       .arg(sql))
                      .bind(asked.from, kForEver)
                      .add(whose(asked))
                      .bind(kSamples)
                      .all([](const Row& row) { return pointAt(row, row.time(0)); });
    std::ranges::reverse(points);
    return points;
}

/// Roll-ups follow one another, so what comes after the newest is in the tables alone, and nothing before it.
std::vector<MetricPoint> hours(Scope& scope, const Asked& asked) {
    std::vector<MetricPoint> points = rollups(scope, asked, RollupPeriod::Hour);
    const UtcTime rolledUpTo = points.empty() ? asked.from : points.back().start + std::chrono::hours(1);
    std::ranges::copy(liveHours(scope, asked, std::max(rolledUpTo, asked.from)), std::back_inserter(points));
    return points;
}

std::vector<MetricPoint> days(Scope& scope, const Asked& asked, const PracticeZone& zone) {
    std::map<UtcTime, MetricPoint> byDay;
    for (const MetricPoint& day : rollups(scope, asked, RollupPeriod::Day))
        byDay[day.start] = day;
    const std::map<UtcTime, MetricPoint> rolledUp = byDay;
    Asked since = asked;
    if (!rolledUp.empty())  // the days before are whole
        since.from = zone.startOfDay(zone.localDate(rolledUp.rbegin()->first).addDays(1));
    for (const MetricPoint& hour : hours(scope, since)) {
        const UtcTime start = zone.startOfDay(zone.localDate(hour.start));
        MetricPoint& day = byDay[start];
        day.start = start;
        day += hour;
    }
    std::vector<MetricPoint> points;
    for (const auto& [start, day] : byDay)
        points.push_back(day);
    return points;
}

std::vector<MetricPoint> pointsOf(Scope& scope, const Asked& asked, MetricPeriod period,
                                  const PracticeZone& zone) {
    switch (period) {
        case MetricPeriod::Live:
            return samples(scope, asked);
        case MetricPeriod::Hour:
            return hours(scope, asked);
        case MetricPeriod::Day:
            return days(scope, asked, zone);
    }
    Q_UNREACHABLE();
}

/// A whole hour, or a whole day of the practice: half of one would be a false sum.
UtcTime beginOf(const MetricsQuery& query, const PracticeZone& zone, UtcTime now) {
    switch (query.period) {
        case MetricPeriod::Live:
            return query.from.value_or(now - 24h);
        case MetricPeriod::Hour:
            return floor<std::chrono::hours>(query.from.value_or(now - 48h));
        case MetricPeriod::Day:
            return zone.startOfDay(zone.localDate(query.from.value_or(now - std::chrono::days(30))));
    }
    Q_UNREACHABLE();
}

}  // namespace

MetricsView readMetrics(Scope& scope, const MetricsQuery& query, UtcTime now) {
    const PracticeZone zone = PracticeZone::find(query.timeZone).value_or(PracticeZone::sydney());
    MetricsView view;
    view.query = query;
    view.query.from = beginOf(query, zone, now);
    view.at = now;
    for (const Metric metric : kMetrics) {
        const QString who = isOfThePractice(metric) ? QString() : query.practitioner.value;
        view.series.push_back({metric, pointsOf(scope, {metric, who, *view.query.from}, query.period, zone)});
    }
    if (const auto success = StatusStore(scope).find(query.practitioner).lastSuccess)
        view.age = now - *success;
    return view;
}

}  // namespace bloom::storage
