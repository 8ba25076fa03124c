// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chart_points.h"

#include "models/words.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace bloom::models {

namespace {

struct Charts {
    Q_DECLARE_TR_FUNCTIONS(Charts)
};

double msOf(UtcTime t) { return static_cast<double>(t.time_since_epoch().count()); }

bool ended(const RunPoint& run) { return run.outcome != RunOutcome::Running; }

template <typename Value> QList<QPointF> line(const std::vector<RunPoint>& runs, Value value) {
    QList<QPointF> points;
    for (const RunPoint& run : runs)
        if (ended(run))
            points.append({msOf(run.started), static_cast<double>(value(run))});
    return points;
}

double median(QList<QPointF> points) {
    if (points.isEmpty())
        return 0;
    const auto middle = points.begin() + points.size() / 2;
    std::nth_element(points.begin(), middle, points.end(),
                     [](QPointF a, QPointF b) { return a.y() < b.y(); });
    return middle->y();
}

milliseconds fromSeconds(double seconds) {
    return milliseconds(static_cast<qint64>(std::lround(seconds * 1000)));
}

QString numbers(const QList<QPointF>& points) {
    return Charts::tr("latest %1 · median %2 · highest %3")
        .arg(countText(std::lround(points.last().y())), countText(std::lround(median(points))),
             countText(std::lround(std::ranges::max(points, {}, &QPointF::y).y())));
}

Percentiles percentiles(std::vector<milliseconds> sorted) {
    if (sorted.empty())
        return {};
    std::ranges::sort(sorted);
    const auto at = [&sorted](int percent) {
        const auto rank = (sorted.size() * static_cast<std::size_t>(percent) + 99) / 100;
        return sorted[std::max<std::size_t>(rank, 1) - 1];
    };
    return {static_cast<int>(sorted.size()), at(50), at(90), at(99), sorted.back()};
}

}  // namespace

bool ChartData::isEmpty() const {
    return std::ranges::all_of(lines, [](const ChartLine& l) { return l.points.isEmpty(); });
}

double ChartData::top() const {
    double highest = 0;
    for (const ChartLine& l : lines)
        for (const QPointF& p : l.points)
            highest = std::max(highest, p.y());
    return highest;
}

ChartData runTimeChart(const std::vector<RunPoint>& runs) {
    ChartData chart{Charts::tr("Run time"), QStringLiteral("s"), {}, {}, {}, {}};
    const auto working = [](const RunPoint& r) {
        return static_cast<double>((r.duration - r.rateLimitWait).count()) / 1000;
    };
    const auto waiting = [](const RunPoint& r) {
        return static_cast<double>(r.rateLimitWait.count()) / 1000;
    };
    const QList<QPointF> work = line(runs, working);
    chart.lines = {{Charts::tr("Run time"), work}};
    if (std::ranges::any_of(runs, [](const RunPoint& r) { return r.rateLimitWait.count() > 0; }))
        chart.lines.append({Charts::tr("Waiting for the rate limit"), line(runs, waiting)});
    if (!work.isEmpty())
        chart.summary =
            Charts::tr("latest %1 · median %2 · longest %3")
                .arg(durationText(fromSeconds(work.last().y())), durationText(fromSeconds(median(work))),
                     durationText(fromSeconds(std::ranges::max(work, {}, &QPointF::y).y())));
    return chart;
}

ChartData recordsChart(const std::vector<RunPoint>& runs) {
    ChartData chart{Charts::tr("Records a run"), Charts::tr("records"), {}, {}, {}, {}};
    chart.lines = {{Charts::tr("Received"), line(runs, [](const RunPoint& r) { return r.received; })},
                   {Charts::tr("Written"), line(runs, [](const RunPoint& r) { return r.written; })}};
    if (!chart.isEmpty())
        chart.summary = Charts::tr("received: %1; written: latest %2")
                            .arg(numbers(chart.lines[0].points),
                                 countText(std::lround(chart.lines[1].points.last().y())));
    return chart;
}

