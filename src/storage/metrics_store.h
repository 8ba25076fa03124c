// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// metric_rollups: what runs and webhooks took and brought, by the hour and by the day, for each practitioner
// and the practice. They outlive the log and the inbox they are made from.
#pragma once
#include "core/metrics.h"
#include "storage/scope.h"

namespace bloom::storage {

enum class RollupPeriod { Hour, Day };
QString name(RollupPeriod period);  ///< "hour", "day"

struct Rollup {
    Metric metric = Metric::FullRunTime;
    PractitionerId practitioner;  ///< empty = the practice
    RollupPeriod period = RollupPeriod::Hour;
    MetricPoint point;  ///< begins with a full UTC hour, or the practice's midnight
    bool operator==(const Rollup&) const = default;
};
/// The full hour a moment lies in.
UtcTime hourOf(UtcTime time);

class MetricsStore {
public:
    explicit MetricsStore(Scope& scope) : m_scope(scope) {}

    /// Replaces the line of this metric, practitioner, period and start: written twice, it counts once.
    void put(const Rollup& rollup);
    /// More samples of the hour their start lies in. Only for what is told live and can't be computed again.
    void add(Metric metric, const PractitionerId& practitioner, MetricPoint samples);
    /// Those that start in [from, to), oldest first.
    std::vector<Rollup> read(Metric metric, const PractitionerId& practitioner, RollupPeriod period,
                             UtcTime from, UtcTime to);
    /// Every metric of everybody: the hours that start in [from, to).
    std::vector<Rollup> hours(UtcTime from, UtcTime to);

private:
    Scope& m_scope;
};

}  // namespace bloom::storage
