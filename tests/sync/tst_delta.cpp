// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What changed since the cursors, every two minutes: what it costs, what it brings, what it never claims.
#include "storage/status_store.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace bloom::sync;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }
const SyncRequest kDelta{RunType::Delta, {}, {}};

/// An hour after a full run: what it wrote is not in the overlap any more.
void syncWhole(PracticeBench& bench) {
    QCOMPARE(bench.run().outcome, RunOutcome::Success);
    bench.clock.advance(60min);
}
QString comingSession(PracticeBench& bench) {
    return bench.database
        .rows(text("SELECT halaxy_appointment_id FROM sessions WHERE deleted_at IS NULL AND is_group = 0 "
                   "AND status = 'scheduled' AND scheduled_start_time > '%1' ORDER BY 1")
                  .arg(toIsoText(bench.clock.utcNow() + 24h)))
        .value(0);
}
QString aPatient(PracticeBench& bench) {
    return bench.database.cell(text("SELECT min(halaxy_patient_id) FROM clients WHERE deleted_at IS NULL"));
}
QString statusOf(PracticeBench& bench, const QString& appointment) {
    return bench.database.cell(
        text("SELECT status FROM sessions WHERE halaxy_appointment_id = '%1'").arg(appointment));
}
QString cursor(PracticeBench& bench, const char* kind) {
    return bench.database.cell(text("SELECT value FROM cursors WHERE name = 'updated/%1'").arg(text(kind)));
}
storage::SyncStatus practice(PracticeBench& bench) {
    return bench.database.read([](storage::Scope& scope) { return storage::StatusStore(scope).find({}); });
}
/// Deltas every two minutes, no history to be filled in.
void begin(PracticeBench& bench) {
    bench.settings.backfillFrom = text("2026-11-01");
    bench.settings.deltaInterval = 2min;
    bench.engine().setSettings(bench.settings);
    bench.engine().start();
}
QStringList story(const PracticeBench& bench) {
    QStringList lines;
    for (const RunReport& report : bench.finished)
        lines.append(toIsoText(report.started).mid(11, 5) + u' ' + name(report.type) + u' ' +
                     name(report.outcome));
    return lines;
}

}  // namespace

