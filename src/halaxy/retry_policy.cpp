// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/retry_policy.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace bloom::halaxy {
namespace {
constexpr milliseconds kLongestRetryAfter = std::chrono::hours(24);
}

milliseconds RetryPolicy::ceiling(int retry) const {
    milliseconds wait = m_rules.base;
    for (int i = 1; i < retry && wait < m_rules.longest; ++i)
        wait *= 2;
    return std::min(wait, m_rules.longest);
}

std::optional<milliseconds> RetryPolicy::delay(int retry, std::optional<milliseconds> retryAfter) {
    if (retry > m_rules.retries || m_quota < m_rules.retryCosts)
        return {};
    m_quota -= m_rules.retryCosts;
    // Not std::uniform_int_distribution: its numbers differ between libraries, and a seed should mean one
    // sequence.
    const milliseconds jitter{qint64(m_random() % quint64(ceiling(retry).count() + 1))};
    return std::max(jitter, retryAfter.value_or(milliseconds(0)));
}

std::optional<UtcTime> parseHttpDate(const QByteArray& text) {
    QString plain = QString::fromLatin1(text).trimmed();
    if (!plain.endsWith(QLatin1String(" GMT")))
        return {};
    plain.chop(4);
    // Date and time apart: together they would be read as local ones, of which daylight saving leaves some
    // out.
    const QLocale c = QLocale::c();
    const auto space = std::max<qsizetype>(plain.lastIndexOf(QLatin1Char(' ')), 0);
    const QDate date = c.toDate(plain.first(space), QStringLiteral("ddd, dd MMM yyyy"));
    const QTime time = c.toTime(plain.sliced(space).trimmed(), QStringLiteral("hh:mm:ss"));
    if (!date.isValid() || !time.isValid())
        return {};
    return UtcTime(milliseconds(QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch()));
}

std::optional<milliseconds> parseRetryAfter(const QByteArray& text, UtcTime now) {
    bool isNumber = false;
    const qint64 seconds = text.trimmed().toLongLong(&isNumber);
    std::optional<milliseconds> wait;
    if (isNumber)
        wait = milliseconds(std::clamp<qint64>(seconds, 0, kLongestRetryAfter.count() / 1000) * 1000);
    else if (const auto date = parseHttpDate(text))
        wait = std::clamp(*date - now, milliseconds(0), kLongestRetryAfter);
    return wait;
}

}  // namespace bloom::halaxy
