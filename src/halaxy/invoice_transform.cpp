// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Invoice. Its `title` holds the patient's name and is never read.
#include "halaxy/fhir_dates.h"
#include "halaxy/fhir_json.h"
#include "halaxy/references.h"
#include "halaxy/status_map.h"
#include "halaxy/transforms.h"

#include <cmath>

namespace bloom::halaxy {
namespace {
std::optional<double> amount(const QJsonObject& json, const char* key) {
    return number(object(json, key).value(QLatin1String("value")));
}

/// JSON numbers are doubles: rounded to cents here, once.
Cents money(const QJsonObject& json, const char* key) {
    return centsFromDouble(amount(json, key).value_or(0.0));
}

std::optional<RecordKey> practitionerKey(const QJsonObject& reference) {
    const auto parsed = parseReference(reference);
    if (!parsed)
        return {};
    if (parsed->type == QLatin1String("PractitionerRole"))
        return RecordKey{RecordKind::PractitionerRole, parsed->id};
    if (parsed->type == QLatin1String("Practitioner"))
        return RecordKey{RecordKind::Practitioner, parsed->id};
    return {};
}

std::optional<RecordKey> practitionerOf(const QJsonObject& json) {
    const QJsonValue own = json.value(QLatin1String("practitioner"));
    if (auto key = practitionerKey(own.isArray() ? own.toArray().at(0).toObject() : own.toObject()))
        return key;
    for (const QJsonValue participant : array(json, "participant"))
        if (auto key = practitionerKey(object(participant.toObject(), "actor")))
            return key;
    return {};
}

std::optional<HalaxyId> patientOf(const QJsonObject& json) {
    for (const char* key : {"recipient", "subject", "patient"})
        if (auto id = referenceTo(object(json, key), QLatin1String("Patient")))
            return id;
    return {};
}

void addAppointment(std::vector<HalaxyId>& ids, const QJsonObject& reference) {
    const auto id = referenceTo(reference, QLatin1String("Appointment"));
    if (id && std::find(ids.begin(), ids.end(), *id) == ids.end())
        ids.push_back(*id);
}

std::vector<HalaxyId> appointmentsOf(const QJsonObject& json) {
    std::vector<HalaxyId> ids;
    const QJsonValue own = json.value(QLatin1String("appointment"));
    addAppointment(ids, own.toObject());
    for (const QJsonValue value : own.toArray())
        addAppointment(ids, value.toObject());
    for (const QJsonValue value : array(json, "extension"))
        addAppointment(ids, object(value.toObject(), "valueReference"));
    for (const QJsonValue value : array(json, "supportingInformation"))
        addAppointment(ids, value.toObject());
    return ids;
}

QString currencyOf(const QJsonObject& json) {
    for (const char* key : {"totalGross", "totalNet", "totalPaid", "totalBalance"})
        if (QString currency = text(object(json, key), "currency"); !currency.isEmpty())
            return currency;
    return QStringLiteral("AUD");
}
}  // namespace

InvoiceRecord transformInvoice(const QJsonObject& json, HalaxyId id) {
    InvoiceRecord record;
    record.id = std::move(id);
    record.patientId = patientOf(json);
    record.practitioner = practitionerOf(json);
    record.appointmentIds = appointmentsOf(json);
    record.status = invoiceStatus(text(json, "status"));
    record.date = fhirDate(text(json, "date"));
    record.created = fhirTime(text(json, "created"));
    record.payor = codeText(json.value(QLatin1String("payorType")));
    record.billing = billingType(record.payor);
    record.currency = currencyOf(json);
    record.net = money(json, "totalNet");
    record.gross = money(json, "totalGross");
    record.tax = money(json, "totalTax");
    record.paid = money(json, "totalPaid");
    record.balance = money(json, "totalBalance");
    // Without a totalBalance nothing says that nothing is owed; an amount past all sense is no nothing
    // either.
    const auto balance = amount(json, "totalBalance");
    const bool settled = balance && std::abs(*balance) < 0.005;
    record.isPaid = (settled && record.paid.value > 0) || record.status == InvoiceStatus::Balanced;
    return record;
}

}  // namespace bloom::halaxy
