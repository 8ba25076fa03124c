// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to a practitioner's day, from edits in the service to the lines a window shows.
#include "storage/readers/day_changes_reader.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }

/// Sessions of one practitioner on one coming day, and what is said of that day.
struct Day {
    PracticeBench bench;
    PractitionerId practitioner;
    QDate date;
    QStringList sessions;

    Day() {
        bench.run();
        const QStringList best =
            bench.database
                .cell(
                    text(
                        "SELECT practitioner_id, substr(scheduled_start_time, 1, 10), count(*) FROM sessions "
                        "WHERE is_group = 0 AND status = 'scheduled' AND scheduled_start_time > '%1' "
                        "AND substr(scheduled_start_time, 12, 2) BETWEEN '00' AND '06' "
                        "GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 1")
                        .arg(toIsoText(bench.clock.utcNow() + 48h)))
                .split(u'|');
        practitioner = PractitionerId(best.at(0));
        date = QDate::fromString(best.at(1), Qt::ISODate);
        sessions = bench.database.rows(
            text("SELECT halaxy_appointment_id FROM sessions WHERE practitioner_id = '%1' AND is_group = 0 "
                 "AND substr(scheduled_start_time, 1, 10) = '%2' AND status = 'scheduled' "
                 "AND substr(scheduled_start_time, 12, 2) BETWEEN '00' AND '06' ORDER BY 1")
                .arg(best.at(0), best.at(1)));
        bench.clock.advance(30min);
    }
    UtcTime start(const QString& session) {
        return *parseUtc(bench.database.cell(
            text("SELECT scheduled_start_time FROM sessions WHERE halaxy_appointment_id = '%1'")
                .arg(session)));
    }
    std::vector<DayChange> changes(QDate of) {
        return bench.database.read(
            [&](storage::Scope& scope) { return storage::readDayChanges(scope, practitioner, of); });
    }
    std::vector<DayChange> changes() { return changes(date); }
    void syncRecord(const QString& session) {
        SyncScope scope;
        scope.record = RecordKey{RecordKind::Appointment, HalaxyId(session)};
        bench.run({RunType::Manual, scope, text("mara")});
    }
};

}  // namespace

class TestDayChanges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFirstSyncIsNoNews() {
        Day day;
        QVERIFY(day.sessions.size() >= 2);
        QVERIFY(day.changes().empty());
    }
    void aMoveIsOutOfOneDayAndIntoTheOther() {
        Day day;
        const QString session = day.sessions.at(0);
        const UtcTime before = day.start(session);
        QVERIFY(day.bench.edit().reschedule(session, before + 7 * 24h));
        const RunReport report = day.bench.run({RunType::Delta, {}, {}});
        const auto out = day.changes();
        QCOMPARE(out.size(), 1U);
        QCOMPARE(out[0].kind, DayChangeKind::MovedOut);
        QCOMPARE(out[0].from, std::optional(before));
        QCOMPARE(out[0].to, std::optional(before + 7 * 24h));
        QCOMPARE(out[0].channel, RunType::Delta);
        QCOMPARE(out[0].run, report.id);
        QCOMPARE(out[0].appointment.value, session);
        const auto in = day.changes(day.date.addDays(7));
        QCOMPARE(in.size(), 1U);
        QCOMPARE(in[0].kind, DayChangeKind::MovedIn);
        // And back again: neither day has anything to tell but that it came back.
        day.bench.clock.advance(2min);
        QVERIFY(day.bench.edit().reschedule(session, before));
        day.bench.run({RunType::Delta, {}, {}});
        QCOMPARE(day.changes(day.date.addDays(7)).front().kind, DayChangeKind::MovedOut);
        QCOMPARE(day.changes().front().kind, DayChangeKind::MovedIn);
        QCOMPARE(day.changes().size(), 1U);
    }
    void withinTheDayItIsOneLine() {
        Day day;
        const QString session = day.sessions.at(0);
        QVERIFY(day.bench.edit().reschedule(session, day.start(session) + 10min));
        day.bench.run({RunType::Delta, {}, {}});
        QCOMPARE(day.changes().size(), 1U);
        QCOMPARE(day.changes()[0].kind, DayChangeKind::Changed);
    }
    void toSomebodyElseNamesThem() {
        Day day;
        const QString session = day.sessions.at(0);
        const QString role = day.bench.database.cell(
            text("SELECT min(r.halaxy_role_id) FROM practitioner_roles r JOIN practitioners p "
                 "ON p.halaxy_practitioner_id = r.halaxy_practitioner_id WHERE p.id <> '%1'")
                .arg(day.practitioner.value));
        QVERIFY(day.bench.edit().moveToRole(session, role));
        day.bench.run({RunType::Delta, {}, {}});
        const auto changes = day.changes();
        QCOMPARE(changes.size(), 1U);
        QCOMPARE(changes[0].kind, DayChangeKind::MovedOut);
        QVERIFY(!changes[0].otherPractitionerName.isEmpty());
        QVERIFY(changes[0].otherPractitioner != day.practitioner);
    }
    void cancellingDeletingAndRestoringAreTold() {
        Day day;
        const QString session = day.sessions.at(1);
        QVERIFY(day.bench.edit().cancel(session));
        day.bench.run({RunType::Delta, {}, {}});
        QCOMPARE(day.changes().front().kind, DayChangeKind::Cancelled);
        day.bench.clock.advance(2min);
        QVERIFY(day.bench.edit().remove(sandbox::Resource::Appointment, session));
        day.syncRecord(session);
        QCOMPARE(day.changes().front().kind, DayChangeKind::Deleted);
        QCOMPARE(day.changes().front().channel, RunType::Manual);
        day.bench.clock.advance(2min);
        QVERIFY(day.bench.edit().restore(sandbox::Resource::Appointment, session));
        day.syncRecord(session);
        QCOMPARE(day.changes().front().kind, DayChangeKind::Restored);
        QCOMPARE(day.changes().size(), 3U);
    }
    void whatIsPutBackIsNoMove() {
        Day day;
        day.bench.database.execute(
            text("UPDATE sessions SET scheduled_start_time = '2026-12-24T00:00:00.000Z' "
                 "WHERE halaxy_appointment_id = '%1'")
                .arg(day.sessions.at(0)));
        day.bench.run();
        QVERIFY(day.changes().empty());
    }
    void aBookingAfterwardsIsNew() {
        Day day;
        const QString known = day.sessions.at(0);
        sandbox::NewAppointment booking;
        booking.roleId = day.bench.database.cell(
            text("SELECT halaxy_practitioner_role_id FROM practitioners WHERE id = '%1'")
                .arg(day.practitioner.value));
        booking.start = day.start(known) + 15min;
        booking.patients.append(day.bench.database.cell(text("SELECT min(halaxy_patient_id) FROM clients")));
        day.bench.clock.advance(
            std::chrono::duration_cast<milliseconds>(booking.start - 20h - day.bench.clock.utcNow()));
        QVERIFY(!day.bench.edit().addAppointment(booking).isEmpty());
        day.bench.run({RunType::Delta, {}, {}});
        QCOMPARE(day.changes().size(), 1U);
        QCOMPARE(day.changes()[0].kind, DayChangeKind::Created);
    }
};

QTEST_GUILESS_MAIN(TestDayChanges)
#include "tst_changes_to_day.moc"
