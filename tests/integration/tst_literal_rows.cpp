// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of one practice as they should be, written down. Each was worked out by hand from the JSON that
//   halaxy-sandbox --seed 1 --now 2026-11-24T09:40:00+11:00 --in-window
//                  --practitioners 3 --patients 40 --appointments 400
// serves, by the rules alone, so that no reading of them in code, the tests' own included, can prove itself.
#include "integration/expected_rows.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;

class TestLiteralRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void rows_data();
    void rows();
    void aBlockerIsNoSession();
    void thereAreAsManyAsHalaxyHolds();

private:
    std::unique_ptr<PracticeBench> m_bench;
    QStringList m_stored;
};

void TestLiteralRows::initTestCase() {
    m_bench = std::make_unique<PracticeBench>();
    QCOMPARE(m_bench->run().outcome, RunOutcome::Success);
    m_stored = storedRows(m_bench->database);
}

void TestLiteralRows::rows_data() {
    QTest::addColumn<QString>("line");
    const auto row = [](const char* name, const char* line) {
        QTest::newRow(name) << QString::fromUtf8(line);
    };
    // kind, id, first and last name, email, phone, AHPRA number, qualification
    row("a clinical psychologist",
        "practitioner|PR-1001|Matilda|Roslow|matilda.roslow1@example.com|+61491573677|PSY0001712792|"
        "clinical");
    row("a psychologist with two roles",
        "practitioner|PR-1002|Arjun|Ashgrove|arjun.ashgrove2@example.com|+61491578336|PSY0001765880|general");
    row("a counsellor, whom AHPRA does not register",
        "practitioner|PR-1003|Priya|Dunston|priya.dunston3@example.com|+61491570925|-|counselling");
    row("a role", "role|PR-2001|PR-1001|1");
    row("one person's first role", "role|PR-2011|PR-1002|1");
    row("and the second", "role|PR-2012|PR-1002|1");

    // kind, id, first, last and display name, initials, email, phone, born, gender, status
    row("two given names, of which the first counts",
        "client|41001|Rhys|Belshaw|-|RB|rhys.belshaw0@example.com|+61491573828|1994-05-30|male|active");
    row("the usual name comes first and holds less",
        "client|41011|Wiremu|Wendale|-|WW|wiremu.wendale10@example.com|+61491576869|1978-09-17|male|active");
    row("only a year of birth",
        "client|41013|Aisha|Aldford|-|AA|aisha.aldford12@example.com|+61491575977|1969|female|active");
    row("a name that is only text, and a mobile before the home phone",
        "client|41022|-|-|Felix "
        "Thorngate|FT|felix.thorngate21@example.com|+61491572775|1996-03-31|male|active");
    row("a family name of three words, a year and month of birth",
        "client|41030|Lucía|de la "
        "Corte|-|LD|lucia.delacorte29@example.com|+61491570313|1953-03|female|active");

    // kind, appointment, patient, practitioner, start, end, minutes, type, status, as Halaxy says, group,
    // place, notes, billing, cents, paid
    row("attended, by telehealth, Medicare has paid",
        "session|500001|41003|PR-1003|2026-10-25T23:00:00.000Z|2026-10-25T23:50:00.000Z|50|Standard session|"
        "completed|attended|0|telehealth|-|medicare|14525|1");
    row("cancelled, with a comment",
        "session|500005|41009|PR-1003|2026-10-27T03:00:00.000Z|2026-10-27T03:50:00.000Z|50|Standard session|"
        "cancelled|cancelled|0|in-person|Please park at the rear.|-|-|0");
    row("half paid by the client",
        "session|500006|41001|PR-1001|2026-10-27T04:00:00.000Z|2026-10-27T04:50:00.000Z|50|Initial "
        "consultation|"
        "completed|attended|0|in-person|-|private|21000|0");
    row("billed, paid and credited again, in a second role: nothing, and nothing owed",
        "session|500012|41011|PR-1002|2026-10-28T03:00:00.000Z|2026-10-28T03:50:00.000Z|50|Standard session|"
        "completed|attended|0|in-person|-|medicare|0|1");
    row("a no-show",
        "session|500023|41023|PR-1002|2026-10-30T00:00:00.000Z|2026-10-30T00:50:00.000Z|50|Standard session|"
        "no_show|did not attend|0|in-person|-|-|-|0");
    row("cancelled without a charge",
        "session|500028|41027|PR-1003|2026-11-02T05:00:00.000Z|2026-11-02T05:50:00.000Z|50|Standard session|"
        "cancelled|cancelled (no charge)|0|telehealth|-|-|-|0");
    row("half paid by the NDIS",
        "session|500067|41021|PR-1003|2026-11-12T04:00:00.000Z|2026-11-12T04:50:00.000Z|50|Standard session|"
        "completed|attended|0|in-person|-|ndis|23299|0");
    row("booked for today",
        "session|500104|41010|PR-1001|2026-11-23T23:00:00.000Z|2026-11-23T23:50:00.000Z|50|Standard session|"
        "scheduled|booked|0|in-person|-|-|-|0");
    row("confirmed, by phone",
        "session|500106|41012|PR-1003|2026-11-24T04:00:00.000Z|2026-11-24T04:50:00.000Z|50|Standard session|"
        "confirmed|confirmed|0|phone|-|-|-|0");
    row("a group's first member",
        "session|500330|41004|PR-1001|2027-02-01T22:00:00.000Z|2027-02-01T23:30:00.000Z|90|Group session|"
        "confirmed|confirmed|1|in-person|-|-|-|0");
    row("its second",
        "session|500330|41013|PR-1001|2027-02-01T22:00:00.000Z|2027-02-01T23:30:00.000Z|90|Group session|"
        "confirmed|confirmed|1|in-person|-|-|-|0");
    row("its third, with a status of one's own",
        "session|500330|41001|PR-1001|2027-02-01T22:00:00.000Z|2027-02-01T23:30:00.000Z|90|Group session|"
        "scheduled|booked|1|in-person|-|-|-|0");

    // kind, id, practitioner, patient, date, status, payor, billing, net, gross, tax, paid, balance, is paid
    row("an invoice paid in full",
        "invoice|900001|PR-1003|41003|2026-10-26|issued|Medicare|medicare|14525|14525|0|14525|0|1");
    row("an invoice paid in part",
        "invoice|900004|PR-1001|41001|2026-10-27|issued|Patient|private|21000|21000|0|10500|10500|0");
    row("a credit",
        "invoice|900010|PR-1002|41011|2026-11-03|issued|Medicare|medicare|-14525|-14525|0|-14525|0|0");
    row("a part payment of an odd number of cents",
        "invoice|900055|PR-1003|41021|2026-11-12|issued|NDIS|ndis|23299|23299|0|11649|11650|0");

    // kind, id, patient, definition, plan, review, limit, used, start, end, requester, active
    row("a plan",
        "referral|700001|41003|Medicare: MHTP Referral|1|0|6|2|2026-10-18|2027-10-18|Dr Rhys Marby|1");
    row("another, with one session used",
        "referral|700004|41011|Medicare: MHTP Referral|1|0|6|1|2026-10-21|2027-10-21|Dr Ravi Tūroa|1");
}

