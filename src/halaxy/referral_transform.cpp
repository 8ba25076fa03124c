// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Referral, Halaxy's own type: the source of a mental-health plan.
#include "halaxy/fhir_dates.h"
#include "halaxy/fhir_json.h"
#include "halaxy/references.h"
#include "halaxy/text.h"
#include "halaxy/transforms.h"

namespace bloom::halaxy {
namespace {
/// A number as such, as text, or as a Quantity; nothing where it can't be a count of sessions.
std::optional<int> count(const QJsonValue& value) {
    const auto read = number(value.isObject() ? value.toObject().value(QLatin1String("value")) : value);
    const bool counts = read && *read >= 0 && *read < 100'000;
    return counts ? std::optional(int(*read)) : std::nullopt;
}

bool has(const QString& text, const char* part) {
    return text.contains(QLatin1String(part), Qt::CaseInsensitive);
}
}  // namespace

Transformed<ReferralRecord> transformReferral(const QJsonObject& json, HalaxyId id) {
    const auto patient = referenceTo(object(json, "subject"), QLatin1String("Patient"));
    if (!patient)
        return std::unexpected(Text::tr("has no usable patient reference"));
    ReferralRecord record;
    record.id = std::move(id);
    record.patientId = *patient;
    record.active = json.value(QLatin1String("active")).toBool(true);
    record.definition = codeText(json.value(QLatin1String("referralDefinition")));
    record.mentalHealthPlan = has(record.definition, "MHTP") || has(record.definition, "mental health");
    record.review = has(record.definition, "review");
    const QJsonObject limit = object(json, "limitQuantity");
    record.limit = count(limit.value(QLatin1String("quantity")));
    record.used = count(limit.value(QLatin1String("quantityUsed")));
    const QJsonObject period = object(json, "period");
    record.start = fhirDate(text(period, "start"));
    record.end = fhirDate(text(period, "end"));
    record.requester = text(object(json, "requester"), "display");
    return record;
}

}  // namespace bloom::halaxy
