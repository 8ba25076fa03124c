// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing grows for ever, and nothing that is still unresolved goes.
#include "core/practice_time.h"
#include "storage/readers/overview_reader.h"
#include "storage/retention.h"
#include "storage/rollup_writer.h"
#include "storage/sync_log_store.h"
#include "support/temp_database.h"

#include <QFileInfo>
#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using bloom::test::TempDatabase;

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }
const UtcTime kNow = parseUtc(L("2026-11-24T12:00:00Z")).value();

/// A log whose runs are all in the roll-ups, and limits small enough to reach.
class Kept {
public:
    TempDatabase database;
    RetentionLimits limits;

    Kept() {
        limits.newestRuns = 2;
        limits.newestOfEach = 3;
        database.execute(L("INSERT INTO cursors VALUES ('rollups-hours', '%1', '')").arg(toIsoText(kNow)));
    }
    void run(const QString& id, int daysAgo, const char* type = "full", const char* status = "success",
             int written = 1) {
        database.execute(
            L("INSERT INTO sync_log (id, run_id, is_run, sync_type, run_type, entity_type, "
              "operation, status, records_updated, started_at, completed_at) VALUES ('%1', '%1', "
              "1, 'full', '%2', 'all', 'sync', '%3', %4, '%5', '%5')")
                .arg(id, L(type), L(status))
                .arg(written)
                .arg(toIsoText(kNow - std::chrono::days(daysAgo))));
        line(id, L("kind"), {});
    }
    void line(const QString& run, const QString& name, const QString& practitioner) {
        database.execute(
            L("INSERT INTO sync_log (id, run_id, is_run, practitioner_id, sync_type, run_type, "
              "entity_type, operation, status, started_at, completed_at) SELECT '%1-%2', '%1', 0, "
              "nullif('%3', ''), sync_type, run_type, 'all', 'sync', status, started_at, "
              "completed_at FROM sync_log WHERE id = '%1'")
                .arg(run, name, practitioner));
    }
    /// As often as it removes something.
    int all(int (Retention::*remove)()) {
        int sum = 0;
        for (;;) {
            const int removed =
                database.write([&](Scope& scope) { return (Retention(scope, limits, kNow).*remove)(); });
            if (removed == 0)
                return sum;
            sum += removed;
        }
    }
    QString runs() {
        return database.rows(L("SELECT id FROM sync_log WHERE is_run = 1 ORDER BY id")).join(u' ');
    }
    QString lines() {
        return database.rows(L("SELECT id FROM sync_log WHERE is_run = 0 ORDER BY id")).join(u' ');
    }
    void event(const QString& id, const char* state, int daysAgo) {
        database.execute(
            L("INSERT INTO webhook_inbox (route, event_id, body_hash, event, state, received_at, "
              "applied_at) VALUES ('r', '%1', x'00', 'appointment.updated', '%2', '%3', '%3')")
                .arg(id, L(state), toIsoText(kNow - std::chrono::days(daysAgo))));
    }
    QString events() { return database.rows(L("SELECT event_id FROM webhook_inbox ORDER BY id")).join(u' '); }
};

}  // namespace

class TestRetention : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void idleRunsStayADay();
    void singleReadsStayTwoDays();
    void successesGoBeforeFailures();
    void theNewestOfEachTypeStay();
    void whatIsUnresolvedStays_data();
    void whatIsUnresolvedStays();
    void whatIsNotRolledUpStays();
    void runsGoWithTheirLines();
    void theBarOfAPractitionerStays();
    void linesGoBeforeTheirRuns();
    void countsHoldWhateverTheAge();
    void settledEventsGoAndOpenOnesStay();
    void deadEventsAreBoundedByCountAlone();
    void listsAreBounded_data();
    void listsAreBounded();
    void rollupsGoByTheirOwnAges();
    void aDecidedSetGoesWithItsRecords();
    void theSpaceComesBack();
};

void TestRetention::idleRunsStayADay() {
    Kept kept;
    kept.run(L("idle-delta"), 2, "delta", "success", 0);
    kept.run(L("busy-delta"), 2, "delta", "success", 1);
    kept.run(L("failed-delta"), 2, "delta", "error", 0);
    kept.run(L("new-idle-delta"), 0, "delta", "success", 0);
    kept.run(L("idle-read"), 2, "webhook", "success", 0);
    kept.run(L("idle-full"), 2, "full", "success", 0);
    QCOMPARE(kept.all(&Retention::idleRuns), 2);
    QCOMPARE(kept.runs(), L("busy-delta failed-delta idle-full new-idle-delta"));
}

