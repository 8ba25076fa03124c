// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The log: what a run writes, and how its readers find it again.
#include "storage/mirror_store.h"
#include "storage/set_aside_store.h"
#include "storage/statement.h"
#include "storage/sync_log_store.h"
#include "support/record_builder.h"
#include "support/temp_database.h"

#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::test;

namespace {

RunReport run(const char* id, const char* started, RunType type = RunType::Full,
              RunOutcome outcome = RunOutcome::Success) {
    RunReport report;
    report.id = RunId(L(id));
    report.type = type;
    report.outcome = outcome;
    report.started = at(started);
    report.ended = report.started + std::chrono::seconds(20);
    report.duration = std::chrono::seconds(20);
    return report;
}

QStringList idsOf(const std::vector<RunRow>& rows) {
    QStringList ids;
    for (const RunRow& row : rows)
        ids << row.id.value;
    return ids;
}

}  // namespace

class TestSyncLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRunFromBeginningToEnd();
    void aRunGivesItsLinesTheSameIds();
    void groupsErrorsByCause();
    void specificationsWords();
    void interruptedRunsAreMarked();
    void filters_data();
    void filters();
    void textIsNoPattern();
    void pagesByAnchors();
    void runsOfAPractitioner();
    void aFullRunNamesWhatIsNotConfirmed();
    void noSuchRun();

private:
    void put(TempDatabase& database, const RunReport& report) {
        database.write([&](Scope& scope) {
            SyncLogStore(scope).begin(report);
            SyncLogStore(scope).finish(report);
        });
    }
    QStringList found(TempDatabase& database, const LogFilter& filter) {
        return idsOf(database.read([&](Scope& scope) { return LogReader(scope).newest(filter, 100); }));
    }
};

void TestSyncLog::aRunFromBeginningToEnd() {
    TempDatabase database;
    RunReport report = run("run-1", "2026-11-23T00:00:00Z", RunType::Manual, RunOutcome::Partial);
    report.askedBy = L("sam");
    report.scope.kind = RecordKind::Appointment;
    report.scope.dates = std::pair(QDate(2026, 11, 24), QDate(2026, 12, 1));
    database.write([&](Scope& scope) { SyncLogStore(scope).begin(report); });
    auto row = database.read([](Scope& scope) { return LogReader(scope).newest({}, 10); }).at(0);
    QCOMPARE(row.outcome, RunOutcome::Running);
    QVERIFY(!row.ended);
    report.kinds[RecordKind::Appointment] = {100, 3, 4, 92, 0, 5, 1};
    report.calls = 7;
    report.bytes = 123456;
    database.write([&](Scope& scope) { SyncLogStore(scope).update(report); });
    row = database.read([](Scope& scope) { return LogReader(scope).newest({}, 10); }).at(0);
    QCOMPARE(row.processed, 100);
    QCOMPARE(row.outcome, RunOutcome::Running);
    report.practitioners.push_back(
        {PractitionerId(L("p1")),
         L("Pat"),
         RunOutcome::Failed,
         Error{ErrorKind::ServerError, L("HTTP 503 from Appointment"), L("Appointment")},
         {}});
    report.problems.push_back({ErrorKind::ServerError, L("HTTP 503 from Appointment"), L("Appointment")});
    database.write([&](Scope& scope) { SyncLogStore(scope).finish(report); });
    const auto detail = database.read([&](Scope& scope) { return LogReader(scope).runDetail(report.id); });
    QVERIFY(detail);
    const RunRow expected{report.id,
                          RunType::Manual,
                          RunOutcome::Partial,
                          std::nullopt,
                          QString(),
                          RecordKind::Appointment,
                          QString(),
                          L("sam"),
                          report.started,
                          report.ended,
                          100,
                          3,
                          4,
                          0,
                          7,
                          L("HTTP 503 from Appointment"),
                          report.scope.dates};
    QCOMPARE(detail->run, expected);
    QCOMPARE(detail->entries.size(), size_t(2));
    QCOMPARE(detail->errors.size(), size_t(1));
    QCOMPARE(detail->errors[0].count, 1);  // of the practitioner's part and of the run, once
    QCOMPARE(detail->entries[0].entity, std::optional(RecordKind::Appointment));
    QCOMPARE(detail->entries[0].outcome, RunOutcome::Partial);
    QCOMPARE(detail->entries[0].missing, 5);
    QCOMPARE(detail->entries[0].setAside, 1);
    QCOMPARE(detail->entries[1].practitioner, std::optional(PractitionerId(L("p1"))));
    QCOMPARE(detail->entries[1].outcome, RunOutcome::Failed);
}

