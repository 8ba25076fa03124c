// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Appointment: Halaxy's shape has the status and the invoice on each Patient participant and a
// PractitionerRole as actor; the specification's has one status at the top and a Practitioner.
#include "halaxy/fhir_dates.h"
#include "halaxy/fhir_json.h"
#include "halaxy/references.h"
#include "halaxy/status_map.h"
#include "halaxy/text.h"
#include "halaxy/transforms.h"

namespace bloom::halaxy {
namespace {
const QLatin1String kStatusExtension("appointment-participant-status");
const QLatin1String kInvoiceExtension("appointment-participant-invoice");

std::vector<HalaxyId> invoicesOf(const QJsonObject& participant) {
    std::vector<HalaxyId> invoices;
    for (const QJsonValue value : array(participant, "extension")) {
        const QJsonObject extension = value.toObject();
        if (!text(extension, "url").endsWith(kInvoiceExtension))
            continue;
        const auto id = referenceTo(object(extension, "valueReference"), QLatin1String("Invoice"));
        if (id && std::find(invoices.begin(), invoices.end(), *id) == invoices.end())
            invoices.push_back(*id);
    }
    return invoices;
}

AppointmentPatient patientOf(const QJsonObject& participant, HalaxyId id, const QString& topStatus) {
    AppointmentPatient patient;
    patient.patientId = std::move(id);
    patient.rawStatus = extensionCode(participant, kStatusExtension);
    patient.status = statusOfParticipant(patient.rawStatus);
    if (patient.rawStatus.isEmpty()) {
        patient.rawStatus = topStatus;
        patient.status = statusOfAppointment(topStatus);
    }
    patient.invoiceIds = invoicesOf(participant);
    return patient;
}

void addPatient(AppointmentRecord& record, AppointmentPatient patient) {
    const auto same = [&](const AppointmentPatient& other) { return other.patientId == patient.patientId; };
    if (std::none_of(record.patients.begin(), record.patients.end(), same))
        record.patients.push_back(std::move(patient));
}

/// False when a patient takes part whom nothing names.
bool readParticipant(const QJsonObject& participant, const QString& topStatus, AppointmentRecord& record) {
    const QJsonObject actor = object(participant, "actor");
    const auto reference = parseReference(actor);
    if (!reference) {
        const bool patient = text(actor, "type") == QLatin1String("Patient") ||
                             text(actor, "reference").contains(QLatin1String("Patient/")) ||
                             !extension(participant, kStatusExtension).isEmpty();
        return !patient;
    }
    if (reference->type == QLatin1String("Patient"))
        addPatient(record, patientOf(participant, reference->id, topStatus));
    else if (reference->type == QLatin1String("PractitionerRole"))
        record.practitioners.push_back({RecordKind::PractitionerRole, reference->id});
    else if (reference->type == QLatin1String("Practitioner"))
        record.practitioners.push_back({RecordKind::Practitioner, reference->id});
    else if (reference->type == QLatin1String("Location") && record.locationDetails.isEmpty())
        record.locationDetails = reference->display;
    return true;
}

/// supportingInformation holds the appointment type (a HealthcareService) and the location type, the latter
/// in one of several shapes: a reference that ends in the code, an identifier, an extension or words.
void readSupport(const QJsonObject& support, AppointmentRecord& record) {
    const auto reference = parseReference(support);
    const QString type = reference ? reference->type : text(support, "type");
    if (type == QLatin1String("HealthcareService")) {
        if (record.appointmentType.isEmpty() && reference)
            record.appointmentType = reference->display.isEmpty() ? reference->id.value : reference->display;
        return;
    }
    const QString candidates[] = {
        extensionCode(support, QLatin1String("location-type")), text(object(support, "identifier"), "value"),
        text(support, "reference").section(QLatin1Char('/'), -1), text(support, "display")};
    for (const QString& candidate : candidates)
        if (record.location == LocationType::Unknown)
            record.location = locationType(candidate);
}

void readPlace(const QJsonObject& json, AppointmentRecord& record) {
    for (const QJsonValue support : array(json, "supportingInformation"))
        readSupport(support.toObject(), record);
    if (record.location == LocationType::Unknown)
        record.location = locationType(extensionCode(json, QLatin1String("location-type")));
    for (const char* key : {"appointmentType", "serviceType"})
        if (record.appointmentType.isEmpty())
            record.appointmentType = codeText(json.value(QLatin1String(key)));
}

void readEnd(const QJsonObject& json, AppointmentRecord& record) {
    const auto end = fhirTime(text(json, "end"));
    const auto minutes = number(json.value(QLatin1String("minutesDuration")));
    record.minutes = minutes && *minutes > 0 && *minutes < 100'000 ? int(*minutes) : 0;
    if (end && *end >= record.start) {
        record.end = *end;
        if (record.minutes == 0)
            record.minutes =
                int(std::chrono::duration_cast<std::chrono::minutes>(*end - record.start).count());
        return;
    }
    record.end = record.start + std::chrono::minutes(record.minutes);
}
}  // namespace

Transformed<AppointmentRecord> transformAppointment(const QJsonObject& json, HalaxyId id) {
    AppointmentRecord record;
    record.id = std::move(id);
    const auto start = fhirTime(text(json, "start"));
    if (!start)
        return std::unexpected(Text::tr("has no usable start time"));
    record.start = *start;
    readEnd(json, record);
    const QString topStatus = text(json, "status");
    record.enteredInError = isEnteredInError(topStatus);
    for (const QJsonValue participant : array(json, "participant"))
        if (!readParticipant(participant.toObject(), topStatus, record))
            return std::unexpected(Text::tr("has no usable patient reference"));
    if (record.practitioners.empty() && !record.patients.empty())
        return std::unexpected(Text::tr("has no usable practitioner reference"));
    record.created = fhirTime(text(json, "created"));
    record.description = text(json, "description");
    record.comment = text(json, "comment");
    readPlace(json, record);
    return record;
}

}  // namespace bloom::halaxy