void TestRetention::singleReadsStayTwoDays() {
    Kept kept;
    kept.limits.webhookRunCount = 3;
    kept.run(L("old"), 3, "webhook");
    kept.run(L("old-failed"), 3, "webhook", "error");
    for (int i = 0; i < 3; ++i)
        kept.run(L("new-%1").arg(i), 1, "webhook");
    kept.run(L("old-full"), 3);
    QCOMPARE(kept.all(&Retention::webhookRuns), 2);  // one for its age, one beyond the count
    QCOMPARE(kept.runs(), L("new-0 new-1 new-2 old-full"));
}

void TestRetention::successesGoBeforeFailures() {
    Kept kept;
    kept.limits.newestRuns = 0;
    kept.run(L("good-old"), 91);
    kept.run(L("good"), 89);
    kept.run(L("bad-old"), 401, "full", "error");
    kept.run(L("bad"), 399, "full", "partial");
    QCOMPARE(kept.all(&Retention::oldRuns), 2);
    QCOMPARE(kept.runs(), L("bad good"));
}

void TestRetention::theNewestOfEachTypeStay() {
    Kept kept;
    for (int i = 1; i <= 4; ++i) {
        kept.run(L("full-%1").arg(i), 500 + i);
        kept.run(L("backfill-%1").arg(i), 900 + i, "backfill");
    }
    kept.all(&Retention::oldRuns);
    QCOMPARE(kept.runs(), L("backfill-1 backfill-2 full-1 full-2"));
    kept.all(&Retention::oldLines);
    QCOMPARE(kept.lines(), L("backfill-1-kind backfill-2-kind full-1-kind full-2-kind"));
}

void TestRetention::whatIsUnresolvedStays_data() {
    QTest::addColumn<QString>("sql");
    QTest::addColumn<bool>("stays");
    QTest::newRow("nothing points to it") << QString() << false;
    QTest::newRow("a record set aside in it")
        << L("INSERT INTO set_aside VALUES ('Patient', '1', x'00', 'why', '', '', 'old', NULL)") << true;
    QTest::newRow("a record not confirmed since")
        << L("INSERT INTO not_confirmed VALUES ('Patient', '1', 'old', '', NULL)") << true;
    QTest::newRow("an open held set")
        << L("INSERT INTO held_sets VALUES ('h', 'Patient', x'00', 9, 'old', '', '', 'open', NULL, NULL)")
        << true;
    QTest::newRow("a decided held set")
        << L("INSERT INTO held_sets VALUES ('h', 'Patient', x'00', 9, 'old', '', '', 'applied', '', 'me')")
        << false;
    QTest::newRow("a dead event")
        << L("INSERT INTO webhook_inbox (route, body_hash, event, state, run_id, received_at) "
             "VALUES ('r', x'00', 'e', 'dead', 'old', '')")
        << true;
    QTest::newRow("a firing alert") << L("INSERT INTO alerts (name, facts, raised_at, updated_at) "
                                         "VALUES ('sync-failure', '{\"run\":\"old\"}', '', '')")
                                    << true;
    QTest::newRow("a cleared alert")
        << L("INSERT INTO alerts (name, facts, raised_at, updated_at, cleared_at) "
             "VALUES ('sync-failure', '{\"run\":\"old\"}', '', '', '')")
        << false;
}

void TestRetention::whatIsUnresolvedStays() {
    QFETCH(QString, sql);
    QFETCH(bool, stays);
    Kept kept;
    kept.limits.newestRuns = 0;
    kept.run(L("old"), 5000, "full", "partial");
    if (!sql.isEmpty())
        kept.database.execute(sql);
    kept.all(&Retention::oldRuns);
    QCOMPARE(kept.runs(), stays ? L("old") : QString());
    QCOMPARE(kept.lines(), stays ? L("old-kind") : QString());
}

void TestRetention::whatIsNotRolledUpStays() {
    Kept kept;
    kept.run(L("old"), 5000, "delta", "success", 0);
    kept.event(L("old"), "done", 5000);
    kept.database.execute(L("DELETE FROM cursors"));
    kept.limits.newestRuns = 0;
    for (const auto remove :
         {&Retention::idleRuns, &Retention::oldRuns, &Retention::oldLines, &Retention::events})
        QCOMPARE(kept.all(remove), 0);
}