void TestSyncLog::aRunGivesItsLinesTheSameIds() {
    RunReport report = run("run-1", "2026-11-23T00:00:00Z", RunType::Full, RunOutcome::Partial);
    report.kinds[RecordKind::Patient] = {100, 3, 4, 92, 0, 5, 1};
    report.kinds[RecordKind::Appointment] = {7, 3, 4, 0, 0, 0, 0};
    report.problems.push_back({ErrorKind::ServerError, L("HTTP 503 from Invoice"), L("Invoice")});
    const auto idsAfter = [&](int ends) {
        TempDatabase database;
        for (int i = 0; i < ends; ++i)
            database.write([&](Scope& scope) { SyncLogStore(scope).finish(report); });
        return database.rows(L("SELECT id FROM sync_log WHERE is_run = 0 ORDER BY rowid"));
    };
    const QStringList once = idsAfter(1);
    QCOMPARE(once.size(), 3);
    QCOMPARE(idsAfter(1), once);
    // One that an outage stopped goes on as the same run, and ends again.
    QCOMPARE(idsAfter(2).mid(0, 3), once);
    QCOMPARE(idsAfter(2).size(), 6);
}

void TestSyncLog::groupsErrorsByCause() {
    TempDatabase database;
    RunReport report = run("run-1", "2026-11-23T00:00:00Z", RunType::Full, RunOutcome::Partial);
    for (int i = 0; i < 7; ++i)
        report.problems.push_back(
            {ErrorKind::NotFound, L("The service has no such record."), L("Patient/%1").arg(i)});
    report.problems.push_back({ErrorKind::Timeout, L("No answer in 30 s."), L("Invoice")});
    SetAside unusable{{RecordKind::Appointment, HalaxyId(L("A1"))},
                      L("The start is not a time."),
                      "h",
                      report.started,
                      report.started,
                      true};
    SetAside known = unusable;
    known.key.id = HalaxyId(L("A2"));
    known.isNew = false;
    report.setAside = {unusable, known};
    database.write([&](Scope& scope) {
        SetAsideStore(scope).put(unusable.key, unusable.hash, unusable.reason, report.id, report.started);
    });
    put(database, report);
    const auto detail =
        database.read([&](Scope& scope) { return LogReader(scope).runDetail(report.id); }).value();
    QCOMPARE(detail.errors.size(), size_t(3));
    QCOMPARE(detail.errors[0].cause, L("The service has no such record."));
    QCOMPARE(detail.errors[0].count, 7);
    QCOMPARE(detail.errors[0].examples.join(u' '), L("Patient/0 Patient/1 Patient/2 Patient/3 Patient/4"));
    QVERIFY(!detail.errors[0].advice.isEmpty());
    QCOMPARE(detail.errors[2].cause, L("The start is not a time."));
    QCOMPARE(detail.errors[2].examples, QStringList(L("Appointment/A1")));
    QCOMPARE(detail.setAside.size(), size_t(1));
}

void TestSyncLog::specificationsWords() {
    TempDatabase database;
    RunReport full = run("r1", "2026-11-23T00:00:00Z", RunType::Full, RunOutcome::Failed);
    RunReport delta = run("r2", "2026-11-23T00:01:00Z", RunType::Delta, RunOutcome::Success);
    RunReport backfill = run("r3", "2026-11-23T00:02:00Z", RunType::Backfill, RunOutcome::Held);
    backfill.scope.kind = RecordKind::Referral;
    for (const RunReport& report : {full, delta, backfill})
        put(database, report);
    QCOMPARE(
        database.cell(
            L("SELECT sync_type, run_type, entity_type, operation, status FROM sync_log ORDER BY id")),
        L("full|full|all|sync|error\nincremental|delta|all|sync|success\nfull|backfill|client|sync|held"));
}

void TestSyncLog::interruptedRunsAreMarked() {
    TempDatabase database;
    put(database, run("ended", "2026-11-23T00:00:00Z"));
    database.write([](Scope& scope) { SyncLogStore(scope).begin(run("going on", "2026-11-23T00:15:00Z")); });
    const auto now = at("2026-11-23T08:00:00Z");
    const auto interrupted =
        database.write([&](Scope& scope) { return SyncLogStore(scope).markInterrupted(now); });
    QCOMPARE(interrupted, std::vector<RunId>{RunId(L("going on"))});
    const auto row = database.read([](Scope& scope) { return LogReader(scope).newest({}, 1); }).at(0);
    QCOMPARE(row.outcome, RunOutcome::Interrupted);
    QCOMPARE(row.ended, std::optional(now));
    QVERIFY(!row.message.isEmpty());
    QVERIFY(database.write([&](Scope& scope) { return SyncLogStore(scope).markInterrupted(now); }).empty());
}

