// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/telecom.h"

#include "halaxy/fhir_dates.h"
#include "halaxy/fhir_json.h"

namespace bloom::halaxy {
namespace {
int rankOfUse(const QJsonObject& point, ContactOf whose) {
    const bool client = whose == ContactOf::Client;
    const QString use = text(point, "use");
    // An sms number is a mobile one, whatever its use says.
    if (use == QLatin1String("mobile") || text(point, "system") == QLatin1String("sms"))
        return client ? 0 : 1;
    if (use == QLatin1String("home"))
        return client ? 1 : 2;
    if (use == QLatin1String("work"))
        return client ? 2 : 0;
    return 3;
}

struct Choice {
    QString value;
    int rank = 99;
    int order = 0;  ///< FHIR's rank, 1 = preferred
    void offer(const QString& other, int otherRank, int otherOrder) {
        if (!value.isEmpty() && std::pair(otherRank, otherOrder) >= std::pair(rank, order))
            return;
        value = other;
        rank = otherRank;
        order = otherOrder;
    }
};
}  // namespace

Contact contact(const QJsonArray& telecom, ContactOf whose, UtcTime now) {
    Choice email;
    Choice phone;
    for (const QJsonValue value : telecom) {
        const QJsonObject point = value.toObject();
        const QString found = text(point, "value");
        if (found.isEmpty() || text(point, "use") == QLatin1String("old") ||
            hasEnded(object(point, "period"), now))
            continue;
        const QString system = text(point, "system");
        const int order = point.value(QLatin1String("rank")).toInt(1000);
        if (system == QLatin1String("email"))
            email.offer(found, rankOfUse(point, whose), order);
        else if (system == QLatin1String("phone") || system == QLatin1String("sms"))
            phone.offer(found, rankOfUse(point, whose), order);
    }
    return {email.value, phone.value};
}

}  // namespace bloom::halaxy
