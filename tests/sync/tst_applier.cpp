// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the apply does with a record: which of two is newer, what it counts, what it leaves behind.
#include "storage/history_store.h"
#include "support/applied_practice.h"

#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::sync;
using namespace bloom::test;
using Practice = AppliedPractice;

class TestApplier : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void secondPassWritesNothing();
    void statusChangeLeavesAHistoryLine();
    void olderPageDoesNotUndoANewerRead();
    void confirmedReadBeatsAnOlderOne();
    void overlappingReadsAreReadAgain();
    void unmovedVersionIsDecidedByReading();
    void goneAppointmentComesBackOnlyByALaterRead();
    void gonePatientStaysWhileSessionsDo();
    void gonePractitionerBecomesInactive();
    void goneInvoiceTakesItsMoneyAway();
    void unheldTombstoneStopsAnOlderPage();
    void rowChangedBehindOurBackIsPutBack();
    void deltaDoesNotLookAtUnchangedRows();
    void unusableRecordIsSetAsideOnce();
    void unusableRecordStaysSetAsideWhenItsRowsChange();
    void missingIsMarkedOnly();
    void plansTurnWithTheDay_data();
    void plansTurnWithTheDay();
};

void TestApplier::secondPassWritesNothing() {
    Practice practice;
    const std::vector<ReadRecord> all{reading(practitioner("PR-1"), 1),
                                      reading(role("PR-11", "PR-1"), 1),
                                      reading(patient("7"), 1),
                                      reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 1),
                                      reading(invoice("I1", "7", 100), 1),
                                      reading(referral("R1", "7", 6, 2), 1)};
    practice.apply(all);
    const qint64 before = practice.database->rowsWritten();
    QVERIFY(before > 0);
    std::vector<ReadRecord> again = all;
    for (ReadRecord& record : again)
        record.stamp = {100, 101};
    practice.context.run = RunId(L("run-2"));
    const auto report = practice.apply(again);
    QCOMPARE(practice.database->rowsWritten(), before);
    QCOMPARE(report.rowsWritten, 0);
    QCOMPARE(report.kinds.at(RecordKind::Appointment), (KindCounts{1, 0, 0, 1, 0, 0, 0}));
}

void TestApplier::statusChangeLeavesAHistoryLine() {
    Practice practice;
    practice.staff();
    practice.apply({reading(patient("7"), 2), reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 2)});
    practice.context.channel = RunType::Webhook;
    practice.context.run = RunId(L("run-9"));
    auto changed = appointment("A1", "7", "2026-11-24T00:00:00Z", SessionStatus::Cancelled);
    practice.apply({reading(changed, 3)});
    const auto lines = practice.database.read([](Scope& scope) { return HistoryStore(scope).newest(1); });
    QCOMPARE(lines.size(), size_t(1));
    QCOMPARE(lines[0].key, (RecordKey{RecordKind::Appointment, HalaxyId(L("A1"))}));
    QCOMPARE(lines[0].channel, RunType::Webhook);
    QCOMPARE(lines[0].run, RunId(L("run-9")));
    QCOMPARE(lines[0].change, L("update"));
    QCOMPARE(lines[0].fields,
             QByteArray(R"({"raw_status":["scheduled","cancelled"],"status":["scheduled","cancelled"]})"));
}

void TestApplier::olderPageDoesNotUndoANewerRead() {
    Practice practice;
    practice.staff();
    const auto old = reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 2);
    practice.apply({reading(patient("7"), 2)});
    practice.apply({reading(appointment("A1", "7", "2026-11-24T00:00:00Z", SessionStatus::Cancelled), 5)});
    const auto report = practice.apply({old});
    QCOMPARE(practice.sessions(), L("A1|7|cancelled"));
    QCOMPARE(report.kinds.at(RecordKind::Appointment).unchanged, 1);
}

void TestApplier::confirmedReadBeatsAnOlderOne() {
    Practice practice;
    practice.staff();
    const auto scheduled = appointment("A1", "7", "2026-11-24T00:00:00Z");
    practice.apply({reading(patient("7"), 2), reading(scheduled, 2)});
    practice.apply({reading(scheduled, 8)});  // still so at 8; nothing is written
    practice.apply({reading(appointment("A1", "7", "2026-11-24T00:00:00Z", SessionStatus::Cancelled), 5)});
    QCOMPARE(practice.sessions(), L("A1|7|scheduled"));
}

void TestApplier::overlappingReadsAreReadAgain() {
    Practice practice;
    practice.staff();
    practice.apply({reading(patient("7"), 2)});
    auto first = reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 2);
    auto second = reading(appointment("A1", "7", "2026-11-24T00:00:00Z", SessionStatus::Cancelled), 2);
    first.stamp = {20, 40};
    second.stamp = {30, 50};
    practice.apply({first});
    const auto report = practice.apply({second});
    QCOMPARE(report.readAgain, std::vector<RecordKey>{second.key});
    QCOMPARE(practice.sessions(), L("A1|7|scheduled"));
    second.stamp = {60, 61};
    QVERIFY(practice.apply({second}).readAgain.empty());
    QCOMPARE(practice.sessions(), L("A1|7|cancelled"));
}

