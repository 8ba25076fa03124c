// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// "Day", "week", "month" and "year" as the practitioner has them: half-open UTC intervals of an IANA zone.
// Days of 23 and 25 hours exist, and Lord Howe shifts by half an hour.
#pragma once
#include "core/clock.h"

#include <QDate>
#include <QDateTime>
#include <QString>
#include <QTimeZone>
#include <optional>

namespace bloom {

struct UtcInterval {
    UtcTime from;
    UtcTime to;  ///< not included
    bool contains(UtcTime t) const { return from <= t && t < to; }
    bool operator==(const UtcInterval&) const = default;
};

class PracticeZone {
public:
    /// Nothing when the machine knows no such zone.
    static std::optional<PracticeZone> find(const QString& ianaId);
    static PracticeZone sydney();

    QString id() const;
    QDate localDate(UtcTime t) const;
    QTime localTime(UtcTime t) const;
    /// The first moment of the local day (00:00, or later where the clock jumps over midnight).
    UtcTime startOfDay(QDate day) const;
    UtcInterval day(QDate day) const;
    UtcInterval week(QDate anyDay) const;  ///< Monday to Sunday
    UtcInterval month(QDate anyDay) const;
    UtcInterval year(QDate anyDay) const;

private:
    explicit PracticeZone(const QTimeZone& zone) : m_zone(zone) {}
    QTimeZone m_zone;
};

/// "2026-11-23T22:40:00.000Z": how the database keeps times; sorts as text.
QString toIsoText(UtcTime t);
/// Any ISO 8601 date-time with an offset or Z.
std::optional<UtcTime> parseUtc(const QString& text);
QDateTime toQDateTime(UtcTime t);  ///< Qt::UTC
UtcTime fromQDateTime(const QDateTime& t);

}  // namespace bloom
