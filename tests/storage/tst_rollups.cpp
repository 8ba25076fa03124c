// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Roll-ups are made from log and inbox, once for each hour and day, whatever is pruned or killed in between.
#include "storage/rollup_writer.h"
#include "support/temp_database.h"

#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using bloom::test::TempDatabase;

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }
UtcTime at(const QString& text) { return parseUtc(text).value(); }
UtcTime at(const char* text) { return at(L(text)); }

class Log {
public:
    TempDatabase database;

    struct Run {
        QString type = L("full");
        QString status = L("success");
        QString scope{};
        const char* started;
        const char* ended;
        int received = 0, written = 0, setAside = 0, ms = 0, waited = 0;
    };
    QString add(const Run& run) {
        const QString id = L("run-%1").arg(++m_runs);
        database.execute(
            L("INSERT INTO sync_log (id, run_id, is_run, sync_type, run_type, entity_type, operation, "
              "status, "
              "records_processed, records_updated, records_set_aside, duration_ms, rate_limit_wait_ms, "
              "started_at, completed_at, scope) VALUES ('%1', '%1', 1, 'full', '%2', 'all', 'sync', '%3', "
              "%4, %5, %6, %7, %8, '%9', '%10', nullif('%11', ''))")
                .arg(id, run.type, run.status)
                .arg(run.received)
                .arg(run.written)
                .arg(run.setAside)
                .arg(run.ms)
                .arg(run.waited)
                .arg(L(run.started), L(run.ended), run.scope));
        return id;
    }
    void addPart(const QString& run, const char* practitioner, const char* status, int received) {
        database.execute(
            L("INSERT INTO sync_log (id, run_id, is_run, practitioner_id, sync_type, run_type, entity_type, "
              "operation, status, records_processed, started_at, completed_at) SELECT '%1-%2', '%1', 0, "
              "'%2', "
              "sync_type, run_type, 'session', 'sync', '%3', %4, started_at, completed_at FROM sync_log "
              "WHERE id = '%1'")
                .arg(run, L(practitioner), L(status))
                .arg(received));
    }
    void addEvent(const char* state, const char* received, const char* applied, bool test = false) {
        database.execute(L("INSERT INTO webhook_inbox (route, body_hash, event, state, is_test, received_at, "
                           "applied_at, event_id) VALUES ('halaxy-webhook', x'00', 'appointment.updated', "
                           "'%1', %2, '%3', '%4', 'e%5')")
                             .arg(L(state), test ? L("1") : L("0"), L(received), L(applied))
                             .arg(++m_events));
    }
    /// To its end, as often as it says that there is more.
    int rollUp(const char* now) {
        int steps = 1;
        while (database.write([&](Scope& scope) { return RollupWriter(scope, m_zone).rollUp(at(now)); }))
            ++steps;
        return steps;
    }
    /// "samples total minimum maximum"
    QString line(Metric metric, RollupPeriod period, const char* start, const char* who = "") {
        const UtcTime from = at(start);
        const auto lines = database.read([&](Scope& scope) {
            return MetricsStore(scope).read(metric, PractitionerId(L(who)), period, from,
                                            from + std::chrono::milliseconds(1));
        });
        if (lines.empty())
            return {};
        const MetricPoint& r = lines.front().point;
        return L("%1 %2 %3 %4").arg(r.samples).arg(r.total).arg(r.minimum).arg(r.maximum);
    }
    QString hour(Metric metric, const char* start, const char* who = "") {
        return line(metric, RollupPeriod::Hour, start, who);
    }

private:
    PracticeZone m_zone = PracticeZone::sydney();
    int m_runs = 0, m_events = 0;
};

}  // namespace

class TestRollups : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachMetricOfAnHour();
    void practitionersHaveTheirOwn();
    void whatCountsAsNothingCountsAsNothing();
    void freshnessIsTheAgeThatASuccessReplaced();
    void onlyRunsOfTheWholeWindowMakeFresh_data();
    void onlyRunsOfTheWholeWindowMakeFresh();
    void deltasCountAmongTheErrorsAndReadsDoNot();
    void anHourIsRolledUpWhenItIsOver();
    void twiceOrAfterPruningIsTheSame();
    void aFailedTransactionCountsNothing();
    void daysAreThePracticesOwn();
    void aClockThatWasAheadIsNotWaitedFor();
};

