// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard's figures by DASHBOARD.md's definitions, on a practice small enough to count by hand.
#include "core/dashboard_json.h"
#include "core/figures.h"

#include <QJsonDocument>
#include <QtTest>

using namespace bloom;
using namespace bloom::figures;
using namespace std::chrono_literals;

namespace {

const PracticeZone kSydney = PracticeZone::sydney();

UtcTime at(const char* text) { return *parseUtc(QString::fromLatin1(text)); }
// Tuesday 24 November 2026, 9:40 in Sydney.
const UtcTime kNow = at("2026-11-24T09:40:00+11:00");
const QDate kToday(2026, 11, 24);
Moment moment() { return {kSydney, kToday, kNow}; }

SessionFact session(const char* start, SessionStatus status, BillingType billing = BillingType::Medicare,
                    std::optional<Cents> invoiced = {}, const char* client = "c1") {
    SessionFact fact;
    fact.client = ClientId(QString::fromLatin1(client));
    fact.start = at(start);
    fact.end = fact.start + 50min;
    fact.status = status;
    fact.billing = billing;
    fact.invoiced = invoiced;
    return fact;
}
InvoiceFact invoice(const char* sessionStart, std::int64_t gross, std::int64_t paid = 0,
                    BillingType billing = BillingType::Medicare) {
    return {at(sessionStart), {}, billing, {gross}, {paid}, {gross - paid}};
}
SessionView view(const char* start, SessionStatus status) {
    SessionView v;
    v.start = at(start);
    v.end = v.start + 50min;
    v.status = status;
    return v;
}

}  // namespace

