// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/references.h"

#include "halaxy/fhir_json.h"

namespace bloom::halaxy {

bool isUsableId(const QString& id) {
    if (id.isEmpty() || id.size() > 64 || id == QLatin1String("warning") || id == QLatin1String(".") ||
        id == QLatin1String(".."))
        return false;
    return std::all_of(id.begin(), id.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               c == u'-' || c == u'.' || c == u'_';
    });
}

QString idOf(const QJsonObject& resource) {
    const QJsonValue value = resource.value(QLatin1String("id"));
    const QString id = value.isDouble() ? QString::number(value.toInteger()) : value.toString().trimmed();
    return isUsableId(id) ? id : QString();
}

std::optional<Reference> parseReference(const QString& reference) {
    QStringView path = QStringView(reference).trimmed();
    for (const QChar cut : {u'?', u'#'})
        if (const auto at = path.indexOf(cut); at >= 0)
            path = path.left(at);
    if (const auto history = path.indexOf(QLatin1String("/_history")); history >= 0)
        path = path.left(history);
    while (path.endsWith(u'/'))
        path.chop(1);
    const auto slash = path.lastIndexOf(u'/');
    if (slash <= 0)
        return {};
    const QString id = path.mid(slash + 1).toString();
    const QStringView before = path.left(slash);
    const QString type = before.mid(before.lastIndexOf(u'/') + 1).toString();
    if (!isUsableId(id) || type.isEmpty() || !type.at(0).isUpper())
        return {};
    return Reference{type, HalaxyId(id), {}};
}

std::optional<Reference> parseReference(const QJsonObject& reference) {
    const QString written = text(reference, "reference");
    auto parsed = parseReference(written);
    const QString type = text(reference, "type");
    if (!parsed && !type.isEmpty() && isUsableId(written))
        parsed = Reference{type, HalaxyId(written), {}};
    if (parsed)
        parsed->display = text(reference, "display");
    return parsed;
}

std::optional<HalaxyId> referenceTo(const QJsonObject& reference, QLatin1String type) {
    const auto parsed = parseReference(reference);
    return parsed && parsed->type == type ? std::optional(parsed->id) : std::nullopt;
}

}  // namespace bloom::halaxy
