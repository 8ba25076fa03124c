// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every rule of the alerts: raised, not raised, over, and where it lasts.
#include "core/practice_time.h"
#include "sync/alert_rules.h"
#include "sync/run_pace.h"

#include <QTest>

using namespace bloom;
using namespace bloom::sync;
using namespace std::chrono_literals;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }
const UtcTime kNow = *parseUtc(s("2026-11-24T12:00:00Z"));

/// A practice in step: nothing fires.
struct Facts {
    LiveAlertFacts live;
    std::optional<StoredAlertFacts> stored = StoredAlertFacts{};
    std::vector<Alert> firing;

    Facts() {
        HealthFacts& health = live.health;
        health.now = kNow;
        health.configured = true;
        health.everSynced = true;
        health.runEndedSinceStart = true;
        health.engineStarted = kNow - 8h;
        health.lastCompleteSuccess = kNow - 5min;
        live.token = TokenState::Valid;
    }
    void fires(AlertName name, const QString& subject = {}, milliseconds ago = 10min) {
        Alert alert;
        alert.id = static_cast<qint64>(firing.size()) + 1;
        alert.name = name;
        alert.subject = subject;
        alert.raised = kNow - ago;
        firing.push_back(alert);
    }
    std::vector<WantedAlert> wanted() const { return wantedAlerts(live, stored, firing); }
    /// "sync-failure p1, held-run set-1"
    QString story() const {
        QStringList lines;
        for (const WantedAlert& one : wanted())
            lines << QString(name(one.name) + u' ' + one.subject).trimmed();
        lines.sort();
        return lines.join(s(", "));
    }
};

FailureFacts failing(const char* practitioner, int inARow, std::optional<ErrorKind> cause) {
    return {PractitionerId(s(practitioner)), inARow, cause, s("why"), RunId(s("run"))};
}
FullRunTime took(milliseconds time, std::optional<milliseconds> endedAgo = {}) {
    return {RunId(s("run")), time, s("Appointment"),
            endedAgo ? std::optional(kNow - *endedAgo) : std::nullopt};
}

using Change = std::function<void(Facts&)>;

}  // namespace

class TestAlertRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachRule_data() {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("expected");
        const auto add = [](const char* name, const char* expected, const Change& change) {
            QTest::newRow(name) << change << s(expected);
        };
        add("in step", "", [](Facts&) {});
        addFailures(add);
        addLatency(add);
        addBacklog(add);
        addToken(add);
        addStale(add);
        addRest(add);
    }
    void eachRule() {
        QFETCH(Change, change);
        QFETCH(QString, expected);
        Facts facts;
        change(facts);
        QCOMPARE(facts.story(), expected);
    }

    void manyOfOneCauseAreCounted() {
        Facts facts;
        facts.stored->practitioners = {failing("p1", 3, ErrorKind::Forbidden),
                                       failing("p2", 7, ErrorKind::Forbidden)};
        const auto wanted = facts.wanted();
        QCOMPARE(wanted.size(), 1U);
        QCOMPARE(wanted[0].facts.practitioners, 2);
        QCOMPARE(wanted[0].facts.count, 7);
        QCOMPARE(wanted[0].facts.causeText, s("why"));
        QCOMPARE(wanted[0].facts.run, RunId(s("run")));
    }
    void aSlowRunNamesItsSlowestPart() {
        Facts facts;
        facts.live.running = took(6min + 10ms);
        QCOMPARE(facts.wanted().at(0).facts.slowest, s("Appointment"));
        QCOMPARE(facts.wanted().at(0).facts.duration, milliseconds(6min));
        // Ended: the log knows how long, this program what took so long.
        facts.live.ended = std::exchange(facts.live.running, {});
        facts.stored->lastFull = took(6min, 1s);
        facts.stored->lastFull->slowest.clear();
        QCOMPARE(facts.wanted().at(0).facts.slowest, s("Appointment"));
        // A program started since knows it from the alert.
        facts.live.ended.reset();
        facts.fires(AlertName::HighLatency);
        facts.firing[0].facts.slowest = s("Patient");
        QCOMPARE(facts.wanted().at(0).facts.slowest, s("Patient"));
    }
    void deadEventsAreToldApart() {
        Facts facts;
        facts.stored->eventsWaiting = 101;
        facts.stored->eventsDead = 4;
        QCOMPARE(facts.wanted().at(0).facts.count, 101);
        QCOMPARE(facts.wanted().at(0).facts.dead, 4);
    }
    void whatIsKeptKeepsItsFactsButNoName() {
        Facts facts;
        facts.fires(AlertName::SyncFailure, s("p1"));
        facts.firing[0].facts.count = 3;
        facts.firing[0].facts.practitionerName = s("Ada");
        facts.stored.reset();
        QCOMPARE(facts.wanted().at(0).facts.count, 3);
        QVERIFY(facts.wanted().at(0).facts.practitionerName.isEmpty());
    }

    void timeGoesToTheKindAtHandAndNoneToWaits() {
        RunPace pace;
        RunProgress progress;
        progress.id = RunId(s("r"));
        progress.elapsed = 2s;
        const MonoTime start{1h};
        pace.follow(progress, start);  // two seconds of practitioners before anybody looked
        progress.kind = RecordKind::Patient;
        pace.follow(progress, start + 1s);
        pace.waits(true, start + 4s);
        pace.waits(true, start + 30s);
        pace.waits(false, start + 60s);
        progress.kind = RecordKind::Appointment;
        pace.follow(progress, start + 61s);
        const auto time = pace.running(start + 63s);
        QVERIFY(time);
        QCOMPARE(time->time, 2s + 1s + 4s + 2s);
        QCOMPARE(time->slowest, s("Patient"));
        RunReport report;
        report.id = progress.id;
        report.ended = kNow;
        QCOMPARE(pace.end(report, start + 64s)->ended, std::optional(kNow));
        QVERIFY(!pace.running(start + 65s));
        QVERIFY(!pace.end(report, start + 65s));
    }
    void onlyFullRunsAreTimed() {
        RunPace pace;
        RunProgress progress;
        progress.id = RunId(s("r"));
        progress.type = RunType::Backfill;
        pace.follow(progress, MonoTime{1s});
        QVERIFY(!pace.running(MonoTime{1h}));
        progress.id = RunId(s("next"));
        progress.type = RunType::Full;
        pace.follow(progress, MonoTime{1h});
        QCOMPARE(pace.running(MonoTime{1h + 1s})->time, milliseconds(1s));
    }

