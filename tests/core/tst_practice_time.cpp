// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Local days, weeks, months and years as UTC intervals, through every kind of clock change; times as text.
#include "core/practice_time.h"
#include "core/sync_window.h"

#include <QtTest>

using namespace bloom;

namespace {
QString iso(UtcTime t) { return toIsoText(t); }
UtcTime at(const QString& text) { return parseUtc(text).value(); }
QString from(const UtcInterval& i) { return iso(i.from); }
double hoursOf(const UtcInterval& i) { return static_cast<double>((i.to - i.from).count()) / 3'600'000.0; }
PracticeZone zone(const char* id) { return PracticeZone::find(QString::fromLatin1(id)).value(); }
}  // namespace

class TestPracticeTime : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void daysOfEveryLength_data() {
        QTest::addColumn<QString>("zoneId");
        QTest::addColumn<QDate>("day");
        QTest::addColumn<QString>("begin");
        QTest::addColumn<double>("length");
        const auto row = [](const char* label, const char* id, QDate day, const char* begin, double length) {
            QTest::newRow(label) << QString::fromLatin1(id) << day << QString::fromLatin1(begin) << length;
        };
        row("summer", "Australia/Sydney", {2026, 11, 24}, "2026-11-23T13:00:00.000Z", 24);
        row("winter", "Australia/Sydney", {2026, 7, 1}, "2026-06-30T14:00:00.000Z", 24);
        row("clocks go forward", "Australia/Sydney", {2026, 10, 4}, "2026-10-03T14:00:00.000Z", 23);
        row("clocks go back", "Australia/Sydney", {2026, 4, 5}, "2026-04-04T13:00:00.000Z", 25);
        row("no daylight saving", "Australia/Brisbane", {2026, 10, 4}, "2026-10-03T14:00:00.000Z", 24);
        row("half an hour forward", "Australia/Lord_Howe", {2026, 10, 4}, "2026-10-03T13:30:00.000Z", 23.5);
        row("half an hour back", "Australia/Lord_Howe", {2026, 4, 5}, "2026-04-04T13:00:00.000Z", 24.5);
        row("midnight is jumped over", "America/Santiago", {2026, 9, 6}, "2026-09-06T04:00:00.000Z", 23);
        row("midnight comes twice, the first counts", "America/Havana", {2026, 11, 1},
            "2026-11-01T04:00:00.000Z", 25);
        row("a day that never was", "Pacific/Apia", {2011, 12, 30}, "2011-12-30T10:00:00.000Z", 0);
        row("the day after it", "Pacific/Apia", {2011, 12, 31}, "2011-12-30T10:00:00.000Z", 24);
        row("far ahead", "Australia/Sydney", {2062, 1, 15}, "2062-01-14T13:00:00.000Z", 24);
    }
    void daysOfEveryLength() {
        QFETCH(QString, zoneId);
        QFETCH(QDate, day);
        QFETCH(QString, begin);
        QFETCH(double, length);
        const auto where = PracticeZone::find(zoneId);
        QVERIFY(where.has_value());
        QCOMPARE(from(where->day(day)), begin);
        QCOMPARE(hoursOf(where->day(day)), length);
        if (length > 0) {
            QCOMPARE(where->localDate(where->startOfDay(day)), day);
            QCOMPARE(where->localDate(where->startOfDay(day) - milliseconds(1)).daysTo(day) > 0, true);
        }
    }
    void weeksMonthsAndYearsAreHalfOpen() {
        const auto sydney = PracticeZone::sydney();
        QCOMPARE(sydney.id(), QStringLiteral("Australia/Sydney"));
        const auto week = sydney.week(QDate(2026, 10, 4));  // a Sunday, and the day the clocks change
        QCOMPARE(iso(week.from), QStringLiteral("2026-09-27T14:00:00.000Z"));
        QCOMPARE(iso(week.to), QStringLiteral("2026-10-04T13:00:00.000Z"));
        QCOMPARE(sydney.week(QDate(2026, 9, 28)), week);  // its Monday
        QVERIFY(sydney.week(QDate(2026, 10, 5)).from == week.to);
        const auto year = sydney.year(QDate(2026, 12, 31));
        QCOMPARE(iso(year.from), QStringLiteral("2025-12-31T13:00:00.000Z"));
        QCOMPARE(iso(year.to), QStringLiteral("2026-12-31T13:00:00.000Z"));
        const auto month = sydney.month(QDate(2026, 12, 31));
        QCOMPARE(iso(month.from), QStringLiteral("2026-11-30T13:00:00.000Z"));
        QVERIFY(month.to == year.to);
        QVERIFY(month.contains(month.from));
        QVERIFY(!month.contains(month.to));
        // The last week of a year reaches into the next one.
        const auto last = sydney.week(QDate(2026, 12, 31));
        QCOMPARE(iso(last.to), QStringLiteral("2027-01-03T13:00:00.000Z"));
    }
    void localTimeKnowsDaylightSaving() {
        const auto lordHowe = zone("Australia/Lord_Howe");
        QCOMPARE(lordHowe.localTime(at(QStringLiteral("2026-11-23T22:40:00Z"))), QTime(9, 40));
        QCOMPARE(lordHowe.localTime(at(QStringLiteral("2026-06-23T22:40:00Z"))), QTime(9, 10));
        QCOMPARE(lordHowe.localDate(at(QStringLiteral("2026-06-23T13:29:59.999Z"))), QDate(2026, 6, 23));
        QCOMPARE(lordHowe.localDate(at(QStringLiteral("2026-06-23T13:30:00Z"))), QDate(2026, 6, 24));
    }
    void unknownZonesAreNothing() {
        QVERIFY(!PracticeZone::find(QString()));
        QVERIFY(!PracticeZone::find(QStringLiteral("Australia/Atlantis")));
    }
    void windowReachesTheFirstOfTheMonth() {
        const auto sydney = PracticeZone::sydney();
        const UtcTime early = at(QStringLiteral("2026-11-04T22:40:00Z"));  // 5 November in Sydney
        const auto usual = syncWindow(sydney, early, 30, 90);
        QCOMPARE(iso(usual.from), QStringLiteral("2026-10-05T13:00:00.000Z"));
        QCOMPARE(iso(usual.to), QStringLiteral("2027-02-02T13:00:00.000Z"));
        const auto little = syncWindow(sydney, early, 2, 1);
        QCOMPARE(iso(little.from), QStringLiteral("2026-10-31T13:00:00.000Z"));
        QCOMPARE(iso(little.to), QStringLiteral("2026-11-05T13:00:00.000Z"));
    }
    void textsOfTimes_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");  // empty = refused
        const auto row = [](const char* text, const char* expected) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(expected);
        };
        row("2026-11-23T22:40:00Z", "2026-11-23T22:40:00.000Z");
        row("2026-11-24T09:40:00+11:00", "2026-11-23T22:40:00.000Z");
        row("2026-11-24T09:40:00+1100", "2026-11-23T22:40:00.000Z");
        row("2026-11-24T09:40+11", "2026-11-23T22:40:00.000Z");
        row("2026-11-23T18:10:00-04:30", "2026-11-23T22:40:00.000Z");
        row("2026-11-23t22:40:00.5z", "2026-11-23T22:40:00.500Z");
        row("2026-11-23T22:40:00.123456789Z", "2026-11-23T22:40:00.123Z");
        row("2026-11-23T22:40:00,25Z", "2026-11-23T22:40:00.250Z");
        row("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z");
        row("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z");
        row("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z");
        row("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z");
        row("2026-11-23T22:40:00", "");
        row("2026-11-23", "");
        row("2026-02-29T00:00:00Z", "");
        row("2026-13-01T00:00:00Z", "");
        row("2026-11-23T24:00:00Z", "");
        row("2026-11-23T22:60:00Z", "");
        row("2026-11-23T22:40:00.Z", "");
        row("2026-11-23T22:40:00+15:00", "");
        row("2026-11-23T22:40:00Zx", "");
        row("2026-11-23 22:40:00Z", "");
        row("2026-11-23T2:40:00Z", "");
        row(" 2026-11-23T22:40:00Z", "");
        row("9999-12-31T23:59:59-14:00", "");
        row("0001-01-01T00:00:00+14:00", "");
        row("0000-01-01T00:00:00Z", "");
        row("", "");
    }
    void textsOfTimes() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto time = parseUtc(text);
        QCOMPARE(time.has_value(), !expected.isEmpty());
        if (!time)
            return;
        QCOMPARE(toIsoText(*time), expected);
        QVERIFY(fromQDateTime(QDateTime::fromString(expected, Qt::ISODateWithMs)) == *time);
        QVERIFY(fromQDateTime(toQDateTime(*time)) == *time);
    }
};

QTEST_GUILESS_MAIN(TestPracticeTime)
#include "tst_practice_time.moc"
