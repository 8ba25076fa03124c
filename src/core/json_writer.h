// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Writes compact JSON straight into bytes. The caller gives keys in sorted order; empty values are left out,
// so equal content gives equal bytes, and a run of 100,000 records makes no QJsonObject at all.
#pragma once
#include <QByteArray>
#include <QString>

namespace bloom {

class JsonWriter {
public:
    JsonWriter& field(QLatin1String key, const QString& value) {
        return value.isEmpty() ? *this : put(key, value);
    }
    JsonWriter& field(QLatin1String key, bool value);
    JsonWriter& field(QLatin1String key, std::int64_t value);
    JsonWriter& field(QLatin1String key, int value) { return field(key, std::int64_t(value)); }

    void beginObject() { open('{'); }
    void beginObject(QLatin1String key) { writeKey(key), open('{', false); }
    void endObject() { close('}'); }
    void beginArray(QLatin1String key) { writeKey(key), open('[', false); }
    void endArray() { close(']'); }
    void element(const QString& value) { comma(), writeText(value); }

    QByteArray take() { return std::move(m_out); }

private:
    JsonWriter& put(QLatin1String key, const QString& value);
    void writeKey(QLatin1String key);
    void writeText(const QString& value);
    void comma();
    void open(char bracket, bool asElement = true);
    void close(char bracket);
    QByteArray m_out;
    bool m_first = true;  ///< nothing yet in the present object or array
};

}  // namespace bloom
