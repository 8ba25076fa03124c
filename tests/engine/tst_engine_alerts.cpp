// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts of the whole engine, over real HTTP: raised by failed and slow runs, acknowledged across a restart,
// cleared by facts.
#include "support/engine_practice.h"

#include <QtTest>
#include <atomic>

using namespace bloom;
using namespace bloom::engine;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {
QString s(const char* text) { return QString::fromLatin1(text); }
/// A practice's time, with a machine that may sleep: the wall clock goes on, nothing else does.
class SleepyClock final : public Clock {
public:
    using Slept = std::shared_ptr<std::atomic<qint64>>;
    SleepyClock(std::shared_ptr<const TimeScale> scale, Slept slept)
        : m_inner(std::move(scale)),
          m_slept(std::move(slept)) {}
    UtcTime utcNow() const override { return m_inner.utcNow() + milliseconds(m_slept->load()); }
    MonoTime monotonicNow() const override { return m_inner.monotonicNow(); }
    TimerId startTimer(milliseconds delay, std::function<void()> fn) override {
        return m_inner.startTimer(delay, std::move(fn));
    }
    void cancelTimer(TimerId id) override { m_inner.cancelTimer(id); }
    void post(std::function<void()> fn) override { m_inner.post(std::move(fn)); }

private:
    ScaledClock m_inner;
    Slept m_slept;
};
}  // namespace

