// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// JSON as a test writes it.
#pragma once
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

namespace bloom::test {

/// With ' for ", so that a row of a table stays readable.
inline QJsonDocument jsonText(QByteArray text) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text.replace('\'', '"'), &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("bad JSON in a test: %s", text.constData());
    return document;
}
inline QJsonObject jsonObject(const QByteArray& text) { return jsonText(text).object(); }
inline QJsonArray jsonArray(const QByteArray& text) { return jsonText(text).array(); }

}  // namespace bloom::test
