// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice_time.h"

#include <algorithm>

namespace bloom {

namespace {

UtcTime midnightAsIfUtc(QDate day) { return fromQDateTime(QDateTime(day, QTime(0, 0), Qt::UTC)); }

std::chrono::seconds offsetAt(const QTimeZone& zone, UtcTime t) {
    return std::chrono::seconds(zone.offsetFromUtc(toQDateTime(t)));
}

}  // namespace

std::optional<PracticeZone> PracticeZone::find(const QString& ianaId) {
    const QByteArray id = ianaId.toUtf8();
    if (id.isEmpty() || !QTimeZone::isTimeZoneIdAvailable(id))
        return std::nullopt;
    const QTimeZone zone(id);
    if (!zone.isValid())
        return std::nullopt;
    return PracticeZone(zone);
}

PracticeZone PracticeZone::sydney() {
    static const QString kId = QStringLiteral("Australia/Sydney");
    auto zone = find(kId);
    return zone ? *zone : PracticeZone(QTimeZone::utc());  // a machine without tzdata
}

QString PracticeZone::id() const { return QString::fromUtf8(m_zone.id()); }

QDate PracticeZone::localDate(UtcTime t) const { return toQDateTime(t + offsetAt(m_zone, t)).date(); }

QTime PracticeZone::localTime(UtcTime t) const { return toQDateTime(t + offsetAt(m_zone, t)).time(); }

UtcTime PracticeZone::startOfDay(QDate day) const {
    const UtcTime midnight = midnightAsIfUtc(day);
    const auto before = offsetAt(m_zone, midnight - std::chrono::hours(24));
    const auto after = offsetAt(m_zone, midnight + std::chrono::hours(24));
    const auto [west, east] = std::minmax(before, after);
    // Midnight may come twice (the first one counts) or be jumped over (then the jump begins the day).
    if (offsetAt(m_zone, midnight - east) == east)
        return midnight - east;
    if (offsetAt(m_zone, midnight - west) == west)
        return midnight - west;
    const auto jump = m_zone.nextTransition(toQDateTime(midnight - east - std::chrono::seconds(1)));
    return jump.atUtc.isValid() ? fromQDateTime(jump.atUtc) : midnight - west;
}

UtcInterval PracticeZone::day(QDate day) const { return {startOfDay(day), startOfDay(day.addDays(1))}; }

UtcInterval PracticeZone::week(QDate anyDay) const {
    const QDate monday = anyDay.addDays(1 - anyDay.dayOfWeek());
    return {startOfDay(monday), startOfDay(monday.addDays(7))};
}

UtcInterval PracticeZone::month(QDate anyDay) const {
    const QDate first(anyDay.year(), anyDay.month(), 1);
    return {startOfDay(first), startOfDay(first.addMonths(1))};
}

UtcInterval PracticeZone::year(QDate anyDay) const {
    const QDate first(anyDay.year(), 1, 1);
    return {startOfDay(first), startOfDay(first.addYears(1))};
}

QDateTime toQDateTime(UtcTime t) {
    return QDateTime::fromMSecsSinceEpoch(t.time_since_epoch().count(), Qt::UTC);
}

UtcTime fromQDateTime(const QDateTime& t) { return UtcTime(milliseconds(t.toMSecsSinceEpoch())); }

}  // namespace bloom
