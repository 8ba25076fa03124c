// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a run does where the practice, the service or the machine is not as usual.
#include "storage/practitioner_store.h"
#include "storage/status_store.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }
QString firstMessage(const RunReport& report) {
    return report.problems.empty() ? QString() : report.problems.front().message;
}
SyncRequest manual(SyncScope scope) { return {RunType::Manual, std::move(scope), text("mara")}; }
std::vector<storage::SyncStatus> statuses(PracticeBench& bench) {
    return bench.database.read([](storage::Scope& scope) { return storage::StatusStore(scope).all(); });
}
std::vector<PractitionerView> practitioners(PracticeBench& bench) {
    return bench.database.read([](storage::Scope& scope) { return storage::PractitionerStore(scope).all(); });
}
const KindCounts& of(const RunReport& report, RecordKind kind) { return report.kinds.at(kind); }
/// The first live appointment inside the window with exactly one patient.
const sandbox::Appointment& someSession(PracticeBench& bench) {
    for (const auto& row : bench.halaxy.practice().appointments.rows())
        if (!row.gone && row.patients.size() == 1 && row.start > bench.clock.utcNow())
            return row;
    qFatal("no session");
}
QString sessionOf(PracticeBench& bench, const QString& appointment, const char* column) {
    return bench.database.cell(QStringLiteral("SELECT %1 FROM sessions WHERE halaxy_appointment_id = '%2'")
                                   .arg(text(column), appointment));
}

/// The process dies before the second page of the second practitioner's appointments is stored: from then on
/// nothing is written, not even that the run failed.
RunReport killedInTheSecondListing(PracticeBench& bench) {
    int pages = 0;
    bench.database->setFaultHook([&pages](const QString& sql) {
        pages += sql.startsWith(text("INSERT INTO checkpoint_pages")) ? 1 : 0;
        return pages > 10;  // each of the listings before has its pages and the word that it is done
    });
    return bench.run();
}

}  // namespace

