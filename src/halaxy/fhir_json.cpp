// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/fhir_json.h"

namespace bloom::halaxy {

QString text(const QJsonObject& object, const char* key) {
    return object.value(QLatin1String(key)).toString().trimmed();
}
QJsonObject object(const QJsonObject& parent, const char* key) {
    return parent.value(QLatin1String(key)).toObject();
}
QJsonArray array(const QJsonObject& parent, const char* key) {
    return parent.value(QLatin1String(key)).toArray();
}

std::optional<double> number(const QJsonValue& value) {
    if (value.isDouble())
        return value.toDouble();
    bool good = false;
    const double parsed = value.toString().toDouble(&good);
    return good ? std::optional(parsed) : std::nullopt;
}

QString codeText(const QJsonValue& value) {
    if (value.isString())
        return value.toString().trimmed();
    if (value.isArray())
        return codeText(value.toArray().at(0));
    const QJsonObject concept_ = value.toObject();
    for (const char* key : {"text", "display"})
        if (const QString words = text(concept_, key); !words.isEmpty())
            return words;
    if (concept_.contains(QLatin1String("coding")))
        return codeText(concept_.value(QLatin1String("coding")));
    return text(concept_, "code");
}

QString codeOf(const QJsonValue& value) {
    const QJsonObject concept_ = value.isArray() ? value.toArray().at(0).toObject() : value.toObject();
    if (const QString code = text(concept_, "code"); !code.isEmpty())
        return code;
    if (concept_.contains(QLatin1String("coding")))
        if (const QString code = codeOf(concept_.value(QLatin1String("coding"))); !code.isEmpty())
            return code;
    return codeText(value);
}

QJsonObject extension(const QJsonObject& element, QLatin1String name) {
    for (const char* list : {"modifierExtension", "extension"})
        for (const QJsonValue value : array(element, list)) {
            const QJsonObject candidate = value.toObject();
            const QString url = candidate.value(QLatin1String("url")).toString();
            if (url.endsWith(name) &&
                (url.size() == name.size() || url.at(url.size() - name.size() - 1) == u'/'))
                return candidate;
        }
    return {};
}

QString extensionCode(const QJsonObject& element, QLatin1String name) {
    const QJsonObject found = extension(element, name);
    for (const char* key : {"valueCoding", "valueCodeableConcept", "valueCode", "valueString"})
        if (const QJsonValue value = found.value(QLatin1String(key)); !value.isUndefined())
            return codeOf(value);
    return {};
}

}  // namespace bloom::halaxy
