// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts as rows: raised once, cleared by facts, silent when nothing changed; and the facts they are made
// from.
#include "storage/alert_store.h"
#include "storage/mirror_store.h"
#include "storage/readers/alert_facts_reader.h"
#include "storage/set_aside_store.h"
#include "storage/statement.h"
#include "storage/status_store.h"
#include "storage/sync_log_store.h"
#include "support/record_builder.h"
#include "support/temp_database.h"

#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

const UtcTime kNow = at("2026-11-24T12:00:00Z");

WantedAlert failure(int count, const char* subject = "") {
    WantedAlert wanted;
    wanted.subject = L(subject);
    wanted.facts.count = count;
    return wanted;
}
AlertFacts everyFact() {
    AlertFacts facts;
    facts.count = 3;
    facts.of = 80;
    facts.dead = 2;
    facts.practitioners = 4;
    facts.kind = RecordKind::Invoice;
    facts.cause = ErrorKind::Tls;
    facts.causeText = L("The certificate could not be verified.");
    facts.run = RunId(L("run-1"));
    facts.duration = 301s;
    facts.slowest = L("Appointment");
    facts.since = kNow - 2h;
    return facts;
}

struct Alerts {
    TempDatabase database;
    void reconcile(const std::vector<WantedAlert>& wanted, UtcTime now,
                   const std::vector<Alert>& unwritten = {}) {
        database.write([&](Scope& scope) { AlertStore(scope).reconcile(wanted, unwritten, now); });
    }
    std::vector<Alert> firing() {
        return database.read([](Scope& scope) { return AlertStore(scope).firing(); });
    }
    bool acknowledge(qint64 id, std::optional<UtcTime> until = {}) {
        return database.write(
            [&](Scope& scope) { return AlertStore(scope).acknowledge(id, until, L("kim"), kNow); });
    }
};

void addPractitioner(Scope& scope, const char* id, const char* name) {
    PractitionerRow row;
    row.id = PractitionerId(L("row-") + L(id));
    row.halaxyId = HalaxyId(L(id));
    row.name.display = L(name);
    MirrorStore(scope).put(row, kNow);
}

void endRun(Scope& scope, const char* id, RunType type, RunOutcome outcome, UtcTime started,
            milliseconds took, milliseconds waited) {
    RunReport run;
    run.id = RunId(L(id));
    run.type = type;
    run.started = started;
    SyncLogStore(scope).begin(run);
    run.outcome = outcome;
    run.duration = took;
    run.rateLimitWait = waited;
    run.ended = started + took;
    if (outcome == RunOutcome::Failed)
        run.practitioners = {
            {PractitionerId(L("row-a")), {}, outcome, Error{ErrorKind::Network, L("no"), {}}, {}}};
    SyncLogStore(scope).finish(run);
}

}  // namespace

class TestAlertStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFactComesBack() {
        QCOMPARE(alertFactsFrom(alertFactsText(everyFact())), everyFact());
        QCOMPARE(alertFactsText({}), L("{}"));
        AlertFacts named;
        named.practitionerName = L("Ada");
        QCOMPARE(alertFactsText(named), L("{}"));  // names stay in their own table
    }
    void raisedOnceUpdatedAndCleared() {
        Alerts alerts;
        alerts.reconcile({failure(3)}, kNow);
        alerts.reconcile({failure(4)}, kNow + 1min);
        auto firing = alerts.firing();
        QCOMPARE(firing.size(), 1U);
        QCOMPARE(firing[0].raised, kNow);
        QCOMPARE(firing[0].facts.count, 4);
        alerts.reconcile({}, kNow + 2min);
        QVERIFY(alerts.firing().empty());
        alerts.reconcile({failure(3)}, kNow + 3min);
        QCOMPARE(alerts.firing().at(0).id, firing[0].id + 1);  // again is a new line
        const auto all = alerts.database.read([](Scope& scope) { return AlertStore(scope).newest(10); });
        QCOMPARE(all.size(), 2U);
        QCOMPARE(all[1].cleared, std::optional(kNow + 2min));
        QVERIFY(!all[1].isFiring());
    }
    void whatStaysAsItIsIsNotWritten() {
        Alerts alerts;
        WantedAlert other = failure(1, "set-1");
        other.name = AlertName::HeldRun;
        other.facts = everyFact();
        const std::vector<WantedAlert> wanted{failure(3), other};
        QVERIFY(alertsDiffer(alerts.firing(), wanted));
        alerts.reconcile(wanted, kNow);
        QVERIFY(!alertsDiffer(alerts.firing(), wanted));
        const qint64 written = alerts.database->rowsWritten();
        alerts.reconcile({other, failure(3)}, kNow + 1min);
        QCOMPARE(alerts.database->rowsWritten(), written);
        QVERIFY(alertsDiffer(alerts.firing(), {failure(3)}));
        QVERIFY(alertsDiffer(alerts.firing(), {failure(4), other}));
        QVERIFY(alertsDiffer(alerts.firing(), {failure(3, "p"), other}));
    }
    void aRestartRaisesNoneAgain() {
        Alerts alerts;
        alerts.reconcile({failure(3)}, kNow);
        QVERIFY(alerts.acknowledge(alerts.firing().at(0).id));
        alerts.database.reopen();
        alerts.reconcile({failure(5)}, kNow + 1h);
        const auto firing = alerts.firing();
        QCOMPARE(firing.size(), 1U);
        QCOMPARE(firing[0].raised, kNow);
        QCOMPARE(firing[0].acknowledged, std::optional(kNow));
        QCOMPARE(firing[0].acknowledgedBy, L("kim"));
        QVERIFY(!firing[0].asks(kNow + 1h));
    }
    void onlyWhatFiresIsAcknowledged() {
        Alerts alerts;
        QVERIFY(!alerts.acknowledge(1));
        alerts.reconcile({failure(3)}, kNow);
        const qint64 id = alerts.firing().at(0).id;
        alerts.reconcile({}, kNow);
        QVERIFY(!alerts.acknowledge(id));
    }
    void aSilenceOutlivesItsAlert() {
        Alerts alerts;
        alerts.reconcile({failure(3), failure(3, "p1")}, kNow);
        for (const Alert& alert : alerts.firing())
            if (alert.subject.isEmpty())
                QVERIFY(alerts.acknowledge(alert.id, kNow + 1h));
        alerts.reconcile({}, kNow + 10min);
        alerts.reconcile({failure(3), failure(3, "p1")}, kNow + 20min);
        for (const Alert& alert : alerts.firing())
            QCOMPARE(alert.asks(kNow + 20min), !alert.subject.isEmpty());
        for (const Alert& alert : alerts.firing())
            QVERIFY(alert.asks(kNow + 1h));
        alerts.reconcile({}, kNow + 2h);
        alerts.reconcile({failure(3)}, kNow + 2h);
        QVERIFY(!alerts.firing().at(0).silencedUntil);
    }
    void whatCouldNotBeWrittenKeepsItsTimeAndWhatPeopleSaid() {
        Alerts alerts;
        Alert unwritten;
        unwritten.id = -1;
        unwritten.raised = kNow - 1h;
        unwritten.acknowledged = kNow - 30min;
        unwritten.acknowledgedBy = L("kim");
        alerts.reconcile({failure(3)}, kNow, {unwritten});
        const Alert alert = alerts.firing().at(0);
        QVERIFY(alert.id > 0);
        QCOMPARE(alert.raised, kNow - 1h);
        QCOMPARE(alert.acknowledged, unwritten.acknowledged);
        QCOMPARE(alert.acknowledgedBy, L("kim"));
    }
    void aPractitionersNameComesFromTheirRow() {
        Alerts alerts;
        alerts.database.write([](Scope& scope) { addPractitioner(scope, "a", "Ada"); });
        const std::vector<WantedAlert> wanted{failure(3, "row-a")};
        alerts.reconcile(wanted, kNow);
        QCOMPARE(alerts.firing().at(0).facts.practitionerName, L("Ada"));
        QVERIFY(!alertsDiffer(alerts.firing(), wanted));
        QVERIFY(!alerts.database.cell(L("SELECT facts FROM alerts")).contains(L("Ada")));
    }

    void factsOfAnEmptyDatabaseAreNone() {
        TempDatabase database;
        const auto facts = database.read([](Scope& scope) { return readAlertFacts(scope, kNow); });
        QCOMPARE(facts, StoredAlertFacts());
    }
    void factsNameWhoFailsAndWhy() {
        TempDatabase database;
        const auto facts = database.write([](Scope& scope) {
            addPractitioner(scope, "a", "Ada");
            addPractitioner(scope, "b", "Bo");
            addPractitioner(scope, "c", "Cy");
            Statement(scope, L("UPDATE practitioners SET syncing = 0 WHERE id = 'row-c'")).run();
            for (const char* who : {"row-a", "row-c"})
                StatusStore(scope).runEnded({PractitionerId(L(who)), RunType::Full, RunOutcome::Failed, kNow,
                                             Error{ErrorKind::Network, L("no"), {}}, true},
                                            kNow);
            endRun(scope, "r1", RunType::Full, RunOutcome::Failed, kNow - 1min, 1s, 0s);
            return readAlertFacts(scope, kNow);
        });
        QCOMPARE(facts.practice.inARow, 0);
        QCOMPARE(facts.practitioners.size(), 1U);  // whom nobody lists would fail for ever
        QCOMPARE(facts.practitioners[0],
                 (FailureFacts{PractitionerId(L("row-a")), 1, ErrorKind::Network, L("no"), RunId(L("r1"))}));
    }
    void factsTimeTheNewestWholeRunWithoutItsWaits() {
        TempDatabase database;
        const auto facts = database.write([](Scope& scope) {
            endRun(scope, "old", RunType::Full, RunOutcome::Success, kNow - 3h, 9min, 0s);
            endRun(scope, "whole", RunType::Full, RunOutcome::Partial, kNow - 2h, 8min, 5min);
            endRun(scope, "failed", RunType::Full, RunOutcome::Failed, kNow - 1h, 20min, 0s);
            endRun(scope, "month", RunType::Backfill, RunOutcome::Success, kNow - 30min, 20min, 0s);
            return readAlertFacts(scope, kNow);
        });
        QCOMPARE(facts.lastFull, std::optional(FullRunTime{RunId(L("whole")), 3min, {}, kNow - 2h + 8min}));
    }
    void factsCountWhatWaits() {
        TempDatabase database;
        const auto facts = database.write([](Scope& scope) {
            int id = 0;
            for (const char* state :
                 {"received", "processing", "failed", "failed", "dead", "done", "ignored"})
                Statement(
                    scope,
                    L("INSERT INTO webhook_inbox (route, event_id, body_hash, event, state, received_at) "
                      "VALUES ('r', ?, x'00', 'e', ?, ?)"))
                    .bind(QString::number(++id), L(state), kNow)
                    .run();
            for (const char* state : {"open", "applying", "applied", "discarded", "superseded"})
                Statement(scope, L("INSERT INTO held_sets (id, kind, digest, live_then, run_id, raised_at, "
                                   "last_seen_at, state) VALUES (?, 'Appointment', x'00', 80, 'r', ?, ?, ?)"))
                    .bind(L(state), kNow, kNow, L(state))
                    .run();
            for (const char* record : {"1", "2"})
                Statement(scope, L("INSERT INTO held_records (held_id, halaxy_id) VALUES ('open', ?)"))
                    .bind(L(record))
                    .run();
            SetAsideStore(scope).put({RecordKind::Patient, HalaxyId(L("7"))}, "h", L("no name"),
                                     RunId(L("r")), kNow);
            return readAlertFacts(scope, kNow);
        });
        QCOMPARE(facts.eventsWaiting, 4);
        QCOMPARE(facts.eventsDead, 1);
        QCOMPARE(facts.setAside, 1);
        QCOMPARE(facts.held.size(), 2U);
        const auto open = std::ranges::find(facts.held, L("open"), &HeldFacts::id);
        QVERIFY(open != facts.held.end());
        QCOMPARE(*open, (HeldFacts{L("open"), RecordKind::Appointment, 2, 80, RunId(L("r"))}));
    }
};

QTEST_GUILESS_MAIN(TestAlertStore)
#include "tst_alert_store.moc"