void TestRollups::eachMetricOfAnHour() {
    Log log;
    log.add({.started = "2026-11-24T09:58:00.000Z",
             .ended = "2026-11-24T10:00:00.000Z",
             .received = 100,
             .written = 7,
             .setAside = 2,
             .ms = 120000,
             .waited = 20000});
    log.add({.status = L("partial"),
             .started = "2026-11-24T10:15:00.000Z",
             .ended = "2026-11-24T10:16:00.000Z",
             .received = 90,
             .ms = 60000});
    log.add({.status = L("error"),
             .started = "2026-11-24T10:30:00.000Z",
             .ended = "2026-11-24T10:30:01.000Z",
             .ms = 1000});
    log.add({.type = L("delta"),
             .started = "2026-11-24T10:40:00.000Z",
             .ended = "2026-11-24T10:40:01.000Z",
             .received = 3,
             .written = 3});
    log.add({.type = L("delta"), .started = "2026-11-24T10:42:00.000Z", .ended = "2026-11-24T10:42:01.000Z"});
    log.addEvent("done", "2026-11-24T10:00:00.000Z", "2026-11-24T10:00:01.500Z");
    log.addEvent("done", "2026-11-24T10:05:00.000Z", "2026-11-24T10:05:00.250Z");
    log.addEvent("dead", "2026-11-24T10:05:00.000Z", "2026-11-24T10:05:00.250Z");
    log.addEvent("done", "2026-11-24T10:05:00.000Z", "2026-11-24T10:05:09.000Z", true);
    log.rollUp("2026-11-24T12:00:00Z");
    const char* ten = "2026-11-24T10:00:00Z";
    QCOMPARE(log.hour(Metric::FullRunTime, ten), L("2 160000 60000 100000"));
    QCOMPARE(log.hour(Metric::RateLimitWait, ten), L("2 20000 0 20000"));
    QCOMPARE(log.hour(Metric::RecordsReceived, ten), L("4 193 0 100"));
    QCOMPARE(log.hour(Metric::RecordsWritten, ten), L("4 10 0 7"));
    QCOMPARE(log.hour(Metric::RecordsSetAside, ten), L("4 2 0 2"));
    QCOMPARE(log.hour(Metric::RunErrors, ten), L("5 2 0 1"));
    QCOMPARE(log.hour(Metric::WebhookProcessing, ten), L("2 1750 250 1500"));
    QCOMPARE(log.hour(Metric::RecordsReceived, "2026-11-24T09:00:00Z"), QString());
}

void TestRollups::practitionersHaveTheirOwn() {
    Log log;
    const QString run =
        log.add({.started = "2026-11-24T10:00:00.000Z", .ended = "2026-11-24T10:01:00.000Z", .received = 12});
    log.addPart(run, "anna", "success", 8);
    log.addPart(run, "ben", "error", 0);
    log.rollUp("2026-11-24T12:00:00Z");
    const char* ten = "2026-11-24T10:00:00Z";
    QCOMPARE(log.hour(Metric::RecordsReceived, ten, "anna"), L("1 8 8 8"));
    QCOMPARE(log.hour(Metric::RunErrors, ten, "anna"), L("1 0 0 0"));
    QCOMPARE(log.hour(Metric::RunErrors, ten, "ben"), L("1 1 1 1"));
    QCOMPARE(log.hour(Metric::RunErrors, ten), L("1 0 0 0"));
}

void TestRollups::whatCountsAsNothingCountsAsNothing() {
    Log log;
    for (const char* status : {"interrupted", "cancelled"})
        log.add({.status = L(status),
                 .started = "2026-11-24T10:00:00.000Z",
                 .ended = "2026-11-24T10:01:00.000Z",
                 .received = 5,
                 .ms = 1});
    log.add({.type = L("webhook"),
             .status = L("error"),
             .started = "2026-11-24T10:00:00.000Z",
             .ended = "2026-11-24T10:01:00.000Z"});
    log.rollUp("2026-11-24T12:00:00Z");
    QCOMPARE(log.database.cell(L("SELECT count(*) FROM metric_rollups")), L("0"));
}

