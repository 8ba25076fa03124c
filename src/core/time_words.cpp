// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// "3 min ago", "in 11 min": distances near now, and the viewer's own local time further away.
#include "core/health.h"
#include "core/practice_time.h"

#include <QCoreApplication>

namespace bloom {

namespace {

using namespace std::chrono;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Time)
};

/// "today 14:05", "yesterday 14:05", "tomorrow 14:05", "12 Nov 14:05", "12 Nov 2025".
QString localMoment(UtcTime then, UtcTime now) {
    const QDateTime local = toQDateTime(then).toLocalTime();
    const QDate today = toQDateTime(now).toLocalTime().date();
    const QString time = local.time().toString(QStringLiteral("HH:mm"));
    switch (today.daysTo(local.date())) {
        case 0:
            return Words::tr("today %1").arg(time);
        case -1:
            return Words::tr("yesterday %1").arg(time);
        case 1:
            return Words::tr("tomorrow %1").arg(time);
        default:
            break;
    }
    const QLocale locale;
    if (local.date().year() == today.year())
        return locale.toString(local.date(), QStringLiteral("d MMM")) + u' ' + time;
    return locale.toString(local.date(), QStringLiteral("d MMM yyyy"));
}

}  // namespace

QString agoText(UtcTime then, UtcTime now) {
    const milliseconds age = now - then;
    if (abs(age) < minutes(1))
        return Words::tr("just now");
    if (age > minutes(0) && age < hours(1))
        return Words::tr("%Ln min ago", nullptr, static_cast<int>(floor<minutes>(age).count()));
    if (age > minutes(0) && age < hours(6))
        return Words::tr("%Ln h ago", nullptr, static_cast<int>(floor<hours>(age).count()));
    return localMoment(then, now);
}

QString untilText(UtcTime then, UtcTime now) {
    const milliseconds left = then - now;
    if (left <= milliseconds(0))
        return Words::tr("now");
    if (left < minutes(1))
        return Words::tr("in %Ln s", nullptr, static_cast<int>(ceil<seconds>(left).count()));
    const auto whole = ceil<minutes>(left);
    if (whole < hours(1))
        return Words::tr("in %Ln min", nullptr, static_cast<int>(whole.count()));
    if (whole < hours(6)) {
        const QString hoursLeft = QString::number(whole / hours(1));
        const QString minutesLeft = QString::number((whole % hours(1)).count());
        return Words::tr("in %1 h %2 min").arg(hoursLeft, minutesLeft);
    }
    return localMoment(then, now);
}

}  // namespace bloom