ChartData callsChart(const std::vector<RunPoint>& runs, int minuteBudget) {
    ChartData chart{Charts::tr("Calls a run"), Charts::tr("calls"), {}, {}, {}, {}};
    chart.lines = {{Charts::tr("Calls"), line(runs, [](const RunPoint& r) { return r.calls; })}};
    chart.limit = minuteBudget;
    chart.limitName = Charts::tr("%1 a minute allowed").arg(minuteBudget);
    if (!chart.isEmpty())
        chart.summary =
            Charts::tr("%1 · Halaxy takes %2 a minute").arg(numbers(chart.lines[0].points)).arg(minuteBudget);
    return chart;
}

ChartData errorRateChart(const std::vector<RunPoint>& runs) {
    ChartData chart{Charts::tr("Error rate"), QStringLiteral("%"), {}, {}, {}, {}};
    QList<QPointF> points;
    std::vector<bool> bad;
    int all = 0;
    for (const RunPoint& run : runs) {
        if (!ended(run) || run.outcome == RunOutcome::Cancelled || run.outcome == RunOutcome::Interrupted)
            continue;
        bad.push_back(run.outcome == RunOutcome::Failed || run.outcome == RunOutcome::Partial);
        all += bad.back() ? 1 : 0;
        const auto window = std::min<std::ptrdiff_t>(10, std::ssize(bad));
        const auto count = std::count(bad.end() - window, bad.end(), true);
        points.append({msOf(run.started), 100.0 * static_cast<double>(count) / static_cast<double>(window)});
    }
    chart.lines = {{Charts::tr("Failed or partial, of the last ten runs"), points}};
    if (!points.isEmpty())
        chart.summary = Charts::tr("failed or partial: %1 of %2").arg(all).arg(bad.size());
    return chart;
}

ChartData latencyChart(const std::vector<CallView>& calls) {
    ChartData chart{Charts::tr("Latency"), QStringLiteral("ms"), {}, {}, {}, {}};
    QList<QPointF> points;
    for (const CallView& call : calls)
        if (call.status != 0)
            points.append({msOf(call.at), static_cast<double>(call.latency.count())});
    chart.lines = {{Charts::tr("Time to the whole answer"), points}};
    const Percentiles p = latencyPercentiles(calls);
    if (p.count > 0)
        chart.summary = Charts::tr("half within %1 ms · 90 % within %2 ms · 99 % within %3 ms")
                            .arg(p.p50.count())
                            .arg(p.p90.count())
                            .arg(p.p99.count());
    return chart;
}

ChartData webhookDelayChart(const MetricSeries& delays) {
    ChartData chart{Charts::tr("Webhook delay"), QStringLiteral("s"), {}, {}, {}, {}};
    QList<QPointF> points;
    std::vector<milliseconds> sorted;
    for (const MetricPoint& delay : delays.points)
        if (const auto took = delay.mean()) {
            points.append({msOf(delay.start), *took / 1000});
            sorted.push_back(fromSeconds(*took / 1000));
        }
    chart.lines = {{Charts::tr("From receipt to applied"), points}};
    const Percentiles p = percentiles(std::move(sorted));
    chart.summary = p.count > 0 ? Charts::tr("half within %1 · 90 % within %2 · slowest %3")
                                      .arg(durationText(p.p50), durationText(p.p90), durationText(p.longest))
                                : Charts::tr("No webhook was acted on in the last 24 hours.");
    return chart;
}

QList<QPointF> reduced(const QList<QPointF>& points, int columns) {
    if (points.size() <= 2 * columns)
        return points;
    QList<QPointF> out;
    out.reserve(2 * columns);
    for (int column = 0; column < columns; ++column) {
        const auto first = points.begin() + points.size() * column / columns;
        const auto last = points.begin() + points.size() * (column + 1) / columns;
        const auto [low, high] =
            std::minmax_element(first, last, [](QPointF a, QPointF b) { return a.y() < b.y(); });
        out.append(low->x() <= high->x() ? *low : *high);
        out.append(low->x() <= high->x() ? *high : *low);
    }
    return out;
}

Percentiles latencyPercentiles(const std::vector<CallView>& calls) {
    std::vector<milliseconds> sorted;
    for (const CallView& call : calls)
        if (call.status != 0)
            sorted.push_back(call.latency);
    return percentiles(std::move(sorted));
}

}  // namespace bloom::models
