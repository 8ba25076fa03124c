// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Faults that strike one practitioner, that pass by themselves, that meet the very first sync, and those that
// look like an answer.
#include "integration/changes.h"
#include "integration/expected_rows.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;

namespace {
QString t(const char* text) { return QString::fromLatin1(text); }
}  // namespace

class TestFaultEdges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onePractitionersFaultIsTheirs_data();
    void onePractitionersFaultIsTheirs();
    void harmlessFaultsAreRiddenOut_data();
    void harmlessFaultsAreRiddenOut();
    void aBrokenFirstSyncIsMended_data();
    void aBrokenFirstSyncIsMended();
    void whatListingsHideIsReadByIdAndNeverDeleted();
    void unusableRecordsAreSetAsideOneByOne();
    void aSmallMinuteIsKept();
    void aSkewedClockLosesNothing_data();
    void aSkewedClockLosesNothing();
};

void TestFaultEdges::onePractitionersFaultIsTheirs_data() {
    QTest::addColumn<QString>("fault");
    for (const char* fault : {"server-error", "truncate", "html", "empty-searchset", "next-loops", "hang",
                              "shifted-pages,amount=-1", "warning-entry"})
        QTest::newRow(fault) << t(fault);
}

void TestFaultEdges::onePractitionersFaultIsTheirs() {
    QFETCH(QString, fault);
    LivePractice live;
    QCOMPARE(live.run().outcome, RunOutcome::Success);
    const QSet<QString> patients = changeThePractice(live);
    const auto before = wholeRows(live.database);
    const QString halaxyId = live.practice().practitioners.rows().at(1).id;
    const QString id = live.database.cell(
        QStringLiteral("SELECT id FROM practitioners WHERE halaxy_practitioner_id = '%1'").arg(halaxyId));
    const QString freshness =
        QStringLiteral("SELECT last_success_at FROM sync_status WHERE practitioner_id = '%1'");
    const QString theirs = live.database.cell(freshness.arg(id));
    const QString practices = live.database.cell(freshness.arg(QString()));

    live.addFaults(fault + t(",resource=Appointment,practitioner=") + halaxyId);
    const RunReport during = live.run();
    QVERIFY2(during.outcome == RunOutcome::Partial, qPrintable(tell(during)));
    QCOMPARE(during.practitioners.size(), 3U);
    for (const PractitionerReport& part : during.practitioners)
        QCOMPARE(part.outcome == RunOutcome::Success, part.practitioner.value != id);
    QCOMPARE(live.database.cell(freshness.arg(id)), theirs);
    QCOMPARE(live.database.cell(freshness.arg(QString())), practices);
    QCOMPARE(wronglyTouched(live.database, before, patients), QString());

    QVERIFY(live.recover());
    const RunReport after = live.run();
    QVERIFY2(after.outcome == RunOutcome::Success, qPrintable(tell(after)));
    QCOMPARE(compareLines(live.stored(), live.expected()), QString());
    QVERIFY(live.database.cell(freshness.arg(id)) > theirs);
}

void TestFaultEdges::harmlessFaultsAreRiddenOut_data() {
    QTest::addColumn<QString>("faults");
    for (const char* faults :
         {"latency,milliseconds=60", "rate-limited,count=2,seconds=3",
          "server-error,resource=Invoice,count=3", "drop,resource=Patient,count=2",
          "truncate,resource=Patient,count=1", "hang,resource=Referral,count=1", "expired-token,count=1",
          "revoked-token,count=1", "expired-token,every=4", "repeated-rows,resource=Invoice",
          "html,resource=Invoice,count=1", "empty,resource=Patient,count=1",
          "warning-entry,resource=Patient,count=1", "shifted-pages,resource=Invoice",
          "shifted-pages,resource=Invoice,count=1,skip=1,amount=-2", "missing-rows,resource=Patient,count=1",
          "next-loops,resource=Invoice,count=1"})
        QTest::newRow(faults) << t(faults);
}

void TestFaultEdges::harmlessFaultsAreRiddenOut() {
    QFETCH(QString, faults);
    LivePractice live;
    live.listWholeEachRun();
    QCOMPARE(live.run().outcome, RunOutcome::Success);
    changeThePractice(live);
    const QStringList fresh = live.freshness();
    live.addFaults(faults);
    const RunReport during = live.run();
    QVERIFY2(during.outcome == RunOutcome::Success, qPrintable(tell(during)));
    QVERIFY(!live.halaxy().counters().faults.isEmpty());
    QCOMPARE(compareLines(live.stored(), live.expected()), QString());
    QVERIFY(live.freshness() != fresh);
}

void TestFaultEdges::aBrokenFirstSyncIsMended_data() {
    QTest::addColumn<QString>("faults");
    for (const char* faults :
         {"outage", "outage,skip=3", "outage,skip=6", "html,resource=Appointment",
          "server-error,resource=PractitionerRole", "empty-searchset,resource=Patient", "empty-searchset",
          "missing-rows,resource=Appointment,amount=7", "hang,resource=Practitioner", "credentials-refused",
          "next-leaves-host,resource=Invoice"})
        QTest::newRow(faults) << t(faults);
}