void TestSyncLog::filters_data() {
    QTest::addColumn<QString>("which");
    QTest::addColumn<QString>("found");
    QTest::newRow("all, newest first") << L("all") << L("r4 r3 r2 r1");
    QTest::newRow("from, to") << L("time") << L("r3 r2");
    QTest::newRow("type") << L("type") << L("r3 r2");
    QTest::newRow("outcome") << L("outcome") << L("r4 r2");
    QTest::newRow("practitioner asked for, or with a part") << L("practitioner") << L("r3 r1");
    QTest::newRow("kind asked for, or with a line") << L("entity") << L("r4 r2");
    QTest::newRow("text in a line's message") << L("text") << L("r2");
    QTest::newRow("text in a record id") << L("record") << L("r2");
    QTest::newRow("text in a run id") << L("run") << L("r3");
}

void TestSyncLog::filters() {
    QFETCH(QString, which);
    TempDatabase database;
    RunReport one = run("r1", "2026-11-23T00:00:00Z");
    one.practitioners.push_back({PractitionerId(L("p1")), L("Pat"), RunOutcome::Success, std::nullopt, {}});
    RunReport two = run("r2", "2026-11-23T00:15:00Z", RunType::Manual, RunOutcome::Failed);
    two.problems.push_back({ErrorKind::Timeout, L("No answer in 30 s."), L("Invoice/771")});
    RunReport three = run("r3", "2026-11-23T00:30:00Z", RunType::Backfill);
    three.scope.practitioner = PractitionerId(L("p1"));
    RunReport four = run("r4", "2026-11-23T00:45:00Z", RunType::Full, RunOutcome::Partial);
    four.kinds[RecordKind::Invoice].received = 3;
    for (const RunReport& report : {one, two, three, four})
        put(database, report);
    LogFilter filter;
    if (which == L("time")) {
        filter.from = at("2026-11-23T00:15:00Z");
        filter.to = at("2026-11-23T00:45:00Z");
    } else if (which == L("type")) {
        filter.types = {RunType::Manual, RunType::Backfill};
    } else if (which == L("outcome")) {
        filter.outcomes = {RunOutcome::Failed, RunOutcome::Partial};
    } else if (which == L("practitioner")) {
        filter.practitioner = PractitionerId(L("p1"));
    } else if (which == L("entity")) {
        filter.entity = RecordKind::Invoice;
    } else if (which == L("text")) {
        filter.text = L("no ANSWER");
    } else if (which == L("record")) {
        filter.text = L("771");
    } else if (which == L("run")) {
        filter.text = L("r3");
    }
    const QString rows = found(database, filter).join(u' ');
    QTEST(rows, "found");
    const auto index = database.read([&](Scope& scope) { return LogReader(scope).logIndex(filter); });
    QCOMPARE(index.total, int(rows.split(u' ').size()));
    QCOMPARE(index.filter, filter);
}

void TestSyncLog::textIsNoPattern() {
    TempDatabase database;
    RunReport percent = run("r1", "2026-11-23T00:00:00Z", RunType::Full, RunOutcome::Failed);
    percent.problems.push_back({ErrorKind::Incomplete, L("100% of a_b came"), {}});
    put(database, percent);
    put(database, run("r2", "2026-11-23T00:15:00Z"));
    LogFilter filter;
    filter.text = L("100%");
    QCOMPARE(found(database, filter), QStringList(L("r1")));
    filter.text = L("aXb");
    QCOMPARE(found(database, filter), QStringList());
    filter.text = L("a_b");
    QCOMPARE(found(database, filter), QStringList(L("r1")));
    filter.text = L("' OR 1 = 1 --");
    QCOMPARE(found(database, filter), QStringList());
}

