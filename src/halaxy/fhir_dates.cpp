// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/fhir_dates.h"

#include "core/practice_time.h"
#include "halaxy/fhir_json.h"

namespace bloom::halaxy {

std::optional<UtcTime> fhirTime(const QString& text) {
    if (text.size() < 17 || !text.contains(QLatin1Char('T')))  // 2026-11-24T09:00Z
        return {};
    return parseUtc(text);
}

std::optional<QDate> fhirDate(const QString& text) {
    if (text.size() != 10 && !(text.size() > 10 && text.at(10) == QLatin1Char('T')))
        return {};
    const QDate date = QDate::fromString(text.left(10), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

bool hasEnded(const QJsonObject& period, UtcTime now) {
    const QString end = text(period, "end");
    if (end.isEmpty())
        return false;
    if (const auto time = fhirTime(end))
        return *time <= now;
    // A day ends when it has ended everywhere; a year or month counts from its first day on, so only by its
    // year.
    if (const auto day = fhirDate(end))
        return fromQDateTime(day->addDays(1).startOfDay(Qt::UTC)) <= now;
    return end.left(4).toInt() < toQDateTime(now).date().year() && end.left(4).toInt() > 0;
}

}  // namespace bloom::halaxy
