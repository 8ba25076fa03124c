// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Retry, minute budget and token lifetime, as tables: no clock, no socket.
#include "halaxy/minute_budget.h"
#include "halaxy/retry_policy.h"
#include "halaxy/token_lifetime.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::halaxy;
using namespace std::chrono_literals;

namespace {
MonoTime at(int seconds) { return MonoTime(std::chrono::seconds(seconds)); }
}  // namespace

class TestPolicies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tokenLifetimes_data();
    void tokenLifetimes();
    void httpDates();
    void httpDatesAreNotLocalOnes();
    void retryAfter_data();
    void retryAfter();
    void retriesWaitLongerEachTimeWithFullJitter();
    void aSeedMeansOneSequence();
    void retryAfterIsAFloor();
    void aQuotaKeepsAnOutageFromMultiplying();
    void listingsLeaveAHundredForSingleReads();
    void theMinuteSlides();
    void whatOthersUseCounts();
    void theServiceMaySetAnotherLimit();
    void a429WaitsAsLongAsItSays();
};

void TestPolicies::tokenLifetimes_data() {
    QTest::addColumn<qint64>("expiresIn");
    QTest::addColumn<int>("seconds");
    QTest::newRow("says an hour, lives 15 minutes") << qint64(3600) << 840;
    QTest::newRow("says 15 minutes") << qint64(900) << 840;
    QTest::newRow("says 10 minutes") << qint64(600) << 540;
    QTest::newRow("says two minutes") << qint64(120) << 60;
    QTest::newRow("too short for the margin") << qint64(60) << 30;
    QTest::newRow("nothing") << qint64(0) << 0;
    QTest::newRow("nonsense") << qint64(-5) << 0;
}
void TestPolicies::tokenLifetimes() {
    QFETCH(qint64, expiresIn);
    QFETCH(int, seconds);
    QCOMPARE(tokenLifetime(expiresIn), milliseconds(seconds * 1000));
    QCOMPARE(tokenLifetime({}), milliseconds(840'000));
}

void TestPolicies::httpDates() {
    const auto date = parseHttpDate("Tue, 24 Nov 2026 09:40:05 GMT");
    QVERIFY(date);
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(date->time_since_epoch().count(), Qt::UTC).toString(Qt::ISODate),
             QStringLiteral("2026-11-24T09:40:05Z"));
    for (const char* bad : {"", "yesterday", "24 Nov 2026", "2026-11-24T09:40:05Z", " GMT", "09:40:05 GMT",
                            "Tue, 24 Nov 2026x09:40:05 GMT"})
        QVERIFY(!parseHttpDate(bad));
}

void TestPolicies::httpDatesAreNotLocalOnes() {
    const QByteArray before = qgetenv("TZ");
    qputenv("TZ", "Australia/Sydney");
    const auto inTheGap = parseHttpDate("Sun, 04 Oct 2026 02:30:00 GMT");  // no such time of day in Sydney
    const auto twice = parseHttpDate("Sun, 05 Apr 2026 02:30:00 GMT");
    qputenv("TZ", before);
    QVERIFY(inTheGap && twice);
    QCOMPARE(inTheGap->time_since_epoch().count(), 1'791'081'000'000);
    QCOMPARE(twice->time_since_epoch().count(), 1'775'356'200'000);
}

void TestPolicies::retryAfter_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("milliseconds_");
    QTest::newRow("seconds") << QByteArray("7") << 7000;
    QTest::newRow("zero") << QByteArray("0") << 0;
    QTest::newRow("negative") << QByteArray("-3") << 0;
    QTest::newRow("an hour") << QByteArray("3600") << 3'600'000;
    QTest::newRow("absurd: a day") << QByteArray("99999999") << 86'400'000;
    QTest::newRow("a date") << QByteArray("Tue, 24 Nov 2026 00:00:20 GMT") << 20'000;
    QTest::newRow("a date gone by") << QByteArray("Mon, 23 Nov 2026 00:00:20 GMT") << 0;
    QTest::newRow("a far date") << QByteArray("Wed, 24 Nov 2027 00:00:20 GMT") << 86'400'000;
    QTest::newRow("nothing") << QByteArray() << -1;
    QTest::newRow("words") << QByteArray("soon") << -1;
}
void TestPolicies::retryAfter() {
    QFETCH(QByteArray, text);
    QFETCH(int, milliseconds_);
    const auto now = parseHttpDate("Tue, 24 Nov 2026 00:00:00 GMT");
    const auto wait = parseRetryAfter(text, *now);
    QCOMPARE(wait ? int(wait->count()) : -1, milliseconds_);
}

