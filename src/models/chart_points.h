// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of the charts as points, and each chart in a sentence for those who can't see it. No painting
// here.
#pragma once
#include "core/connection_views.h"
#include "core/metrics.h"
#include "core/overview.h"

#include <QList>
#include <QPointF>

namespace bloom::models {

struct ChartLine {
    QString name;
    QList<QPointF> points;  ///< x: milliseconds since 1970, UTC
};

struct ChartData {
    QString title;
    QString unit;  ///< "s", "records", "calls", "%"
    QList<ChartLine> lines;
    std::optional<double> limit;  ///< drawn as a dashed line
    QString limitName;
    QString summary;  ///< the text twin; without points, why there are none
    bool isEmpty() const;
    double top() const;  ///< the highest point
};

/// The runs that say something about running: ended, full, delta or manual of everything.
ChartData runTimeChart(const std::vector<RunPoint>& runs);
ChartData recordsChart(const std::vector<RunPoint>& runs);
ChartData callsChart(const std::vector<RunPoint>& runs, int minuteBudget);
/// Share of failed and partial among the last ten runs, at each run.
ChartData errorRateChart(const std::vector<RunPoint>& runs);
ChartData latencyChart(const std::vector<CallView>& calls);
/// From the receipt of each webhook until what it announced was applied. Without any it says so.
ChartData webhookDelayChart(const MetricSeries& delays);

/// At most `columns` columns of minimum and maximum, in order: a picture of many points looks the same.
QList<QPointF> reduced(const QList<QPointF>& points, int columns = 1000);

struct Percentiles {
    int count = 0;
    milliseconds p50{0}, p90{0}, p99{0}, longest{0};
    bool operator==(const Percentiles&) const = default;
};
/// Of the calls that were answered.
Percentiles latencyPercentiles(const std::vector<CallView>& calls);

}  // namespace bloom::models