void TestRetention::runsGoWithTheirLines() {
    Kept kept;
    kept.limits.newestRuns = 0;
    kept.run(L("old"), 5000);
    kept.line(L("old"), L("2"), {});
    QCOMPARE(kept.all(&Retention::oldRuns), 1);
    QCOMPARE(kept.database.cell(L("SELECT count(*) FROM sync_log")), L("0"));
}

void TestRetention::theBarOfAPractitionerStays() {
    Kept kept;
    kept.limits.newestRuns = 0;
    for (int i = 0; i < 5; ++i) {
        kept.run(L("run-%1").arg(i), 1000 + i);
        kept.line(L("run-%1").arg(i), L("anna"), L("anna"));  // who has not been synced since
    }
    kept.all(&Retention::oldRuns);
    kept.all(&Retention::oldLines);
    QCOMPARE(kept.runs(), L("run-0 run-1 run-2"));
    QCOMPARE(kept.lines(), L("run-0-anna run-1-anna run-2-anna"));
    const auto bar = kept.database.read(
        [](Scope& scope) { return LogReader(scope).finishedRuns(PractitionerId(L("anna")), 48); });
    QCOMPARE(bar.size(), std::size_t(3));
}

void TestRetention::linesGoBeforeTheirRuns() {
    Kept kept;
    kept.limits.newestRuns = 0;
    kept.run(L("good"), 15);
    kept.run(L("bad"), 15, "full", "error");
    kept.run(L("new"), 13);
    QCOMPARE(kept.all(&Retention::oldLines), 1);
    QCOMPARE(kept.lines(), L("bad-kind new-kind"));
    QCOMPARE(kept.runs(), L("bad good new"));
}

void TestRetention::countsHoldWhateverTheAge() {
    Kept kept;
    kept.limits.runCount = 5;
    kept.limits.lineCount = 4;
    for (int i = 0; i < 9; ++i)
        kept.run(L("run-%1").arg(i), i, "full", "error");
    QCOMPARE(kept.all(&Retention::runsBeyondCount), 4);
    QCOMPARE(kept.runs(), L("run-0 run-1 run-2 run-3 run-4"));
    QCOMPARE(kept.all(&Retention::linesBeyondCount), 1);
}

void TestRetention::settledEventsGoAndOpenOnesStay() {
    Kept kept;
    for (const char* state : {"received", "processing", "failed", "dead", "done", "ignored"})
        kept.event(L("old-") + L(state), state, 5000);
    kept.event(L("new"), "done", 2);
    QCOMPARE(kept.all(&Retention::events), 2);
    QCOMPARE(kept.events(), L("old-received old-processing old-failed old-dead new"));
    kept.limits.settledEventCount = 1;
    kept.event(L("newer"), "done", 1);
    kept.all(&Retention::events);
    QCOMPARE(kept.events(), L("old-received old-processing old-failed old-dead newer"));
}

void TestRetention::deadEventsAreBoundedByCountAlone() {
    Kept kept;
    kept.limits.deadEventCount = 2;
    for (int i = 0; i < 4; ++i)
        kept.event(QString::number(i), "dead", 5000 - i);
    QCOMPARE(kept.all(&Retention::events), 2);
    QCOMPARE(kept.events(), L("2 3"));
}