void TestRollups::freshnessIsTheAgeThatASuccessReplaced() {
    Log log;
    log.add({.started = "2026-11-24T09:00:00.000Z", .ended = "2026-11-24T09:01:00.000Z"});
    log.add(
        {.status = L("error"), .started = "2026-11-24T09:15:00.000Z", .ended = "2026-11-24T09:16:00.000Z"});
    log.add({.started = "2026-11-24T10:00:00.000Z", .ended = "2026-11-24T10:02:00.000Z"});
    log.rollUp("2026-11-24T12:00:00Z");
    QCOMPARE(log.hour(Metric::Freshness, "2026-11-24T09:00:00Z"), QString());  // nothing to compare with
    QCOMPARE(log.hour(Metric::Freshness, "2026-11-24T10:00:00Z"), L("1 3720000 3720000 3720000"));
}

void TestRollups::onlyRunsOfTheWholeWindowMakeFresh_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<bool>("practice");
    QTest::addColumn<bool>("practitioner");
    QTest::newRow("full") << L("full") << QString() << true << true;
    QTest::newRow("by hand") << L("manual") << QString() << true << true;
    QTest::newRow("with history") << L("manual") << L(R"({"backfill":true})") << true << true;
    QTest::newRow("one practitioner") << L("manual") << L(R"({"practitioner":"anna"})") << false << true;
    QTest::newRow("delta") << L("delta") << QString() << false << false;
    QTest::newRow("backfill") << L("backfill") << QString() << false << false;
    QTest::newRow("a kind") << L("manual") << L(R"({"kind":"Appointment"})") << false << false;
    QTest::newRow("a record") << L("manual") << L(R"({"record":"Patient/1"})") << false << false;
    QTest::newRow("dates") << L("manual") << L(R"({"dates":["2026-11-01","2026-11-02"]})") << false << false;
    QTest::newRow("a held set") << L("manual") << L(R"({"heldSet":"h"})") << false << false;
}

void TestRollups::onlyRunsOfTheWholeWindowMakeFresh() {
    QFETCH(QString, type);
    QFETCH(QString, scope);
    QFETCH(bool, practice);
    QFETCH(bool, practitioner);
    Log log;
    log.addPart(log.add({.started = "2026-11-24T09:00:00.000Z", .ended = "2026-11-24T09:01:00.000Z"}), "anna",
                "success", 1);
    // Neither is it a success to be replaced by the one after it, nor does it replace the one before.
    const QString run = log.add({.type = type,
                                 .scope = scope,
                                 .started = "2026-11-24T10:00:00.000Z",
                                 .ended = "2026-11-24T10:01:00.000Z",
                                 .received = 1});
    log.addPart(run, "anna", "success", 1);
    log.addPart(log.add({.started = "2026-11-24T11:00:00.000Z", .ended = "2026-11-24T11:01:00.000Z"}), "anna",
                "success", 1);
    log.rollUp("2026-11-24T13:00:00Z");
    const auto told = [&](const char* who) -> QString {
        return log.hour(Metric::Freshness, "2026-11-24T10:00:00Z", who) + u' ' +
               log.hour(Metric::Freshness, "2026-11-24T11:00:00Z", who);
    };
    const QString counts = L("1 3660000 3660000 3660000 1 3660000 3660000 3660000");
    const QString isPassedOver = L(" 1 7260000 7260000 7260000");
    QCOMPARE(told(""), practice ? counts : isPassedOver);
    QCOMPARE(told("anna"), practitioner ? counts : isPassedOver);
}

void TestRollups::deltasCountAmongTheErrorsAndReadsDoNot() {
    Log log;
    for (const char* type : {"full", "delta", "manual", "webhook"})
        for (const char* status : {"success", "partial", "error"})
            log.add({.type = L(type),
                     .status = L(status),
                     .started = "2026-11-24T10:00:00.000Z",
                     .ended = "2026-11-24T10:01:00.000Z"});
    log.rollUp("2026-11-24T12:00:00Z");
    QCOMPARE(log.hour(Metric::RunErrors, "2026-11-24T10:00:00Z"), L("9 6 0 1"));
}

