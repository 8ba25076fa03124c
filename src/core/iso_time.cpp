// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// ISO 8601 by hand: a run parses some 300,000 times, and QDateTime::fromString takes microseconds for each.
#include "core/practice_time.h"

namespace bloom {

namespace {

using namespace std::chrono;

/// Walks over the text; every step answers whether it found what it wanted.
class Cursor {
public:
    explicit Cursor(QStringView text) : m_text(text) {}
    bool atEnd() const { return m_at == m_text.size(); }
    bool digits(int count, int& value) {
        if (m_text.size() - m_at < count)
            return false;
        value = 0;
        for (int i = 0; i < count; ++i) {
            const char16_t c = m_text[m_at + i].unicode();
            if (c < u'0' || c > u'9')
                return false;
            value = value * 10 + (c - u'0');
        }
        m_at += count;
        return true;
    }
    bool any(QStringView oneOf) {
        if (atEnd() || !oneOf.contains(m_text[m_at]))
            return false;
        ++m_at;
        return true;
    }
    char16_t last() const { return m_text[m_at - 1].unicode(); }

private:
    QStringView m_text;
    qsizetype m_at = 0;
};

std::optional<sys_days> readDate(Cursor& in) {
    int y = 0, m = 0, d = 0;
    if (!in.digits(4, y) || !in.any(u"-") || !in.digits(2, m) || !in.any(u"-") || !in.digits(2, d))
        return std::nullopt;
    const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
    if (y == 0 || !date.ok())
        return std::nullopt;
    return sys_days(date);
}

/// Digits after the point, of any number; beyond milliseconds they are cut off.
std::optional<milliseconds> readFraction(Cursor& in) {
    int value = 0, scale = 100, digit = 0;
    if (!in.digits(1, digit))
        return std::nullopt;
    do {
        value += digit * scale;
        scale /= 10;
    } while (in.digits(1, digit));
    return milliseconds(value);
}

std::optional<milliseconds> readTime(Cursor& in) {
    int h = 0, m = 0, s = 0;
    if (!in.digits(2, h) || !in.any(u":") || !in.digits(2, m))
        return std::nullopt;
    milliseconds fraction{0};
    if (in.any(u":")) {
        if (!in.digits(2, s))
            return std::nullopt;
        if (in.any(u".,")) {
            const auto read = readFraction(in);
            if (!read)
                return std::nullopt;
            fraction = *read;
        }
    }
    if (h > 23 || m > 59 || s > 60)  // 60: a leap second
        return std::nullopt;
    return hours(h) + minutes(m) + seconds(s) + fraction;
}

/// Z, +10:00, +1000 or +10.
std::optional<minutes> readOffset(Cursor& in) {
    if (in.any(u"Zz"))
        return minutes(0);
    if (!in.any(u"+-"))
        return std::nullopt;
    const bool west = in.last() == u'-';
    int h = 0, m = 0;
    if (!in.digits(2, h))
        return std::nullopt;
    if (!in.atEnd()) {
        in.any(u":");
        if (!in.digits(2, m))
            return std::nullopt;
    }
    if (h > 14 || m > 59)
        return std::nullopt;
    const minutes offset = hours(h) + minutes(m);
    return west ? -offset : offset;
}

void put(QString& text, int at, int count, unsigned value) {
    for (int i = count - 1; i >= 0; --i, value /= 10)
        text[at + i] = QChar(u'0' + value % 10);
}

}  // namespace

std::optional<UtcTime> parseUtc(const QString& text) {
    Cursor in(text);
    const auto date = readDate(in);
    if (!date || !in.any(u"Tt"))
        return std::nullopt;
    const auto time = readTime(in);
    if (!time)
        return std::nullopt;
    const auto offset = readOffset(in);
    if (!offset || !in.atEnd())
        return std::nullopt;
    const UtcTime result = *date + *time - *offset;
    // Years of four digits only: texts must sort as times do.
    if (result < sys_days(year(1) / 1 / 1) || result >= sys_days(year(10000) / 1 / 1))
        return std::nullopt;
    return result;
}

QString toIsoText(UtcTime t) {
    const sys_days date = floor<days>(t);
    const year_month_day ymd(date);
    const auto rest = static_cast<unsigned>((t - date).count());
    QString text = QStringLiteral("0000-00-00T00:00:00.000Z");
    put(text, 0, 4, static_cast<unsigned>(int(ymd.year())));
    put(text, 5, 2, unsigned(ymd.month()));
    put(text, 8, 2, unsigned(ymd.day()));
    put(text, 11, 2, rest / 3'600'000);
    put(text, 14, 2, rest / 60'000 % 60);
    put(text, 17, 2, rest / 1000 % 60);
    put(text, 20, 3, rest % 1000);
    return text;
}

}  // namespace bloom