private:
    template <typename Add> static void addFailures(Add add) {
        add("two failures", "", [](Facts& f) { f.stored->practice = failing("", 2, ErrorKind::Network); });
        add("three failures", "sync-failure",
            [](Facts& f) { f.stored->practice = failing("", 3, ErrorKind::Network); });
        add("three failures the state knows", "sync-failure",
            [](Facts& f) { f.live.health.consecutiveFailures = 3; });
        add("the practice's are everybody's", "sync-failure", [](Facts& f) {
            f.stored->practice = failing("", 3, ErrorKind::Network);
            f.stored->practitioners = {failing("p1", 3, ErrorKind::Network),
                                       failing("p2", 5, ErrorKind::Damaged)};
        });
        add("one practitioner", "sync-failure p1", [](Facts& f) {
            f.stored->practitioners = {failing("p1", 3, ErrorKind::Damaged),
                                       failing("p2", 2, ErrorKind::Damaged)};
        });
        add("two of one cause", "sync-failure cause:damaged", [](Facts& f) {
            f.stored->practitioners = {failing("p1", 3, ErrorKind::Damaged),
                                       failing("p2", 4, ErrorKind::Damaged)};
        });
        add("two of two causes", "sync-failure p1, sync-failure p2", [](Facts& f) {
            f.stored->practitioners = {failing("p1", 3, ErrorKind::Damaged),
                                       failing("p2", 3, ErrorKind::Forbidden)};
        });
        add("two of no known cause", "sync-failure p1, sync-failure p2",
            [](Facts& f) { f.stored->practitioners = {failing("p1", 3, {}), failing("p2", 3, {})}; });
        add("a success ends it", "", [](Facts& f) { f.fires(AlertName::SyncFailure); });
        add("unread facts end nothing", "sync-failure p1", [](Facts& f) {
            f.fires(AlertName::SyncFailure, s("p1"));
            f.stored.reset();
        });
    }
    template <typename Add> static void addLatency(Add add) {
        add("five minutes", "", [](Facts& f) { f.live.running = took(5min); });
        add("over five while it runs", "high-latency", [](Facts& f) { f.live.running = took(5min + 1ms); });
        add("the last one was slow", "high-latency", [](Facts& f) { f.stored->lastFull = took(6min, 1s); });
        add("the last one was not", "", [](Facts& f) { f.stored->lastFull = took(4min, 1s); });
        add("slow again, next one begins", "high-latency", [](Facts& f) {
            f.fires(AlertName::HighLatency);
            f.stored->lastFull = took(6min, 8min);
            f.live.running = took(10s);
        });
        add("the slow one failed", "high-latency", [](Facts& f) {
            f.fires(AlertName::HighLatency);
            f.stored->lastFull = took(4min, 20min);  // ended before it was raised
        });
        add("a quick one ends it", "", [](Facts& f) {
            f.fires(AlertName::HighLatency);
            f.stored->lastFull = took(4min, 1s);
        });
    }
    template <typename Add> static void addBacklog(Add add) {
        add("a hundred wait", "", [](Facts& f) { f.stored->eventsWaiting = 100; });
        add("more than a hundred", "webhook-backlog", [](Facts& f) { f.stored->eventsWaiting = 101; });
        add("dead ones wait for nobody", "", [](Facts& f) { f.stored->eventsDead = 500; });
        add("it lasts to half", "webhook-backlog", [](Facts& f) {
            f.fires(AlertName::WebhookBacklog);
            f.stored->eventsWaiting = 51;
        });
        add("half ends it", "", [](Facts& f) {
            f.fires(AlertName::WebhookBacklog);
            f.stored->eventsWaiting = 50;
        });
    }
    template <typename Add> static void addToken(Add add) {
        add("refused", "token-refresh", [](Facts& f) { f.live.token = TokenState::Refused; });
        add("failing just now", "", [](Facts& f) {
            f.live.token = TokenState::Failing;
            f.live.tokenFailingSince = kNow - 59s;
        });
        add("failing for a minute", "token-refresh", [](Facts& f) {
            f.live.token = TokenState::Failing;
            f.live.tokenFailingSince = kNow - 60s;
        });
        add("refused, then failing", "token-refresh", [](Facts& f) {
            f.fires(AlertName::TokenRefresh);
            f.live.token = TokenState::Failing;
            f.live.tokenFailingSince = kNow;
        });
        add("asked once more", "token-refresh", [](Facts& f) {
            f.fires(AlertName::TokenRefresh);
            f.live.token = TokenState::Refreshing;
        });
        add("not known yet", "token-refresh", [](Facts& f) {
            f.fires(AlertName::TokenRefresh);
            f.live.token = TokenState::None;
        });
        add("granted", "", [](Facts& f) { f.fires(AlertName::TokenRefresh); });
        add("no account any more", "", [](Facts& f) {
            f.fires(AlertName::TokenRefresh);
            f.live.token = TokenState::None;
            f.live.health.configured = false;
        });
    }
    template <typename Add> static void addStale(Add add) {
        const auto old = [](Facts& f) { f.live.health.lastCompleteSuccess = kNow - 61min; };
        add("an hour old", "", [](Facts& f) { f.live.health.lastCompleteSuccess = kNow - 60min; });
        add("over an hour", "stale-data", old);
        add("over an hour at the start", "", [old](Facts& f) {
            old(f);
            f.live.health.runEndedSinceStart = false;
        });
        add("over an hour in a pause", "", [old](Facts& f) {
            old(f);
            f.live.health.paused = true;
        });
        add("a pause makes nothing fresh", "stale-data", [old](Facts& f) {
            old(f);
            f.fires(AlertName::StaleData);
            f.live.health.paused = true;
        });
        add("a restart makes nothing fresh", "stale-data", [old](Facts& f) {
            old(f);
            f.fires(AlertName::StaleData);
            f.live.health.runEndedSinceStart = false;
        });
        add("never synced, restarted", "stale-data", [](Facts& f) {
            f.fires(AlertName::StaleData);
            f.live.health.everSynced = false;
            f.live.health.lastCompleteSuccess.reset();
            f.live.health.engineStarted = kNow;
        });
        add("runs are far apart", "", [old](Facts& f) {
            old(f);
            f.live.health.staleAfter = 2h;
        });
        add("fresh again", "", [](Facts& f) { f.fires(AlertName::StaleData); });
    }
    template <typename Add> static void addRest(Add add) {
        add("held", "held-run set-1, held-run set-2", [](Facts& f) {
            f.stored->held = {{s("set-1"), RecordKind::Appointment, 12, 80, RunId(s("r"))},
                              {s("set-2"), RecordKind::Invoice, 6, 20, RunId(s("r"))}};
        });
        add("decided", "held-run set-2", [](Facts& f) {
            f.fires(AlertName::HeldRun, s("set-1"));
            f.fires(AlertName::HeldRun, s("set-2"));
            f.stored->held = {{s("set-2"), RecordKind::Invoice, 6, 20, RunId(s("r"))}};
        });
        add("set aside", "set-aside-records", [](Facts& f) { f.stored->setAside = 1; });
        add("none set aside", "", [](Facts& f) { f.fires(AlertName::SetAsideRecords); });
        add("the database is the trouble", "database-trouble, set-aside-records", [](Facts& f) {
            f.fires(AlertName::SetAsideRecords);
            f.stored.reset();
            f.live.databaseTrouble = Error{ErrorKind::Database, s("The disk is full."), {}};
        });
        add("the database works again", "", [](Facts& f) { f.fires(AlertName::DatabaseTrouble); });
        add("starting ends nothing",
            "high-latency, set-aside-records, stale-data, token-refresh, webhook-backlog", [](Facts& f) {
                f.live.health.starting = true;
                for (const AlertName name :
                     {AlertName::HighLatency, AlertName::SetAsideRecords, AlertName::StaleData,
                      AlertName::TokenRefresh, AlertName::WebhookBacklog})
                    f.fires(name);
            });
    }
};

QTEST_GUILESS_MAIN(TestAlertRules)
#include "tst_alert_rules.moc"
