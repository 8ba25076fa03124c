// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Records that are gone from Halaxy: deleted by the run that confirms it, in every channel, and by nothing
// less than the service's own word about that record.
#include "support/gone_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }
SyncRequest manual(SyncScope scope = {}) { return {RunType::Manual, std::move(scope), text("mara")}; }
SyncScope ofKind(RecordKind kind) {
    SyncScope scope;
    scope.kind = kind;
    return scope;
}
/// Fewer than usual: there are many tests, and none needs more.
sandbox::GeneratorOptions few() {
    auto options = GoneBench::small();
    options.appointments = 160;
    options.patients = 25;
    return options;
}
QString historyOf(GoneBench& bench, const QString& kind, const QString& id) {
    return bench.database
        .rows(QStringLiteral("SELECT channel || ' ' || change FROM history WHERE kind = '%1' AND "
                             "halaxy_id = '%2' ORDER BY id")
                  .arg(kind, id))
        .join(text(", "));
}

}  // namespace

class TestDeletes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsGoneIsDeletedByTheRunThatMissesIt() {
        GoneBench bench(few());
        bench.run();
        const QString id = bench.coming(1).front();
        const QString whose = bench.sessionOf(id, "practitioner_id");
        bench.vanish({id});
        const RunReport report = bench.runAfter(15min);
        QCOMPARE(outcomeOf(report), text("success"));
        QCOMPARE(appointmentsOf(report).deleted, 1);
        QCOMPARE(appointmentsOf(report).missing, 0);
        for (const PractitionerReport& part : report.practitioners)
            QCOMPARE(part.sessions.deleted, part.practitioner.value == whose ? 1 : 0);
        QVERIFY(!bench.isLive(id));
        QCOMPARE(historyOf(bench, text("Appointment"), id), text("full create, full delete"));
        QCOMPARE(bench.count(text("source_records WHERE gone = 1 AND gone_at IS NOT NULL")), 1);
        QCOMPARE(bench.count(text("not_confirmed")), 0);
        QCOMPARE(bench.database.cell(text("SELECT records_deleted FROM sync_log WHERE is_run = 1 "
                                          "ORDER BY started_at DESC LIMIT 1")),
                 text("1"));
        QCOMPARE(bench.singleReads, 2);  // the canary, and the record
        const int lines = bench.count(text("history"));
        bench.runAfter(15min);
        QCOMPARE(bench.singleReads, 0);
        QCOMPARE(bench.count(text("history")), lines);
    }
    void whatVanishedWhileItWasSetAsideIsMissed() {
        // Its row is only made by the run that brings its practitioner: the record is older than the run.
        GoneBench bench(few());
        const QString role = bench.halaxy.practice().roles.rows().front().id;
        QVERIFY(bench.edit().remove(sandbox::Resource::PractitionerRole, role));
        bench.run();
        const QString id = bench.database.cell(
            text("SELECT min(halaxy_id) FROM set_aside WHERE kind = 'Appointment' AND halaxy_id IN (SELECT "
                 "halaxy_id FROM source_records WHERE kind = 'Appointment')"));
        QVERIFY2(id != u"-", "nothing waits for the practitioner");
        QCOMPARE(bench.sessionOf(id, "count(*)"), text("0"));
        QVERIFY(bench.edit().restore(sandbox::Resource::PractitionerRole, role));
        bench.vanish({id});
        const RunReport report = bench.runAfter(15min);
        QCOMPARE(messages(report), QStringList());
        QCOMPARE(appointmentsOf(report).deleted, 1);
        QVERIFY(!bench.isLive(id));
    }
    void everyChannelConfirmsAndDeletes_data() {
        QTest::addColumn<QString>("channel");
        for (const char* channel : {"full", "manual", "practitioner", "kind", "window", "record", "webhook"})
            QTest::newRow(channel) << text(channel);
    }
    void everyChannelConfirmsAndDeletes() {
        QFETCH(QString, channel);
        GoneBench bench(few());
        bench.run();
        const QString id = bench.coming(1).front();
        SyncScope scope;
        if (channel == u"practitioner")
            scope.practitioner = PractitionerId(bench.sessionOf(id, "practitioner_id"));
        if (channel == u"kind")
            scope.kind = RecordKind::Appointment;
        const QDate day = bench.clock.utcNow().time_since_epoch().count() > 0
                              ? toQDateTime(bench.clock.utcNow()).date()
                              : QDate();
        if (channel == u"window")
            scope.dates = std::pair(day, day.addDays(120));
        if (channel == u"record" || channel == u"webhook")
            scope.record = RecordKey{RecordKind::Appointment, HalaxyId(id)};
        bench.vanish({id});
        const RunType type = channel == u"full"      ? RunType::Full
                             : channel == u"webhook" ? RunType::Webhook
                                                     : RunType::Manual;
        const RunReport report = bench.runAfter(5min, {type, scope, text("mara")});
        QCOMPARE(outcomeOf(report), text("success"));
        QCOMPARE(appointmentsOf(report).deleted, 1);
        QVERIFY(!bench.isLive(id));
        QCOMPARE(historyOf(bench, text("Appointment"), id),
                 QStringLiteral("full create, %1 delete").arg(name(type)));
    }
    void historyIsConfirmedByBackfill() {
        GoneBench bench(few());
        auto settings = bench.settings;
        settings.backfillFrom = text("2026-09-01");
        bench.engine().setSettings(settings);
        bench.run();
        const QString id = bench.coming(1).front();
        const UtcTime past = std::chrono::floor<std::chrono::seconds>(bench.clock.utcNow()) - 24h * 50;
        QVERIFY(bench.edit().reschedule(id, past));
        bench.runAfter(15min);
        QCOMPARE(bench.sessionOf(id, "scheduled_start_time"), toIsoText(past));
        bench.vanish({id});
        for (int i = 0; i < 3; ++i)
            bench.runAfter(1min, {RunType::Backfill, {}, {}});
        QVERIFY(!bench.isLive(id));
        QCOMPARE(historyOf(bench, text("Appointment"), id),
                 text("full create, full update, backfill delete"));
    }
    void everyKindHasItsWay_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("which");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("live");
        const auto row = [](const char* name, const char* kind, const char* which, const char* after,
                            const char* live) {
            QTest::newRow(name) << text(kind) << text(which) << text(after) << text(live);
        };
        row("an invoice", "Invoice", "SELECT max(halaxy_invoice_id) FROM invoices",
            "SELECT deleted_at IS NULL FROM invoices WHERE halaxy_invoice_id = '%1'", "0");
        row("a referral", "Referral", "SELECT max(halaxy_referral_id) FROM referrals",
            "SELECT deleted_at IS NULL FROM referrals WHERE halaxy_referral_id = '%1'", "0");
        row("a role", "PractitionerRole", "SELECT max(halaxy_role_id) FROM practitioner_roles",
            "SELECT deleted_at IS NULL FROM practitioner_roles WHERE halaxy_role_id = '%1'", "0");
        row("a practitioner is kept, as ended", "Practitioner",
            "SELECT max(halaxy_practitioner_id) FROM practitioners",
            "SELECT (deleted_at IS NULL) || halaxy_active || status FROM practitioners "
            "WHERE halaxy_practitioner_id = '%1'",
            "10inactive");
        row("a client with sessions is kept", "Patient",
            "SELECT max(halaxy_patient_id) FROM clients WHERE total_sessions > 1",
            "SELECT deleted_at IS NULL FROM clients WHERE halaxy_patient_id = '%1'", "1");
    }
    void everyKindHasItsWay() {
        QFETCH(QString, kind);
        QFETCH(QString, which);
        QFETCH(QString, after);
        GoneBench bench(few());
        bench.run();
        const QString id = bench.database.cell(which);
        const std::map<QString, sandbox::Resource> resources{
            {text("Invoice"), sandbox::Resource::Invoice},
            {text("Referral"), sandbox::Resource::Referral},
            {text("PractitionerRole"), sandbox::Resource::PractitionerRole},
            {text("Practitioner"), sandbox::Resource::Practitioner},
            {text("Patient"), sandbox::Resource::Patient}};
        QVERIFY(bench.edit().remove(resources.at(kind), id));
        const RunReport report = bench.runAfter(24h);  // all are listed whole
        QCOMPARE(outcomeOf(report), text("success"));
        QTEST(bench.database.cell(after.arg(id)), "live");
        QCOMPARE(bench.count(QStringLiteral("source_records WHERE halaxy_id = '%1' AND gone = 1").arg(id)),
                 1);
    }
    void aClientGoesWithTheirLastSession() {
        GoneBench bench(few());
        bench.run();
        const QString patient = bench.edit().addPatient(text("Ada"), text("Byron"));
        const QString role = bench.halaxy.practice().roles.rows().front().id;
        const QString session = bench.edit().addAppointment(
            {role, std::chrono::floor<std::chrono::hours>(bench.clock.utcNow()) + 48h, 50, {patient}});
        bench.runAfter(15min);
        const QString live =
            QStringLiteral("clients WHERE deleted_at IS NULL AND halaxy_patient_id = '%1'").arg(patient);
        QVERIFY(bench.edit().remove(sandbox::Resource::Patient, patient));
        bench.runAfter(24h);
        QCOMPARE(bench.count(live), 1);
        bench.vanish({session});
        bench.runAfter(15min);
        QCOMPARE(bench.count(live), 0);
        QVERIFY(!bench.isLive(session));
    }
    void aClientWithoutSessionsGoesWhenTheirReadingSaysSo() {
        GoneBench bench(few());
        const QString patient = bench.edit().addPatient(text("Ada"), text("Byron"));
        bench.run();
        QVERIFY(bench.edit().remove(sandbox::Resource::Patient, patient));
        // Not listed any more, but the reading says nothing: absence alone never deletes a client.
        bench.answer(text("Patient/") + patient, bench.always({404, {}, "<html>"}));
        bench.runAfter(24h);
        const QString live =
            QStringLiteral("clients WHERE deleted_at IS NULL AND halaxy_patient_id = '%1'").arg(patient);
        QCOMPARE(bench.count(live), 1);
        bench.instead.clear();
        bench.runAfter(15min);
        QCOMPARE(bench.count(live), 0);
    }
    void aMergedClientsSessionsAreTheWinners() {
        GoneBench bench(few());
        bench.run();
        const QStringList clients = bench.database.rows(
            text("SELECT halaxy_patient_id FROM clients WHERE total_sessions > 2 ORDER BY 1 LIMIT 2"));
        const QString& winner = clients[0];
        const QString& loser = clients[1];
        const auto sessionsOf = [&](const QString& patient) {
            return bench.database
                .cell(QStringLiteral("SELECT count(*) FROM sessions s JOIN clients c ON c.id = s.client_id "
                                     "WHERE s.deleted_at IS NULL AND c.halaxy_patient_id = '%1'")
                          .arg(patient))
                .toInt();
        };
        const int both = sessionsOf(winner) + sessionsOf(loser);
        QVERIFY(bench.edit().mergePatients(loser, winner));
        bench.runAfter(24h);
        QCOMPARE(sessionsOf(loser), 0);
        QCOMPARE(sessionsOf(winner), both);
        QCOMPARE(
            bench.count(
                QStringLiteral("clients WHERE deleted_at IS NULL AND halaxy_patient_id = '%1'").arg(loser)),
            0);
        QCOMPARE(
            bench.count(
                QStringLiteral("clients WHERE deleted_at IS NULL AND halaxy_patient_id = '%1'").arg(winner)),
            1);
    }
    void whatBecomesABlockerLosesItsSessions() {
        GoneBench bench(few());
        bench.run();
        const QString id = bench.coming(1).front();
        const QString patient =
            bench.database.cell(QStringLiteral("SELECT halaxy_patient_id FROM clients WHERE id = '%1'")
                                    .arg(bench.sessionOf(id, "client_id")));
        QVERIFY(bench.edit().removeParticipant(id, patient));
        bench.runAfter(15min);
        QVERIFY(!bench.isLive(id));
        QVERIFY(bench.edit().addParticipant(id, patient));
        bench.runAfter(15min);
        QVERIFY(bench.isLive(id));
    }
    void whatIsUndeletedComesBack_data() {
        QTest::addColumn<QString>("by");
        for (const char* by : {"listing", "record"})
            QTest::newRow(by) << text(by);
    }
    void whatIsUndeletedComesBack() {
        QFETCH(QString, by);
        GoneBench bench(few());
        bench.run();
        const QString id = bench.coming(1).front();
        bench.vanish({id});
        bench.runAfter(15min);
        QVERIFY(!bench.isLive(id));
        bench.reappear({id});
        SyncScope scope;
        if (by == u"record")
            scope.record = RecordKey{RecordKind::Appointment, HalaxyId(id)};
        bench.runAfter(15min, {by == u"record" ? RunType::Webhook : RunType::Full, scope, {}});
        QVERIFY(bench.isLive(id));
        QVERIFY(historyOf(bench, text("Appointment"), id).endsWith(text("restore")));
        QCOMPARE(bench.count(text("source_records WHERE gone = 1 OR gone_at IS NOT NULL")), 0);
    }

    void aListingThatIsNotWholeDeletesNothing_data() {
        QTest::addColumn<QString>("fault");
        for (const char* fault :
             {"missing-rows,resource=Appointment,amount=4", "changing-total,resource=Appointment",
              "warning-entry,resource=Appointment", "empty-searchset,resource=Appointment",
              "next-loops,resource=Appointment", "html,resource=Appointment",
              "server-error,resource=Appointment,status=403"})
            QTest::newRow(fault) << text(fault);
    }
    void aListingThatIsNotWholeDeletesNothing() {
        QFETCH(QString, fault);
        GoneBench bench(few());
        bench.run();
        const int live = bench.live(text("sessions"));
        const QString id = bench.coming(1).front();
        bench.vanish({id});
        bench.addFault(fault);
        const RunReport during = bench.runAfter(15min);
        QVERIFY(outcomeOf(during) != text("success"));
        QCOMPARE(bench.live(text("sessions")), live);
        QCOMPARE(bench.count(text("held_sets")), 0);
        bench.halaxy.faults().clear();
        bench.runAfter(15min);
        QCOMPARE(bench.live(text("sessions")), live - 1);
        QVERIFY(!bench.isLive(id));
    }
    void onlyTheServicesOwnWordConfirms_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("again");
        const QByteArray outcome = FakeTransport::outcome(403, "forbidden").body;
        QTest::newRow("404 of a proxy") << 404 << QByteArray("<html>Not here</html>") << text("success");
        QTest::newRow("404 without a body") << 404 << QByteArray() << text("success");
        QTest::newRow("403") << 403 << outcome << text("success");
        QTest::newRow("422") << 422 << outcome << text("success");
        QTest::newRow("a page") << 200 << QByteArray("<html>Sign in</html>") << text("success");
        QTest::newRow("another record")
            << 200 << QByteArray(R"({"resourceType":"Appointment","id":"1"})") << text("success");
    }
    void onlyTheServicesOwnWordConfirms() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        GoneBench bench(few());
        bench.run();
        const QString id = bench.coming(1).front();
        bench.vanish({id});
        bench.answer(text("Appointment/") + id, bench.always({status, {}, body}));
        const RunReport first = bench.runAfter(15min);
        QCOMPARE(outcomeOf(first), text("partial"));
        QCOMPARE(appointmentsOf(first).missing, 1);
        QCOMPARE(first.problems.front().context, text("Appointment/") + id);
        // Known by now: not confirmed, and no news.
        QTEST(outcomeOf(bench.runAfter(15min)), "again");
        QCOMPARE(bench.singleReads, 2);
        QVERIFY(bench.isLive(id));
        QCOMPARE(bench.count(text("not_confirmed")), 1);
        bench.instead.clear();
        QCOMPARE(appointmentsOf(bench.runAfter(15min)).deleted, 1);
        QVERIFY(!bench.isLive(id));
    }
    void goneIsGoneToo() {
        sandbox::Quirks quirks;
        quirks.goneStatus = 410;
        GoneBench bench(few(), quirks);
        bench.run();
        bench.vanish(bench.coming(1));
        QCOMPARE(appointmentsOf(bench.runAfter(15min)).deleted, 1);
    }
    void withoutACanaryNothingIsDeleted() {
        GoneBench bench(few());
        bench.run();
        const QStringList ids = bench.coming(2);
        bench.vanish(ids);
        bench.answer(text("Appointment/.*"), bench.always(bench.goneAnswer()));
        const RunReport report = bench.runAfter(15min);
        QCOMPARE(outcomeOf(report), text("partial"));
        QCOMPARE(appointmentsOf(report).deleted, 0);
        QCOMPARE(appointmentsOf(report).missing, 2);
        QVERIFY(bench.isLive(ids[0]) && bench.isLive(ids[1]));
        QVERIFY(messages(report).join(u' ').contains(text("nothing was deleted")));
        QCOMPARE(bench.singleReads, 3);  // tries of the canary; none of what is missing
        SyncScope record;
        record.record = RecordKey{RecordKind::Appointment, HalaxyId(ids[0])};
        QVERIFY(outcomeOf(bench.runAfter(1min, {RunType::Webhook, record, {}})) != text("success"));
        QVERIFY(bench.isLive(ids[0]));
        bench.instead.clear();
        QCOMPARE(appointmentsOf(bench.runAfter(15min)).deleted, 2);
    }
    void whoLostTheirLastSessionIsInStepWithTheNextRun() {
        GoneBench bench(few());
        bench.run();
        const QString role = bench.edit().addPractitioner(text("Ada"), text("Byron"));
        const QString patient = bench.database.cell(text("SELECT min(halaxy_patient_id) FROM clients"));
        const QString id = bench.edit().addAppointment(
            {role, std::chrono::floor<std::chrono::hours>(bench.clock.utcNow()) + 48h, 50, {patient}});
        bench.runAfter(15min);
        QVERIFY(bench.isLive(id));
        bench.vanish({id});
        // An empty list where a session is held is never complete; its reading settles it.
        QCOMPARE(outcomeOf(bench.runAfter(15min)), text("partial"));
        QVERIFY(!bench.isLive(id));
        QCOMPARE(outcomeOf(bench.runAfter(15min)), text("success"));
    }
    void anEmptyListOfAKindDeletesOnlyWhatItsReadingConfirms() {
        GoneBench bench(few());
        bench.run();
        const int live = bench.live(text("clients"));
        bench.addFault(text("empty-searchset,resource=Patient"));
        QCOMPARE(outcomeOf(bench.runAfter(24h)), text("partial"));
        QCOMPARE(bench.live(text("clients")), live);
        QCOMPARE(bench.count(text("not_confirmed")), 0);  // each could be read
        QCOMPARE(bench.count(text("held_sets")), 0);
    }
    void oneCanaryMayHaveBeenDeletedMeanwhile() {
        GoneBench bench(few());
        bench.run();
        bench.vanish(bench.coming(1));
        int reads = 0;
        bench.answer(text("Appointment/.*"), [&](const halaxy::Request& request) -> Result<halaxy::Response> {
            if (++reads == 1)
                return bench.goneAnswer();
            return bench.answerOthers(request);
        });
        QCOMPARE(appointmentsOf(bench.runAfter(15min)).deleted, 1);
    }
    void theReadsOfARunHaveABudget() {
        auto options = GoneBench::small();
        options.appointments = 1500;
        GoneBench bench(options);
        bench.run();
        const QStringList ids = bench.coming(100);
        bench.vanish(ids);
        const auto byId = [&] {
            int calls = bench.singleReads;
            for (const auto& get : bench.transport.gets)
                calls += FakeTransport::urlOf(get).query().contains(text("_id=")) ? 1 : 0;
            bench.transport.gets.clear();
            return calls;
        };
        byId();
        const RunReport first = bench.runAfter(15min);
        QCOMPARE(outcomeOf(first), text("success"));
        QCOMPARE(byId(), 60);
        QCOMPARE(appointmentsOf(first).deleted, 57);  // two calls ask for all of them, one is the canary
        QCOMPARE(appointmentsOf(first).missing, 43);
        QCOMPARE(appointmentsOf(bench.runAfter(15min)).deleted, 43);
        QCOMPARE(bench.count(text("not_confirmed")), 0);
        QCOMPARE(bench.count(text("held_sets")), 0);
    }
    void whatNeverAnswersHoldsUpNobody() {
        auto options = GoneBench::small();
        options.appointments = 1500;
        GoneBench bench(options);
        bench.run();
        const QStringList ids = bench.coming(80);
        bench.vanish(ids);
        for (const QString& id : ids.mid(0, 70))
            bench.answer(text("Appointment/") + id, bench.always({404, {}, "<html>"}));
        bench.runAfter(15min);
        bench.runAfter(15min);
        for (const QString& id : ids.mid(70))
            QVERIFY2(!bench.isLive(id), qPrintable(id));
    }
    void theScopeMayBeLost() {
        GoneBench bench(few());
        bench.run();
        bench.vanish(bench.coming(3));
        const int live = bench.live(text("sessions"));
        bench.answer(text("Appointment/.*"), bench.always(FakeTransport::outcome(403, "forbidden")));
        const RunReport report = bench.runAfter(15min);
        QCOMPARE(outcomeOf(report), text("partial"));
        QCOMPARE(bench.live(text("sessions")), live);
    }
    void anOutageInTheMiddleDeletesNothing() {
        GoneBench bench(few());
        bench.run();
        bench.vanish(bench.coming(3));
        const int live = bench.live(text("sessions"));
        bench.answer(text("Appointment/.*"), [](const halaxy::Request&) -> Result<halaxy::Response> {
            return fail(ErrorKind::Network, text("The connection broke off"));
        });
        QVERIFY(outcomeOf(bench.runAfter(15min)) != text("success"));
        QCOMPARE(bench.live(text("sessions")), live);
    }
    void referralsAskedForByClientAreConfirmedToo() {
        sandbox::Quirks quirks;
        quirks.referrals = sandbox::ReferralMode::BySubject;
        GoneBench bench(few(), quirks);
        bench.run();
        bench.runAfter(24h);
        const QString id =
            bench.database.cell(text("SELECT max(r.halaxy_referral_id) FROM referrals r JOIN sessions s ON "
                                     "s.client_id = r.client_id AND s.deleted_at IS NULL"));
        QVERIFY(bench.edit().remove(sandbox::Resource::Referral, id));
        bench.runAfter(24h);
        bench.runAfter(15min);
        QCOMPARE(
            bench.count(
                QStringLiteral("referrals WHERE deleted_at IS NULL AND halaxy_referral_id = '%1'").arg(id)),
            0);
    }
    void aRunOfOneKindDeletesOnlyThat() {
        GoneBench bench(few());
        bench.run();
        bench.vanish(bench.coming(1));
        bench.runAfter(1min, manual(ofKind(RecordKind::Invoice)));
        QCOMPARE(bench.singleReads, 0);
        QCOMPARE(appointmentsOf(bench.runAfter(1min, manual())).deleted, 1);
    }
};

QTEST_GUILESS_MAIN(TestDeletes)
#include "tst_deletes.moc"