class TestEngineAlerts : public QObject {
    Q_OBJECT
    static std::vector<Alert> alerts(EngineHost& host, bool alsoCleared = false) {
        return answerOf(host.alerts(alsoCleared)).value_or(std::vector<Alert>());
    }
    static const Alert* find(const std::vector<Alert>& list, AlertName name) {
        const auto found = std::ranges::find(list, name, &Alert::name);
        return found == list.end() ? nullptr : &*found;
    }
    static bool waitFiring(EngineHost& host, int firing) {
        return QTest::qWaitFor([&] { return host.snapshot().alertsFiring == firing; }, 30'000);
    }
    /// One run more, asked for, to its end.
    static void runAgain(EngineHost& host, FinishedRuns& runs) {
        const std::size_t before = runs.reports().size();
        (void)answerOf(host.requestSync({RunType::Manual, {}, s("tester")}));
        QVERIFY(runs.wait(before + 1));
    }
    /// No record at all, while tokens are granted: every run fails, and the cause is one.
    static void refuseEverything(EnginePractice& practice) {
        for (const RecordKind kind : kRecordKinds)
            practice.addFault(s("server-error,resource=") + name(kind));
    }
    static EngineOptions onRequest(EnginePractice& practice) {
        EngineOptions options = practice.options();
        options.schedule = false;
        return options;
    }
    static bool waitReady(EngineHost& host) {
        return QTest::qWaitFor([&] { return host.snapshot().ready && !host.snapshot().facts.starting; },
                               30'000);
    }

private Q_SLOTS:
    void anOutageOfThreeRunsIsOneAlertUntilASuccess() {
        EnginePractice practice;
        qint64 id = 0;
        {
            EngineHost host(onRequest(practice));
            FinishedRuns runs(host);
            QSignalSpy changed(&host, &Engine::alertsChanged);
            host.start();
            QVERIFY(waitReady(host));
            refuseEverything(practice);
            runAgain(host, runs);
            runAgain(host, runs);
            QCOMPARE(runs.last().outcome, RunOutcome::Failed);
            QCOMPARE(host.snapshot().alertsFiring, 0);
            runAgain(host, runs);
            QCOMPARE(host.snapshot().alertsFiring, 1);  // told with the run's end
            QVERIFY(changed.count() > 0);
            runAgain(host, runs);
            const auto firing = alerts(host);
            QCOMPARE(firing.size(), 1U);
            QCOMPARE(firing[0].name, AlertName::SyncFailure);
            QCOMPARE(firing[0].facts.count, 4);
            QVERIFY(firing[0].facts.run);
            QVERIFY(!answerOf(host.acknowledgeAlert(99, {}, s("kim"))));
            id = firing[0].id;
            QVERIFY(answerOf(host.acknowledgeAlert(id, {}, s("kim"))));
            QVERIFY(waitFiring(host, 0));
            QVERIFY(host.stop());
            QCOMPARE(answerOf(host.alerts(false)).error().kind, ErrorKind::Cancelled);
        }
        EngineHost again(onRequest(practice));
        FinishedRuns runs(again);
        again.start();
        QVERIFY(waitReady(again));
        const auto known = alerts(again);
        QCOMPARE(known.size(), 1U);
        QCOMPARE(known[0].id, id);
        QCOMPARE(known[0].acknowledgedBy, s("kim"));
        QCOMPARE(again.snapshot().alertsFiring, 0);
        practice.clearFaults();
        runAgain(again, runs);
        QCOMPARE(runs.last().outcome, RunOutcome::Success);
        QVERIFY(alerts(again).empty());
        const auto all = alerts(again, true);
        QCOMPARE(all.size(), 1U);
        QVERIFY(all[0].cleared);
    }
    void aMachineThatSleptCatchesUpFirst() {
        EnginePractice practice;
        const auto slept = std::make_shared<std::atomic<qint64>>(0);
        EngineOptions options = onRequest(practice);
        options.clock = [scale = practice.scale, slept] {
            return std::make_unique<SleepyClock>(scale, slept);
        };
        EngineHost host(options);
        FinishedRuns runs(host);
        host.start();
        QVERIFY(waitReady(host));
        runAgain(host, runs);
        QCOMPARE(runs.last().outcome, RunOutcome::Success);
        *slept = milliseconds(9h).count();
        QVERIFY(QTest::qWaitFor([&] { return host.snapshot().state.state == AppState::CatchingUp; }, 30'000));
        QVERIFY(!find(alerts(host), AlertName::StaleData));
        practice.addFault(s("credentials-refused"));
        practice.addFault(s("revoked-token"));
        runAgain(host, runs);
        QCOMPARE(runs.last().outcome, RunOutcome::Failed);
        QVERIFY(find(alerts(host), AlertName::StaleData));
    }
    void aRunsMetricsAreAtTheDoor() {
        EnginePractice practice;
        EngineHost host(onRequest(practice));
        FinishedRuns runs(host);
        host.start();
        QVERIFY(waitReady(host));
        runAgain(host, runs);
        (void)answerOf(host.requestSync({RunType::Full, {}, {}}));
        QVERIFY(runs.wait(2));
        const auto view = answerOf(host.metrics({{}, MetricPeriod::Day, {}, {}}));
        QVERIFY(view);
        QCOMPARE(view->query.timeZone, s("Australia/Sydney"));
        QCOMPARE(view->of(Metric::FullRunTime).points.size(), 1U);
        QCOMPARE(view->errorRate(), std::optional(0.0));
        QVERIFY(view->age);
        const auto practitioners = answerOf(host.practitioners());
        const auto own = answerOf(host.metrics({practitioners->front().id, MetricPeriod::Live, {}, {}}));
        QCOMPARE(own->of(Metric::RecordsReceived).points.size(), 1U);
    }
    void refusedCredentialsAreToldAtOnce() {
        EnginePractice practice;
        practice.addFault(s("credentials-refused"));
        EngineHost host(practice.options());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(runs.wait(1));
        QVERIFY(find(alerts(host), AlertName::TokenRefresh));
        practice.clearFaults();
        runAgain(host, runs);
        QVERIFY(!find(alerts(host), AlertName::TokenRefresh));
    }
    void aSlowRunIsToldWhileItRuns() {
        EnginePractice practice;
        // Asked for client by client: 60 calls, of 7 seconds as this practice has them.
        practice.server.core().quirks().referrals = sandbox::ReferralMode::BySubject;
        practice.addFault(s("latency,milliseconds=117,resource=Referral"));
        EngineHost host(practice.options());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(QTest::qWaitFor([&] { return host.snapshot().alertsFiring > 0; }, 60'000));
        QVERIFY(runs.reports().empty());
        const auto firing = alerts(host);
        const Alert* slow = find(firing, AlertName::HighLatency);
        QVERIFY(slow);
        QVERIFY(slow->facts.duration >= 5min);
        QVERIFY(
            !slow->facts.slowest.isEmpty());  // which, on a busy machine, nobody knows; RunPace's test does
        practice.clearFaults();
    }
    void withoutADatabaseTheAlertIsThereAllTheSame() {
        EnginePractice practice;
        EngineOptions options = practice.options();
        QDir(practice.folder.path()).mkpath(s("data/bloom.sqlite"));  // a folder where the file should be
        EngineHost host(options);
        host.start();
        QVERIFY(waitFiring(host, 1));
        const auto firing = alerts(host);
        QCOMPARE(firing.at(0).name, AlertName::DatabaseTrouble);
        QVERIFY(firing[0].id < 0);
        QVERIFY(answerOf(host.acknowledgeAlert(firing[0].id, {}, s("kim"))));
        QVERIFY(waitFiring(host, 0));
        QVERIFY(QDir().rmdir(practice.databasePath()));
        QVERIFY(QTest::qWaitFor([&] { return host.snapshot().ready && alerts(host).empty(); }, 30'000));
    }
};

QTEST_GUILESS_MAIN(TestEngineAlerts)
#include "tst_engine_alerts.moc"
