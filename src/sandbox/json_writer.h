// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Writes JSON as bytes, straight into one buffer: a page of a hundred records costs no tree.
#pragma once
#include <QByteArray>
#include <QString>
#include <concepts>

namespace bloom::sandbox {

class JsonWriter {
public:
    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& beginArray() { return open('['); }
    JsonWriter& endArray() { return close(']'); }
    JsonWriter& key(QByteArrayView name);  ///< must need no escaping
    JsonWriter& value(QStringView text);
    JsonWriter& value(qint64 number);
    /// Only for a real bool: a text literal would rather become one than a view.
    JsonWriter& value(std::same_as<bool> auto flag) { return raw(flag ? "true" : "false"); }
    /// Cents as a decimal number with two places.
    JsonWriter& money(qint64 cents);
    /// A value that is JSON already.
    JsonWriter& raw(QByteArrayView json);

    JsonWriter& field(QByteArrayView name, QStringView text) { return key(name).value(text); }
    JsonWriter& field(QByteArrayView name, qint64 number) { return key(name).value(number); }
    JsonWriter& field(QByteArrayView name, std::same_as<bool> auto flag) { return key(name).value(flag); }
    /// Leaves the member out when the text is empty, as Halaxy does.
    JsonWriter& optional(QByteArrayView name, QStringView text) {
        return text.isEmpty() ? *this : field(name, text);
    }

    const QByteArray& bytes() const { return m_out; }
    QByteArray take() { return std::move(m_out); }
    void reserve(qsizetype size) { m_out.reserve(size); }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate();
    void appendEscaped(QByteArrayView utf8);

    QByteArray m_out;
    bool m_comma = false;
};

}  // namespace bloom::sandbox
