// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/names.h"

#include "halaxy/fhir_dates.h"
#include "halaxy/fhir_json.h"

namespace bloom::halaxy {
namespace {
PersonName readName(const QJsonObject& name) {
    PersonName read;
    read.last = text(name, "family");
    for (const QJsonValue given : array(name, "given")) {
        read.first = given.toString().trimmed();
        if (!read.first.isEmpty())
            break;
    }
    if (read.first.isEmpty() && read.last.isEmpty())
        read.display = text(name, "text");
    return read;
}

/// The lower, the better; old names only when there is nothing else.
int rank(const QJsonObject& name, UtcTime now) {
    const QString use = text(name, "use");
    if (use == QLatin1String("old") || hasEnded(object(name, "period"), now))
        return 3;
    if (use == QLatin1String("official"))
        return 0;
    return use == QLatin1String("usual") ? 1 : 2;
}
}  // namespace

PersonName personName(const QJsonArray& names, UtcTime now) {
    PersonName best;
    int bestRank = 4;
    for (const QJsonValue value : names) {
        const QJsonObject name = value.toObject();
        const int itsRank = rank(name, now);
        if (itsRank >= bestRank)
            continue;
        PersonName read = readName(name);
        if (read == PersonName())
            continue;  // masked or empty
        best = std::move(read);
        bestRank = itsRank;
    }
    return best;
}

}  // namespace bloom::halaxy
