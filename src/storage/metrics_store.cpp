// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/metrics_store.h"

#include "storage/statement.h"

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

/// The practice has the empty id, which is not NULL.
QVariant keyOf(const PractitionerId& practitioner) {
    return practitioner.isEmpty() ? L("") : practitioner.value;
}

QString columns() {
    return L(
        "SELECT metric, practitioner_id, period, start, samples, total, minimum, maximum "
        "FROM metric_rollups ");
}

Rollup rollupAt(const Row& row) {
    return {metricFrom(row.text(0)).value_or(Metric::FullRunTime),
            PractitionerId(row.text(1)),
            row.text(2) == name(RollupPeriod::Day) ? RollupPeriod::Day : RollupPeriod::Hour,
            {row.time(3), row.integer(4), row.integer(5), row.integer(6), row.integer(7)}};
}

}  // namespace

QString name(RollupPeriod period) { return period == RollupPeriod::Hour ? L("hour") : L("day"); }

UtcTime hourOf(UtcTime time) { return std::chrono::floor<std::chrono::hours>(time); }

void MetricsStore::put(const Rollup& rollup) {
    const MetricPoint& at = rollup.point;
    Statement(m_scope, m_scope.dialect().upsert(L("metric_rollups"),
                                                {L("metric"), L("practitioner_id"), L("period"), L("start")},
                                                {L("samples"), L("total"), L("minimum"), L("maximum")}))
        .bind(name(rollup.metric))
        .add(keyOf(rollup.practitioner))
        .bind(name(rollup.period), at.start, at.samples, at.total, at.minimum, at.maximum)
        .run();
}

void MetricsStore::add(Metric metric, const PractitionerId& practitioner, MetricPoint samples) {
    samples.start = hourOf(samples.start);
    for (const Rollup& known :
         read(metric, practitioner, RollupPeriod::Hour, samples.start, samples.start + std::chrono::hours(1)))
        samples += known.point;
    put({metric, practitioner, RollupPeriod::Hour, samples});
}

std::vector<Rollup> MetricsStore::read(Metric metric, const PractitionerId& practitioner, RollupPeriod period,
                                       UtcTime from, UtcTime to) {
    return Statement(m_scope, columns() + L("WHERE metric = ? AND practitioner_id = ? AND period = ? "
                                            "AND start >= ? AND start < ? ORDER BY start"))
        .bind(name(metric))
        .add(keyOf(practitioner))
        .bind(name(period), from, to)
        .all(rollupAt);
}

std::vector<Rollup> MetricsStore::hours(UtcTime from, UtcTime to) {
    return Statement(m_scope, columns() + L("WHERE period = 'hour' AND start >= ? AND start < ? "
                                            "ORDER BY metric, practitioner_id, start"))
        .bind(from, to)
        .all(rollupAt);
}

}  // namespace bloom::storage