void TestApplier::unmovedVersionIsDecidedByReading() {
    Practice practice;
    practice.staff();
    const char* version = "2026-11-01T00:00:00Z";
    practice.apply(
        {reading(patient("7"), 2), reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 2, version)});
    practice.apply(
        {reading(appointment("A1", "7", "2026-11-24T00:00:00Z", SessionStatus::NoShow), 3, version)});
    QCOMPARE(practice.sessions(), L("A1|7|no_show"));
}

void TestApplier::goneAppointmentComesBackOnlyByALaterRead() {
    Practice practice;
    practice.staff();
    const auto visit = appointment("A1", "7", "2026-11-24T00:00:00Z");
    practice.apply({reading(patient("7"), 2), reading(visit, 2, "2026-11-01T00:00:00Z")});
    const auto report = practice.gone(RecordKind::Appointment, "A1", 5);
    QCOMPARE(report.kinds.at(RecordKind::Appointment).deleted, 1);
    QCOMPARE(practice.sessions(), QString());
    practice.apply({reading(visit, 4, "2026-11-22T00:00:00Z")});  // newer by version, read before
    QCOMPARE(practice.sessions(), QString());
    QCOMPARE(practice.gone(RecordKind::Appointment, "A1", 6).rowsWritten, 0);
    practice.apply({reading(visit, 7, "2026-11-01T00:00:00Z")});
    QCOMPARE(practice.sessions(), L("A1|7|scheduled"));
    QCOMPARE(practice.cell("SELECT change FROM history WHERE row_table = 'sessions' ORDER BY id"),
             L("create\ndelete\nrestore"));
}

void TestApplier::gonePatientStaysWhileSessionsDo() {
    Practice practice;
    practice.staff();
    practice.apply({reading(patient("7", "Mia", "Banks"), 2),
                    reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 2)});
    practice.gone(RecordKind::Patient, "7", 3);
    QCOMPARE(practice.cell("SELECT initials, deleted_at FROM clients"), L("MB|-"));
    practice.gone(RecordKind::Appointment, "A1", 4);
    QCOMPARE(practice.cell("SELECT count(*) FROM clients WHERE deleted_at IS NULL"), L("0"));
}

void TestApplier::gonePractitionerBecomesInactive() {
    Practice practice;
    practice.staff();
    practice.apply({reading(patient("7"), 2), reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 2)});
    practice.gone(RecordKind::Practitioner, "PR-1", 3);
    QCOMPARE(practice.cell("SELECT status, deleted_at FROM practitioners"), L("inactive|-"));
    QCOMPARE(practice.sessions(), L("A1|7|scheduled"));
}

void TestApplier::goneInvoiceTakesItsMoneyAway() {
    Practice practice;
    practice.staff();
    auto visit = appointment("A1", "7", "2026-11-20T00:00:00Z", SessionStatus::Completed);
    visit.patients[0].invoiceIds = {HalaxyId(L("I1"))};
    practice.apply({reading(patient("7"), 2), reading(visit, 2), reading(invoice("I1", "7", 22000), 2)});
    practice.gone(RecordKind::Invoice, "I1", 3);
    QCOMPARE(practice.cell("SELECT invoice_amount, is_paid FROM sessions"), L("-|0"));
    QCOMPARE(practice.cell("SELECT count(*) FROM invoices WHERE deleted_at IS NULL"), L("0"));
}

void TestApplier::unheldTombstoneStopsAnOlderPage() {
    Practice practice;
    practice.staff();
    practice.apply({reading(patient("7"), 1)});
    practice.gone(RecordKind::Appointment, "A1", 5);
    practice.apply({reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 4)});
    QCOMPARE(practice.sessions(), QString());
    practice.apply({reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 6)});
    QCOMPARE(practice.sessions(), L("A1|7|scheduled"));
}

void TestApplier::rowChangedBehindOurBackIsPutBack() {
    Practice practice;
    practice.staff();
    const auto visit = appointment("A1", "7", "2026-11-24T00:00:00Z");
    practice.apply({reading(patient("7", "Mia", "Banks"), 2), reading(visit, 2)});
    practice.database.execute(L("UPDATE sessions SET status = 'completed'"));
    practice.database.execute(L("UPDATE clients SET first_name = 'Eve'"));
    const auto report = practice.apply({reading(visit, 3), reading(patient("7", "Mia", "Banks"), 3)});
    QCOMPARE(report.conflicts, 2);
    QCOMPARE(practice.sessions(), L("A1|7|scheduled"));
    QCOMPARE(practice.cell("SELECT first_name FROM clients"), L("Mia"));
    QCOMPARE(practice.cell("SELECT kind, change, fields FROM history WHERE change = 'conflict' ORDER BY id"),
             L("Appointment|conflict|{\"status\":[\"completed\",\"scheduled\"]}\n"
               "Patient|conflict|{\"first_name\":[\"Eve\",\"Mia\"]}"));
}