void TestPolicies::retriesWaitLongerEachTimeWithFullJitter() {
    std::array<milliseconds, 3> longest{};
    std::array<milliseconds, 3> shortest{1h, 1h, 1h};
    for (quint32 seed = 0; seed < 400; ++seed) {
        RetryPolicy policy(seed);
        for (int retry = 1; retry <= 3; ++retry) {
            const auto wait = policy.delay(retry, {});
            QVERIFY(wait);
            longest[std::size_t(retry - 1)] = std::max(longest[std::size_t(retry - 1)], *wait);
            shortest[std::size_t(retry - 1)] = std::min(shortest[std::size_t(retry - 1)], *wait);
        }
        QVERIFY(!policy.delay(4, {}));
    }
    for (int i = 0; i < 3; ++i) {
        const milliseconds ceiling{1000 << i};
        QVERIFY(longest[std::size_t(i)] <= ceiling);
        QVERIFY(longest[std::size_t(i)] > ceiling * 9 / 10);
        QVERIFY(shortest[std::size_t(i)] < ceiling / 10);
    }
    QCOMPARE(RetryPolicy(1).ceiling(5), milliseconds(16'000));
    QCOMPARE(RetryPolicy(1).ceiling(6), milliseconds(30'000));
    QCOMPARE(RetryPolicy(1).ceiling(60), milliseconds(30'000));
}

void TestPolicies::aSeedMeansOneSequence() {
    RetryPolicy one(7);
    RetryPolicy same(7);
    RetryPolicy other(8);
    const auto first = one.delay(3, {});
    QCOMPARE(first, same.delay(3, {}));
    QVERIFY(first != other.delay(3, {}));
}

void TestPolicies::retryAfterIsAFloor() {
    RetryPolicy policy(1);
    QVERIFY(*policy.delay(1, 12s) == 12s);
    QVERIFY(*policy.delay(3, 0s) <= 4s);
}

void TestPolicies::aQuotaKeepsAnOutageFromMultiplying() {
    RetryPolicy policy(1);
    int retries = 0;
    while (policy.delay(1, {}))
        ++retries;
    QCOMPARE(retries, 20);
    for (int i = 0; i < 4; ++i)
        policy.onSuccess();
    QVERIFY(!policy.delay(1, {}));
    policy.onSuccess();
    QVERIFY(policy.delay(1, {}));  // five successes earn one retry
}

void TestPolicies::listingsLeaveAHundredForSingleReads() {
    MinuteBudget budget;
    int sent = 0;
    for (; budget.waitFor(false, at(0)) == 0ms; ++sent)
        budget.onSent(at(0));
    QCOMPARE(sent, 400);
    for (; budget.waitFor(true, at(1)) == 0ms; ++sent)
        budget.onSent(at(1));
    QCOMPARE(sent, 500);
}

void TestPolicies::theMinuteSlides() {
    MinuteBudget budget;
    for (int i = 0; i < 400; ++i)
        budget.onSent(at(i / 100));  // 100 in each of the seconds 0 to 3
    QCOMPARE(budget.waitFor(false, at(10)), milliseconds(50'000));
    QCOMPARE(budget.used(at(60)), 300);
    QCOMPARE(budget.waitFor(false, at(60)), milliseconds(0));
    QCOMPARE(budget.used(at(63)), 0);
}

void TestPolicies::whatOthersUseCounts() {
    MinuteBudget budget;
    for (int i = 0; i < 10; ++i)
        budget.onSent(at(0));
    budget.onHeaders(500, 100, at(0));  // 400 gone, but only 10 of them ours
    QCOMPARE(*budget.remaining(), 100);
    QVERIFY(budget.waitFor(false, at(1)) > 0ms);
    QCOMPARE(budget.waitFor(true, at(1)), milliseconds(0));
    QCOMPARE(budget.waitFor(false, at(60)), milliseconds(0));
    budget.onHeaders(500, 0, at(61));
    QCOMPARE(budget.waitFor(true, at(62)), milliseconds(59'000));
}

void TestPolicies::theServiceMaySetAnotherLimit() {
    MinuteBudget budget;
    budget.onHeaders(50, {}, at(0));
    QCOMPARE(budget.limit(), 50);
    QCOMPARE(budget.reserved(), 10);
    for (int i = 0; i < 40; ++i)
        budget.onSent(at(0));
    QVERIFY(budget.waitFor(false, at(0)) > 0ms);
    QCOMPARE(budget.waitFor(true, at(0)), milliseconds(0));
}

void TestPolicies::a429WaitsAsLongAsItSays() {
    MinuteBudget budget;
    budget.onHeaders(500, 0, at(0));
    budget.onExhausted(7s, at(0));
    QCOMPARE(budget.waitFor(true, at(0)), milliseconds(7000));
    QCOMPARE(budget.waitFor(false, at(0)), milliseconds(7000));
    QCOMPARE(budget.waitFor(false, at(7)), milliseconds(0));
}

QTEST_GUILESS_MAIN(TestPolicies)
#include "tst_policies.moc"
