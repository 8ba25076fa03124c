// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Events of the inbox: each is answered by a read of its record, once, whatever goes on beside it.
#include "support/inbox_rows.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }

/// A bench whose practice is in step, and whose engine follows its inbox; the next run is minutes away.
struct InboxBench : PracticeBench {
    explicit InboxBench(sandbox::Quirks quirks = {}) : PracticeBench(small(), std::move(quirks)) {
        settings.backfillFrom = text("2026-11-01");
        restart();
        run();
        changes.clear();
        finished.clear();
        engine().start();
        clock.settle();
    }
    /// The n-th session still to come, with one client.
    QString session(int n = 0) {
        for (const sandbox::Appointment& row : halaxy.practice().appointments.rows())
            if (!row.gone && row.patients.size() == 1 && row.start > clock.utcNow() + 24h && n-- == 0)
                return row.id;
        qFatal("no such session");
    }
    void put(const QString& id, const char* event = "appointment.updated") {
        const QString number = QString::number(++m_events);
        putEvents(database, {eventOf(RecordKind::Appointment, id, text(event), number)}, clock.utcNow());
        engine().wakeInbox();
        clock.settle();
    }
    QString story() { return inboxStory(database); }
    QString status(const QString& id) {
        return database.cell(text("SELECT status || iif(deleted_at IS NULL, '', ' deleted') FROM sessions "
                                  "WHERE halaxy_appointment_id = '%1'")
                                 .arg(id));
    }
    int reads(const QString& id) { return calls(id); }
    QString log() {
        return database.cell(
            text("SELECT status || ' ' || entity_id || ' ' || calls FROM sync_log WHERE "
                 "is_run = 1 AND run_type = 'webhook' ORDER BY started_at, rowid"));
    }

private:
    int m_events = 0;
};

}  // namespace