class TestFigures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void weekCountsMondayToSundayOfThePractitioner() {
        const std::vector<SessionFact> sessions{
            session("2026-11-22T23:30:00+11:00", SessionStatus::Completed),  // Sunday night: the week before
            session("2026-11-23T00:10:00+11:00", SessionStatus::Completed),  // Monday
            session("2026-11-23T10:00:00+11:00", SessionStatus::NoShow),
            session("2026-11-24T09:00:00+11:00", SessionStatus::Confirmed),  // going on
            session("2026-11-24T08:00:00+11:00", SessionStatus::Scheduled),  // over, but nobody said so
            session("2026-11-29T23:50:00+11:00", SessionStatus::Scheduled),  // Sunday
            session("2026-11-30T00:00:00+11:00", SessionStatus::Scheduled),  // next week
            session("2026-11-25T10:00:00+11:00", SessionStatus::Unknown),
        };
        const std::vector<InvoiceFact> invoices{invoice("2026-11-23T00:10:00+11:00", 22000),
                                                invoice("2026-11-23T00:10:00+11:00", -2000),  // a credit
                                                invoice("2026-11-22T23:30:00+11:00", 9900)};
        const WeeklyStats week = weekly(sessions, invoices, {}, moment());
        QCOMPARE(week.start, QDate(2026, 11, 23));
        QCOMPARE(week.end, QDate(2026, 11, 29));
        QCOMPARE(week.completed, 1);
        QCOMPARE(week.scheduled, 2);
        QCOMPARE(week.noShows, 1);
        QCOMPARE(week.unknown, 1);
        QCOMPARE(week.revenue, Cents{20000});
        QCOMPARE(week.maximum, 25);
        QCOMPARE(week.perDay, (std::vector<int>{1, 1, 0, 0, 0, 0, 1}));
        QCOMPARE(week.completionRate, std::optional(0.5));
    }
    void aCancellationCountsAgainstCompletionOnlyInsideADay() {
        auto early = session("2026-11-23T10:00:00+11:00", SessionStatus::Cancelled);
        early.statusSince = early.start - 25h;
        auto late = session("2026-11-23T11:00:00+11:00", SessionStatus::Cancelled);
        late.statusSince = late.start - 23h;
        auto whenever = session("2026-11-23T12:00:00+11:00", SessionStatus::Cancelled);
        const std::vector<SessionFact> sessions{
            early, late, whenever, session("2026-11-23T13:00:00+11:00", SessionStatus::Completed)};
        const WeeklyStats week = weekly(sessions, {}, {}, moment());
        QCOMPARE(week.cancellations, 3);
        QCOMPARE(week.completionRate, std::optional(0.5));
        QVERIFY(!weekly({}, {}, {}, moment()).completionRate);
    }
    void monthProjectsWhatIsBookedFromWhatTheClientUsuallyBrings() {
        const std::vector<SessionFact> sessions{
            session("2026-11-02T10:00:00+11:00", SessionStatus::Completed, BillingType::Medicare,
                    Cents{20000}),
            session("2026-11-03T10:00:00+11:00", SessionStatus::Completed,
                    BillingType::Private),                                   // not invoiced
            session("2026-11-25T10:00:00+11:00", SessionStatus::Scheduled),  // c1: median 180
            session("2026-11-26T10:00:00+11:00", SessionStatus::Scheduled, BillingType::Private, {}, "c2"),
            session("2026-11-27T10:00:00+11:00", SessionStatus::Scheduled, BillingType::Private, Cents{5000},
                    "c1"),
        };
        std::vector<InvoiceFact> invoices{
            invoice("2026-11-02T10:00:00+11:00", 20000, 12000),
            invoice("2026-11-27T10:00:00+11:00", 5000, 0, BillingType::Private)};
        invoices.push_back({{}, QDate(2026, 11, 5), BillingType::Private, {700}, {700}, {0}});
        Expectations expected;
        expected.byClient[ClientId(QStringLiteral("c1"))] = {{18000}, {18000}, {19000}};
        expected.byBilling[BillingType::Private] = {{21000}, {23000}};
        const MonthlyStats month = monthly(sessions, invoices, expected, {}, moment());
        QCOMPARE(month.month, QDate(2026, 11, 1));
        QCOMPARE(month.currentRevenue, Cents{25000});
        QCOMPARE(month.paid, Cents{12000});
        QCOMPARE(month.outstanding, Cents{13000});
        QCOMPARE(month.withoutSession, Cents{700});
        QCOMPARE(month.scheduled, 3);
        QCOMPARE(month.projected, std::optional(Cents{25000 + 18000 + 22000}));
        QVERIFY(!month.projectedAtLeast);
        QCOMPARE(month.averageSessionValue, std::optional(Cents{25000}));
        QCOMPARE(month.revenueByBilling.at(BillingType::Private), Cents{5000});
    }
    void aBookedSessionOfUnknownValueMakesTheProjectionALowerBound() {
        const std::vector<SessionFact> sessions{
            session("2026-11-25T10:00:00+11:00", SessionStatus::Scheduled),
            session("2026-11-26T10:00:00+11:00", SessionStatus::Scheduled, BillingType::Unknown, {}, "new")};
        Expectations expected;
        expected.byBilling[BillingType::Unknown] = {{100}};  // says nothing
        QVERIFY(!monthly(sessions, {}, expected, {}, moment()).projected);
        expected.byClient[ClientId(QStringLiteral("c1"))] = {{18000}};
        const MonthlyStats month = monthly(sessions, {}, expected, {}, moment());
        QCOMPARE(month.projected, std::optional(Cents{18000}));
        QVERIFY(month.projectedAtLeast);
    }
    void yearlyProjectionNeedsFourWeeksAndAWholeYear() {
        const QDate first(2026, 1, 1);
        QCOMPARE(yearlyProjection({2800}, QDate(2026, 1, 28), QDate(2026, 1, 28), first),
                 std::optional(Cents{36500}));
        QVERIFY(!yearlyProjection({2700}, QDate(2026, 1, 27), QDate(2026, 1, 27), first));
        QVERIFY(!yearlyProjection({2800}, kToday, kToday, QDate(2026, 1, 2)));
        QVERIFY(!yearlyProjection({2800}, kToday, kToday, std::nullopt));
        QCOMPARE(yearlyProjection({500}, QDate(2025, 3, 1), kToday, QDate(2025, 1, 1)),
                 std::optional(Cents{500}));
    }
    void upcomingCountsFromTheDayAskedFor() {
        const std::vector<SessionFact> sessions{
            session("2026-11-24T15:00:00+11:00", SessionStatus::Scheduled),  // today: in none of them
            session("2026-11-25T10:00:00+11:00", SessionStatus::Scheduled),
            session("2026-11-29T10:00:00+11:00", SessionStatus::Confirmed),
            session("2026-11-30T10:00:00+11:00", SessionStatus::Scheduled),
            session("2026-12-06T10:00:00+11:00", SessionStatus::Cancelled),
        };
        ClientFact low, unread;
        low.mhcpRemaining = 2;
        unread.mhcpUnknown = true;
        UpcomingStats stats = upcoming(sessions, std::vector{low}, moment());
        QCOMPARE(stats.tomorrow, 1);
        QCOMPARE(stats.restOfWeek, 2);
        QCOMPARE(stats.nextWeek, 1);
        QCOMPARE(stats.mhcpEndingSoon, std::optional(1));
        stats = upcoming(sessions, std::vector{low, unread}, moment());
        QVERIFY(!stats.mhcpEndingSoon);  // a plan that was not read yet is unknown, not ten
    }
    void followUp_data() {
        QTest::addColumn<QList<int>>("daysAgo");
        QTest::addColumn<SessionStatus>("last");
        QTest::addColumn<bool>("booked");
        QTest::addColumn<bool>("followUp");
        QTest::addColumn<bool>("regular");
        const auto completed = SessionStatus::Completed;
        QTest::newRow("weekly, 11 days: late")
            << QList<int>{11, 18, 25, 32} << completed << false << true << false;
        QTest::newRow("weekly, 10 days: not yet")
            << QList<int>{10, 17, 24} << completed << false << false << false;
        QTest::newRow("weekly, two weeks: a regular")
            << QList<int>{14, 21, 28} << completed << false << true << true;
        QTest::newRow("booked again") << QList<int>{14, 21, 28} << completed << true << false << false;
        QTest::newRow("last one was missed")
            << QList<int>{14, 21, 28} << SessionStatus::NoShow << false << false << true;
        QTest::newRow("two only: 14 days assumed")
            << QList<int>{22, 29} << completed << false << true << false;
        QTest::newRow("third is too old") << QList<int>{14, 60, 91} << completed << false << false << false;
        QTest::newRow("never") << QList<int>{} << completed << false << false << false;
    }
    void followUp() {
        QFETCH(QList<int>, daysAgo);
        QFETCH(SessionStatus, last);
        QFETCH(bool, booked);
        ClientFact client;
        for (const int days : daysAgo)
            client.completed.push_back(kNow - std::chrono::days(days));
        client.lastStatus = last;
        client.booked = booked;
        QTEST(needsFollowUp(client, kNow), "followUp");
        QTEST(regularNotBooked(client, kNow), "regular");
        client.active = false;
        QVERIFY(!needsFollowUp(client, kNow) && !regularNotBooked(client, kNow));
    }
    void wholeMonths_data() {
        QTest::addColumn<QDate>("from");
        QTest::addColumn<QDate>("to");
        QTest::addColumn<int>("months");
        QTest::newRow("a day short") << QDate(2026, 5, 25) << kToday << 5;
        QTest::newRow("to the day") << QDate(2026, 5, 24) << kToday << 6;
        QTest::newRow("31st to a short month") << QDate(2026, 1, 31) << QDate(2026, 2, 28) << 1;
        QTest::newRow("the other way round") << kToday << QDate(2026, 5, 1) << 0;
    }
    void wholeMonths() {
        QFETCH(QDate, from);
        QFETCH(QDate, to);
        QTEST(figures::wholeMonths(from, to), "months");
    }
    void onlyTheFirstBookedSessionAfterNowIsUpNext() {
        std::vector<SessionView> day{view("2026-11-24T09:00:00+11:00", SessionStatus::Confirmed),
                                     view("2026-11-24T10:00:00+11:00", SessionStatus::Cancelled),
                                     view("2026-11-24T11:00:00+11:00", SessionStatus::Scheduled),
                                     view("2026-11-24T12:00:00+11:00", SessionStatus::Confirmed)};
        markDay(day, kNow);
        QVERIFY(day[0].inProgress && !day[0].upNext);
        QVERIFY(!day[1].upNext);
        QVERIFY(day[2].upNext && !day[2].inProgress);
        QVERIFY(!day[3].upNext);
    }
    void healthFollowsTheNewestFullRun() {
        HealthInput input{kNow - 59min, RunOutcome::Success, 0, kNow};
        QCOMPARE(syncHealth(input), SyncHealth::Healthy);
        input.lastSuccess = kNow - 61min;
        QCOMPARE(syncHealth(input), SyncHealth::Stale);
        input.newestFull = RunOutcome::Failed;
        QCOMPARE(syncHealth(input), SyncHealth::Error);
        input = {kNow - 5min, RunOutcome::Partial, 3, kNow};
        QCOMPARE(syncHealth(input), SyncHealth::Error);
        QCOMPARE(syncHealth({{}, {}, 0, kNow}), SyncHealth::Stale);
    }
    void jsonHasMoneyWithTwoPlacesAndNullForWhatIsUnknown() {
        Dashboard dashboard;
        dashboard.month.currentRevenue = {123450};
        dashboard.month.month = QDate(2026, 11, 1);
        dashboard.lastUpdated = kNow;
        const QByteArray text = dashboardJson(dashboard, false);
        QVERIFY2(text.contains("\"currentRevenue\":1234.50,"), text);
        QVERIFY2(text.contains("\"projectedRevenue\":null"), text);
        QVERIFY2(text.contains("\"lastUpdated\":\"2026-11-23T22:40:00.000Z\""), text);
        QVERIFY(QJsonDocument::fromJson(text).isObject());
        for (const char* part : {"practitioner", "todaysSessions", "weeklyStats", "monthlyStats",
                                 "upcomingStats", "lastUpdated", "syncStatus"})
            QVERIFY2(QJsonDocument::fromJson(text).object().contains(QLatin1String(part)), part);
    }
};

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
