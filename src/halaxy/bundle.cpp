// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/bundle.h"

#include "halaxy/text.h"

#include <QJsonArray>

namespace bloom::halaxy {
namespace {
void readEntry(const QJsonObject& entry, const QString& wanted, Bundle& bundle) {
    const QJsonObject resource = entry.value(QLatin1String("resource")).toObject();
    const QString type = resource.value(QLatin1String("resourceType")).toString();
    const QString mode =
        entry.value(QLatin1String("search")).toObject().value(QLatin1String("mode")).toString();
    const bool warning = resource.value(QLatin1String("id")).toString() == QLatin1String("warning");
    if (warning || type == QLatin1String("OperationOutcome") || mode == QLatin1String("outcome"))
        bundle.hasOutcome = true;
    else if (type == wanted)
        bundle.resources.push_back(resource);
    else if (mode != QLatin1String("include"))
        bundle.hasStranger = true;
}

QString nextLink(const QJsonObject& json) {
    for (const QJsonValue link : json.value(QLatin1String("link")).toArray()) {
        const QJsonObject object = link.toObject();
        if (object.value(QLatin1String("relation")).toString() == QLatin1String("next"))
            return object.value(QLatin1String("url")).toString();
    }
    return {};
}
}  // namespace

Result<Bundle> readBundle(const QJsonObject& json, RecordKind kind) {
    const QString wanted = name(kind);
    if (json.value(QLatin1String("resourceType")).toString() != QLatin1String("Bundle"))
        return fail(ErrorKind::Damaged, Text::tr("The answer for %1 was no list of records.").arg(wanted),
                    wanted);
    const QString type = json.value(QLatin1String("type")).toString(QStringLiteral("searchset"));
    if (type != QLatin1String("searchset"))
        return fail(ErrorKind::Damaged, Text::tr("The answer for %1 was a list of another kind.").arg(wanted),
                    wanted);
    Bundle bundle;
    const QJsonArray entries = json.value(QLatin1String("entry")).toArray();
    bundle.resources.reserve(std::size_t(entries.size()));
    for (const QJsonValue entry : entries)
        readEntry(entry.toObject(), wanted, bundle);
    if (const QJsonValue total = json.value(QLatin1String("total")); total.isDouble())
        bundle.total = total.toInt();
    bundle.next = nextLink(json);
    return bundle;
}

}  // namespace bloom::halaxy
