// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine by its schedule and on request: what runs when, and what is answered.
#include "storage/status_store.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace bloom::sync;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }
/// "full success, backfill success …"
QString story(const PracticeBench& bench) {
    QStringList lines;
    for (const RunReport& report : bench.finished)
        lines.append(name(report.type) + u' ' + name(report.outcome));
    return lines.join(text(", "));
}
SyncScope ofKind(RecordKind kind) {
    SyncScope scope;
    scope.kind = kind;
    return scope;
}
SyncRequest manual(SyncScope scope = {}) { return {RunType::Manual, std::move(scope), text("mara")}; }
/// The practice begins in the window, so that no history is to be filled in.
PracticeBench& withoutHistory(PracticeBench& bench) {
    auto settings = bench.settings;
    settings.backfillFrom = text("2026-11-01");
    bench.engine().setSettings(settings);
    return bench;
}
QString clockText(const std::optional<UtcTime>& time) {
    return time ? toIsoText(*time).mid(11, 8) : QString();
}

}  // namespace

class TestSyncEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsAtOnceAndThenOnTheQuarterHours() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(2min);
        QCOMPARE(story(bench), text("full success"));
        QCOMPARE(clockText(bench.engine().state().nextRun), text("22:45:00"));
        bench.clock.advance(60min);
        QCOMPARE(bench.finished.size(), 5U);
        QCOMPARE(clockText(bench.finished[1].started), text("22:45:00"));
        QCOMPARE(clockText(bench.finished[4].started), text("23:30:00"));
        QVERIFY(bench.engine().state().runEndedSinceStart);
    }
    void theWriteAheadLogIsEmptyWhenIdle() {
        PracticeBench bench;
        const auto logSize = [&] { return QFileInfo(bench.database.path() + text("-wal")).size(); };
        withoutHistory(bench).engine().start();
        bench.clock.advance(2min);
        QCOMPARE(story(bench), text("full success"));
        QCOMPARE(logSize(), 0);
        // A reader in the way: later, and nobody waits for it.
        bench.clock.advance(2min);
        auto reader = storage::Database::openReader(bench.database.target());
        QVERIFY(reader);
        {
            storage::Scope reading(**reader, storage::Scope::Mode::Read);
            QVERIFY(!storage::StatusStore(reading).all().empty());
            bench.clock.advance(4min);
            QCOMPARE(bench.finished.size(), 2U);
            QVERIFY(logSize() > 0);
        }
        bench.clock.advance(1min);
        QCOMPARE(logSize(), 0);
    }
    void aRestartWaitsForTheNextBoundary() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(1min);
        bench.restart();
        bench.finished.clear();
        withoutHistory(bench).engine().start();
        bench.clock.advance(1min);
        QCOMPARE(story(bench), QString());
        bench.clock.advance(4min);
        QCOMPARE(story(bench), text("full success"));
    }
    void aSleepOfDaysMakesOneRun() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(1min);
        bench.finished.clear();
        bench.clock.jumpWallClock(50h + 1min);
        bench.clock.advance(1min);
        QCOMPARE(story(bench), text("full success, audit success"));  // days have left the window
        bench.clock.advance(1min);
        QCOMPARE(bench.finished.size(), 2U);
    }
    void aClockSetBackGoesOn() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(1min);
        bench.clock.jumpWallClock(-5h);
        bench.finished.clear();
        bench.clock.advance(16min);
        QCOMPARE(bench.finished.size(), 1U);
    }
    void historyIsFilledInByItself() {
        PracticeBench bench;
        auto settings = bench.settings;
        settings.backfillFrom = text("2026-08-15");
        bench.engine().setSettings(settings);
        bench.engine().start();
        bench.clock.advance(4min);
        QCOMPARE(story(bench), text("full success, backfill success, backfill success, backfill success"));
        const auto status = bench.database.read(
            [](storage::Scope& scope) { return storage::StatusStore(scope).all().back(); });
        QCOMPARE(status.historyCompleteFrom, std::optional(QDate(2026, 8, 15)));
    }
    void requestsAreAnsweredAtOnce() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.settle();
        QVERIFY(bench.engine().state().running.has_value());
        const RequestAnswer same = bench.engine().request(manual());
        QCOMPARE(same.kind, RequestAnswerKind::Joined);
        bench.engine().request({RunType::Manual, {}, text("tom")});
        const RequestAnswer other = bench.engine().request(manual(ofKind(RecordKind::Invoice)));
        QCOMPARE(other.kind, RequestAnswerKind::Queued);
        QCOMPARE(bench.engine().request(manual(ofKind(RecordKind::Invoice))).run, other.run);
        QCOMPARE(bench.engine().state().waiting.size(), 1U);
        bench.clock.advance(1min);
        QCOMPARE(story(bench), text("full success, manual success"));
        QCOMPARE(bench.finished[0].askedBy, text("mara, tom"));
        QCOMPARE(bench.database.cell(text("SELECT asked_by FROM sync_log WHERE is_run = 1 "
                                          "AND run_type = 'full'")),
                 text("mara, tom"));
        QCOMPARE(bench.finished[1].id, *other.run);
        QCOMPARE(bench.engine().request(manual(ofKind(RecordKind::Patient))).kind,
                 RequestAnswerKind::Started);
        bench.clock.advance(1min);
        QCOMPARE(bench.finished.size(), 3U);
    }
    void aRecordIsReadBesideARun() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(25ms);
        SyncScope scope;
        scope.record =
            RecordKey{RecordKind::Patient, HalaxyId(bench.halaxy.practice().patients.rows()[0].id)};
        const RequestAnswer answer = bench.engine().request(manual(scope));
        QCOMPARE(answer.kind, RequestAnswerKind::Started);
        bench.clock.advance(1min);
        QCOMPARE(story(bench), text("manual success, full success"));
    }
    void closingDuringASingleReadInterruptsIt() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(1min);
        bench.finished.clear();
        SyncScope scope;
        scope.record =
            RecordKey{RecordKind::Patient, HalaxyId(bench.halaxy.practice().patients.rows()[0].id)};
        bench.engine().request(manual(scope));
        bench.clock.advance(1ms);
        bench.restart();
        QCOMPARE(story(bench), text("manual interrupted"));
    }
    void cancelEndsARunAndTheNextOneIsWhole() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(50ms);
        const RunId run = bench.progress.back().id;
        QVERIFY(bench.engine().cancel(run));
        QVERIFY(bench.engine().state().running->cancelling);
        bench.clock.advance(10s);
        QCOMPARE(story(bench), text("full cancelled"));
        QVERIFY(!bench.engine().cancel(run));
        bench.clock.advance(5min);
        QCOMPARE(story(bench), text("full cancelled, full success"));
        const RequestAnswer waiting = bench.engine().request(manual(ofKind(RecordKind::Invoice)));
        QVERIFY(bench.engine().cancel(*waiting.run));
        bench.clock.advance(1min);
        QCOMPARE(bench.finished.size(), 2U);
    }
    void aRunLeftBeforeItsEndMovesNobodysFreshness_data() {
        QTest::addColumn<bool>("closing");
        QTest::newRow("cancelled") << false;
        QTest::newRow("closed") << true;
    }
    void aRunLeftBeforeItsEndMovesNobodysFreshness() {
        QFETCH(bool, closing);
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        const auto sessionsCame = [&] {
            return !bench.progress.empty() && bench.progress.back().practitioners.size() == 3U &&
                   std::ranges::all_of(bench.progress.back().practitioners, &RunProgress::Part::finished);
        };
        for (int i = 0; i < 1000 && !sessionsCame(); ++i)
            bench.clock.advance(1ms);
        QVERIFY(sessionsCame());
        if (closing)
            bench.restart();
        else
            bench.engine().cancel(bench.progress.back().id);
        bench.clock.advance(10s);
        QCOMPARE(story(bench), closing ? text("full interrupted") : text("full cancelled"));
        for (const PractitionerReport& part : bench.finished[0].practitioners)
            QCOMPARE(part.outcome, bench.finished[0].outcome);
        QCOMPARE(bench.count(text("sync_status WHERE last_success_at IS NOT NULL")), 0);
        QCOMPARE(bench.count(text("sync_status WHERE consecutive_failures > 0")), 0);
    }
    void stoppingIsNoFailureAndTheNextStartGoesOn() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(75ms);
        bench.restart();
        QCOMPARE(story(bench), text("full interrupted"));
        QVERIFY(bench.count(text("checkpoints")) > 0);
        QVERIFY(bench.count(text("sync_status WHERE consecutive_failures > 0")) == 0);
        withoutHistory(bench).engine().start();
        bench.clock.advance(1min);
        QCOMPARE(story(bench), text("full interrupted, full success"));
        QCOMPARE(bench.count(text("source_records WHERE kind = 'Appointment'")), 400);
    }
    void anOutageIsOneFailureAndOneRunWhenItEnds() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(1min);
        bench.finished.clear();
        bench.addFault(text("outage,for=4000"));
        bench.clock.advance(62min);
        QCOMPARE(story(bench), text("full failed"));
        QVERIFY(bench.finished[0].problems.front().message.startsWith(
            text("Halaxy can't be reached, tries again at ")));
        QVERIFY(bench.engine().state().waitsForService);
        QVERIFY(bench.client().circuitOpen());
        bench.clock.advance(10min);
        QCOMPARE(story(bench), text("full failed, full success"));
        QVERIFY(!bench.engine().state().waitsForService);
    }
    void aSmallRunThatFailsDoesNotTakeTheWholeOnesPlace() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(1min);
        bench.finished.clear();
        bench.addFault(text("outage,for=4000"));
        bench.clock.advance(20min);
        bench.engine().request(manual(ofKind(RecordKind::Invoice)));
        bench.clock.advance(5s);
        QCOMPARE(story(bench), text("full failed, manual failed"));
        bench.halaxy.faults().clear();
        bench.clock.advance(2min);
        QCOMPARE(story(bench), text("full failed, manual failed, full success, manual success"));
    }
    void anOutageInTheMiddleCostsNoPageTwice() {
        PracticeBench bench;
        // Profile, clients, the first practitioner's two pages and one of the second's come through.
        bench.addFault(text("outage,skip=7,for=120"));
        withoutHistory(bench).engine().start();
        bench.clock.advance(90s);
        QCOMPARE(story(bench), text("full failed"));
        QVERIFY(bench.count(text("checkpoints")) > 0);
        const int before = bench.finished[0].kinds[RecordKind::Appointment].received;
        QVERIFY(before > 0 && before < 400);
        bench.clock.advance(2min);
        QCOMPARE(story(bench), text("full failed, full success"));
        QCOMPARE(bench.finished[1].kinds[RecordKind::Appointment].received, 400 - before);
        for (const PractitionerReport& part : bench.finished[1].practitioners)
            QCOMPARE(part.outcome, RunOutcome::Success);
    }
    void callsHeldInTheMiddleAreNoFailure() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(65ms);
        bench.client().setHeld(true, text("mara"));
        bench.clock.advance(20min);
        QCOMPARE(story(bench), text("full interrupted"));
        QCOMPARE(bench.count(text("sync_status WHERE consecutive_failures > 0")), 0);
        bench.client().setHeld(false, text("mara"));
        bench.clock.advance(1min);
        QCOMPARE(story(bench), text("full interrupted, full success"));
    }
    void askingDuringAnOutageProbesFirst() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(1min);
        bench.addFault(text("outage,for=4000"));
        bench.clock.advance(10min);
        QVERIFY(bench.client().circuitOpen());
        bench.finished.clear();
        QCOMPARE(bench.engine().request(manual()).kind, RequestAnswerKind::ProbingFirst);
        bench.clock.advance(5s);
        QCOMPARE(story(bench), text("manual failed"));
        bench.halaxy.faults().clear();
        QCOMPARE(bench.engine().request(manual()).kind, RequestAnswerKind::ProbingFirst);
        bench.clock.advance(5s);
        QVERIFY2(story(bench).startsWith(text("manual failed, manual success")), qPrintable(story(bench)));
    }
    void aPauseOutlivesTheProgramAndEndsByItself() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(1min);
        bench.finished.clear();
        bench.engine().pause(bench.clock.utcNow() + 1h);
        bench.clock.advance(20min);
        QCOMPARE(story(bench), QString());
        const RequestAnswer answer = bench.engine().request(manual());
        QCOMPARE(answer.kind, RequestAnswerKind::Paused);
        QVERIFY(answer.at.has_value());
        bench.restart();
        withoutHistory(bench).engine().start();
        bench.clock.advance(20min);
        QVERIFY(bench.engine().state().paused);
        QCOMPARE(story(bench), QString());
        bench.clock.advance(21min);
        QVERIFY(!bench.engine().state().paused);
        QCOMPARE(story(bench), text("full success"));
        bench.engine().pause(std::nullopt);
        bench.clock.advance(48h);
        QCOMPARE(bench.finished.size(), 1U);
        QVERIFY(!bench.engine().state().nextRun.has_value());
        bench.engine().resume();
        bench.clock.advance(1min);
        QCOMPARE(story(bench), text("full success, full success, audit success"));
    }
    void heldCallsStartNothing() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(1min);
        bench.finished.clear();
        bench.client().setHeld(true, text("mara"));
        QCOMPARE(bench.engine().request(manual()).kind, RequestAnswerKind::CallsHeld);
        bench.clock.advance(1h);
        QCOMPARE(story(bench), QString());
        bench.client().setHeld(false, text("mara"));
        bench.clock.advance(1min);
        QCOMPARE(story(bench), text("full success"));
    }
    void changesNameWhoseRowsTheyAre() {
        PracticeBench bench;
        withoutHistory(bench).engine().start();
        bench.clock.advance(1min);
        bench.changes.clear();
        bench.clock.advance(15min);
        QVERIFY(bench.changes.empty());  // nothing changed, nothing is told
        const auto& rows = bench.halaxy.practice().appointments.rows();
        const auto session = std::find_if(rows.begin(), rows.end(), [&](const sandbox::Appointment& row) {
            return row.patients.size() == 1 && row.start > bench.clock.utcNow();
        });
        QVERIFY(bench.edit().cancel(session->id));
        bench.clock.advance(15min);
        QCOMPARE(bench.changes.size(), 1U);
        QCOMPARE(bench.changes[0].practitioners.size(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestSyncEngine)
#include "tst_sync_engine.moc"
