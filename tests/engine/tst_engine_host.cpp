// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine behind its door, over real HTTP: first start, runs, commands, settings, stop.
#include "storage/statement.h"
#include "storage/transaction.h"
#include "support/engine_practice.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::engine;
using namespace bloom::test;

namespace {
QString s(const char* text) { return QString::fromLatin1(text); }
SyncRequest everything() { return {RunType::Manual, {}, s("tester")}; }
}  // namespace

class TestEngineHost : public QObject {
    Q_OBJECT
    static bool waitForState(EngineHost& host, AppState state) {
        return QTest::qWaitFor([&] { return host.snapshot().state.state == state; }, 30'000);
    }
    static bool waitReady(EngineHost& host) {
        return QTest::qWaitFor([&] { return host.snapshot().ready && !host.snapshot().facts.starting; },
                               30'000);
    }

    static void renameTable(const EnginePractice& practice, const QString& from, const QString& to) {
        const auto database = storage::Database::open({practice.databasePath()});
        if (!database || !storage::write(**database, [&](storage::Scope& scope) {
                storage::Statement(scope, s("ALTER TABLE %1 RENAME TO %2").arg(from, to)).run();
            }))
            qFatal("the table can't be renamed");
    }

private Q_SLOTS:
    void aFirstStartIsNotSetUpAndStillAnswers() {
        EnginePractice practice;
        EngineHost host(practice.bareOptions());
        QCOMPARE(host.snapshot().state.state, AppState::CatchingUp);  // starting
        host.start();
        QVERIFY(waitForState(host, AppState::NotSetUp));
        const SyncAnswer answer = answerOf(host.requestSync(everything()));
        QCOMPARE(answer.kind, SyncAnswerKind::NotSetUp);
        QCOMPARE(answer.offer, StateAction::OpenSettings);
        QVERIFY(answerOf(host.overview())->practitioners.empty());
        QVERIFY(answerOf(host.practitioners())->empty());
        QCOMPARE(answerOf(host.tryNow()).error().kind, ErrorKind::Settings);
        QVERIFY(host.stop());
    }
    void theScheduleFillsTheMirrorAndEveryQueryAnswers() {
        EnginePractice practice;
        EngineHost host(practice.options());
        FinishedRuns runs(host);
        QSignalSpy changes(&host, &Engine::recordsChanged);
        host.start();
        QVERIFY(runs.wait(1));
        QCOMPARE(runs.last().type, RunType::Full);
        QCOMPARE(runs.last().outcome, RunOutcome::Success);
        QVERIFY(host.snapshot().lastSuccess);
        QVERIFY(changes.count() > 0);
        const auto practitioners = answerOf(host.practitioners());
        QCOMPARE(practitioners->size(), 3U);
        const auto overview = answerOf(host.overview());
        QCOMPARE(overview->clients, 120);
        QCOMPARE(overview->practitioners.size(), 3U);
        const auto dashboard = answerOf(host.dashboard(practitioners->front().id, {}));
        QCOMPARE(dashboard->date, QDate(2026, 11, 24));
        QVERIFY(!dashboard->stillLoading);
        const auto index = answerOf(host.logIndex({}));
        QVERIFY(index->total >= 1);
        const auto rows = answerOf(host.logRows({}, {}, 10));
        QCOMPARE(rows->back().id, runs.reports().front().id);
        QVERIFY(!answerOf(host.runDetail(rows->back().id))->entries.empty());
        QVERIFY(answerOf(host.connection())->calls.size() > 3);
        QVERIFY(host.stop());
    }
    void unknownThingsAreErrorsNotCrashes() {
        EnginePractice practice;
        EngineHost host(practice.bareOptions());
        host.start();
        QVERIFY(waitReady(host));
        QCOMPARE(answerOf(host.dashboard(PractitionerId(s("nobody")), {})).error().kind, ErrorKind::NotFound);
        QCOMPARE(answerOf(host.runDetail(RunId(s("none")))).error().kind, ErrorKind::NotFound);
        QVERIFY(!answerOf(host.cancelRun(RunId(s("none")))));
        PractitionerPatch patch;
        patch.practitioner = PractitionerId(s("nobody"));
        QVERIFY(!answerOf(host.savePractitioner(patch, QStringLiteral("tester"))));
    }
    void syncNowAnswersInEachState() {
        EnginePractice practice;
        practice.addFault(s("latency,milliseconds=60000"));  // a second each, as the test has it
        EngineHost host(practice.options());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(QTest::qWaitFor([&] { return host.snapshot().run.has_value(); }));
        QCOMPARE(answerOf(host.requestSync(everything())).kind, SyncAnswerKind::Joined);
        SyncRequest patients = everything();
        patients.scope.kind = RecordKind::Patient;
        const SyncAnswer queued = answerOf(host.requestSync(patients));
        QCOMPARE(queued.kind, SyncAnswerKind::Queued);
        QVERIFY(answerOf(host.cancelRun(*queued.run)));
        QVERIFY(answerOf(host.cancelRun(host.snapshot().run->id)));
        practice.clearFaults();
        QVERIFY(runs.wait(1));
        QCOMPARE(runs.last().outcome, RunOutcome::Cancelled);

        QVERIFY(answerOf(host.pause(PauseFor::OneHour)));
        const SyncAnswer paused = answerOf(host.requestSync(everything()));
        QCOMPARE(paused.kind, SyncAnswerKind::Paused);
        QCOMPARE(paused.offer, StateAction::Resume);
        QVERIFY(paused.at);
        QVERIFY(answerOf(host.resume()));

        QVERIFY(answerOf(host.holdCalls(true, s("Kim"))));
        const SyncAnswer held = answerOf(host.requestSync(everything()));
        QCOMPARE(held.kind, SyncAnswerKind::CallsHeld);
        QVERIFY(held.sentence.contains(s("Kim")));
        const ConnectionReport notTested = answerOf(host.testConnection({}));
        QVERIFY(!notTested.ok);
        QCOMPARE(notTested.checks.size(), 1U);
        QVERIFY(notTested.checks.front().detail.contains(s("Kim")));
        QVERIFY(answerOf(host.holdCalls(false, {})));
        const auto kind = answerOf(host.requestSync(patients)).kind;
        QVERIFY(kind == SyncAnswerKind::Started || kind == SyncAnswerKind::Queued);
    }
    void heldCallsStayHeldAfterARestart() {
        EnginePractice practice;
        {
            EngineHost host(practice.options());
            host.start();
            QVERIFY(waitReady(host));
            QVERIFY(answerOf(host.holdCalls(true, s("Kim"))));
            QVERIFY(host.stop());
        }
        EngineHost again(practice.options());
        again.start();
        QVERIFY(waitReady(again));
        QCOMPARE(answerOf(again.requestSync(everything())).kind, SyncAnswerKind::CallsHeld);
    }
    void stoppingInTheMiddleOfACallEndsAndTheNextStartCarriesOn() {
        EnginePractice practice(1);  // no deadline shall end the call before the stop does
        practice.addFault(s("hang,resource=Appointment"));
        {
            EngineHost host(practice.options());
            host.start();
            const auto& struck = practice.server.core().counters().faults;
            QVERIFY(QTest::qWaitFor([&] { return !struck.isEmpty(); }, 30'000));
            QVERIFY(host.stop());
            QCOMPARE(answerOf(host.requestSync(everything())).kind, SyncAnswerKind::Refused);
            QCOMPARE(answerOf(host.overview()).error().kind, ErrorKind::Cancelled);
        }
        practice.clearFaults();
        EngineHost again(practice.options());
        FinishedRuns runs(again);
        again.start();
        QVERIFY(runs.wait(1));
        QCOMPARE(runs.last().outcome, RunOutcome::Success);
        const auto rows = answerOf(again.logRows({}, {}, 10));
        QCOMPARE(rows->back().outcome, RunOutcome::Interrupted);
    }
    void newSettingsTakeEffectWithoutARestart() {
        EnginePractice practice;
        EngineHost host(practice.bareOptions());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(waitForState(host, AppState::NotSetUp));
        const sandbox::Quirks& quirks = practice.server.core().quirks();
        SettingsPatch patch{{SettingKey::BaseUrl, practice.server.baseUrl()},
                            {SettingKey::ClientId, quirks.clientId},
                            {SettingKey::ClientSecret, quirks.clientSecret},
                            {SettingKey::ContactEmail, s("test@example.com")}};
        QVERIFY(answerOf(host.testConnection(patch)).ok);
        patch[SettingKey::ClientSecret] = s("wrong");
        const ConnectionReport refused = answerOf(host.testConnection(patch));
        QVERIFY(!refused.ok && !refused.checks.empty());
        QCOMPARE(host.snapshot().state.state, AppState::NotSetUp);  // a test changes nothing
        patch[SettingKey::ClientSecret] = quirks.clientSecret;
        QVERIFY(answerOf(host.saveSettings(patch)));
        QVERIFY(runs.wait(1));
        QCOMPARE(runs.last().outcome, RunOutcome::Success);
        QFile file(practice.settingsFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(quirks.clientSecret.toUtf8()));
        const auto view = answerOf(host.settings());
        for (const SettingValue& value : view->values)
            QVERIFY(value.text != quirks.clientSecret);
    }
    void aBadSettingIsRefusedWithWhatWasExpected() {
        EnginePractice practice;
        EngineHost host(practice.bareOptions());
        host.start();
        QVERIFY(waitReady(host));
        const auto answer = answerOf(host.saveSettings({{SettingKey::SyncIntervalMinutes, s("0")}}));
        QVERIFY(!answer);
        QVERIFY(!answer.error().message.isEmpty());
        QVERIFY(!QFile::exists(practice.settingsFile()));
    }
    void theEnvironmentBeatsWhatIsSaved() {
        EnginePractice practice;
        EngineHost host(practice.options());
        host.start();
        QVERIFY(waitReady(host));
        QVERIFY(answerOf(host.saveSettings({{SettingKey::ClientId, s("other")}})));
        const auto view = answerOf(host.settings());
        for (const SettingValue& value : view->values)
            if (value.key == SettingKey::ClientId)
                QCOMPARE(value.originName, s("HALAXY_CLIENT_ID"));
    }
    void aDatabaseOfANewerProgramIsAStateNotACrash() {
        EnginePractice practice;
        {
            EngineHost host(practice.bareOptions());
            host.start();
            QVERIFY(waitReady(host));
            QVERIFY(host.stop());
        }
        auto database = storage::Database::open({practice.databasePath()});
        QVERIFY(database);
        QVERIFY(storage::write(**database, [](storage::Scope& scope) {
            storage::Statement(scope, s("INSERT INTO schema_migrations (version, name, checksum, applied_at) "
                                        "VALUES (999, 'V999__later', 'x', '2030-01-01T00:00:00.000Z')"))
                .run();
        }));
        database->reset();
        EngineHost host(practice.options());
        host.start();
        QVERIFY(waitForState(host, AppState::DatabaseUnavailable));
        QVERIFY(!host.snapshot().facts.databaseProblem.isEmpty());
        QCOMPARE(answerOf(host.overview()).error().kind, ErrorKind::SchemaNewer);
        QCOMPARE(answerOf(host.requestSync(everything())).kind, SyncAnswerKind::NoDatabase);
    }
    void aReadThatFailsIsAStateUntilOneSucceeds() {
        EnginePractice practice;
        EngineHost host(practice.options());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(runs.wait(1));
        practice.addFault(s("hang,resource=Appointment"));
        const auto& struck = practice.server.core().counters().faults;
        answerOf(host.requestSync(everything()));
        QVERIFY(QTest::qWaitFor([&] { return !struck.isEmpty() && host.snapshot().run; }, 30'000));
        renameTable(practice, s("not_confirmed"), s("away"));
        QVERIFY(answerOf(host.cancelRun(host.snapshot().run->id)));
        QVERIFY(waitForState(host, AppState::DatabaseUnavailable));
        // F5, while the connection is at work on this database.
        QCOMPARE(answerOf(host.requestSync(everything())).kind, SyncAnswerKind::NoDatabase);
        QCOMPARE(answerOf(host.requestSync(everything())).kind, SyncAnswerKind::NoDatabase);
        renameTable(practice, s("away"), s("not_confirmed"));
        practice.clearFaults();
        QVERIFY(QTest::qWaitFor([&] { return host.snapshot().facts.databaseProblem.isEmpty(); }, 30'000));
        const std::size_t before = runs.reports().size();
        QVERIFY(answerOf(host.requestSync(everything())).kind != SyncAnswerKind::NoDatabase);
        QVERIFY(runs.wait(before + 1));
        QVERIFY(host.stop());
    }
    void onlyOneEngineWorksOnADatabase() {
        EnginePractice practice;
        auto first = std::make_unique<EngineHost>(practice.bareOptions());
        first->start();
        QVERIFY(waitReady(*first));
        EngineHost second(practice.options());
        FinishedRuns runs(second);
        second.start();
        QVERIFY(QTest::qWaitFor([&] { return second.snapshot().facts.otherComputerSyncs; }, 30'000));
        QCOMPARE(answerOf(second.requestSync(everything())).kind, SyncAnswerKind::Refused);
        QVERIFY(answerOf(second.overview()));
        QVERIFY(first->stop());
        QVERIFY(runs.wait(1));  // it takes over by itself
        QCOMPARE(runs.last().outcome, RunOutcome::Success);
    }
    void whatAnotherEngineBringsIsTold() {
        EnginePractice practice;
        EngineHost first(practice.bareOptions());
        first.start();
        QVERIFY(waitReady(first));
        EngineHost second(practice.options());
        QSignalSpy records(&second, &Engine::recordsChanged);
        QSignalSpy log(&second, &Engine::logChanged);
        second.start();
        QVERIFY(waitForState(second, AppState::OtherComputerSyncs));
        QVERIFY(!second.snapshot().lastSuccess);
        FinishedRuns runs(first);
        SettingsPatch patch;
        const auto environment = practice.options().environment;
        for (const SettingSpec& setting : settingSpecs())
            if (environment.contains(setting.environment))
                patch.insert(setting.key, environment.value(setting.environment));
        QVERIFY(answerOf(first.saveSettings(patch)));
        QVERIFY(runs.wait(1));
        QVERIFY(QTest::qWaitFor([&] { return !records.isEmpty(); }, 30'000));
        QVERIFY(records.first().first().value<ChangeSet>().everything);
        QVERIFY(!log.isEmpty());
        QTRY_VERIFY(second.snapshot().lastSuccess);
    }
    void anOutageOpensTheBreakerAndTheStateFollowsItBack() {
        EnginePractice practice(200);
        EngineHost host(practice.options());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(runs.wait(1));
        practice.addFault(s("outage"));
        answerOf(host.requestSync(everything()));
        QVERIFY(waitForState(host, AppState::CannotReach));
        QVERIFY(!answerOf(host.tryNow()));
        practice.clearFaults();
        QVERIFY(QTest::qWaitFor([&] { return !host.snapshot().facts.circuitOpen; }, 30'000));
        QVERIFY(QTest::qWaitFor([&] { return runs.last().outcome == RunOutcome::Success; }, 60'000));
        QVERIFY(QTest::qWaitFor([&] { return host.snapshot().facts.consecutiveFailures == 0; }, 30'000));
    }
    void practitionersAreSavedAndTold() {
        EnginePractice practice;
        EngineHost host(practice.options());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(runs.wait(1));
        PractitionerPatch patch;
        patch.practitioner = answerOf(host.practitioners())->front().id;
        patch.status = PractitionerStatus::Active;
        patch.weeklySessionTarget = 18;
        QSignalSpy changed(&host, &Engine::practitionersChanged);
        QVERIFY(answerOf(host.savePractitioner(patch, QStringLiteral("tester"))));
        QTRY_VERIFY(changed.count() > 0);
        QCOMPARE(answerOf(host.practitioners())->front().weeklySessionTarget, 18);
    }
};

QTEST_GUILESS_MAIN(TestEngineHost)
#include "tst_engine_host.moc"
