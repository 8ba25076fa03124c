// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_writer.h"

namespace bloom {

void JsonWriter::comma() {
    if (!m_first)
        m_out += ',';
    m_first = false;
}

void JsonWriter::open(char bracket, bool asElement) {
    if (asElement && !m_out.isEmpty())
        comma();
    m_out += bracket;
    m_first = true;
}

void JsonWriter::close(char bracket) {
    m_out += bracket;
    m_first = false;
}

void JsonWriter::writeKey(QLatin1String key) {
    comma();
    m_out += '"';
    m_out.append(key.data(), key.size());
    m_out += "\":";
}

JsonWriter& JsonWriter::put(QLatin1String key, const QString& value) {
    writeKey(key);
    writeText(value);
    return *this;
}

JsonWriter& JsonWriter::field(QLatin1String key, bool value) {
    writeKey(key);
    m_out += value ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::field(QLatin1String key, std::int64_t value) {
    writeKey(key);
    m_out += QByteArray::number(static_cast<qlonglong>(value));
    return *this;
}

void JsonWriter::writeText(const QString& value) {
    static constexpr char kHex[] = "0123456789abcdef";
    m_out += '"';
    const QByteArray utf8 = value.toUtf8();
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            m_out += '\\';
            m_out += c;
        } else if (byte < 0x20) {
            m_out += "\\u00";
            m_out += kHex[byte >> 4];
            m_out += kHex[byte & 15];
        } else {
            m_out += c;
        }
    }
    m_out += '"';
}

}  // namespace bloom