void TestRollups::anHourIsRolledUpWhenItIsOver() {
    Log log;
    log.add({.started = "2026-11-24T10:00:00.000Z", .ended = "2026-11-24T10:59:59.000Z", .received = 1});
    log.rollUp("2026-11-24T11:01:00Z");  // its last moments may still be on their way
    QCOMPARE(log.hour(Metric::RecordsReceived, "2026-11-24T10:00:00Z"), QString());
    log.rollUp("2026-11-24T11:02:00Z");
    QCOMPARE(log.hour(Metric::RecordsReceived, "2026-11-24T10:00:00Z"), L("1 1 1 1"));
}

void TestRollups::twiceOrAfterPruningIsTheSame() {
    Log log;
    log.add({.started = "2026-11-20T10:00:00.000Z", .ended = "2026-11-20T10:01:00.000Z", .received = 4});
    log.add({.started = "2026-11-24T10:00:00.000Z", .ended = "2026-11-24T10:01:00.000Z", .received = 9});
    QVERIFY(log.rollUp("2026-11-26T12:00:00Z") > 1);  // a day at once
    const QString before = log.database.rows(L("SELECT * FROM metric_rollups")).join(u'\n');
    QVERIFY(!before.isEmpty());
    log.database.execute(L("DELETE FROM sync_log"));
    log.rollUp("2026-11-26T12:30:00Z");
    log.rollUp("2026-11-26T13:30:00Z");
    QCOMPARE(log.database.rows(L("SELECT * FROM metric_rollups")).join(u'\n'), before);
}

void TestRollups::aFailedTransactionCountsNothing() {
    Log log;
    log.add({.started = "2026-11-24T10:00:00.000Z", .ended = "2026-11-24T10:01:00.000Z", .received = 9});
    const PracticeZone zone = PracticeZone::sydney();
    for (int fault = 1; fault < 60; ++fault) {
        int statements = 0;
        log.database->setFaultHook([&](const QString&) { return ++statements == fault; });
        const auto rolled = write(*log.database, [&](Scope& scope) {
            return RollupWriter(scope, zone).rollUp(at("2026-11-24T12:30:00Z"));
        });
        log.database->setFaultHook({});
        if (rolled)
            break;
        QCOMPARE(log.database.cell(L("SELECT count(*) FROM metric_rollups")), L("0"));
        QCOMPARE(log.database.cell(L("SELECT count(*) FROM cursors")), L("0"));
    }
    QCOMPARE(log.hour(Metric::RecordsReceived, "2026-11-24T10:00:00Z"), L("1 9 9 9"));
}

void TestRollups::daysAreThePracticesOwn() {
    Log log;
    // Sydney's 25 November begins at 13:00 UTC on the 24th.
    log.add({.started = "2026-11-24T12:30:00.000Z", .ended = "2026-11-24T12:31:00.000Z", .received = 1});
    log.add({.started = "2026-11-24T13:00:00.000Z", .ended = "2026-11-24T13:01:00.000Z", .received = 2});
    log.add({.started = "2026-11-25T12:30:00.000Z", .ended = "2026-11-25T12:31:00.000Z", .received = 5});
    log.rollUp("2026-11-25T12:59:00Z");
    QCOMPARE(log.line(Metric::RecordsReceived, RollupPeriod::Day, "2026-11-23T13:00:00Z"), L("1 1 1 1"));
    QCOMPARE(log.line(Metric::RecordsReceived, RollupPeriod::Day, "2026-11-24T13:00:00Z"), QString());
    log.rollUp("2026-11-25T13:10:00Z");
    QCOMPARE(log.line(Metric::RecordsReceived, RollupPeriod::Day, "2026-11-24T13:00:00Z"), L("2 7 2 5"));
}

void TestRollups::aClockThatWasAheadIsNotWaitedFor() {
    Log log;
    log.rollUp("2036-01-01T00:00:00Z");
    log.rollUp("2026-11-24T10:30:00Z");
    log.add({.started = "2026-11-24T11:00:00.000Z", .ended = "2026-11-24T11:01:00.000Z", .received = 2});
    log.rollUp("2026-11-24T12:30:00Z");
    QCOMPARE(log.hour(Metric::RecordsReceived, "2026-11-24T11:00:00Z"), L("1 2 2 2"));
}

QTEST_GUILESS_MAIN(TestRollups)
#include "tst_rollups.moc"
