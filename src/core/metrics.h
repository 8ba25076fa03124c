// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long runs and webhooks take, what they bring and how often they fail: as single samples, by the hour
// and by the day, for a practitioner or the practice.
#pragma once
#include "core/clock.h"
#include "core/ids.h"

#include <QMetaType>
#include <optional>
#include <vector>

namespace bloom {

enum class Metric {
    FullRunTime,        ///< ms from start to commit, without waits for the rate limit
    RateLimitWait,      ///< ms a full run waited for the rate limit
    WebhookProcessing,  ///< ms from receipt to applied
    WebhookAnswer,      ///< ms from the whole request to the 200 for what it announced
    RecordsReceived,    ///< of a cycle
    RecordsWritten,     ///< of a cycle: created, updated and deleted
    /// 1 for a run that failed or was partial, else 0: the mean is the rate. Deltas and what was asked for by
    /// hand are runs like any other; a webhook's read of one record is none, and is tried again by itself.
    RunErrors,
    RecordsSetAside,  ///< of a cycle, beside RecordsReceived
    /// ms: how old the data was when a complete success replaced it. Only runs of the whole window: a delta
    /// says nothing of what it did not ask for, and moves no freshness.
    Freshness,
};
inline constexpr Metric kMetrics[] = {
    Metric::FullRunTime,   Metric::RateLimitWait,   Metric::WebhookProcessing,
    Metric::WebhookAnswer, Metric::RecordsReceived, Metric::RecordsWritten,
    Metric::RunErrors,     Metric::RecordsSetAside, Metric::Freshness};
/// "full-run-ms", "rate-limit-wait-ms", "webhook-processing-ms" …: as stored and as JSON names them.
QString name(Metric metric);
std::optional<Metric> metricFrom(const QString& text);
/// Runs and webhooks are shared: a practitioner's is the practice's.
bool isOfThePractice(Metric metric);

enum class MetricPeriod { Live, Hour, Day };  ///< Live: each sample is a point

struct MetricPoint {
    UtcTime start;  ///< of the hour or the practice's day; the moment of a single sample
    std::int64_t samples = 0, total = 0, minimum = 0, maximum = 0;
    /// Nothing without samples.
    std::optional<double> mean() const;
    MetricPoint& operator+=(const MetricPoint& other);
    bool operator==(const MetricPoint&) const = default;
};

struct MetricSeries {
    Metric metric = Metric::FullRunTime;
    std::vector<MetricPoint> points;  ///< oldest first; none where there were no samples
    bool operator==(const MetricSeries&) const = default;
};

struct MetricsQuery {
    PractitionerId practitioner;  ///< empty = the practice
    MetricPeriod period = MetricPeriod::Live;
    std::optional<UtcTime> from{};  ///< nothing: 24 hours, 48 hours or 30 days back
    QString timeZone{};             ///< whose days; empty = Sydney
};

struct MetricsView {
    MetricsQuery query;
    std::vector<MetricSeries> series;  ///< one for each metric, in their order
    std::optional<milliseconds> age;   ///< of the data now; nothing = never complete
    UtcTime at;
    const MetricSeries& of(Metric metric) const&;
    const MetricSeries& of(Metric metric) const&& = delete;  ///< it would not outlive its view
    /// All points of the series as one.
    MetricPoint sum(Metric metric) const;
    /// Failed and partial of all runs, and records set aside of those received; nothing where there were
    /// none.
    std::optional<double> errorRate() const { return sum(Metric::RunErrors).mean(); }
    std::optional<double> setAsideRate() const;
};

}  // namespace bloom

Q_DECLARE_METATYPE(bloom::MetricsView)
