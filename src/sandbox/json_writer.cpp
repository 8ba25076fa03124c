// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/json_writer.h"

#include <cstdio>

namespace bloom::sandbox {

void JsonWriter::separate() {
    if (m_comma)
        m_out += ',';
    m_comma = true;
}

JsonWriter& JsonWriter::open(char bracket) {
    separate();
    m_out += bracket;
    m_comma = false;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    m_out += bracket;
    m_comma = true;
    return *this;
}

JsonWriter& JsonWriter::key(QByteArrayView name) {
    separate();
    m_out += '"';
    m_out.append(name);
    m_out += "\":";
    m_comma = false;
    return *this;
}

void JsonWriter::appendEscaped(QByteArrayView utf8) {
    for (const char c : utf8) {
        if (c == '"' || c == '\\') {
            m_out += '\\';
            m_out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char code[8];
            std::snprintf(code, sizeof code, "\\u%04x", unsigned(static_cast<unsigned char>(c)));
            m_out += code;
        } else {
            m_out += c;
        }
    }
}

JsonWriter& JsonWriter::value(QStringView text) {
    separate();
    m_out += '"';
    appendEscaped(text.toUtf8());
    m_out += '"';
    return *this;
}

JsonWriter& JsonWriter::value(qint64 number) {
    separate();
    m_out += QByteArray::number(number);
    return *this;
}

JsonWriter& JsonWriter::money(qint64 cents) {
    separate();
    const qint64 size = cents < 0 ? -cents : cents;
    if (cents < 0)
        m_out += '-';
    m_out += QByteArray::number(size / 100);
    m_out += '.';
    m_out += char('0' + size / 10 % 10);
    m_out += char('0' + size % 10);
    return *this;
}

JsonWriter& JsonWriter::raw(QByteArrayView json) {
    separate();
    m_out.append(json);
    return *this;
}

}  // namespace bloom::sandbox