class TestRunEdges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aKilledRunGoesOnAtItsPage() {
        PracticeBench bench;
        const RunReport killed = killedInTheSecondListing(bench);
        QCOMPARE(name(killed.outcome), text("failed"));
        const int held = bench.count(text("sessions"));
        QVERIFY(held > 200 && held < 300);
        bench.clock.advance(5min);
        bench.restart();
        const RunReport resumed = bench.run();
        QCOMPARE(firstMessage(resumed), QString());
        QCOMPARE(name(resumed.outcome), text("success"));
        // The first practitioner's list was whole, of the second's the second page was to come.
        QVERIFY(of(resumed, RecordKind::Appointment).received < 180);
        QCOMPARE(bench.count(text("source_records WHERE kind = 'Appointment'")), 400);
        QCOMPARE(bench.count(text("sync_log WHERE is_run = 1 AND status = 'interrupted'")), 1);
        // Freshness is the first start's: that is what the oldest page shows.
        QCOMPARE(statuses(bench).front().lastSuccess, std::optional(killed.started));
        QCOMPARE(bench.count(text("checkpoints")), 0);
    }
    void aKilledRunOfTenMinutesAgoStartsOver() {
        PracticeBench bench;
        killedInTheSecondListing(bench);
        bench.clock.advance(11min);
        bench.restart();
        const RunReport again = bench.run();
        QCOMPARE(name(again.outcome), text("success"));
        QCOMPARE(of(again, RecordKind::Appointment).received, 400);
        QCOMPARE(statuses(bench).front().lastSuccess, std::optional(again.started));
    }
    void aDoubtfulListingIsNoMoreTrustedWhenItGoesOn() {
        PracticeBench bench;
        bench.addFault(text("warning-entry,resource=Appointment,skip=2,count=1"));
        QCOMPARE(name(killedInTheSecondListing(bench).outcome), text("failed"));
        bench.halaxy.faults().clear();
        bench.clock.advance(5min);
        bench.restart();
        bench.calls({});
        const RunReport resumed = bench.run();
        QCOMPARE(name(resumed.outcome), text("success"));
        // Its second page, both pages once more, and the third practitioner's two.
        QCOMPARE(bench.calls(text("Appointment")), 5);
    }
    void aRefusedDatabaseFailsTheRunAndTheNextOneMends() {
        PracticeBench bench;
        bench.run();
        const QStringList before = bench.businessRows();
        bench.database->setFaultHook([](const QString& sql) { return sql.contains(text("source_records")); });
        const RunReport failed = bench.run();
        QCOMPARE(name(failed.outcome), text("failed"));
        QCOMPARE(failed.problems.front().kind, ErrorKind::Database);
        bench.database->setFaultHook({});
        QCOMPARE(bench.businessRows(), before);
        bench.clock.advance(15min);
        QCOMPARE(name(bench.run().outcome), text("success"));
    }
    void whatEndsARunMovesNobodysFreshness() {
        PracticeBench bench;
        bench.run();
        const auto fresh = statuses(bench);
        bench.clock.advance(24h);
        bench.database->setFaultHook(
            [](const QString& sql) { return sql.startsWith(text("INSERT INTO cursors")); });
        bench.clock.advance(24h);
        const RunReport failed = bench.run();
        bench.database->setFaultHook({});
        QCOMPARE(name(failed.outcome), text("failed"));
        for (std::size_t i = 0; i < fresh.size(); ++i)
            QCOMPARE(statuses(bench)[i].lastSuccess, fresh[i].lastSuccess);
    }
    void anEndThatCouldNotBeWrittenIsWrittenOnceMore() {
        PracticeBench bench;
        int ends = 0;
        bench.database->setFaultHook([&ends](const QString& sql) {
            return sql.startsWith(text("UPDATE sync_log SET status")) && ++ends == 1;
        });
        const RunReport report = bench.run();
        QCOMPARE(ends, 2);
        QCOMPARE(name(report.outcome), text("failed"));
        QCOMPARE(report.problems.front().kind, ErrorKind::Database);
        QCOMPARE(bench.count(text("sync_log WHERE is_run = 1 AND status = 'error'")), 1);
        QCOMPARE(bench.count(text("sync_status WHERE last_success_at IS NOT NULL")), 0);
    }
    void onePractitionersFailureIsItsOwn() {
        PracticeBench bench;
        bench.run();
        bench.clock.advance(15min);
        const QString unlucky = practitioners(bench)[1].halaxyId.value;
        bench.addFault(QStringLiteral("html,resource=Appointment,practitioner=%1").arg(unlucky));
        const RunReport report = bench.run();
        QCOMPARE(name(report.outcome), text("partial"));
        int failed = 0, succeeded = 0;
        for (const PractitionerReport& part : report.practitioners) {
            const bool his = part.practitioner == practitioners(bench)[1].id;
            QCOMPARE(part.outcome == RunOutcome::Failed, his);
            (his ? failed : succeeded) += 1;
        }
        QCOMPARE(failed, 1);
        QCOMPARE(succeeded, 2);
        for (const storage::SyncStatus& status : statuses(bench)) {
            const bool stays =
                status.practitioner.isEmpty() || status.practitioner == practitioners(bench)[1].id;
            QCOMPARE(status.lastSuccess == report.started, !stays);
        }
    }
    void otherWaysToAskForAPractitioner_data() {
        QTest::addColumn<QStringList>("ignored");
        QTest::addColumn<QString>("way");
        const QString role = text("Appointment.practitioner-role"), person = text("Appointment.practitioner"),
                      actor = text("Appointment.actor");
        QTest::newRow("as usual") << QStringList() << text("practitioner-role");
        QTest::newRow("role ignored") << QStringList{role} << text("practitioner");
        QTest::newRow("only actor") << QStringList{role, person} << text("actor");
        QTest::newRow("all ignored") << QStringList{role, person, actor} << text("practice");
    }
    void otherWaysToAskForAPractitioner() {
        QFETCH(QStringList, ignored);
        QFETCH(QString, way);
        sandbox::Quirks quirks;
        quirks.ignoredParameters = QSet<QString>(ignored.begin(), ignored.end());
        PracticeBench bench(PracticeBench::small(), quirks);
        const RunReport first = bench.run();
        QCOMPARE(firstMessage(first), QString());
        QCOMPARE(name(first.outcome), text("success"));
        QCOMPARE(bench.database.cell(text("SELECT value FROM cursors WHERE name = 'appointment-way'")), way);
        QCOMPARE(of(first, RecordKind::Appointment).received, 400);
        QCOMPARE(first.practitioners.size(), 3U);
        // Known from then on: no question is asked in vain.
        bench.clock.advance(15min);
        bench.calls({});
        bench.run();
        QVERIFY(bench.calls(text("Appointment")) <= 6);
    }
    void theSpecificationsShapeWorksToo() {
        sandbox::Quirks quirks;
        quirks.shape = sandbox::Shape::Plain;
        PracticeBench bench(PracticeBench::small(), quirks);
        const RunReport report = bench.run();
        QCOMPARE(firstMessage(report), QString());
        QCOMPARE(name(report.outcome), text("success"));
        QVERIFY(bench.count(text("sessions")) > 300);
    }
    void referralsByClientWhereThePracticeWideQuestionIsRefused() {
        sandbox::Quirks quirks;
        quirks.referrals = sandbox::ReferralMode::BySubject;
        PracticeBench bench(PracticeBench::small(), quirks);
        const RunReport report = bench.run();
        QCOMPARE(firstMessage(report), QString());
        QCOMPARE(name(report.outcome), text("success"));
        QCOMPARE(bench.count(text("referrals")), int(bench.halaxy.practice().referrals.rows().size()));
        // Once a day each.
        bench.clock.advance(15min);
        bench.calls({});
        bench.run();
        QCOMPARE(bench.calls(text("Referral")), 0);
        bench.clock.advance(25h);
        bench.run();
        QVERIFY(bench.calls(text("Referral")) > 20);
    }
    void changesAreFoundByTheirTime() {
        PracticeBench bench;
        bench.run();
        bench.clock.advance(15min);
        const QString patient = bench.halaxy.practice().patients.rows().front().id;
        QVERIFY(bench.edit().renamePatient(patient, text("Ada"), text("Lovelace")));
        bench.clock.advance(15min);
        const RunReport report = bench.run();
        QCOMPARE(of(report, RecordKind::Patient).updated, 1);
        QVERIFY(of(report, RecordKind::Patient).received < 40);  // not all of them were listed
        QCOMPARE(
            bench.database.cell(
                QStringLiteral("SELECT last_name FROM clients WHERE halaxy_patient_id = '%1'").arg(patient)),
            text("Lovelace"));
    }
    void withoutTimesEveryRunListsAll() {
        sandbox::Quirks quirks;
        quirks.withMeta = false;
        PracticeBench bench(PracticeBench::small(), quirks);
        bench.run();
        bench.clock.advance(15min);
        const RunReport second = bench.run();
        QCOMPARE(name(second.outcome), text("success"));
        QCOMPARE(of(second, RecordKind::Patient).received, 40);
    }
    void withoutADateHeaderTheCursorStays() {
        sandbox::Quirks quirks;
        quirks.withDate = false;
        PracticeBench bench(PracticeBench::small(), quirks);
        bench.run();
        QCOMPARE(bench.database.cell(text("SELECT count(*) FROM cursors WHERE name LIKE 'updated/%'")),
                 text("0"));
    }
    void everythingIsListedOnceADay() {
        PracticeBench bench;
        bench.run();
        bench.clock.advance(24h);
        QCOMPARE(of(bench.run(), RecordKind::Patient).received, 40);
    }
    void whatVanishedIsDeletedAndMayComeBack() {
        PracticeBench bench;
        bench.run();
        bench.clock.advance(15min);
        const QString appointment = someSession(bench).id;
        QVERIFY(bench.edit().remove(sandbox::Resource::Appointment, appointment));
        const RunReport report = bench.run();
        QCOMPARE(of(report, RecordKind::Appointment).missing, 0);
        QCOMPARE(of(report, RecordKind::Appointment).deleted, 1);
        QVERIFY(sessionOf(bench, appointment, "deleted_at") != text("-"));
        QCOMPARE(name(report.outcome), text("success"));
        QVERIFY(bench.edit().restore(sandbox::Resource::Appointment, appointment));
        bench.clock.advance(15min);
        QCOMPARE(of(bench.run(), RecordKind::Appointment).missing, 0);
        QCOMPARE(sessionOf(bench, appointment, "deleted_at"), text("-"));
        QCOMPARE(bench.count(text("not_confirmed")), 0);
    }
    void whatMovedOutOfTheWindowIsFollowed() {
        PracticeBench bench;
        bench.run();
        bench.clock.advance(15min);
        const QString appointment = someSession(bench).id;
        const UtcTime far = bench.clock.utcNow() + 24h * 200;
        QVERIFY(bench.edit().reschedule(appointment, far));
        const RunReport report = bench.run();
        QCOMPARE(of(report, RecordKind::Appointment).missing, 0);
        for (const PractitionerReport& part : report.practitioners)
            QCOMPARE(part.sessions.missing, 0);
        QCOMPARE(sessionOf(bench, appointment, "scheduled_start_time"),
                 toIsoText(std::chrono::floor<std::chrono::seconds>(far)));
    }
    void anotherPractitionersSessionMovesThere() {
        PracticeBench bench;
        bench.run();
        bench.clock.advance(15min);
        const auto& session = someSession(bench);
        const QString appointment = session.id;
        const QString before = sessionOf(bench, appointment, "practitioner_id");
        QString other;
        for (const auto& role : bench.halaxy.practice().roles.rows())
            if (bench.halaxy.practice().practitionerOf(role.id) !=
                bench.halaxy.practice().practitionerOf(session.roleId))
                other = role.id;
        QVERIFY(bench.edit().moveToRole(appointment, other));
        const RunReport report = bench.run();
        QCOMPARE(of(report, RecordKind::Appointment).missing, 0);
        QVERIFY(sessionOf(bench, appointment, "practitioner_id") != before);
    }
    void aClientMissingFromTheListingIsReadById() {
        PracticeBench bench;
        bench.addFault(text("hidden-rows,resource=Patient,amount=7"));
        const RunReport report = bench.run();
        QCOMPARE(name(report.outcome), text("success"));
        QCOMPARE(bench.database.cell(text("SELECT count(*) FROM clients WHERE is_placeholder = 1")),
                 text("0"));
        QVERIFY(of(report, RecordKind::Patient).created > 34);
    }
    void aNewlySetAsideRecordMakesOneRunPartial() {
        PracticeBench bench;
        bench.run();
        bench.clock.advance(15min);
        bench.addFault(text("unusable,resource=Appointment,amount=40"));
        const RunReport first = bench.run();
        QCOMPARE(name(first.outcome), text("partial"));
        QVERIFY(of(first, RecordKind::Appointment).setAside > 0);
        QVERIFY(first.setAside.front().isNew);
        bench.clock.advance(15min);
        const RunReport second = bench.run();
        QCOMPARE(name(second.outcome), text("success"));
        QCOMPARE(of(second, RecordKind::Appointment).setAside, of(first, RecordKind::Appointment).setAside);
    }
    void aNewlySetAsideRecordIsItsPractitionersOwn() {
        PracticeBench bench;
        bench.run();
        bench.clock.advance(15min);
        const PractitionerView unlucky = practitioners(bench)[1];
        bench.addFault(QStringLiteral("unusable,resource=Appointment,amount=9,practitioner=") +
                       unlucky.halaxyId.value);
        const RunReport report = bench.run();
        QCOMPARE(name(report.outcome), text("partial"));
        for (const PractitionerReport& part : report.practitioners)
            QCOMPARE(part.outcome == RunOutcome::Partial, part.practitioner == unlucky.id);
        for (const storage::SyncStatus& status : statuses(bench)) {
            const bool stays = status.practitioner.isEmpty() || status.practitioner == unlucky.id;
            QCOMPARE(status.lastSuccess == report.started, !stays);
        }
    }
    void manualScopesDoOnlyWhatTheySay() {
        PracticeBench bench;
        bench.run();
        bench.clock.advance(15min);
        bench.calls({});
        SyncScope kind;
        kind.kind = RecordKind::Invoice;
        const RunReport invoices = bench.run(manual(kind));
        QCOMPARE(name(invoices.outcome), text("success"));
        QCOMPARE(int(invoices.kinds.size()), 1);
        QCOMPARE(of(invoices, RecordKind::Invoice).received, 81);
        QCOMPARE(invoices.askedBy, text("mara"));
        SyncScope one;
        one.practitioner = practitioners(bench)[0].id;
        const RunReport his = bench.run(manual(one));
        QCOMPARE(his.practitioners.size(), 1U);
        for (const storage::SyncStatus& status : statuses(bench))
            QCOMPARE(status.lastSuccess == his.started, status.practitioner == *one.practitioner);
        SyncScope dates;
        const QDate day = PracticeZone::sydney().localDate(bench.clock.utcNow());
        dates.dates = {day, day};
        const RunReport today = bench.run(manual(dates));
        QCOMPARE(name(today.outcome), text("success"));
        QVERIFY(of(today, RecordKind::Appointment).received < 40);
        QCOMPARE(of(today, RecordKind::Appointment).missing, 0);
        SyncScope nobody;
        nobody.practitioner = PractitionerId(text("nobody"));
        QCOMPARE(name(bench.run(manual(nobody)).outcome), text("partial"));
    }
    void oneRecordIsReadById() {
        PracticeBench bench;
        bench.run();
        bench.clock.advance(1min);
        const QString appointment = someSession(bench).id;
        QVERIFY(bench.edit().cancel(appointment));
        const QStringList before = bench.database.rows(text("SELECT * FROM sync_status ORDER BY 1"));
        SyncScope scope;
        scope.record = RecordKey{RecordKind::Appointment, HalaxyId(appointment)};
        const RunReport report = bench.run(manual(scope));
        QCOMPARE(name(report.outcome), text("success"));
        QCOMPARE(report.calls, 1);
        QCOMPARE(sessionOf(bench, appointment, "status"), text("cancelled"));
        QVERIFY(bench.edit().remove(sandbox::Resource::Appointment, appointment));
        bench.clock.advance(1min);
        const RunReport gone = bench.run(manual(scope));
        QCOMPARE(of(gone, RecordKind::Appointment).deleted, 1);
        QVERIFY(sessionOf(bench, appointment, "deleted_at") != text("-"));
        bench.addFault(text("server-error,resource=Appointment"));
        QCOMPARE(name(bench.run(manual(scope)).outcome), text("failed"));
        // It says nothing about how the practice stands.
        QCOMPARE(bench.database.rows(text("SELECT * FROM sync_status ORDER BY 1")), before);
    }
    void aRecordReadBesideAListingLeavesItsPlace() {
        PracticeBench bench;
        bench.settings.backfillFrom = text("2026-11-01");
        bench.engine().setSettings(bench.settings);
        bench.engine().start();
        bench.clock.advance(1min);
        SyncScope kind;
        kind.kind = RecordKind::Appointment;
        bench.engine().request(manual(kind));
        bench.clock.advance(35ms);
        const int places = bench.count(text("checkpoints"));
        QVERIFY(places > 0);
        SyncScope one;
        one.record = RecordKey{RecordKind::Patient, HalaxyId(bench.halaxy.practice().patients.rows()[0].id)};
        const auto read = bench.engine().request(manual(one));
        for (int i = 0; i < 40 && bench.finished.back().id != *read.run; ++i)
            bench.clock.advance(1ms);
        QCOMPARE(bench.finished.back().id, *read.run);
        QVERIFY(bench.engine().state().running.has_value());
        QVERIFY(bench.count(text("checkpoints")) >= places);
    }
    void backfillGoesBackToTheFirstOfJanuaryOfLastYear() {
        auto options = PracticeBench::small();
        options.inWindow = false;
        options.appointments = 1500;
        PracticeBench bench(options);
        bench.run();
        const int window = bench.count(text("sessions"));
        QCOMPARE(statuses(bench)[1].historyCompleteFrom, std::optional(QDate(2026, 10, 25)));
        bench.clock.advance(1min);
        const RunReport month = bench.run({RunType::Backfill, {}, {}});
        QCOMPARE(name(month.outcome), text("success"));
        QCOMPARE(statuses(bench)[1].historyCompleteFrom, std::optional(QDate(2026, 10, 1)));
        SyncScope all;
        all.backfill = true;
        QCOMPARE(name(bench.run(manual(all)).outcome), text("success"));
        for (const storage::SyncStatus& status : statuses(bench))
            if (!status.practitioner.isEmpty())
                QCOMPARE(status.historyCompleteFrom, std::optional(QDate(2025, 1, 1)));
        QVERIFY(bench.count(text("sessions")) > 2 * window);
        QCOMPARE(bench.database.cell(text("SELECT count(*) FROM source_records WHERE kind = 'Appointment'"))
                     .toInt(),
                 int(bench.halaxy.practice().appointments.rows().size()));
    }
    void progressNamesPractitioners() {
        PracticeBench bench;
        bench.run();
        QVERIFY(!bench.progress.empty());
        const RunProgress& last = bench.progress.back();
        QVERIFY(last.first);
        QCOMPARE(last.practitioners.size(), 3U);
        for (const RunProgress::Part& part : last.practitioners) {
            QVERIFY(part.finished);
            QVERIFY(part.done > 100);
            QCOMPARE(part.about, std::optional(part.done));
        }
        bench.progress.clear();
        bench.clock.advance(15min);
        bench.run();
        QVERIFY(!bench.progress.back().first);
    }
};

QTEST_GUILESS_MAIN(TestRunEdges)
#include "tst_run_edges.moc"
