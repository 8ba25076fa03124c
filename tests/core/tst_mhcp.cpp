// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Medicare mental-health sessions: a row is a client.
#include "core/mhcp.h"

#include <QTest>

using namespace bloom;

namespace {

MhcpReferral referral(std::optional<int> limit, std::optional<int> used, QDate start = {2026, 3, 1},
                      QDate end = {2027, 2, 28}) {
    MhcpReferral made;
    made.limit = limit;
    made.used = used;
    made.start = start;
    made.end = end;
    return made;
}

std::vector<QDate> sessions(int thisYear, int lastYear = 0) {
    std::vector<QDate> days(size_t(thisYear), QDate(2026, 6, 1));
    days.insert(days.end(), size_t(lastYear), QDate(2025, 6, 1));
    return days;
}

}  // namespace

Q_DECLARE_METATYPE(std::vector<bloom::MhcpReferral>)

class TestMhcp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void counts_data();
    void counts();
    void choosesTheReferral();
    void unknownIsSaid();
    void capByYear();
    void aReferralWithoutAnEnd();
    void saysAtLeast();
};

void TestMhcp::counts_data() {
    QTest::addColumn<std::vector<MhcpReferral>>("referrals");
    QTest::addColumn<int>("thisYear");
    QTest::addColumn<int>("lastYear");
    QTest::addColumn<bool>("active");
    QTest::addColumn<int>("used");
    QTest::addColumn<int>("available");
    QTest::addColumn<bool>("reviewDue");
    QTest::addColumn<bool>("endingSoon");
    QTest::addColumn<bool>("overLimit");
    using List = std::vector<MhcpReferral>;
    QTest::newRow("a new plan") << List{referral(6, 0)} << 0 << 0 << true << 0 << 6 << false << false
                                << false;
    QTest::newRow("two left") << List{referral(6, 4)} << 4 << 0 << true << 4 << 2 << false << true << false;
    QTest::newRow("course used up, year not")
        << List{referral(6, 6)} << 6 << 0 << true << 6 << 0 << true << true << false;
    QTest::newRow("review gives four more") << List{referral(6, 6), referral(4, 1, {2026, 8, 1})} << 7 << 0
                                            << true << 7 << 3 << false << false << false;
    QTest::newRow("the year ends first")
        << List{referral(6, 0)} << 9 << 0 << true << 9 << 1 << false << true << false;
    QTest::newRow("year used up") << List{referral(4, 4)} << 10 << 0 << true << 10 << 0 << false << true
                                  << false;
    QTest::newRow("more used than the referral allows")
        << List{referral(6, 8)} << 8 << 0 << true << 8 << 0 << true << true << true;
    QTest::newRow("more than the year allows")
        << List{referral(6, 1)} << 11 << 0 << true << 11 << 0 << false << true << true;
    QTest::newRow("last year's do not count, the unused carry over")
        << List{referral(6, 4, {2025, 9, 1})} << 0 << 4 << true << 0 << 2 << false << true << false;
    QTest::newRow("a referral without its own count: since it began")
        << List{referral({}, {}, {2026, 3, 1})} << 4 << 3 << true << 4 << 2 << false << true << false;
    QTest::newRow("no referral: the course")
        << List{} << 2 << 0 << false << 2 << 4 << false << false << false;
    QTest::newRow("no referral: a whole course used")
        << List{} << 6 << 0 << false << 6 << 0 << true << true << false;
    QTest::newRow("no referral: into the second course")
        << List{} << 7 << 0 << false << 7 << 3 << false << false << false;
    QTest::newRow("expired referral") << List{referral(6, 1, {2025, 1, 1}, {2025, 12, 31})} << 1 << 0 << false
                                      << 1 << 5 << false << false << false;
}

void TestMhcp::counts() {
    QFETCH(std::vector<MhcpReferral>, referrals);
    QFETCH(int, thisYear);
    QFETCH(int, lastYear);
    const MhcpCount count = countMhcp({QDate(2026, 11, 23), referrals, true, sessions(thisYear, lastYear)});
    QVERIFY(count.known);
    QCOMPARE(count.total, 10);
    QTEST(count.active, "active");
    QTEST(count.used, "used");
    QTEST(count.available, "available");
    QTEST(count.reviewDue, "reviewDue");
    QTEST(count.endingSoon, "endingSoon");
    QTEST(count.overLimit, "overLimit");
}