void TestSyncLog::pagesByAnchors() {
    TempDatabase database;
    // Several runs share a start, so that the id decides between them.
    database.execute(
        L("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999) INSERT INTO "
          "sync_log (id, "
          "run_id, is_run, sync_type, run_type, entity_type, operation, status, started_at) SELECT "
          "printf('%05d', i), "
          "printf('%05d', i), 1, 'full', 'full', 'all', 'sync', 'success', strftime('%Y-%m-%dT%H:%M:%fZ', "
          "1700000000 + (i / 3) * 60, 'unixepoch') FROM n"));
    const auto index = database.read([](Scope& scope) { return LogReader(scope).logIndex({}); });
    QCOMPARE(index.total, 1000);
    QCOMPARE(index.stride, 256);
    QCOMPARE(index.anchors.size(), size_t(4));
    QStringList all;
    for (const LogAnchor& anchor : index.anchors) {
        const auto page =
            database.read([&](Scope& scope) { return LogReader(scope).logRows({}, anchor, 256); });
        QCOMPARE(page.front().anchor(), anchor);
        all += idsOf(page);
    }
    QCOMPARE(all.size(), 1000);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(all[i], L("%1").arg(999 - i, 5, 10, QChar(u'0')));
    LogFilter none;
    none.text = L("nothing has this");
    const auto empty = database.read([&](Scope& scope) { return LogReader(scope).logIndex(none); });
    QCOMPARE(empty.total, 0);
    QVERIFY(empty.anchors.empty());
}

void TestSyncLog::runsOfAPractitioner() {
    TempDatabase database;
    RunReport mine = run("r1", "2026-11-23T00:00:00Z");
    mine.practitioners.push_back({PractitionerId(L("p1")), L("Pat"), RunOutcome::Failed, std::nullopt, {}});
    mine.rateLimitWait = std::chrono::seconds(3);
    put(database, mine);
    put(database, run("r2", "2026-11-23T00:15:00Z"));
    database.write([](Scope& scope) { SyncLogStore(scope).begin(run("r3", "2026-11-23T00:30:00Z")); });
    const auto finished = [&](std::optional<PractitionerId> whose, int count = 10) {
        return database.read([&](Scope& scope) { return LogReader(scope).finishedRuns(whose, count); });
    };
    put(database, run("w", "2026-11-23T00:20:00Z", RunType::Webhook));  // one read is no run
    QCOMPARE(finished(std::nullopt).size(), size_t(2));
    const auto own = finished(PractitionerId(L("p1")));
    QCOMPARE(own.size(), size_t(1));
    QCOMPARE(own[0].row.id, RunId(L("r1")));
    QCOMPARE(own[0].duration, milliseconds(20000));
    QCOMPARE(own[0].rateLimitWait, milliseconds(3000));
    // One asked for is theirs by its own row and by its line; one that goes on takes nobody's place.
    RunReport asked = run("r4", "2026-11-23T00:45:00Z", RunType::Manual);
    asked.scope.practitioner = PractitionerId(L("p1"));
    asked.practitioners = mine.practitioners;
    put(database, asked);
    asked.id = RunId(L("r5"));
    asked.started = at("2026-11-23T01:00:00Z");
    database.write([&](Scope& scope) { SyncLogStore(scope).begin(asked); });
    QCOMPARE(finished(PractitionerId(L("p1")), 2).size(), size_t(2));
    QCOMPARE(finished(PractitionerId(L("p1")), 1).at(0).row.id, RunId(L("r4")));
    QVERIFY(finished(PractitionerId(L("nobody"))).empty());
}

void TestSyncLog::aFullRunNamesWhatIsNotConfirmed() {
    TempDatabase database;
    put(database, run("early", "2026-11-23T00:00:00Z"));
    put(database, run("late", "2026-11-23T01:00:00Z"));
    put(database, run("manual", "2026-11-23T02:00:00Z", RunType::Manual));
    const std::vector<RecordKey> keys{{RecordKind::Appointment, HalaxyId(L("81"))}};
    database.write([&](Scope& scope) {
        NotConfirmedStore(scope).mark(keys, RunId(L("late")), at("2026-11-23T01:00:10Z"));
    });
    const auto named = [&](const char* id) {
        return database.read([&](Scope& scope) { return LogReader(scope).runDetail(RunId(L(id))); })
            ->notConfirmed;
    };
    QVERIFY(named("early").empty());
    QCOMPARE(named("late"), keys);
    QVERIFY(named("manual").empty());
}

void TestSyncLog::noSuchRun() {
    TempDatabase database;
    QVERIFY(!database.read([](Scope& scope) { return LogReader(scope).runDetail(RunId(L("none"))); }));
}

QTEST_GUILESS_MAIN(TestSyncLog)
#include "tst_sync_log.moc"
