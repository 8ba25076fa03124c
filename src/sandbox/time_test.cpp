// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/time_test.h"

#include "sandbox/calendar.h"

#include <QDateTime>

namespace bloom::sandbox {

namespace {

std::optional<TimeSpan> daySpan(QDate first, QDate next) {
    if (!first.isValid())
        return std::nullopt;
    return TimeSpan{utcOf(first, QTime(0, 0)), utcOf(next, QTime(0, 0))};
}

std::optional<TimeSpan> momentSpan(const QString& text) {
    const QDateTime parsed = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!parsed.isValid())
        return std::nullopt;
    const bool local = parsed.timeSpec() == Qt::LocalTime;
    const UtcTime low =
        local ? utcOf(parsed.date(), parsed.time()) : UtcTime(milliseconds(parsed.toMSecsSinceEpoch()));
    const bool fraction = text.contains(u'.');
    return TimeSpan{low, low + (fraction ? milliseconds(1) : milliseconds(1000))};
}

}  // namespace

std::optional<TimeSpan> parseTimeSpan(QStringView view) {
    const QString text = view.toString();
    if (text.size() == 4) {
        const QDate first(text.toInt(), 1, 1);
        return daySpan(first, first.addYears(1));
    }
    if (text.size() == 7) {
        const QDate first = QDate::fromString(text, QStringLiteral("yyyy-MM"));
        return daySpan(first, first.addMonths(1));
    }
    if (text.size() == 10) {
        const QDate first = QDate::fromString(text, Qt::ISODate);
        return daySpan(first, first.addDays(1));
    }
    return momentSpan(text);
}

std::optional<TimeTest> TimeTest::parse(QStringView value) {
    static constexpr std::pair<const char*, Op> prefixes[] = {{"eq", Op::Eq}, {"ne", Op::Ne}, {"gt", Op::Gt},
                                                              {"lt", Op::Lt}, {"ge", Op::Ge}, {"le", Op::Le}};
    TimeTest test;
    for (const auto& [text, op] : prefixes) {
        if (value.startsWith(QLatin1String(text))) {
            test.m_op = op;
            value = value.sliced(2);
            break;
        }
    }
    const auto span = parseTimeSpan(value);
    if (!span)
        return std::nullopt;
    test.m_span = *span;
    return test;
}

bool TimeTest::operator()(UtcTime when) const {
    switch (m_op) {
        case Op::Eq:
            return when >= m_span.low && when < m_span.high;
        case Op::Ne:
            return when < m_span.low || when >= m_span.high;
        case Op::Gt:
            return when >= m_span.high;
        case Op::Lt:
            return when < m_span.low;
        case Op::Ge:
            return when >= m_span.low;
        case Op::Le:
            return when < m_span.high;
    }
    return false;
}

}  // namespace bloom::sandbox
