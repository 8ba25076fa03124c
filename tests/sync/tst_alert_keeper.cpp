// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts over a real database: raised by what runs leave there, quiet while nothing changes, kept in memory
// while the database is the trouble.
#include "core/practice_time.h"
#include "storage/set_aside_store.h"
#include "storage/status_store.h"
#include "support/temp_database.h"
#include "support/virtual_clock.h"
#include "sync/alert_keeper.h"

#include <QTest>

using namespace bloom;
using namespace bloom::sync;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

struct Keeping {
    TempDatabase database;
    VirtualClock clock{*parseUtc(s("2026-11-24T12:00:00Z"))};
    AlertKeeper keeper{clock};
    LiveAlertFacts live;

    Keeping() {
        live.health.configured = true;
        live.health.everSynced = true;
        live.health.runEndedSinceStart = true;
        live.health.lastCompleteSuccess = clock.utcNow();
        live.health.engineStarted = clock.utcNow() - 1h;
        live.token = TokenState::Valid;
    }
    bool look(bool hasDatabase = true) {
        live.health.now = clock.utcNow();
        return keeper.look(hasDatabase ? &*database : nullptr, live);
    }
    void fail(RunOutcome outcome = RunOutcome::Failed) {
        database.write([&](storage::Scope& scope) {
            storage::StatusStore(scope).runEnded(
                {{}, RunType::Full, outcome, clock.utcNow(), Error{ErrorKind::Network, s("no"), {}}, true},
                clock.utcNow());
        });
    }
    void setAside() {
        database.write([&](storage::Scope& scope) {
            storage::SetAsideStore(scope).put({RecordKind::Patient, HalaxyId(s("7"))}, "h", s("no name"),
                                              RunId(s("r")), clock.utcNow());
        });
    }
    /// "sync-failure, stale-data"; "?" after one that is not written
    QString story() const {
        QStringList lines;
        for (const Alert& alert : keeper.firing())
            lines << name(alert.name) + (alert.id < 0 ? s("?") : QString());
        lines.sort();
        return lines.join(s(", "));
    }
    static RunReport reportWith(ErrorKind kind) {
        RunReport report;
        report.outcome = RunOutcome::Failed;
        report.problems = {{kind, s("The disk is full."), {}}};
        return report;
    }
};

}  // namespace

