// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The database stays small under a year's load at a smaller scale, and the engine keeps it so while it is
// idle.
#include "storage/metrics_store.h"
#include "storage/rollup_writer.h"
#include "support/busy_year.h"
#include "support/practice_bench.h"

#include <QFileInfo>
#include <QtTest>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::test;
using namespace std::chrono_literals;

class TestKeeping : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void staysWithinItsBounds();
    void everyHourIsInTheRollups();
    void theIdleEngineKeeps();
    void aFailureIsTriedAgainInAnHour();
};

namespace {

/// A hundredth of the production limits, so that a week is long.
RetentionLimits small() {
    RetentionLimits limits;
    limits.newestRuns = 20;
    limits.webhookRunCount = 50;
    limits.runCount = 400;
    limits.lineCount = 900;
    limits.settledEventCount = 200;
    limits.historyCount = 600;
    limits.goodRuns = std::chrono::days(3);
    limits.goodLines = std::chrono::days(1);
    limits.hours = std::chrono::days(3);
    return limits;
}

}  // namespace

void TestKeeping::staysWithinItsBounds() {
    TempDatabase database;
    BusyYear year(*database, at("2026-11-01T00:00:00Z"), {4, 30, 20, 3}, small());
    qint64 afterTwoDays = 0;
    for (int hour = 0; hour < 5 * 24; ++hour) {
        year.hour();
        if (hour == 2 * 24)
            QVERIFY(database->checkpoint(true).value_or(false));
        if (hour == 2 * 24)
            afterTwoDays = QFileInfo(database.path()).size();
    }
    const auto count = [&](const char* sql) { return database.cell(L(sql)).toInt(); };
    QVERIFY(count("SELECT count(*) FROM sync_log WHERE is_run = 1") <= 400 + 150);  // and an hour's
    QVERIFY(count("SELECT count(*) FROM sync_log WHERE is_run = 0") <= 900 + 400);
    QVERIFY(count("SELECT count(*) FROM sync_log WHERE run_type = 'delta' AND is_run = 1 "
                  "AND records_processed = 0 AND status = 'success'") <= 26 * 28);
    QVERIFY(count("SELECT count(*) FROM webhook_inbox") <= 200 + 20);
    QVERIFY(count("SELECT count(*) FROM history") <= 600);
    QVERIFY(count("SELECT count(*) FROM metric_rollups WHERE period = 'hour'") <= (3 * 24 + 2) * 24);
    QVERIFY(count("SELECT count(*) FROM sync_log WHERE is_run = 1 AND run_type = 'full'") >= 20);
    QVERIFY(database->checkpoint(true).value_or(false));
    const qint64 left = QFileInfo(database.path()).size();
    QVERIFY2(left < afterTwoDays * 3 / 2, qPrintable(L("%1 after %2").arg(left).arg(afterTwoDays)));
}

void TestKeeping::everyHourIsInTheRollups() {
    TempDatabase database;
    BusyYear year(*database, at("2026-11-01T00:00:00Z"), {4, 30, 20, 3}, small());
    for (int hour = 0; hour < 3 * 24; ++hour)
        year.hour();
    // Whatever was pruned meanwhile, each hour has its four full runs and twenty webhooks.
    const auto lines = database.read([&](Scope& scope) {
        return MetricsStore(scope).read(Metric::WebhookProcessing, {}, RollupPeriod::Hour,
                                        at("2026-11-01T00:00:00Z"), year.now());
    });
    QCOMPARE(lines.size(), std::size_t(3 * 24 - 1));  // the last is not over for long enough
    for (const Rollup& line : lines)
        QCOMPARE(line.point.samples, 20);
    const auto days = database.read([&](Scope& scope) {
        return MetricsStore(scope).read(Metric::FullRunTime, {}, RollupPeriod::Day,
                                        at("2026-11-01T00:00:00Z"), year.now());
    });
    QCOMPARE(days.size(), std::size_t(2));
    QCOMPARE(days[0].point.start, at("2026-11-01T13:00:00Z"));
    QVERIFY(days[0].point.samples >= 95 && days[0].point.samples <= 96);  // one failed
}

void TestKeeping::theIdleEngineKeeps() {
    PracticeBench bench;
    bench.database.execute(
        L("INSERT INTO history (at, run_id, channel, kind, halaxy_id, change) "
          "VALUES ('2020-01-01T00:00:00.000Z', 'r', 'full', 'Patient', '1', 'create')"));
    bench.database.execute(
        L("INSERT INTO session_moves (session_id, at, run_id, channel, from_start, to_start, "
          "from_practitioner, to_practitioner) VALUES ('s', '2020-01-01T00:00:00.000Z', 'r', 'full', '', '', "
          "'p', 'p')"));
    bench.engine().start();
    const auto gone = [&] {
        return bench.database.cell(L("SELECT (SELECT count(*) FROM history WHERE run_id = 'r') + "
                                     "(SELECT count(*) FROM session_moves WHERE run_id = 'r')")) == L("0");
    };
    for (int i = 0; i < 60 && !gone(); ++i)
        bench.clock.advance(10s);
    QVERIFY(gone());
    QVERIFY(bench.database.read([](Scope& scope) { return RollupWriter::rolledUpTo(scope); }) > UtcTime{});
}

void TestKeeping::aFailureIsTriedAgainInAnHour() {
    TempDatabase database;
    sync::Keeper keeper(*database, {});
    database->setFaultHook([](const QString& sql) { return sql.startsWith(L("BEGIN IMMEDIATE")); });
    const UtcTime now = at("2026-11-24T00:00:00Z");
    QVERIFY(!keeper.keep(now));
    database->setFaultHook({});
    QVERIFY(!keeper.keep(now + 59min));
    QVERIFY(keeper.keep(now + 60min));
}

QTEST_GUILESS_MAIN(TestKeeping)
#include "tst_keeping.moc"