void TestLiteralRows::rows() {
    QFETCH(QString, line);
    const QString key = line.section(u'|', 0, line.startsWith(QLatin1String("session")) ? 2 : 1) + u'|';
    QCOMPARE(m_stored.filter(QRegularExpression(u'^' + QRegularExpression::escape(key))), QStringList{line});
}

void TestLiteralRows::aBlockerIsNoSession() {
    QVERIFY(m_stored.filter(QStringLiteral("session|500020|")).isEmpty());  // "Supervision", with no patient
}

void TestLiteralRows::thereAreAsManyAsHalaxyHolds() {
    const std::map<QString, int> counts{{QStringLiteral("practitioner"), 3},
                                        {QStringLiteral("role"), 4},
                                        {QStringLiteral("client"), 40},
                                        // 400 appointments, less 16 blockers, and groups of 4, 6 and 3
                                        {QStringLiteral("session"), 394},
                                        {QStringLiteral("invoice"), 81},
                                        {QStringLiteral("referral"), 20}};
    for (const auto& [kind, count] : counts)
        QCOMPARE(int(m_stored.filter(QRegularExpression(u'^' + kind + QLatin1String("\\|"))).size()), count);
}

QTEST_GUILESS_MAIN(TestLiteralRows)
#include "tst_literal_rows.moc"
