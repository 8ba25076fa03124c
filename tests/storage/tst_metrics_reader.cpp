// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics as series: what a sample is, and roll-ups with what came since as one.
#include "core/practice_time.h"
#include "storage/metric_samples.h"
#include "storage/readers/metrics_reader.h"
#include "storage/statement.h"
#include "storage/status_store.h"
#include "storage/sync_log_store.h"
#include "support/record_builder.h"
#include "support/temp_database.h"

#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

const UtcTime kNow = at("2026-11-24T12:30:00Z");

RunReport run(const char* id, RunType type, RunOutcome outcome, const char* started, milliseconds took) {
    RunReport made;
    made.id = RunId(L(id));
    made.type = type;
    made.outcome = outcome;
    made.started = at(started);
    made.ended = made.started + took;
    made.duration = took;
    return made;
}
KindCounts counts(int received, int created, int updated, int deleted, int setAside) {
    KindCounts made;
    made.received = received;
    made.created = created;
    made.updated = updated;
    made.deleted = deleted;
    made.setAside = setAside;
    return made;
}

struct Metrics {
    TempDatabase database;
    void add(RunReport report) {
        database.write([&](Scope& scope) {
            SyncLogStore(scope).begin(report);
            SyncLogStore(scope).finish(report);
        });
    }
    void rollup(const char* metric, const char* period, const char* start, int samples, int total, int least,
                int most, const char* who = "") {
        database.write([&](Scope& scope) {
            Statement(scope, L("INSERT INTO metric_rollups VALUES (?, ?, ?, ?, ?, ?, ?, ?)"))
                .bind(L(metric))
                .add(QVariant(L(who)))
                .bind(L(period), at(start), samples, total, least, most)
                .run();
        });
    }
    MetricsView view(MetricPeriod period, const char* who = "") {
        MetricsQuery query;
        query.practitioner = PractitionerId(L(who));
        query.period = period;
        return database.read([&](Scope& scope) { return readMetrics(scope, query, kNow); });
    }
    /// "2026-11-24T10:00 2x 30 [10..20]", one a point
    QStringList points(Metric metric, MetricPeriod period, const char* who = "") {
        QStringList lines;
        const MetricsView whole = view(period, who);
        for (const MetricPoint& point : whole.of(metric).points)
            lines << L("%1 %2x %3 [%4..%5]")
                         .arg(toIsoText(point.start).left(16))
                         .arg(point.samples)
                         .arg(point.total)
                         .arg(point.minimum)
                         .arg(point.maximum);
        return lines;
    }
};

}  // namespace

class TestMetricsReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyMetricHasANameOfItsOwn() {
        QStringList names;
        for (const Metric metric : kMetrics) {
            QCOMPARE(metricFrom(name(metric)), std::optional(metric));
            names << name(metric);
        }
        QCOMPARE(names.removeDuplicates(), 0);
        QVERIFY(!metricFrom(L("another")));
    }
    void nothingHasNoFigures() {
        Metrics metrics;
        const MetricsView view = metrics.view(MetricPeriod::Hour);
        QCOMPARE(view.series.size(), std::size(kMetrics));
        QVERIFY(!view.errorRate() && !view.setAsideRate() && !view.age);
        const MetricsView none;
        QVERIFY(none.of(Metric::Freshness).points.empty());
    }
    void runTimesAreWithoutWaitsAndOnlyOfWholeRuns() {
        Metrics metrics;
        RunReport slow = run("a", RunType::Full, RunOutcome::Success, "2026-11-24T10:00:00Z", 100s);
        slow.rateLimitWait = 40s;
        metrics.add(slow);
        metrics.add(run("b", RunType::Full, RunOutcome::Partial, "2026-11-24T10:15:00Z", 20s));
        metrics.add(run("c", RunType::Full, RunOutcome::Failed, "2026-11-24T10:30:00Z", 1s));
        metrics.add(run("d", RunType::Full, RunOutcome::Cancelled, "2026-11-24T10:45:00Z", 1s));
        metrics.add(run("e", RunType::Manual, RunOutcome::Success, "2026-11-24T10:50:00Z", 1s));
        const QStringList hour = {L("2026-11-24T10:00 2x 80000 [20000..60000]")};
        QCOMPARE(metrics.points(Metric::FullRunTime, MetricPeriod::Hour), hour);
        QCOMPARE(metrics.points(Metric::FullRunTime, MetricPeriod::Hour, "row-a"), hour);  // runs are shared
        QCOMPARE(metrics.points(Metric::RateLimitWait, MetricPeriod::Hour),
                 QStringList{L("2026-11-24T10:00 2x 40000 [0..40000]")});
        QCOMPARE(metrics.points(Metric::FullRunTime, MetricPeriod::Live),
                 (QStringList{L("2026-11-24T10:01 1x 60000 [60000..60000]"),
                              L("2026-11-24T10:15 1x 20000 [20000..20000]")}));
        QCOMPARE(metrics.points(Metric::RunErrors, MetricPeriod::Hour),
                 QStringList{L("2026-11-24T10:00 4x 2 [0..1]")});
        QCOMPARE(metrics.view(MetricPeriod::Live).errorRate(), std::optional(0.5));
    }
    void recordsAreCountedACycle() {
        Metrics metrics;
        RunReport full = run("a", RunType::Full, RunOutcome::Success, "2026-11-24T10:00:00Z", 10s);
        full.kinds[RecordKind::Patient] = counts(60, 1, 2, 0, 3);
        full.kinds[RecordKind::Appointment] = counts(40, 4, 5, 6, 0);
        full.practitioners = {
            {PractitionerId(L("row-a")), {}, RunOutcome::Success, {}, counts(30, 1, 1, 1, 1)},
            {PractitionerId(L("row-b")), {}, RunOutcome::Failed, Error{ErrorKind::Network, L("no"), {}}, {}}};
        metrics.add(full);
        metrics.add(run("idle", RunType::Delta, RunOutcome::Success, "2026-11-24T10:10:00Z", 1s));
        RunReport delta = run("busy", RunType::Delta, RunOutcome::Success, "2026-11-24T10:12:00Z", 1s);
        delta.kinds[RecordKind::Patient] = counts(2, 0, 1, 0, 0);
        metrics.add(delta);
        QCOMPARE(metrics.points(Metric::RecordsReceived, MetricPeriod::Hour),
                 QStringList{L("2026-11-24T10:00 2x 102 [2..100]")});
        QCOMPARE(metrics.points(Metric::RecordsWritten, MetricPeriod::Hour),
                 QStringList{L("2026-11-24T10:00 2x 19 [1..18]")});
        QCOMPARE(metrics.points(Metric::RecordsReceived, MetricPeriod::Hour, "row-a"),
                 QStringList{L("2026-11-24T10:00 1x 30 [30..30]")});
        QCOMPARE(metrics.points(Metric::RecordsWritten, MetricPeriod::Hour, "row-a"),
                 QStringList{L("2026-11-24T10:00 1x 3 [3..3]")});
        QCOMPARE(metrics.view(MetricPeriod::Day, "row-a").errorRate(), std::optional(0.0));
        QCOMPARE(metrics.view(MetricPeriod::Day, "row-b").errorRate(), std::optional(1.0));
        QCOMPARE(metrics.view(MetricPeriod::Day).setAsideRate(), std::optional(3.0 / 102));
    }
    void freshnessIsHowOldDataWasWhenReplaced() {
        Metrics metrics;
        metrics.add(run("a", RunType::Full, RunOutcome::Success, "2026-11-24T10:00:00Z", 10s));
        metrics.add(run("b", RunType::Full, RunOutcome::Failed, "2026-11-24T10:15:00Z", 10s));
        metrics.add(run("c", RunType::Full, RunOutcome::Success, "2026-11-24T10:30:00Z", 20s));
        QCOMPARE(metrics.points(Metric::Freshness, MetricPeriod::Live),
                 QStringList{L("2026-11-24T10:30 1x %1 [%1..%1]").arg(milliseconds(30min + 20s).count())});
        metrics.database.write([](Scope& scope) {
            StatusStore(scope).runEnded({{}, RunType::Full, RunOutcome::Success, kNow - 2h, {}, true}, kNow);
        });
        QCOMPARE(metrics.view(MetricPeriod::Live).age, std::optional<milliseconds>(2h));
    }
    void webhooksAreTimedFromReceiptToApplied() {
        Metrics metrics;
        metrics.database.write([](Scope& scope) {
            int id = 0;
            const auto event = [&](const char* state, bool test, UtcTime received, UtcTime applied) {
                Statement(scope,
                          L("INSERT INTO webhook_inbox (route, event_id, body_hash, event, is_test, state, "
                            "received_at, applied_at) VALUES ('r', ?, x'00', 'e', ?, ?, ?, ?)"))
                    .bind(QString::number(++id), test, L(state), received, applied)
                    .run();
            };
            event("done", false, kNow - 1h, kNow - 1h + 1500ms);
            event("done", true, kNow - 1h, kNow - 1h + 9s);
            event("dead", false, kNow - 1h, kNow - 1h + 9s);
        });
        QCOMPARE(metrics.points(Metric::WebhookProcessing, MetricPeriod::Live),
                 QStringList{L("2026-11-24T11:30 1x 1500 [1500..1500]")});
        QCOMPARE(metrics.points(Metric::WebhookProcessing, MetricPeriod::Day),
                 QStringList{L("2026-11-23T13:00 1x 1500 [1500..1500]")});
    }
    void rollUpsAndWhatCameSinceAreOneSeries() {
        Metrics metrics;
        metrics.rollup("full-run-ms", "hour", "2026-11-24T09:00:00Z", 4, 40, 5, 20);
        metrics.rollup("full-run-ms", "hour", "2026-11-24T10:00:00Z", 4, 80, 5, 40);
        metrics.rollup("webhook-answer-ms", "hour", "2026-11-24T10:00:00Z", 2, 10, 5, 5);
        // Still in the log: of an hour that is rolled up, and since.
        metrics.add(run("a", RunType::Full, RunOutcome::Success, "2026-11-24T10:30:00Z", 7ms));
        metrics.add(run("b", RunType::Full, RunOutcome::Success, "2026-11-24T11:30:00Z", 9ms));
        QCOMPARE(metrics.points(Metric::FullRunTime, MetricPeriod::Hour),
                 (QStringList{L("2026-11-24T09:00 4x 40 [5..20]"), L("2026-11-24T10:00 4x 80 [5..40]"),
                              L("2026-11-24T11:00 1x 9 [9..9]")}));
        QCOMPARE(metrics.points(Metric::WebhookAnswer, MetricPeriod::Hour),
                 QStringList{L("2026-11-24T10:00 2x 10 [5..5]")});
    }
    void daysAreThePracticesAndWholeOnesComeFromRollUps() {
        Metrics metrics;
        metrics.rollup("full-run-ms", "day", "2026-11-21T13:00:00Z", 90, 900, 1, 20);  // Sydney's 22nd
        metrics.rollup("full-run-ms", "hour", "2026-11-22T12:00:00Z", 4, 40, 5, 20);   // its last hour
        metrics.rollup("full-run-ms", "hour", "2026-11-22T13:00:00Z", 4, 80, 5, 40);   // the 23rd
        metrics.rollup("full-run-ms", "hour", "2026-11-23T12:00:00Z", 1, 3, 3, 3);
        metrics.add(run("a", RunType::Full, RunOutcome::Success, "2026-11-23T13:30:00Z", 7ms));  // the 24th
        QCOMPARE(metrics.points(Metric::FullRunTime, MetricPeriod::Day),
                 (QStringList{L("2026-11-21T13:00 90x 900 [1..20]"), L("2026-11-22T13:00 5x 83 [3..40]"),
                              L("2026-11-23T13:00 1x 7 [7..7]")}));
    }
    void practitionersHaveTheirOwn() {
        Metrics metrics;
        metrics.rollup("run-errors", "hour", "2026-11-24T10:00:00Z", 4, 1, 0, 1, "row-a");
        QCOMPARE(metrics.view(MetricPeriod::Hour, "row-a").errorRate(), std::optional(0.25));
        QVERIFY(!metrics.view(MetricPeriod::Hour, "row-b").errorRate());
        QVERIFY(!metrics.view(MetricPeriod::Hour).errorRate());
    }
};

QTEST_GUILESS_MAIN(TestMetricsReader)
#include "tst_metrics_reader.moc"