void TestRetention::listsAreBounded_data() {
    QTest::addColumn<QString>("insert");
    QTest::addColumn<QString>("left");
    QTest::addColumn<int>("which");
    // Each has rows of 1,000, 3, 2 and 1 days ago, and room for two.
    QTest::newRow("history") << L("INSERT INTO history (at, run_id, channel, kind, halaxy_id, change) "
                                  "VALUES ('%1', 'r', 'full', 'Patient', '1', 'create')")
                             << L("SELECT count(*) FROM history") << 0;
    QTest::newRow("access list") << L("INSERT INTO access_log (at, who, action, subject) "
                                      "VALUES ('%1', 'me', 'export', '')")
                                 << L("SELECT count(*) FROM access_log") << 1;
    QTest::newRow("cleared alerts")
        << L("INSERT INTO alerts (name, subject, raised_at, updated_at, cleared_at) "
             "VALUES ('a', '%1', '%1', '%1', '%1')")
        << L("SELECT count(*) FROM alerts") << 2;
    QTest::newRow("rejections") << L("INSERT INTO webhook_rejections VALUES ('%1', 'r', 'why', 1, '%1')")
                                << L("SELECT count(*) FROM webhook_rejections") << 3;
    QTest::newRow("decided sets")
        << L("INSERT INTO held_sets VALUES ('%1', 'Patient', x'00', 9, 'run', '%1', "
             "'%1', 'discarded', '%1', 'me')")
        << L("SELECT count(*) FROM held_sets") << 4;
    QTest::newRow("moves of sessions")
        << L("INSERT INTO session_moves (session_id, at, run_id, channel, from_start, to_start, "
             "from_practitioner, to_practitioner) VALUES ('s', '%1', 'r', 'full', '', '', 'p', 'p')")
        << L("SELECT count(*) FROM session_moves") << 5;
}

void TestRetention::listsAreBounded() {
    QFETCH(QString, insert);
    QFETCH(QString, left);
    QFETCH(int, which);
    constexpr int (Retention::* kRemove[])() = {&Retention::history,       &Retention::accesses,
                                                &Retention::clearedAlerts, &Retention::rejections,
                                                &Retention::decidedSets,   &Retention::sessionMoves};
    Kept kept;
    for (const int days : {1000, 3, 2, 1})
        kept.database.execute(insert.arg(toIsoText(kNow - std::chrono::days(days))));
    kept.all(kRemove[which]);
    QCOMPARE(kept.database.cell(left), L("3"));
    kept.limits.historyCount = kept.limits.accessCount = kept.limits.clearedAlertCount =
        kept.limits.rejectionCount = kept.limits.decidedSetCount = 2;
    kept.all(kRemove[which]);
    QCOMPARE(kept.database.cell(left), L("2"));
    QCOMPARE(kept.all(kRemove[which]), 0);
}

void TestRetention::rollupsGoByTheirOwnAges() {
    Kept kept;
    for (const char* period : {"hour", "day"})
        for (const int days : {4000, 100, 1})
            kept.database.execute(
                L("INSERT INTO metric_rollups VALUES ('run-errors', '', '%1', '%2', 1, 1, 1, 1)")
                    .arg(L(period), toIsoText(kNow - std::chrono::days(days))));
    kept.all(&Retention::rollups);
    QCOMPARE(kept.database.rows(L("SELECT period, count(*) FROM metric_rollups GROUP BY 1 ORDER BY 1")),
             QStringList({L("day|2"), L("hour|1")}));
}

void TestRetention::aDecidedSetGoesWithItsRecords() {
    Kept kept;
    const QString old = toIsoText(kNow - std::chrono::days(400));
    for (const char* state : {"open", "applied"}) {
        kept.database.execute(L("INSERT INTO held_sets VALUES ('%1', 'Patient', x'00', 9, 'run', '%2', '%2', "
                                "'%1', NULL, NULL)")
                                  .arg(L(state), old));
        kept.database.execute(L("INSERT INTO held_records VALUES ('%1', '7', NULL)").arg(L(state)));
    }
    kept.all(&Retention::decidedSets);
    QCOMPARE(kept.database.cell(L("SELECT id FROM held_sets")), L("open"));
    QCOMPARE(kept.database.cell(L("SELECT held_id FROM held_records")), L("open"));
}

void TestRetention::theSpaceComesBack() {
    Kept kept;
    kept.database.execute(
        L("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) "
          "INSERT INTO history (at, run_id, channel, kind, halaxy_id, change, fields) SELECT "
          "'2020', 'r', 'full', 'Patient', i, 'update', hex(randomblob(300)) FROM n"));
    QVERIFY(kept.database->checkpoint(true).value_or(false));
    const qint64 full = QFileInfo(kept.database.path()).size();
    kept.all(&Retention::history);
    int steps = 0;
    while (kept.database.write([](Scope& scope) { return Retention::giveBack(scope, 100); }) > 0)
        ++steps;
    QVERIFY(steps > 3);
    QVERIFY(kept.database->checkpoint(true).value_or(false));
    const qint64 left = QFileInfo(kept.database.path()).size();
    QVERIFY2(left < full / 4, qPrintable(L("%1 of %2 bytes").arg(left).arg(full)));
}

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
