// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/calendar.h"

#include <QDateTime>

namespace bloom::sandbox {

namespace {

QDate easterSunday(int year) {
    const int a = year % 19, b = year / 100, c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return QDate(year, n / 31, n % 31 + 1);
}

/// The n-th Monday of a month.
QDate monday(int year, int month, int n) {
    const QDate first(year, month, 1);
    return first.addDays((8 - first.dayOfWeek()) % 7 + 7 * (n - 1));
}

/// A holiday on a weekend is kept on the next Monday.
QDate observed(QDate date) {
    const int weekday = date.dayOfWeek();
    return weekday < 6 ? date : date.addDays(8 - weekday);
}

}  // namespace

QTimeZone practiceZone() {
    static const QTimeZone zone("Australia/Sydney");
    return zone;
}

QDate localDate(UtcTime when) {
    return QDateTime::fromMSecsSinceEpoch(when.time_since_epoch().count(), practiceZone()).date();
}

UtcTime utcOf(QDate date, QTime time) {
    return UtcTime(milliseconds(QDateTime(date, time, practiceZone()).toMSecsSinceEpoch()));
}

bool isPublicHoliday(QDate date) {
    const int year = date.year();
    const QDate easter = easterSunday(year);
    const QDate christmas = observed(QDate(year, 12, 25));
    const QDate boxing =
        observed(QDate(year, 12, 26)) == christmas ? christmas.addDays(1) : observed(QDate(year, 12, 26));
    return date == observed(QDate(year, 1, 1)) || date == observed(QDate(year, 1, 26)) ||
           date == easter.addDays(-2) || date == easter.addDays(1) || date == QDate(year, 4, 25) ||
           date == monday(year, 6, 2) || date == monday(year, 10, 1) || date == christmas || date == boxing;
}

bool isWorkday(QDate date) { return date.dayOfWeek() <= 5 && !isPublicHoliday(date); }

}  // namespace bloom::sandbox
