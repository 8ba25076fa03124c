// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// metric_rollups: what runs and webhooks took and brought, by the hour and by the day, for each practitioner
// and the practice. They outlive the log and the inbox they are made from.
#pragma once
#include "core/ids.h"
#include "storage/scope.h"

#include "core/clock.h"

#include <optional>
#include <vector>

namespace bloom::storage {

enum class Metric {
    FullRunTime,        ///< ms from start to commit, without waits for the rate limit; the practice's alone
    RateLimitWait,      ///< ms a full run waited for the rate limit; the practice's alone
    WebhookProcessing,  ///< ms from receipt to applied; the practice's alone
    WebhookAnswer,      ///< ms from request to answer; written live with add(); the practice's alone
    RecordsReceived,    ///< of a cycle: each listing run is a sample
    RecordsWritten,     ///< of a cycle: created, updated and deleted
    RunErrors,          ///< 1 for a run that failed or was partial, else 0: total / samples is the rate
    RecordsSetAside,    ///< of a cycle, beside RecordsReceived
    Freshness,          ///< ms: how old the data was when a complete success replaced it
};
inline constexpr Metric kMetrics[] = {
    Metric::FullRunTime,   Metric::RateLimitWait,   Metric::WebhookProcessing,
    Metric::WebhookAnswer, Metric::RecordsReceived, Metric::RecordsWritten,
    Metric::RunErrors,     Metric::RecordsSetAside, Metric::Freshness};
/// "full-run-ms", "rate-limit-wait-ms", "webhook-processing-ms" …: as stored and as JSON names them.
QString name(Metric metric);
std::optional<Metric> metricFrom(const QString& text);

enum class RollupPeriod { Hour, Day };
QString name(RollupPeriod period);  ///< "hour", "day"

struct Rollup {
    Metric metric = Metric::FullRunTime;
    PractitionerId practitioner;  ///< empty = the practice
    RollupPeriod period = RollupPeriod::Hour;
    UtcTime start;  ///< a full UTC hour, or the practice's midnight
    std::int64_t samples = 0, total = 0, minimum = 0, maximum = 0;
    /// Nothing without samples.
    std::optional<double> mean() const;
    bool operator==(const Rollup&) const = default;
};
/// The full hour a moment lies in.
UtcTime hourOf(UtcTime time);

class MetricsStore {
public:
    explicit MetricsStore(Scope& scope) : m_scope(scope) {}

    /// Replaces the line of this metric, practitioner, period and start: written twice, it counts once.
    void put(const Rollup& rollup);
    /// One more sample of the hour `at` lies in. Only for what is told live and can't be computed again.
    void add(Metric metric, const PractitionerId& practitioner, UtcTime at, std::int64_t sample);
    /// Those that start in [from, to), oldest first.
    std::vector<Rollup> read(Metric metric, const PractitionerId& practitioner, RollupPeriod period,
                             UtcTime from, UtcTime to);
    /// Every metric of everybody: the hours that start in [from, to).
    std::vector<Rollup> hours(UtcTime from, UtcTime to);

private:
    Scope& m_scope;
};

}  // namespace bloom::storage