void TestApplier::deltaDoesNotLookAtUnchangedRows() {
    Practice practice;
    practice.staff();
    const auto visit = appointment("A1", "7", "2026-11-24T00:00:00Z");
    practice.apply({reading(patient("7"), 2), reading(visit, 2)});
    practice.database.execute(L("UPDATE sessions SET status = 'completed'"));
    practice.context.channel = RunType::Delta;
    QCOMPARE(practice.apply({reading(visit, 3)}).conflicts, 0);
    QCOMPARE(practice.sessions(), L("A1|7|completed"));
}

void TestApplier::unusableRecordIsSetAsideOnce() {
    Practice practice;
    practice.staff();
    const auto good = appointment("A1", "7", "2026-11-24T00:00:00Z");
    practice.apply({reading(patient("7"), 2), reading(good, 2)});
    ReadRecord bad = reading(good, 3);
    bad.content = L("The start is not a time.");
    bad.hash = QByteArray(16, 'b');
    const auto first = practice.apply({bad});
    QCOMPARE(first.kinds.at(RecordKind::Appointment), (KindCounts{1, 0, 0, 0, 0, 0, 1}));
    QVERIFY(first.setAside.at(0).isNew);
    QCOMPARE(practice.sessions(), L("A1|7|scheduled"));  // what was good stands
    practice.context.now += std::chrono::minutes(15);
    const auto second = practice.apply({bad});
    QVERIFY(!second.setAside.at(0).isNew);
    QCOMPARE(second.setAside.at(0).firstSeen, at("2026-11-23T00:00:00Z"));
    QCOMPARE(practice.cell("SELECT count(*) FROM set_aside"), L("1"));
    practice.apply({reading(good, 5)});
    QCOMPARE(practice.cell("SELECT count(*) FROM set_aside"), L("0"));
}

void TestApplier::unusableRecordStaysSetAsideWhenItsRowsChange() {
    Practice practice;
    practice.staff();
    auto good = appointment("A1", "7", "2026-11-24T00:00:00Z");
    good.patients[0].invoiceIds = {HalaxyId(L("I1"))};
    practice.apply({reading(patient("7"), 2), reading(good, 2)});
    ReadRecord bad = reading(good, 3);
    bad.content = L("The start is not a time.");
    bad.hash = QByteArray(16, 'b');
    practice.apply({bad});
    practice.apply({reading(invoice("I1", "7", 22000), 4)});
    QCOMPARE(practice.cell("SELECT invoice_amount FROM sessions"), L("22000"));
    QCOMPARE(practice.cell("SELECT count(*) FROM set_aside"), L("1"));
}

void TestApplier::missingIsMarkedOnly() {
    Practice practice;
    practice.staff();
    const auto visit = appointment("A1", "7", "2026-11-24T00:00:00Z");
    practice.apply({reading(patient("7"), 2), reading(visit, 2)});
    const auto mark = [&] {
        return practice.database.write([&](Scope& scope) {
            return practice.applier.markMissing(scope, {{RecordKind::Appointment, HalaxyId(L("A1"))}},
                                                practice.context);
        });
    };
    const auto first = mark();
    QCOMPARE(first.kinds.at(RecordKind::Appointment).missing, 1);
    QCOMPARE(first.practitioners.size(), size_t(1));
    QCOMPARE(mark().practitioners.size(), size_t(0));  // marked already
    QCOMPARE(practice.sessions(), L("A1|7|scheduled"));
    practice.apply({reading(visit, 5)});
    QCOMPARE(practice.cell("SELECT count(*) FROM not_confirmed"), L("0"));
}

void TestApplier::plansTurnWithTheDay_data() {
    QTest::addColumn<QDate>("start");
    QTest::addColumn<QDate>("end");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    // It is the 23rd in Sydney, then the 24th.
    QTest::newRow("starts") << QDate(2026, 11, 24) << QDate(2027, 11, 23) << L("0") << L("1");
    QTest::newRow("ends") << QDate(2026, 1, 1) << QDate(2026, 11, 23) << L("1") << L("0");
    QTest::newRow("ends a day later") << QDate(2026, 1, 1) << QDate(2026, 11, 24) << L("1") << L("1");
    QTest::newRow("goes on") << QDate(2026, 1, 1) << QDate(2027, 1, 1) << L("1") << L("1");
}

void TestApplier::plansTurnWithTheDay() {
    QFETCH(QDate, start);
    QFETCH(QDate, end);
    Practice practice;
    practice.staff();
    auto plan = referral("R1", "7", 6, 2);
    plan.start = start;
    plan.end = end;
    practice.apply({reading(patient("7"), 2), reading(plan, 2)});
    practice.database.write(
        [&](Scope& scope) { return practice.applier.referralsRead(scope, std::nullopt, practice.context); });
    QTEST(practice.cell("SELECT mhcp_is_active FROM clients"), "before");
    const UtcTime since = practice.context.now;
    practice.context.now = at("2026-11-23T13:30:00Z");
    practice.database.write(
        [&](Scope& scope) { return practice.applier.passTime(scope, since, practice.context); });
    QTEST(practice.cell("SELECT mhcp_is_active FROM clients"), "after");
}

QTEST_GUILESS_MAIN(TestApplier)
#include "tst_applier.moc"
