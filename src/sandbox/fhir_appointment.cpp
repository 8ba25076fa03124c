// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An Appointment as the real service writes it: no status of its own, one on each patient participant.
#include "sandbox/fhir_json.h"

#include <algorithm>

namespace bloom::sandbox {

namespace {

QString locationCode(LocationKind kind) {
    switch (kind) {
        case LocationKind::Clinic:
            return QStringLiteral("clinic");
        case LocationKind::Telehealth:
            return QStringLiteral("telehealth");
        case LocationKind::Online:
            return QStringLiteral("online");
        case LocationKind::Phone:
            return QStringLiteral("phone");
        case LocationKind::Organization:
            return QStringLiteral("organization");
    }
    return {};
}

bool isAny(const QString& code, std::initializer_list<const char*> words) {
    return std::ranges::any_of(words, [&](const char* word) { return code == QLatin1String(word); });
}

}  // namespace

QString plainStatus(const Appointment& appointment) {
    if (appointment.enteredInError)
        return QStringLiteral("entered-in-error");
    const QString code = appointment.patients.empty() ? QStringLiteral("booked")
                                                      : appointment.patients.front().status.toLower();
    if (isAny(code, {"booked", "confirmed"}))  // FHIR has no word for confirmed
        return QStringLiteral("booked");
    if (code == QLatin1String("arrived"))
        return QStringLiteral("arrived");
    if (code == QLatin1String("attended"))
        return QStringLiteral("fulfilled");
    if (code == QLatin1String("did not attend"))
        return QStringLiteral("noshow");
    return isAny(code, {"cancelled", "cancelled (no charge)", "rejected", "declined"})
               ? QStringLiteral("cancelled")
               : code;
}

void FhirJson::services(JsonWriter& json, const Appointment& appointment) const {
    json.key("supportingInformation").beginArray().beginObject();
    const QString id = QString::number(601 + appointment.service.size());
    json.field("reference", target(u"HealthcareService", id));
    json.field("type", u"HealthcareService").field("display", appointment.service).endObject();
    const QString place = locationCode(appointment.location);
    json.beginObject().key("extension").beginArray().beginObject();
    json.field("url", u"https://terminology.halaxy.com/StructureDefinition/location-type");
    json.key("valueCoding").beginObject().field("code", place).endObject().endObject().endArray();
    json.field("type", u"Location").field("display", place).endObject();
    json.endArray();
}

void FhirJson::roleParticipant(JsonWriter& json, const Appointment& appointment) const {
    json.beginObject();
    const QString practitioner = m_practice.practitionerOf(appointment.roleId);
    if (plain())
        reference(json, "actor", u"Practitioner", practitioner, displayName(practitioner));
    else
        reference(json, "actor", u"PractitionerRole", appointment.roleId, displayName(practitioner));
    if (plain())
        json.field("status", u"accepted");
    json.endObject();
}

void FhirJson::participant(JsonWriter& json, const Attendance& attendance) const {
    json.beginObject();
    if (!plain()) {
        json.key("modifierExtension").beginArray().beginObject();
        json.field("url",
                   u"https://terminology.halaxy.com/StructureDefinition/appointment-participant-status");
        json.key("valueCoding").beginObject();
        json.field("system", QString(m_base.section(u'/', 0, -2) +
                                     u"/presets/CodeSystem/appointment-participant-status"));
        json.field("code", attendance.status).field("display", attendance.status);
        json.endObject().endObject().endArray();
    }
    if (!attendance.invoices.isEmpty()) {
        json.key("extension").beginArray();
        for (const QString& invoice : attendance.invoices) {
            json.beginObject();
            json.field("url",
                       u"https://terminology.halaxy.com/StructureDefinition/appointment-participant-invoice");
            reference(json, "valueReference", u"Invoice", invoice);
            json.endObject();
        }
        json.endArray();
    }
    reference(json, "actor", u"Patient", attendance.patientId);
    if (plain())
        json.field("status", u"accepted");
    json.endObject();
}

void FhirJson::write(JsonWriter& json, const Appointment& appointment) const {
    json.beginObject();
    head(json, Resource::Appointment, appointment);
    if (plain())
        json.field("status", plainStatus(appointment));
    json.field("created", time(appointment.created)).optional("description", appointment.description);
    if (!appointment.withoutStart)
        json.field("start", time(appointment.start));
    json.field("end", time(appointment.end())).field("minutesDuration", qint64(appointment.minutes));
    json.optional("comment", appointment.comment);
    if (!appointment.service.isEmpty())
        services(json, appointment);
    json.key("participant").beginArray();
    roleParticipant(json, appointment);
    for (const Attendance& attendance : appointment.patients)
        participant(json, attendance);
    json.endArray().endObject();
}

}  // namespace bloom::sandbox