void TestMhcp::choosesTheReferral() {
    const auto usedUp = referral(6, 6, {2026, 9, 1}), open = referral(6, 2, {2026, 5, 1}),
               older = referral(6, 0, {2026, 1, 1}), future = referral(6, 0, {2026, 12, 1});
    const auto chosen = [](std::vector<MhcpReferral> list) {
        return countMhcp({QDate(2026, 11, 23), std::move(list), true, {}}).referral;
    };
    QCOMPARE(chosen({older, open, usedUp, future}), std::optional(open));
    QCOMPARE(chosen({future, usedUp}), std::optional(usedUp));
    QVERIFY(!chosen({future}));
    auto off = open;
    off.active = false;
    QVERIFY(!chosen({off}));
    const auto lastDay = referral(6, 0, {2026, 1, 1}, {2026, 11, 23});
    QCOMPARE(chosen({lastDay}), std::optional(lastDay));
}

void TestMhcp::unknownIsSaid() {
    QVERIFY(!countMhcp({QDate(2026, 11, 23), {}, false, {}}).known);
    // Ten of the year are far away: who pays for one session changes nothing for a referral of six.
    QVERIFY(countMhcp({QDate(2026, 11, 23), {referral(6, 0)}, true, sessions(3), 1}).known);
    QVERIFY(countMhcp({QDate(2026, 11, 23), {referral(6, 0)}, true, sessions(3), 1}).usedAtLeast);
    // Here it does: one left, or none.
    QVERIFY(!countMhcp({QDate(2026, 11, 23), {referral(6, 0)}, true, sessions(9), 1}).known);
    QVERIFY(!countMhcp({QDate(2026, 11, 23), {}, true, sessions(2), 1}).known);
    QVERIFY(
        countMhcp({QDate(2026, 11, 23), {}, true, {}, 3}).known);  // never a referral, nothing of Medicare's
}

void TestMhcp::capByYear() {
    QCOMPARE(mhcpRules(2026).yearlyCap, 10);
    QCOMPARE(mhcpRules(2023).yearlyCap, 10);
    QCOMPARE(mhcpRules(2022).yearlyCap, 20);
    QCOMPARE(mhcpRules(2019).yearlyCap, 10);
    QCOMPARE(mhcpRules(2026).course, 6);
    MhcpPolicy policy;
    policy.since = *parseMhcpRules(QStringLiteral("2027=12/6, 2029 = 8/4"));
    QCOMPARE(policy.of(2026), mhcpRules(2026));
    QCOMPARE(policy.of(2027), (MhcpRules{12, 6}));
    QCOMPARE(policy.of(2028), (MhcpRules{12, 6}));
    QCOMPARE(policy.of(2040), (MhcpRules{8, 4}));
    for (const char* bad : {"2027", "2027=0/6", "2027=6/12", "27=10/6", "2027=10/6;2028=10/6", "soon"})
        QVERIFY2(!parseMhcpRules(QString::fromLatin1(bad)), bad);
}

void TestMhcp::aReferralWithoutAnEnd() {
    MhcpReferral open = referral(6, 1, {2025, 6, 1});
    open.end.reset();
    MhcpFacts facts{QDate(2026, 11, 23), {open}, true, {}};
    QVERIFY(countMhcp(facts).active);
    facts.policy.planMonths = 12;
    QVERIFY(!countMhcp(facts).active);
    QVERIFY(countMhcp(facts).expired);
    facts.today = QDate(2026, 5, 31);  // its last day
    QVERIFY(countMhcp(facts).active);
}

void TestMhcp::saysAtLeast() {
    MhcpFacts facts{QDate(2026, 11, 23), {referral(6, 1)}, true, sessions(3)};
    QVERIFY(countMhcp(facts).usedAtLeast);
    facts.wholeFrom = QDate(2026, 1, 1);
    QVERIFY(!countMhcp(facts).usedAtLeast);
    facts.wholeFrom = QDate(2026, 1, 2);
    QVERIFY(countMhcp(facts).usedAtLeast);
}

QTEST_GUILESS_MAIN(TestMhcp)
#include "tst_mhcp.moc"
