// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names, money and row ids: what is stored must never change by accident.
#include "core/connection_views.h"
#include "core/dashboard.h"
#include "core/money.h"
#include "core/row_ids.h"
#include "core/run_report.h"
#include "core/status.h"

#include <QtTest>

using namespace bloom;

namespace {
template <typename E> void namesAre(const QStringList& texts) {
    for (int i = 0; i < texts.size(); ++i) {
        QCOMPARE(name(static_cast<E>(i)), texts[i]);
        QVERIFY(parse<E>(texts[i]) == static_cast<E>(i));
    }
    QVERIFY(!parse<E>(QString()));
    QVERIFY(!parse<E>(texts[0].toUpper()));
    QVERIFY(!parse<E>(QStringLiteral("other things")));
}
QStringList words(const char* text) { return QString::fromLatin1(text).split(u' '); }
}  // namespace

class TestVocabulary : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesRoundTrip() {
        namesAre<RecordKind>(words("Practitioner PractitionerRole Patient Appointment Invoice Referral"));
        namesAre<SessionStatus>(
            words("scheduled confirmed in_progress completed no_show cancelled rescheduled unknown"));
        namesAre<LocationType>(words("in-person telehealth phone unknown"));
        namesAre<BillingType>(words("medicare private dva workcover ndis unknown"));
        namesAre<Gender>(words("male female other unknown"));
        namesAre<PractitionerStatus>(words("active inactive onboarding"));
        namesAre<ClientStatus>(words("active inactive discharged"));
        namesAre<QualificationType>(words("clinical counselling general"));
        namesAre<RunType>(words("full delta webhook manual backfill audit"));
        namesAre<RunOutcome>(words("running success partial held failed interrupted cancelled"));
    }
    void namesOfViews() {
        QCOMPARE(name(BreakerState::Closed), QStringLiteral("closed"));
        QCOMPARE(name(BreakerState::Open), QStringLiteral("open"));
        QCOMPARE(name(BreakerState::HalfOpen), QStringLiteral("half-open"));
        QCOMPARE(name(SyncHealth::Healthy), QStringLiteral("healthy"));
        QCOMPARE(name(SyncHealth::Stale), QStringLiteral("stale"));
        QCOMPARE(name(SyncHealth::Error), QStringLiteral("error"));
    }
    void centsAreRounded_data() {
        QTest::addColumn<double>("amount");
        QTest::addColumn<qint64>("cents");
        QTest::newRow("whole") << 220.0 << qint64(22000);
        QTest::newRow("binary falls short of what was written") << 0.285 << qint64(29);
        QTest::newRow("1.005 as written") << 1.005 << qint64(101);
        QTest::newRow("a credit, away from zero") << -1.005 << qint64(-101);
        QTest::newRow("sum of thirds") << 93.35 * 3 << qint64(28005);
        QTest::newRow("below half a cent") << 0.0049 << qint64(0);
        QTest::newRow("not a number") << qQNaN() << qint64(0);
        QTest::newRow("absurd") << 1e300 << qint64(0);
    }
    void centsAreRounded() {
        QFETCH(double, amount);
        QFETCH(qint64, cents);
        QCOMPARE(qint64(centsFromDouble(amount).value), cents);
    }
    void decimalsHaveTwoPlaces_data() {
        QTest::addColumn<qint64>("cents");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << qint64(0) << QStringLiteral("0.00");
        QTest::newRow("cents only") << qint64(7) << QStringLiteral("0.07");
        QTest::newRow("thousands without grouping") << qint64(123450) << QStringLiteral("1234.50");
        QTest::newRow("negative below one") << qint64(-5) << QStringLiteral("-0.05");
        QTest::newRow("the least") << std::numeric_limits<qint64>::min()
                                   << QStringLiteral("-92233720368547758.08");
    }
    void decimalsHaveTwoPlaces() {
        QFETCH(qint64, cents);
        QFETCH(QString, text);
        QCOMPARE(decimalText(Cents{cents}), text);
    }
    void rowIdsAreFunctionsOfHalaxyIds() {
        const HalaxyId one(QStringLiteral("1")), two(QStringLiteral("2"));
        QCOMPARE(clientRowId(one), clientRowId(one));
        QVERIFY(clientRowId(one) != clientRowId(two));
        QVERIFY(clientRowId(one).value != practitionerRowId(one).value);
        QVERIFY(clientRowId(one).value != invoiceRowId(one).value);
        QVERIFY(invoiceRowId(one).value != referralRowId(one).value);
        QVERIFY(sessionRowId(one, two) != sessionRowId(two, one));
        // Stored in databases: this very text must stay.
        QCOMPARE(clientRowId(HalaxyId(QStringLiteral("123"))).value,
                 QStringLiteral("0334bdb7-3ab0-58e3-911f-840b99405396"));
        QCOMPARE(clientRowId(one).value.size(), 36);
        QCOMPARE(clientRowId(one).value[14], QChar(u'5'));
    }
    void countsAddUp() {
        RunReport report;
        report.kinds[RecordKind::Patient] = {3, 1, 1, 1, 0, 0, 0};
        report.kinds[RecordKind::Appointment] = {10, 2, 3, 4, 5, 6, 1};
        const KindCounts expected{13, 3, 4, 5, 5, 6, 1};
        QVERIFY(report.total() == expected);
    }
};

QTEST_GUILESS_MAIN(TestVocabulary)
#include "tst_vocabulary.moc"