class TestDelta : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anIdlePracticeCostsACallAKindAndWritesNothing() {
        PracticeBench bench;
        syncWhole(bench);
        // The generator stamps hundreds alike; from here on each kind has one newest record.
        const QString session = comingSession(bench);
        const QString patient = bench.database.cell(
            text("SELECT halaxy_patient_id FROM clients c JOIN sessions s ON s.client_id = c.id "
                 "WHERE s.halaxy_appointment_id = '%1'")
                .arg(session));
        QVERIFY(bench.edit().setStatus(session, text("confirmed")));
        QVERIFY(!bench.edit().addInvoice(session, patient, 22'000, text("Patient")).isEmpty());
        QVERIFY(bench.edit().renamePatient(patient, text("Nova"), text("Ashdown")));
        const QString role = bench.halaxy.practice().roles.rows().front().id;
        QVERIFY(!bench.edit().addReferral(patient, role, text("Medicare: MHTP Referral"), 6).isEmpty());
        bench.run(kDelta);
        const QStringList before = bench.businessRows();
        bench.clock.advance(2min);
        const std::size_t calls = bench.transport.gets.size();
        QCOMPARE(bench.run(kDelta).outcome, RunOutcome::Success);
        QStringList asked;
        for (std::size_t i = calls; i < bench.transport.gets.size(); ++i)
            asked.append(FakeTransport::urlOf(bench.transport.gets[i]).path().section(u'/', -1));
        QCOMPARE(asked,
                 QStringList({text("Patient"), text("Appointment"), text("Invoice"), text("Referral")}));
        QCOMPARE(bench.businessRows(), before);
    }
    void aChangeOfEachKindArrives() {
        PracticeBench bench;
        syncWhole(bench);
        const QString session = comingSession(bench);
        const QString patient = aPatient(bench);
        QVERIFY(bench.edit().cancel(session));
        QVERIFY(bench.edit().renamePatient(patient, text("Nova"), text("Ashdown")));
        const RunReport report = bench.run(kDelta);
        QCOMPARE(messages(report), QStringList());
        QCOMPARE(statusOf(bench, session), text("cancelled"));
        QCOMPARE(bench.database.cell(
                     text("SELECT last_name FROM clients WHERE halaxy_patient_id = '%1'").arg(patient)),
                 text("Ashdown"));
        QCOMPARE(bench.database.cell(
                     text("SELECT DISTINCT channel FROM history WHERE run_id = '%1'").arg(report.id.value)),
                 text("delta"));
    }
    void aNewPractitionersSessionBringsThem() {
        PracticeBench bench;
        syncWhole(bench);
        const QString role = bench.edit().addPractitioner(text("Wren"), text("Okafor"));
        sandbox::NewAppointment booking;
        booking.roleId = role;
        booking.start = std::chrono::floor<std::chrono::seconds>(bench.clock.utcNow()) + 48h;
        booking.patients = {aPatient(bench)};
        const QString session = bench.edit().addAppointment(booking);
        bench.run(kDelta);
        QCOMPARE(bench.database.cell(text("SELECT p.last_name FROM sessions s JOIN practitioners p "
                                          "ON p.id = s.practitioner_id WHERE s.halaxy_appointment_id = '%1'")
                                         .arg(session)),
                 text("Okafor"));
    }
    void whatIsNotListedIsNotMissing() {
        PracticeBench bench;
        syncWhole(bench);
        QVERIFY(bench.edit().remove(sandbox::Resource::Appointment, comingSession(bench)));
        const RunReport report = bench.run(kDelta);
        QCOMPARE(report.outcome, RunOutcome::Success);
        QCOMPARE(report.total().missing, 0);
        QCOMPARE(report.total().deleted, 0);
        QCOMPARE(bench.count(text("not_confirmed")), 0);
    }
    void anIncompleteListingLeavesTheCursor_data() {
        QTest::addColumn<QString>("fault");
        QTest::newRow("a warning among the entries") << text("warning-entry,resource=Appointment");
        QTest::newRow("rows left out of the page") << text("missing-rows,resource=Appointment,amount=1");
        QTest::newRow("server errors") << text("server-error,resource=Appointment,status=500");
    }
    void anIncompleteListingLeavesTheCursor() {
        QFETCH(QString, fault);
        PracticeBench bench;
        syncWhole(bench);
        const QString session = comingSession(bench);
        QVERIFY(bench.edit().cancel(session));
        const QString before = cursor(bench, "Appointment");
        QVERIFY(!before.isEmpty());
        bench.addFault(fault);
        QVERIFY(bench.run(kDelta).outcome != RunOutcome::Success);
        QCOMPARE(cursor(bench, "Appointment"), before);
        bench.halaxy.faults().clear();
        bench.clock.advance(2min);
        QCOMPARE(bench.run(kDelta).outcome, RunOutcome::Success);
        QCOMPARE(statusOf(bench, session), text("cancelled"));
        QVERIFY(cursor(bench, "Appointment") > before);
    }
    void withoutADateHeaderTheCursorStays() {
        PracticeBench bench;
        syncWhole(bench);
        bench.halaxy.quirks().withDate = false;
        QVERIFY(bench.edit().cancel(comingSession(bench)));
        const QString before = cursor(bench, "Appointment");
        QCOMPARE(bench.run(kDelta).outcome, RunOutcome::Success);
        QCOMPARE(cursor(bench, "Appointment"), before);
    }
    void aFullRunNeverMovesTheCursorOfAppointments() {
        PracticeBench bench;
        syncWhole(bench);
        // Outside the window, where no full run looks.
        const QString session = comingSession(bench);
        const UtcTime far = std::chrono::floor<std::chrono::seconds>(bench.clock.utcNow()) + 24h * 200;
        QVERIFY(bench.edit().reschedule(session, far));
        bench.run(kDelta);
        QVERIFY(bench.edit().cancel(session));
        bench.clock.advance(30min);
        bench.run();
        QCOMPARE(statusOf(bench, session), text("scheduled"));
        bench.run(kDelta);
        QCOMPARE(statusOf(bench, session), text("cancelled"));
    }
    void aServiceThatIgnoresTheTimeIsFoundOutAndAskedAgainTheNextDay() {
        PracticeBench bench;
        syncWhole(bench);
        bench.halaxy.quirks().ignoredParameters.insert(text("Appointment._lastUpdated"));
        const QStringList rows = bench.businessRows();
        const RunReport first = bench.run(kDelta);
        QCOMPARE(first.outcome, RunOutcome::Partial);
        QVERIFY(first.problems.front().message.contains(text("full syncs")));
        QCOMPARE(bench.businessRows(), rows);
        QVERIFY(bench.calls(text("Appointment")) > 0);
        bench.clock.advance(2min);
        QCOMPARE(bench.run(kDelta).outcome, RunOutcome::Success);
        QCOMPARE(bench.calls(text("Appointment")), 0);
        bench.halaxy.quirks().ignoredParameters.clear();
        bench.clock.advance(24h);
        bench.run(kDelta);
        QVERIFY(bench.calls(text("Appointment")) > 0);
        QCOMPARE(bench.database.cell(text("SELECT count(*) FROM cursors WHERE name LIKE 'ignores%'")),
                 text("0"));
    }
    void recordsWithoutTimesAreNotListedAgainAndAgain() {
        PracticeBench bench;
        syncWhole(bench);
        bench.halaxy.quirks().withMeta = false;
        bench.halaxy.quirks().ignoredParameters.insert(text("Appointment._lastUpdated"));
        bench.calls(text("Appointment"));  // the full run's
        bench.run(kDelta);
        QCOMPARE(bench.calls(text("Appointment")), 1);
        bench.run(kDelta);
        QCOMPARE(bench.calls(text("Appointment")), 0);
    }
    void onlyItsOwnFreshnessMoves() {
        PracticeBench bench;
        syncWhole(bench);
        const auto before = practice(bench);
        const RunReport report = bench.run(kDelta);
        const auto after = practice(bench);
        QCOMPARE(after.lastSuccess, before.lastSuccess);
        QCOMPARE(after.lastFull, before.lastFull);
        QCOMPARE(after.lastIncremental, std::optional(report.started));
    }
    void itsFailuresAreCountedApart() {
        PracticeBench bench;
        syncWhole(bench);
        bench.addFault(text("server-error,status=400,count=100"));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(bench.run(kDelta).outcome, RunOutcome::Failed);
        QCOMPARE(practice(bench).incrementalFailures, 3);
        QCOMPARE(practice(bench).consecutiveFailures, 0);
        bench.halaxy.faults().clear();
        bench.run(kDelta);
        QCOMPARE(practice(bench).incrementalFailures, 0);
    }
    void theyRunBetweenFullRuns() {
        PracticeBench bench;
        begin(bench);
        bench.clock.advance(12min);  // from 22:40
        const QStringList runs = story(bench);
        QVERIFY(runs.front().endsWith(text("full success")));
        QVERIFY2(runs.contains(text("22:42 delta success")), qPrintable(runs.join(u'\n')));
        QVERIFY2(runs.contains(text("22:45 full success")), qPrintable(runs.join(u'\n')));
        QVERIFY2(runs.contains(text("22:46 delta success")), qPrintable(runs.join(u'\n')));
        QCOMPARE(bench.engine().state().nextRun.has_value(), true);
    }
    void aStartGoesOnFromTheSavedCursor() {
        PracticeBench bench;
        begin(bench);
        bench.clock.advance(1min);
        bench.restart();
        bench.finished.clear();
        begin(bench);
        bench.clock.advance(10s);
        QCOMPARE(bench.finished.size(), 1U);
        QCOMPARE(bench.finished.front().type, RunType::Delta);
    }
    void noneWhilePausedOrSwitchedOff() {
        PracticeBench bench;
        begin(bench);
        bench.clock.advance(1min);
        bench.engine().pause(std::nullopt);
        bench.finished.clear();
        bench.clock.advance(10min);
        QCOMPARE(story(bench), QStringList());
        bench.settings.deltaInterval = 0min;
        bench.engine().setSettings(bench.settings);
        bench.engine().resume();
        bench.clock.advance(14min);
        for (const RunReport& report : bench.finished)
            QCOMPARE(report.type, RunType::Full);
    }
    void aSyncOfEverythingDoesNotJoinOne() {
        PracticeBench bench;
        begin(bench);
        bench.clock.advance(1min);
        while (!bench.engine().state().running)
            QVERIFY(bench.clock.advanceToNext());
        QCOMPARE(bench.engine().state().running->type, RunType::Delta);
        QCOMPARE(bench.engine().request({RunType::Manual, {}, text("mara")}).kind, RequestAnswerKind::Queued);
        bench.finished.clear();
        bench.clock.advance(1min);
        QCOMPARE(bench.finished.back().type, RunType::Manual);
    }
    void anOutageIsOneFailedRunNotMany() {
        PracticeBench bench;
        begin(bench);
        bench.clock.advance(90s);
        bench.finished.clear();
        const std::size_t calls = bench.transport.gets.size();
        bench.addFault(text("outage"));
        bench.clock.advance(60min);
        QVERIFY2(bench.transport.gets.size() - calls <= 126,
                 qPrintable(QString::number(bench.transport.gets.size() - calls)));
        QVERIFY2(bench.finished.size() <= 2, qPrintable(story(bench).join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestDelta)
#include "tst_delta.moc"
