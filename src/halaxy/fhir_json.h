// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Small accessors for FHIR's JSON: texts, codes and extensions, forgiving about what is missing or of another
// shape.
#pragma once
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <optional>

namespace bloom::halaxy {

/// The trimmed text; empty when it is missing or no text.
QString text(const QJsonObject& object, const char* key);
QJsonObject object(const QJsonObject& parent, const char* key);
QJsonArray array(const QJsonObject& parent, const char* key);
std::optional<double> number(const QJsonValue& value);  ///< a number, or a text that is one

/// The words of a code, CodeableConcept, Coding or plain text.
QString codeText(const QJsonValue& value);
/// Its code rather than its words.
QString codeOf(const QJsonValue& value);

/// The extension (modifierExtension first) whose address ends with this name; extensions repeat.
QJsonObject extension(const QJsonObject& element, QLatin1String name);
/// The code or text it holds, whichever of FHIR's value types it is.
QString extensionCode(const QJsonObject& element, QLatin1String name);

}  // namespace bloom::halaxy
