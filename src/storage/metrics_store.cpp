// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/metrics_store.h"

#include "storage/statement.h"

#include <algorithm>

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
            row.time(3),
            row.integer(4),
            row.integer(5),
            row.integer(6),
            row.integer(7)};
}

}  // namespace

QString name(Metric metric) {
    switch (metric) {
        case Metric::FullRunTime:
            return L("full-run-ms");
        case Metric::RateLimitWait:
            return L("rate-limit-wait-ms");
        case Metric::WebhookProcessing:
            return L("webhook-processing-ms");
        case Metric::WebhookAnswer:
            return L("webhook-answer-ms");
        case Metric::RecordsReceived:
            return L("records-received");
        case Metric::RecordsWritten:
            return L("records-written");
        case Metric::RunErrors:
            return L("run-errors");
        case Metric::RecordsSetAside:
            return L("records-set-aside");
        case Metric::Freshness:
            return L("freshness-ms");
    }
    return {};
}

std::optional<Metric> metricFrom(const QString& text) {
    const auto* const found =
        std::ranges::find_if(kMetrics, [&](Metric metric) { return name(metric) == text; });
    return found == std::end(kMetrics) ? std::nullopt : std::optional(*found);
}

QString name(RollupPeriod period) { return period == RollupPeriod::Hour ? L("hour") : L("day"); }

std::optional<double> Rollup::mean() const {
    return samples > 0 ? std::optional(double(total) / double(samples)) : std::nullopt;
}

UtcTime hourOf(UtcTime time) { return std::chrono::floor<std::chrono::hours>(time); }

void MetricsStore::put(const Rollup& rollup) {
    Statement(m_scope, m_scope.dialect().upsert(L("metric_rollups"),
                                                {L("metric"), L("practitioner_id"), L("period"), L("start")},
                                                {L("samples"), L("total"), L("minimum"), L("maximum")}))
        .bind(name(rollup.metric))
        .add(keyOf(rollup.practitioner))
        .bind(name(rollup.period), rollup.start, rollup.samples, rollup.total, rollup.minimum, rollup.maximum)
        .run();
}

void MetricsStore::add(Metric metric, const PractitionerId& practitioner, UtcTime at, std::int64_t sample) {
    const UtcTime hour = hourOf(at);
    const auto known = read(metric, practitioner, RollupPeriod::Hour, hour, hour + std::chrono::hours(1));
    Rollup line{metric, practitioner, RollupPeriod::Hour, hour, 1, sample, sample, sample};
    if (!known.empty()) {
        const Rollup& before = known.front();
        line.samples += before.samples;
        line.total += before.total;
        line.minimum = std::min(sample, before.minimum);
        line.maximum = std::max(sample, before.maximum);
    }
    put(line);
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