class TestInboxWorker : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEventBringsItsRecord() {
        InboxBench bench;
        const QString id = bench.session();
        QVERIFY(bench.edit().cancel(id));
        const auto fresh =
            bench.database.cell(text("SELECT last_success_at FROM sync_status WHERE "
                                     "practitioner_id = ''"));
        const UtcTime received = bench.clock.utcNow();
        bench.put(id);
        bench.clock.advance(1s);
        QCOMPARE(bench.story(), text("done 1"));
        QCOMPARE(bench.status(id), text("cancelled"));
        QCOMPARE(bench.log(), text("success %1 1").arg(id));
        QCOMPARE(bench.database.cell(text("SELECT channel FROM history WHERE channel <> 'full'")),
                 text("webhook"));
        QCOMPARE(bench.database.cell(text("SELECT i.run_id = h.run_id FROM webhook_inbox i, history h WHERE "
                                          "h.channel = 'webhook'")),
                 text("1"));
        const auto applied = parseUtc(bench.database.cell(text("SELECT applied_at FROM webhook_inbox")));
        QVERIFY(applied && *applied >= received && *applied <= received + 1s);
        QCOMPARE(bench.changes.size(), 1U);
        QCOMPARE(bench.changes[0].practitioners.size(), 1U);
        QVERIFY(bench.finished.empty());  // no run of the schedule ended
        QCOMPARE(bench.database.cell(text("SELECT last_success_at FROM sync_status WHERE practitioner_id = "
                                          "''")),
                 fresh);
    }
    void whatARecordNamesIsReadToo() {
        InboxBench bench;
        const QString patient = bench.edit().addPatient(text("Ada"), text("Testcase"));
        const QString id =
            bench.edit().addAppointment({.roleId = bench.halaxy.practice().roles.rows().front().id,
                                         .start = bench.clock.utcNow() + 48h,
                                         .patients = {patient}});
        bench.put(id, "appointment.created");
        bench.clock.advance(1s);
        QCOMPARE(bench.story(), text("done 1"));
        QCOMPARE(bench.database.cell(text("SELECT is_placeholder FROM clients WHERE halaxy_patient_id = '") +
                                     patient + u'\''),
                 text("0"));
        QCOMPARE(bench.log(), text("success %1 2").arg(id));
    }
    void oneReadSettlesAllThatWaited() {
        InboxBench bench;
        const QString id = bench.session();
        bench.engine().pause(std::nullopt);
        for (int i = 0; i < 5; ++i)
            bench.put(id);
        bench.reads(id);
        bench.engine().resume();
        bench.clock.advance(1s);
        QCOMPARE(bench.story(), text("done 5"));
        QCOMPARE(bench.reads(id), 1);
    }
    void anEventAfterTheReadWasSentNeedsAnother() {
        InboxBench bench;
        const QString id = bench.session();
        bench.put(id);
        bench.clock.advance(5ms);  // sent, not answered
        QCOMPARE(bench.story(), text("processing 1"));
        QVERIFY(bench.edit().cancel(id));
        bench.put(id);
        bench.put(id);
        QCOMPARE(bench.story(), text("processing 1, received 2"));
        QCOMPARE(bench.reads(id), 1);  // never two at once
        bench.clock.advance(1s);
        QCOMPARE(bench.story(), text("done 3"));
        QCOMPARE(bench.reads(id), 1);
        QCOMPARE(bench.status(id), text("cancelled"));
    }
    void differentRecordsAreReadTogetherButNotAll() {
        InboxBench bench;
        bench.transport.delay = 1s;
        for (int n = 0; n < 20; ++n)
            bench.put(bench.session(n));
        bench.clock.advance(500ms);
        QCOMPARE(bench.story(), text("processing 8, received 12"));
        QCOMPARE(bench.database.cell(text("SELECT max(id) FROM webhook_inbox WHERE state = 'processing'")),
                 text("8"));
        bench.clock.advance(5s);
        QCOMPARE(bench.story(), text("done 20"));
    }
    void aGoneRecordIsDeleted_data() {
        QTest::addColumn<QString>("event");
        QTest::newRow("a delete event") << "appointment.deleted";
        QTest::newRow("any other") << "appointment.updated";
    }
    void aGoneRecordIsDeleted() {
        QFETCH(QString, event);
        InboxBench bench;
        const QString id = bench.session();
        QVERIFY(bench.edit().remove(sandbox::Resource::Appointment, id));
        bench.put(id, event.toLatin1().constData());
        bench.clock.advance(1s);
        QCOMPARE(bench.story(), text("done 1"));
        QVERIFY(bench.status(id).endsWith(text("deleted")));
    }
    void aServiceThatFindsNothingByIdDeletesNothing() {
        InboxBench bench;
        const QString id = bench.session();
        QVERIFY(bench.edit().cancel(id));
        const auto ask = bench.transport.handler;
        bench.transport.handler = [&](const halaxy::Request& request) -> Result<halaxy::Response> {
            if (FakeTransport::urlOf(request).path().contains(text("/Appointment/")))
                return FakeTransport::outcome(404, "not-found");
            return ask(request);
        };
        bench.put(id);
        bench.clock.advance(1s);
        QCOMPARE(bench.story(), text("received 1"));
        QVERIFY(!bench.status(id).endsWith(text("deleted")));
        for (int i = 1; i < 10; ++i)
            bench.put(bench.session(i));
        // However many wait: they ask less and less often.
        bench.clock.advance(2h);
        const std::size_t before = bench.transport.gets.size();
        bench.clock.advance(30min);
        QVERIFY(bench.transport.gets.size() < before + 200);
        bench.transport.handler = ask;
        bench.clock.advance(16min);
        QCOMPARE(bench.story(), text("done 10"));
        QCOMPARE(bench.status(id), text("cancelled"));
    }
    void tooManyDeletesAreHeld() {
        InboxBench bench;
        for (int i = 0; i < 60; ++i) {
            const QString id = bench.session();
            QVERIFY(bench.edit().remove(sandbox::Resource::Appointment, id));
            bench.put(id, "appointment.deleted");
            bench.clock.advance(1s);
        }
        QCOMPARE(bench.story(), text("done 60"));
        QCOMPARE(bench.count(text("held_sets WHERE state = 'open'")), 1);
        const int deleted = bench.count(text("source_records WHERE kind = 'Appointment' AND gone = 1"));
        QVERIFY2(deleted > 5 && deleted < 60, qPrintable(QString::number(deleted)));
    }
    void aDeleteThatStillFindsItsRecordLooksOnceMore() {
        InboxBench bench;
        const QString id = bench.session();
        bench.put(id, "appointment.deleted");
        bench.reads(id);
        bench.clock.advance(29s);
        QCOMPARE(bench.story(), text("received 1"));
        bench.clock.advance(2s);
        QCOMPARE(bench.reads(id), 1);
        QCOMPARE(bench.story(), text("done 1"));
        QVERIFY(!bench.status(id).endsWith(text("deleted")));
    }
    void aDeleteShownLateIsSeenByTheSecondLook() {
        InboxBench bench;
        const QString id = bench.session();
        bench.put(id, "appointment.deleted");
        bench.clock.advance(10s);
        QVERIFY(bench.edit().remove(sandbox::Resource::Appointment, id));
        bench.clock.advance(21s);
        QCOMPARE(bench.story(), text("done 1"));
        QVERIFY(bench.status(id).endsWith(text("deleted")));
    }
    void anotherEventsReadIsNotADeletesSecondLook() {
        InboxBench bench;
        const QString id = bench.session();
        bench.put(id, "appointment.deleted");
        bench.clock.advance(5s);
        bench.put(id);
        bench.clock.advance(5s);
        QCOMPARE(bench.story(), text("done 1, received 1"));
        bench.clock.advance(21s);
        QCOMPARE(bench.story(), text("done 2"));
    }
    void onlyTheRecordsOwnAnswerIsATry_data() {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("tries");
        QTest::newRow("a refusal of the record") << "server-error,resource=Appointment,status=422" << 1;
        QTest::newRow("no connection") << "drop,resource=Appointment" << 0;
        QTest::newRow("no answer") << "hang,resource=Appointment" << 0;
        QTest::newRow("500") << "server-error,resource=Appointment,status=500" << 0;
        QTest::newRow("503") << "server-error,resource=Appointment,status=503" << 0;
        QTest::newRow("429") << "rate-limited,resource=Appointment,seconds=20" << 0;
        QTest::newRow("a page of HTML") << "html,resource=Appointment" << 0;
        QTest::newRow("an empty answer") << "empty,resource=Appointment" << 0;
        QTest::newRow("half an answer") << "truncate,resource=Appointment" << 0;
        QTest::newRow("a missing right") << "server-error,resource=Appointment,status=403" << 0;
        QTest::newRow("a refused key") << "credentials-refused" << 0;
        QTest::newRow("an outage") << "outage" << 0;
    }
    void onlyTheRecordsOwnAnswerIsATry() {
        QFETCH(QString, fault);
        QFETCH(int, tries);
        InboxBench bench;
        const QString id = bench.session();
        QVERIFY(bench.edit().cancel(id));
        if (fault == text("credentials-refused"))
            bench.halaxy.tokens().revokeAll();
        bench.addFault(fault);
        bench.put(id);
        // Long enough for its deadline and all its repeats, and shorter than a second try.
        bench.clock.advance(fault.startsWith(text("hang")) ? 300s : 25s);
        const QString triesNow = bench.database.cell(text("SELECT tries FROM webhook_inbox"));
        QCOMPARE(triesNow, QString::number(tries));
        if (tries > 0)
            QCOMPARE(bench.story(), text("failed 1"));
        bench.halaxy.faults().clear();
        bench.clock.advance(6min);
        QCOMPARE(bench.story(), text("done 1"));
        QCOMPARE(bench.status(id), text("cancelled"));
    }
    void eightAnswersThatAreNoSuccessAndAnEventIsDead_data() {
        QTest::addColumn<bool>("refused");
        QTest::newRow("refused") << true;
        QTest::newRow("unusable") << false;
    }
    void eightAnswersThatAreNoSuccessAndAnEventIsDead() {
        QFETCH(bool, refused);
        InboxBench bench;
        bench.engine().pause(std::nullopt);
        const QString id = bench.session();
        bench.halaxy.practice().appointments.find(id)->withoutStart = !refused;
        ++bench.halaxy.practice().revision;
        if (refused)
            bench.addFault(text("server-error,resource=Appointment,status=422"));
        bench.put(id);
        bench.reads(id);
        // Without the schedule: its listings would meet the fault as well.
        for (int i = 0; i < 20 && bench.story() != text("dead 1"); ++i) {
            bench.engine().resume();
            bench.clock.advance(1s);
            bench.engine().pause(std::nullopt);
            bench.clock.advance(1h);
        }
        QCOMPARE(bench.story(), text("dead 1"));
        QCOMPARE(bench.reads(id), 8);
        QCOMPARE(bench.database.cell(text("SELECT tries FROM webhook_inbox")), text("8"));
        QVERIFY(!bench.database.cell(text("SELECT error FROM webhook_inbox")).isEmpty());
        QVERIFY(bench.database.cell(text("SELECT applied_at FROM webhook_inbox")) != text("-"));
        bench.engine().resume();
        bench.clock.advance(1h);
        QCOMPARE(bench.reads(id), 0);
    }
    void hoursOfOutageMakeNothingDead() {
        InboxBench bench;
        bench.addFault(text("outage"));
        for (int n = 0; n < 30; ++n)
            bench.put(bench.session(n));
        bench.clock.advance(30s);
        const std::size_t before = bench.transport.gets.size();
        bench.clock.advance(5h);
        QVERIFY(bench.transport.gets.size() - before <= 5 * 126);
        QCOMPARE(bench.story(), text("received 30"));
        QCOMPARE(bench.database.cell(text("SELECT max(tries) FROM webhook_inbox")), text("0"));
        bench.halaxy.faults().clear();
        bench.clock.advance(40s);
        QCOMPARE(bench.story(), text("done 30"));
    }
    void whileCallsAreHeldOrPausedNothingIsRead_data() {
        QTest::addColumn<bool>("held");
        QTest::newRow("held") << true;
        QTest::newRow("paused") << false;
    }
    void whileCallsAreHeldOrPausedNothingIsRead() {
        QFETCH(bool, held);
        InboxBench bench;
        const QString id = bench.session();
        if (held)
            bench.client().setHeld(true, text("mara"));
        else
            bench.engine().pause(bench.clock.utcNow() + 1h);
        bench.put(id);
        bench.clock.advance(50min);
        QCOMPARE(bench.story(), text("received 1"));
        QCOMPARE(bench.reads(id), 0);
        if (held)
            bench.client().setHeld(false, text("mara"));
        else
            bench.clock.advance(11min);  // it ends by itself
        bench.clock.advance(2s);
        QCOMPARE(bench.story(), text("done 1"));
    }
    void whatNobodyAnnouncedIsFoundWithinHalfAMinute() {
        InboxBench bench;
        putEvents(bench.database,
                  {eventOf(RecordKind::Appointment, bench.session(), text("appointment.updated"), text("1"))},
                  bench.clock.utcNow());
        bench.clock.advance(31s);
        QCOMPARE(bench.story(), text("done 1"));
    }
    void ourOwnTestIsDoneAndReadsNothing() {
        InboxBench bench;
        const std::size_t before = bench.transport.gets.size();
        InboxEvent test = eventOf(RecordKind::Patient, text("test"), text("patient.updated"), text("1"));
        test.isTest = true;
        putEvents(bench.database, {test}, bench.clock.utcNow());
        bench.engine().wakeInbox();
        bench.clock.advance(1s);
        QCOMPARE(bench.story(), text("done 1"));
        QCOMPARE(bench.transport.gets.size(), before);
        QCOMPARE(bench.count(text("source_records WHERE halaxy_id = 'test'")), 0);
    }
    void whatWasBeingReadAtTheEndIsReadAfterTheStart() {
        InboxBench bench;
        const QString id = bench.session();
        bench.put(id);
        bench.clock.advance(5ms);
        bench.database.execute(text("UPDATE webhook_inbox SET state = 'processing'"));
        bench.restart();
        bench.database.execute(text("UPDATE webhook_inbox SET state = 'processing'"));
        bench.engine().start();
        bench.clock.advance(2s);
        QCOMPARE(bench.story(), text("done 1"));
        QCOMPARE(bench.count(text("sync_log WHERE status = 'pending'")), 0);
    }
    void aReadingThatOverlappedAnotherIsMadeAgain() {
        sandbox::Quirks quirks;
        quirks.withMeta = false;  // only the order of reading tells which is newer
        InboxBench bench(quirks);
        const QString id = bench.session();
        QVERIFY(bench.edit().cancel(id));
        // As if a page that had been sent meanwhile had brought the record as it was.
        bench.database.execute(text("UPDATE source_records SET (read_sent, read_answered) = (SELECT "
                                    "max(read_answered) + 1, max(read_answered) + 1 FROM source_records) "
                                    "WHERE kind = 'Appointment' AND halaxy_id = '%1'")
                                   .arg(id));
        bench.put(id);
        bench.clock.advance(12ms);
        QCOMPARE(bench.story(), text("processing 1"));  // asked once more, at once
        QVERIFY(bench.status(id) != text("cancelled"));
        bench.clock.advance(1s);
        QCOMPARE(bench.story(), text("done 1"));
        QCOMPARE(bench.reads(id), 2);
        QCOMPARE(bench.status(id), text("cancelled"));
        QCOMPARE(bench.database.cell(text("SELECT tries FROM webhook_inbox")), text("0"));
    }
    void aStormDuringAFullRunStaysWithinTheMinute() {
        InboxBench bench;
        bench.halaxy.quirks().requestsPerMinute = 500;
        const auto& rows = bench.halaxy.practice().appointments.rows();
        std::vector<InboxEvent> events;
        for (int i = 0; i < 1000; ++i)
            events.push_back(eventOf(RecordKind::Appointment, rows[std::size_t(i) % rows.size()].id,
                                     text("appointment.updated"), QString::number(i)));
        bench.engine().request({RunType::Manual, {}, text("mara")});
        bench.clock.advance(20ms);
        QVERIFY(bench.engine().state().running.has_value());
        putEvents(bench.database, events, bench.clock.utcNow());
        bench.engine().wakeInbox();
        bench.clock.advance(4min);
        QCOMPARE(bench.story(), text("done 1000"));
        QVERIFY(!bench.finished.empty());
        QCOMPARE(bench.finished[0].type, RunType::Manual);
        QCOMPARE(bench.finished[0].outcome, RunOutcome::Success);
        QCOMPARE(bench.halaxy.counters().statuses.value(429), 0);
    }
};

QTEST_GUILESS_MAIN(TestInboxWorker)
#include "tst_inbox_worker.moc"
