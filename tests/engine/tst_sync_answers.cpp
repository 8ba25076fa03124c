// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What *Sync now* says in each state, when a pause ends, and that a switch survives a restart.
#include "engine/switches.h"
#include "engine/sync_answers.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace bloom;
using namespace bloom::engine;

namespace {
QString s(const char* text) { return QString::fromLatin1(text); }
UtcTime at(const char* text) { return *parseUtc(s(text)); }
HealthFacts calm() {
    HealthFacts facts;
    facts.now = at("2026-11-24T09:40:00+11:00");
    facts.configured = true;
    return facts;
}
}  // namespace

class TestSyncAnswers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyAHistoryRunWaitsInSilence() {
        BudgetView budget;
        budget.waitingUntil = at("2026-11-24T09:41:00+11:00");
        RunProgress run;
        run.type = RunType::Backfill;
        QCOMPARE(rateLimitShown(run, budget), std::nullopt);
        run.type = RunType::Full;
        QCOMPARE(rateLimitShown(run, budget), budget.waitingUntil);
        QCOMPARE(rateLimitShown(std::nullopt, budget), budget.waitingUntil);  // a single record's read
    }
    void theHighestObstacleAnswers_data() {
        QTest::addColumn<std::function<void(HealthFacts&)>>("change");
        QTest::addColumn<SyncAnswerKind>("kind");
        QTest::addColumn<StateAction>("offer");
        using F = std::function<void(HealthFacts&)>;
        const auto row = [](const char* name, F change, SyncAnswerKind kind, StateAction offer) {
            QTest::newRow(name) << change << kind << offer;
        };
        row(
            "no database",
            [](HealthFacts& f) {
                f.databaseProblem = s("disk full");
                f.configured = false;
            },
            SyncAnswerKind::NoDatabase, StateAction::OpenSettings);
        row(
            "not set up",
            [](HealthFacts& f) {
                f.configured = false;
                f.paused = true;
            },
            SyncAnswerKind::NotSetUp, StateAction::OpenSettings);
        row(
            "paused",
            [](HealthFacts& f) {
                f.paused = true;
                f.callsHeld = true;
            },
            SyncAnswerKind::Paused, StateAction::Resume);
        row(
            "calls held", [](HealthFacts& f) { f.callsHeld = true; }, SyncAnswerKind::CallsHeld,
            StateAction::ReleaseCalls);
        row(
            "another engine", [](HealthFacts& f) { f.otherComputerSyncs = true; }, SyncAnswerKind::Refused,
            StateAction::None);
        row(
            "starting", [](HealthFacts& f) { f.starting = true; }, SyncAnswerKind::Refused,
            StateAction::None);
    }
    void theHighestObstacleAnswers() {
        QFETCH(std::function<void(HealthFacts&)>, change);
        HealthFacts facts = calm();
        change(facts);
        const auto answer = answerFromState(facts);
        QVERIFY(answer);
        QTEST(answer->kind, "kind");
        QTEST(answer->offer, "offer");
        QVERIFY(!answer->sentence.isEmpty());
    }
    void aFreeWayIsLeftToTheSync() {
        QVERIFY(!answerFromState(calm()));
        const RunId run(s("r1"));
        const UtcTime later = at("2026-11-24T03:32:10Z");
        const auto waits = answerOf({sync::RequestAnswerKind::WaitsForRateLimit, run, later});
        QCOMPARE(waits.kind, SyncAnswerKind::WaitsForRateLimit);
        QVERIFY2(waits.sentence.contains(clockText(later)), qPrintable(waits.sentence));
        QCOMPARE(waits.at, std::optional(later));
        QCOMPARE(answerOf({sync::RequestAnswerKind::Queued, run, {}}).sentence,
                 s("Already running, yours is next."));
        QCOMPARE(answerOf({sync::RequestAnswerKind::ProbingFirst, run, {}}).run, std::optional(run));
    }
    void aPauseEndsAtThePracticesMidnight() {
        const auto zone = PracticeZone::sydney();
        // The clocks go forward in this night: the day has 23 hours.
        QCOMPARE(pauseEnd(PauseFor::UntilTomorrow, zone, at("2026-10-04T00:30:00+10:00")),
                 std::optional(at("2026-10-05T00:00:00+11:00")));
        QCOMPARE(pauseEnd(PauseFor::OneHour, zone, at("2026-10-04T01:30:00+10:00")),
                 std::optional(at("2026-10-04T03:30:00+11:00")));
        QVERIFY(!pauseEnd(PauseFor::UntilResumed, zone, at("2026-10-04T01:30:00+10:00")));
    }
    void switchesAreKept() {
        QTemporaryDir folder;
        const QString path = folder.filePath(s("below/switches.ini"));
        QCOMPARE(loadSwitches(path), Switches());
        QVERIFY(saveSwitches(path, {true, s("Kim, front desk")}));
        QCOMPARE(loadSwitches(path), (Switches{true, s("Kim, front desk")}));
    }
};

QTEST_GUILESS_MAIN(TestSyncAnswers)
#include "tst_sync_answers.moc"