class TestAlertKeeper : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void threeFailuresRaiseOneAndASuccessClearsIt() {
        Keeping k;
        for (const char* expected : {"", "", "sync-failure", "sync-failure"}) {
            k.fail();
            k.look();
            QCOMPARE(k.story(), s(expected));
        }
        QCOMPARE(k.keeper.firing()[0].facts.count, 4);
        QCOMPARE(k.keeper.asking(), 1);
        k.fail(RunOutcome::Partial);
        k.fail(RunOutcome::Cancelled);
        k.look();
        QCOMPARE(k.keeper.firing()[0].facts.count, 4);  // partial and cancelled attempts are in no count
        k.fail(RunOutcome::Success);
        QVERIFY(k.look());
        QCOMPARE(k.story(), QString());
        QCOMPARE(k.database.cell(s("SELECT count(*) FROM alerts")), s("1"));
    }
    void anIdlePracticeWritesNothing() {
        Keeping k;
        for (int i = 0; i < 3; ++i)
            k.fail();
        k.setAside();
        k.look();
        QCOMPARE(k.story(), s("set-aside-records, sync-failure"));
        const qint64 written = k.database->rowsWritten();
        for (int minute = 0; minute < 50; ++minute) {
            k.clock.advance(1min);
            QVERIFY(!k.look());
        }
        QCOMPARE(k.database->rowsWritten(), written);
    }
    void anAcknowledgedOneSurvivesARestart() {
        Keeping k;
        k.setAside();
        k.look();
        const qint64 id = k.keeper.firing().at(0).id;
        QVERIFY(k.keeper.acknowledge(&*k.database, id, {}, s("kim")));
        QCOMPARE(k.keeper.asking(), 0);
        k.database.reopen();
        AlertKeeper again(k.clock);
        k.live.health.starting = true;
        k.live.health.now = k.clock.utcNow();
        again.look(&*k.database, k.live);
        QCOMPARE(again.firing().size(), 1U);
        k.live.health.starting = false;
        again.look(&*k.database, k.live);
        QCOMPARE(again.firing().at(0).id, id);
        QCOMPARE(again.firing().at(0).acknowledgedBy, s("kim"));
        QCOMPARE(again.asking(), 0);
        QVERIFY(!again.acknowledge(&*k.database, 99, {}, s("kim")));
    }
    void aSilenceEnds() {
        Keeping k;
        k.setAside();
        k.look();
        QVERIFY(
            k.keeper.acknowledge(&*k.database, k.keeper.firing().at(0).id, k.clock.utcNow() + 1h, s("kim")));
        QCOMPARE(k.keeper.asking(), 0);
        k.clock.advance(1h);
        QCOMPARE(k.keeper.asking(), 1);
    }
    void withoutADatabaseItLivesInMemoryAndIsWrittenLater() {
        Keeping k;
        k.live.databaseTrouble = Error{ErrorKind::Database, s("It can't be opened."), {}};
        QVERIFY(k.look(false));
        QCOMPARE(k.story(), s("database-trouble?"));
        const UtcTime raised = k.clock.utcNow();
        QVERIFY(k.keeper.acknowledge(nullptr, k.keeper.firing().at(0).id, {}, s("kim")));
        QCOMPARE(k.keeper.list(nullptr, true).size(), 1U);
        k.clock.advance(5min);
        k.look(false);
        QCOMPARE(k.keeper.firing().at(0).raised, raised);  // once, however often it is looked at
        QCOMPARE(k.keeper.asking(), 0);
        k.look();  // it can be written, although the trouble goes on
        QCOMPARE(k.story(), s("database-trouble"));
        QCOMPARE(k.keeper.firing().at(0).raised, raised);
        QCOMPARE(k.keeper.firing().at(0).acknowledgedBy, s("kim"));
        k.live.databaseTrouble.reset();
        k.look();
        QCOMPARE(k.story(), QString());
        QCOMPARE(k.keeper.list(&*k.database, true).size(), 1U);
    }
    void aTroubleThatPassesBeforeItIsWrittenLeavesNothing() {
        Keeping k;
        k.live.databaseTrouble = Error{ErrorKind::Database, s("It can't be opened."), {}};
        k.look(false);
        k.live.databaseTrouble.reset();
        QVERIFY(k.look());
        QCOMPARE(k.story(), QString());
        QCOMPARE(k.database.cell(s("SELECT count(*) FROM alerts")), s("0"));
    }
    void aFullDiskIsTheTroubleItself() {
        Keeping k;
        k.setAside();
        k.database->setFaultHook([](const QString& sql) { return sql.startsWith(s("INSERT")); });
        k.look();
        QCOMPARE(k.story(), s("database-trouble?, set-aside-records?"));
        k.clock.advance(1min);
        QVERIFY(!k.look());
        k.database->setFaultHook({});
        k.clock.advance(1min);
        k.look();
        k.clock.advance(1min);
        k.look();
        QCOMPARE(k.story(), s("set-aside-records"));
        QCOMPARE(k.keeper.firing().at(0).raised, k.clock.utcNow() - 3min);
    }
    void aDatabaseThatCantBeReadEndsNothing() {
        Keeping k;
        k.setAside();
        k.look();
        k.database->setFaultHook([](const QString& sql) { return sql.contains(s("FROM alerts")); });
        k.look();
        QCOMPARE(k.story(), s("database-trouble?, set-aside-records"));
        k.database->setFaultHook({});
        k.look();
        QCOMPARE(k.story(), s("set-aside-records"));
    }
    void aRunThatCouldNotWriteIsTroubleUntilOneCan() {
        Keeping k;
        k.keeper.ended(Keeping::reportWith(ErrorKind::Network));
        k.look();
        QCOMPARE(k.story(), QString());
        k.keeper.ended(Keeping::reportWith(ErrorKind::Database));
        k.look();
        QCOMPARE(k.story(), s("database-trouble"));
        QCOMPARE(k.keeper.firing().at(0).facts.causeText, s("The disk is full."));
        k.keeper.ended(Keeping::reportWith(ErrorKind::Network));
        k.look();
        QCOMPARE(k.story(), QString());
    }
    void aTokenThatFailsForAMinuteIsTold() {
        Keeping k;
        k.live.token = TokenState::Failing;
        k.look();
        k.live.token = TokenState::Refreshing;
        k.clock.advance(59s);
        k.look();
        QCOMPARE(k.story(), QString());
        k.live.token = TokenState::Failing;
        k.clock.advance(1s);
        k.look();
        QCOMPARE(k.story(), s("token-refresh"));
        k.live.token = TokenState::Valid;
        k.look();
        k.live.token = TokenState::Failing;
        k.look();
        QCOMPARE(k.story(), QString());  // counted anew
    }
    void afterAPauseTheFirstRunCatchesUp() {
        Keeping k;
        k.live.health.paused = true;
        k.look();
        k.clock.advance(3h);
        k.look();
        k.live.health.paused = false;
        k.look();
        QCOMPARE(k.story(), QString());
        k.keeper.ended(Keeping::reportWith(ErrorKind::Network));
        k.look();
        QCOMPARE(k.story(), s("stale-data"));
    }
    void aSlowRunIsToldWhileItRuns() {
        Keeping k;
        RunProgress progress;
        progress.id = RunId(s("r"));
        progress.kind = RecordKind::Appointment;
        k.keeper.progressed(progress);
        k.keeper.waitsForRateLimit(true);
        k.clock.advance(10min);
        k.keeper.waitsForRateLimit(false);
        k.look();
        QCOMPARE(k.story(), QString());
        k.clock.advance(5min + 1s);
        QVERIFY(k.look());
        QCOMPARE(k.story(), s("high-latency"));
        QCOMPARE(k.keeper.firing().at(0).facts.slowest, s("Appointment"));
    }
    void anotherEnginesAlertsAreShownNotJudged() {
        Keeping k;
        k.setAside();
        k.look();
        AlertKeeper other(k.clock);
        QVERIFY(other.follow(*k.database));
        QCOMPARE(other.firing(), k.keeper.firing());
        QVERIFY(!other.follow(*k.database));
    }
    void anotherDatabaseHasItsOwn() {
        Keeping k;
        k.live.databaseTrouble = Error{ErrorKind::Database, s("It can't be opened."), {}};
        k.look(false);
        k.keeper.forget();
        k.live.databaseTrouble.reset();
        k.look();
        QCOMPARE(k.story(), QString());
    }
};

QTEST_GUILESS_MAIN(TestAlertKeeper)
#include "tst_alert_keeper.moc"