void TestFaultEdges::aBrokenFirstSyncIsMended() {
    QFETCH(QString, faults);
    LivePractice live;
    live.addFaults(faults);
    const RunReport during = live.run();
    QVERIFY2(during.outcome == RunOutcome::Partial || during.outcome == RunOutcome::Failed,
             qPrintable(tell(during)));
    QVERIFY2(!during.problems.empty() || !during.setAside.empty(), qPrintable(tell(during)));
    QCOMPARE(live.database.cell(t("SELECT count(*) FROM sync_status WHERE practitioner_id = '' "
                                  "AND last_success_at IS NOT NULL")),
             t("0"));
    QVERIFY(live.recover());
    live.listWholeEachRun();
    const RunReport after = live.run();
    QVERIFY2(after.outcome == RunOutcome::Success, qPrintable(tell(after)));
    QCOMPARE(compareLines(live.stored(), live.expected()), QString());
}

void TestFaultEdges::whatListingsHideIsReadByIdAndNeverDeleted() {
    LivePractice live;
    QCOMPARE(live.run().outcome, RunOutcome::Success);
    const auto before = wholeRows(live.database);
    live.addFaults(t("hidden-rows,resource=Appointment,amount=5"));
    const RunReport during = live.run();
    QVERIFY2(during.outcome == RunOutcome::Success, qPrintable(tell(during)));
    QCOMPARE(live.database.cell(t("SELECT count(*) FROM held_sets")), t("0"));
    QVERIFY(wholeRows(live.database) == before);
    QVERIFY(live.recover());
    QCOMPARE(live.run().outcome, RunOutcome::Success);
    QCOMPARE(live.database.cell(t("SELECT count(*) FROM not_confirmed")), t("0"));
    QVERIFY(wholeRows(live.database) == before);
}

void TestFaultEdges::unusableRecordsAreSetAsideOneByOne() {
    LivePractice live;
    QCOMPARE(live.run().outcome, RunOutcome::Success);
    const QSet<QString> patients = changeThePractice(live);
    const auto before = wholeRows(live.database);
    live.addFaults(t("unusable,resource=Appointment,amount=7"));
    RunReport during = live.run();
    QVERIFY2(during.outcome == RunOutcome::Partial, qPrintable(tell(during)));
    QVERIFY(during.kinds.at(RecordKind::Appointment).setAside > 10);
    for (const SetAside& one : during.setAside)
        QCOMPARE(one.reason, t("has no usable start time"));
    QCOMPARE(wronglyTouched(live.database, before, patients), QString());
    QCOMPARE(deletedRows(live.database), 0);
    during = live.run();  // known by now
    QVERIFY2(during.outcome == RunOutcome::Success, qPrintable(tell(during)));
    QVERIFY(during.kinds.at(RecordKind::Appointment).setAside > 10);
    QVERIFY(live.recover());
    QCOMPARE(live.run().outcome, RunOutcome::Success);
    QCOMPARE(live.database.cell(t("SELECT count(*) FROM set_aside")), t("0"));
    QCOMPARE(compareLines(live.stored(), live.expected()), QString());
}

void TestFaultEdges::aSmallMinuteIsKept() {
    sandbox::Quirks quirks;
    quirks.requestsPerMinute = 10;  // of which listings take 8
    LivePractice live(quirks);
    const RunReport report = live.run();
    QVERIFY2(report.outcome == RunOutcome::Success, qPrintable(tell(report)));
    QVERIFY(report.calls > 10);
    QVERIFY(report.rateLimitWait > std::chrono::seconds(10));
    QCOMPARE(live.halaxy().counters().statuses.value(429), 0);
    QCOMPARE(compareLines(live.stored(), live.expected()), QString());
}

void TestFaultEdges::aSkewedClockLosesNothing_data() {
    QTest::addColumn<int>("seconds");
    QTest::newRow("two hours ahead") << 7200;
    QTest::newRow("two hours behind") << -7200;
}

void TestFaultEdges::aSkewedClockLosesNothing() {
    QFETCH(int, seconds);
    LivePractice live;
    live.addFaults(t("clock-skew,seconds=%1").arg(seconds));
    QCOMPARE(live.run().outcome, RunOutcome::Success);
    changeThePractice(live);
    QCOMPARE(live.run().outcome, RunOutcome::Success);
    QCOMPARE(compareLines(live.stored(), live.expected()), QString());
    QVERIFY(live.recover());  // and now it is set right
    QVERIFY(live.edit().renamePatient(live.practice().patients.rows().at(9).id, t("Ada"), t("King")));
    QCOMPARE(live.run().outcome, RunOutcome::Success);
    if (seconds < 0)
        QCOMPARE(compareLines(live.stored(), live.expected()), QString());
    live.listWholeEachRun();
    QCOMPARE(live.run().outcome, RunOutcome::Success);
    QCOMPARE(compareLines(live.stored(), live.expected()), QString());
}

QTEST_GUILESS_MAIN(TestFaultEdges)
#include "tst_fault_edges.moc"
