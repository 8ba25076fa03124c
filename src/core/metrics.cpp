// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics.h"

#include <algorithm>

namespace bloom {

QString name(Metric metric) {
    switch (metric) {
        case Metric::FullRunTime:
            return QStringLiteral("full-run-ms");
        case Metric::RateLimitWait:
            return QStringLiteral("rate-limit-wait-ms");
        case Metric::WebhookProcessing:
            return QStringLiteral("webhook-processing-ms");
        case Metric::WebhookAnswer:
            return QStringLiteral("webhook-answer-ms");
        case Metric::RecordsReceived:
            return QStringLiteral("records-received");
        case Metric::RecordsWritten:
            return QStringLiteral("records-written");
        case Metric::RunErrors:
            return QStringLiteral("run-errors");
        case Metric::RecordsSetAside:
            return QStringLiteral("records-set-aside");
        case Metric::Freshness:
            return QStringLiteral("freshness-ms");
    }
    Q_UNREACHABLE();
}

std::optional<Metric> metricFrom(const QString& text) {
    for (const Metric metric : kMetrics)
        if (name(metric) == text)
            return metric;
    return std::nullopt;
}

bool isOfThePractice(Metric metric) {
    return metric == Metric::FullRunTime || metric == Metric::RateLimitWait ||
           metric == Metric::WebhookProcessing || metric == Metric::WebhookAnswer;
}

std::optional<double> MetricPoint::mean() const {
    if (samples == 0)
        return std::nullopt;
    return static_cast<double>(total) / static_cast<double>(samples);
}

MetricPoint& MetricPoint::operator+=(const MetricPoint& other) {
    if (other.samples == 0)
        return *this;
    minimum = samples == 0 ? other.minimum : std::min(minimum, other.minimum);
    maximum = samples == 0 ? other.maximum : std::max(maximum, other.maximum);
    samples += other.samples;
    total += other.total;
    return *this;
}

const MetricSeries& MetricsView::of(Metric metric) const& {
    static const MetricSeries kNone;
    const auto found = std::ranges::find(series, metric, &MetricSeries::metric);
    return found == series.end() ? kNone : *found;
}

MetricPoint MetricsView::sum(Metric metric) const {
    MetricPoint all;
    for (const MetricPoint& point : of(metric).points)
        all += point;
    return all;
}

std::optional<double> MetricsView::setAsideRate() const {
    const auto received = sum(Metric::RecordsReceived).total;
    if (received == 0)
        return std::nullopt;
    return static_cast<double>(sum(Metric::RecordsSetAside).total) / static_cast<double>(received);
}

}  // namespace bloom
