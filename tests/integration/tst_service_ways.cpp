// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ways the real service has, or may have, one by one: what it leaves out, how it writes it, and who else
// calls it.
#include "integration/changes.h"
#include "integration/expected_rows.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {
QString t(const char* text) { return QString::fromLatin1(text); }

QStringList expected(PracticeBench& bench) {
    return expectedRows(bench.halaxy.practice(), bench.halaxy.quirks().shape, bench.clock.utcNow());
}

/// Every doctor's name left out.
QStringList withoutRequesters(QStringList lines) {
    for (QString& line : lines) {
        QStringList fields = line.split(u'|');
        if (fields.front() == QLatin1String("referral"))
            fields[10] = t("-");
        line = fields.join(u'|');
    }
    return lines;
}
}  // namespace

class TestServiceWays : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void referencesFromTheRootAreFollowed();
    void referencesNeedNoDisplay();
    void anIgnoredSubjectIsFilteredHere();
    void othersShareTheMinute();
    void retryAfterAsADateIsMeasuredByTheServicesClock_data();
    void retryAfterAsADateIsMeasuredByTheServicesClock();
    void contactsAndDeaths();
    void aPaymentThatMovesNothingComesWithTheDaysWholeListing();
};

void TestServiceWays::referencesFromTheRootAreFollowed() {
    sandbox::Quirks quirks;
    quirks.pathReferences = true;
    PracticeBench bench(PracticeBench::small(), quirks);
    QCOMPARE(bench.run().outcome, RunOutcome::Success);
    QVERIFY(bench.count(t("sessions")) > 300);
    QCOMPARE(compareLines(storedRows(bench.database), expected(bench)), QString());
}

void TestServiceWays::referencesNeedNoDisplay() {
    sandbox::Quirks quirks;
    quirks.withDisplay = false;
    PracticeBench bench(PracticeBench::small(), quirks);
    QCOMPARE(bench.run().outcome, RunOutcome::Success);
    QVERIFY(bench.count(t("referrals")) > 3);
    QCOMPARE(compareLines(storedRows(bench.database), withoutRequesters(expected(bench))), QString());
}

void TestServiceWays::anIgnoredSubjectIsFilteredHere() {
    sandbox::Quirks quirks;
    quirks.referrals = sandbox::ReferralMode::BySubject;
    quirks.ignoredParameters = {t("Referral.subject")};
    PracticeBench bench(PracticeBench::small(), quirks);
    for (int i = 0; i < 4; ++i)  // spread over runs
        QCOMPARE(bench.run().outcome, RunOutcome::Success);
    QCOMPARE(compareLines(storedRows(bench.database), expected(bench)), QString());
}

void TestServiceWays::othersShareTheMinute() {
    PracticeBench bench;
    bench.halaxy.quirks().requestsPerMinute = 20;
    bench.halaxy.quirks().othersPerMinute = 12;
    const RunReport report = bench.run();
    QVERIFY2(report.outcome == RunOutcome::Success, qPrintable(tell(report)));
    QVERIFY(report.rateLimitWait >= 60s);
    QCOMPARE(bench.halaxy.counters().statuses.value(429), 0);
    QCOMPARE(compareLines(storedRows(bench.database), expected(bench)), QString());
}

void TestServiceWays::retryAfterAsADateIsMeasuredByTheServicesClock_data() {
    QTest::addColumn<int>("skew");
    QTest::newRow("clocks agree") << 0;
    QTest::newRow("two hours ahead") << 7200;
    QTest::newRow("two hours behind") << -7200;
}

void TestServiceWays::retryAfterAsADateIsMeasuredByTheServicesClock() {
    QFETCH(int, skew);
    PracticeBench bench;
    bench.halaxy.quirks().retryAfterAsDate = true;
    bench.addFault(t("clock-skew,seconds=%1").arg(skew));
    bench.addFault(t("rate-limited,resource=Invoice,count=1,seconds=40"));
    const RunReport report = bench.run();
    QVERIFY2(report.outcome == RunOutcome::Success, qPrintable(tell(report)));
    QVERIFY(report.rateLimitWait >= 38s);  // the retry's own second is not the gate's
    QVERIFY(report.rateLimitWait <= 41s);
}

void TestServiceWays::contactsAndDeaths() {
    PracticeBench bench;
    auto& rows = bench.halaxy.practice().patients.rows();
    using Contacts = std::vector<sandbox::ContactPoint>;
    rows[0].contacts = Contacts{{t("fax"), t("home"), t("+61255500001"), {}},
                                {t("phone"), t("work"), t("+61255500002"), {}},
                                {t("sms"), t("mobile"), t("+61491570001"), QDate(2024, 6, 30)},
                                {t("email"), t("work"), t("work@example.com"), {}}};
    rows[1].contacts = Contacts{{t("fax"), t("work"), t("+61255500003"), {}}};
    rows[2].contacts = Contacts{{t("phone"), t("work"), t("+61255500004"), {}},
                                {t("phone"), t("home"), t("+61255500005"), {}},
                                {t("email"), t("work"), t("w@example.com"), {}},
                                {t("email"), t("home"), t("h@example.com"), {}}};
    rows[2].deceased = true;
    ++bench.halaxy.practice().revision;
    QCOMPARE(bench.run().outcome, RunOutcome::Success);
    QCOMPARE(bench.database.rows(t("SELECT phone, email FROM clients WHERE halaxy_patient_id IN ('41001', "
                                   "'41002', '41003') ORDER BY halaxy_patient_id")),
             (QStringList{t("+61255500002|work@example.com"), t("-|-"), t("+61255500005|h@example.com")}));
    QCOMPARE(bench.database.cell(t("SELECT status FROM clients WHERE halaxy_patient_id = '41003'")),
             t("discharged"));
}

void TestServiceWays::aPaymentThatMovesNothingComesWithTheDaysWholeListing() {
    sandbox::Quirks quirks;
    quirks.paymentMovesLastUpdated = false;
    PracticeBench bench(PracticeBench::small(), quirks);
    QCOMPARE(bench.run().outcome, RunOutcome::Success);
    const auto& invoices = bench.halaxy.practice().invoices.rows();
    const auto open = std::ranges::find_if(invoices, [](const auto& one) { return one.balanceCents() > 0; });
    QVERIFY(open != invoices.end());
    const QString paid =
        t("SELECT total_balance, is_paid FROM invoices WHERE halaxy_invoice_id = '%1'").arg(open->id);
    const QString before = t("%1|0").arg(open->balanceCents());
    QCOMPARE(bench.database.cell(paid), before);
    QVERIFY(bench.edit().pay(open->id, open->balanceCents()));
    bench.clock.advance(15min);
    QCOMPARE(bench.run().outcome, RunOutcome::Success);
    QCOMPARE(bench.database.cell(paid), before);  // nothing told
    bench.clock.advance(24h);
    QCOMPARE(bench.run().outcome, RunOutcome::Success);
    QCOMPARE(bench.database.cell(paid), t("0|1"));
}

QTEST_GUILESS_MAIN(TestServiceWays)
#include "tst_service_ways.moc"
