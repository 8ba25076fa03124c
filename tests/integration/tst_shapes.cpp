// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Both shapes of the service and every way it may be stingy: rows equal its truth, a second run writes
// nothing, and changes arrive.
#include "integration/changes.h"
#include "integration/expected_rows.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;

Q_DECLARE_METATYPE(sandbox::Quirks)

class TestShapes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsEqualTheTruth_data();
    void rowsEqualTheTruth();
};

void TestShapes::rowsEqualTheTruth_data() {
    QTest::addColumn<sandbox::Quirks>("quirks");
    sandbox::Quirks quirks;
    QTest::newRow("the real service") << quirks;
    quirks.shape = sandbox::Shape::Plain;
    QTest::newRow("the specification's shape") << quirks;
    quirks.withMeta = quirks.withTotal = false;
    QTest::newRow("the specification's shape without meta and total") << quirks;
    quirks.shape = sandbox::Shape::Real;
    QTest::newRow("without meta and total") << quirks;
    quirks.withTotal = true;
    QTest::newRow("without meta") << quirks;
    quirks.withMeta = true;
    quirks.withTotal = false;
    QTest::newRow("without total") << quirks;
    quirks = {};
    quirks.statusMovesLastUpdated = quirks.autoAttendedMovesLastUpdated = quirks.invoiceMovesLastUpdated =
        false;
    QTest::newRow("a _lastUpdated that does not move") << quirks;
    quirks = {};
    quirks.withDate = false;
    QTest::newRow("without Date") << quirks;
    quirks = {};
    quirks.referrals = sandbox::ReferralMode::BySubject;
    QTest::newRow("referrals only by subject") << quirks;
    quirks.referrals = sandbox::ReferralMode::Ignored;
    QTest::newRow("referrals of the whole practice are ignored") << quirks;
    quirks = {};
    quirks.ignoredParameters = {QStringLiteral("Appointment.practitioner-role")};
    QTest::newRow("practitioner-role is ignored") << quirks;
    quirks.ignoredParameters << QStringLiteral("Appointment.practitioner")
                             << QStringLiteral("Appointment.actor");
    QTest::newRow("every practitioner parameter is ignored") << quirks;
    quirks = {};
    quirks.goneStatus = 410;
    quirks.expiredStatus = 403;
    quirks.tokenSeconds = 60;
    QTest::newRow("tokens that expire in the middle of a run") << quirks;
}

void TestShapes::rowsEqualTheTruth() {
    QFETCH(sandbox::Quirks, quirks);
    LivePractice live(quirks);
    RunReport report = live.run();
    QVERIFY2(report.outcome == RunOutcome::Success, qPrintable(tell(report)));
    // Referrals that are asked for client by client are spread over runs.
    for (int i = 0; i < 4 && quirks.referrals != sandbox::ReferralMode::PracticeWide; ++i)
        live.run();
    QCOMPARE(compareLines(live.stored(), live.expected()), QString());

    const auto before = wholeRows(live.database);
    report = live.run();
    QVERIFY2(report.outcome == RunOutcome::Success, qPrintable(tell(report)));
    QVERIFY(wholeRows(live.database) == before);

    changeThePractice(live);
    report = live.run();
    QVERIFY2(report.outcome == RunOutcome::Success, qPrintable(tell(report)));
    QCOMPARE(compareLines(live.stored(), live.expected()), QString());
}

QTEST_GUILESS_MAIN(TestShapes)
#include "tst_shapes.moc"
