// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Record → canonical JSON: keys sorted, empty values left out. A test compares the bytes with
// QJsonDocument's.
#include "core/json_writer.h"
#include "core/practice_time.h"
#include "core/records.h"

namespace bloom {

namespace {

#define KEY(text) QLatin1String(text)

void putTime(JsonWriter& out, QLatin1String key, const std::optional<UtcTime>& time) {
    if (time)
        out.field(key, toIsoText(*time));
}
void putDate(JsonWriter& out, QLatin1String key, const std::optional<QDate>& date) {
    if (date)
        out.field(key, date->toString(Qt::ISODate));
}
void putNumber(JsonWriter& out, QLatin1String key, const std::optional<int>& number) {
    if (number)
        out.field(key, *number);
}
void putTexts(JsonWriter& out, QLatin1String key, const QStringList& texts) {
    if (texts.isEmpty())
        return;
    out.beginArray(key);
    for (const QString& text : texts)
        out.element(text);
    out.endArray();
}
void putIds(JsonWriter& out, QLatin1String key, const std::vector<HalaxyId>& ids) {
    if (ids.empty())
        return;
    out.beginArray(key);
    for (const HalaxyId& id : ids)
        out.element(id.value);
    out.endArray();
}
void putName(JsonWriter& out, const PersonName& name) {
    if (name == PersonName{})
        return;
    out.beginObject(KEY("name"));
    out.field(KEY("display"), name.display).field(KEY("first"), name.first).field(KEY("last"), name.last);
    out.endObject();
}

void write(JsonWriter& out, const PractitionerRecord& r) {
    out.field(KEY("active"), r.active).field(KEY("ahpra"), r.ahpraNumber).field(KEY("email"), r.email);
    out.field(KEY("id"), r.id.value);
    putName(out, r.name);
    out.field(KEY("phone"), r.phone).field(KEY("photo"), r.photoUrl);
    out.field(KEY("qualification"), name(r.qualification));
    putTexts(out, KEY("specializations"), r.specializations);
}

void write(JsonWriter& out, const PractitionerRoleRecord& r) {
    out.field(KEY("active"), r.active).field(KEY("email"), r.email).field(KEY("id"), r.id.value);
    putTime(out, KEY("periodEnd"), r.periodEnd);
    out.field(KEY("phone"), r.phone).field(KEY("practitioner"), r.practitionerId.value);
    putTexts(out, KEY("specialties"), r.specialties);
}

void write(JsonWriter& out, const PatientRecord& r) {
    out.field(KEY("active"), r.active);
    if (r.birthDate)
        out.field(KEY("birthDate"), r.birthDate->text());
    out.field(KEY("deceased"), r.deceased).field(KEY("email"), r.email);
    out.field(KEY("gender"), name(r.gender));
    putIds(out, KEY("generalPractitioners"), r.generalPractitioners);
    out.field(KEY("id"), r.id.value);
    putName(out, r.name);
    out.field(KEY("patientStatus"), r.patientStatus).field(KEY("phone"), r.phone);
    out.field(KEY("profileType"), r.profileType);
}

void writePatients(JsonWriter& out, const std::vector<AppointmentPatient>& patients) {
    if (patients.empty())
        return;
    out.beginArray(KEY("patients"));
    for (const AppointmentPatient& patient : patients) {
        out.beginObject();
        out.field(KEY("id"), patient.patientId.value);
        putIds(out, KEY("invoices"), patient.invoiceIds);
        out.field(KEY("raw"), patient.rawStatus).field(KEY("status"), name(patient.status));
        out.endObject();
    }
    out.endArray();
}

void write(JsonWriter& out, const AppointmentRecord& r) {
    out.field(KEY("comment"), r.comment);
    putTime(out, KEY("created"), r.created);
    out.field(KEY("description"), r.description).field(KEY("end"), toIsoText(r.end));
    out.field(KEY("enteredInError"), r.enteredInError).field(KEY("id"), r.id.value);
    out.field(KEY("location"), name(r.location)).field(KEY("locationDetails"), r.locationDetails);
    out.field(KEY("minutes"), r.minutes);
    writePatients(out, r.patients);
    if (!r.practitioners.empty()) {
        out.beginArray(KEY("practitioners"));
        for (const RecordKey& key : r.practitioners)
            out.element(toText(key));
        out.endArray();
    }
    out.field(KEY("start"), toIsoText(r.start)).field(KEY("type"), r.appointmentType);
}

void write(JsonWriter& out, const InvoiceRecord& r) {
    putIds(out, KEY("appointments"), r.appointmentIds);
    out.field(KEY("balance"), r.balance.value).field(KEY("billing"), name(r.billing));
    putTime(out, KEY("created"), r.created);
    out.field(KEY("currency"), r.currency);
    putDate(out, KEY("date"), r.date);
    out.field(KEY("gross"), r.gross.value).field(KEY("id"), r.id.value).field(KEY("isPaid"), r.isPaid);
    out.field(KEY("net"), r.net.value).field(KEY("paid"), r.paid.value);
    if (r.patientId)
        out.field(KEY("patient"), r.patientId->value);
    out.field(KEY("payor"), r.payor);
    if (r.practitioner)
        out.field(KEY("practitioner"), toText(*r.practitioner));
    out.field(KEY("status"), name(r.status)).field(KEY("tax"), r.tax.value);
}

void write(JsonWriter& out, const ReferralRecord& r) {
    out.field(KEY("active"), r.active).field(KEY("definition"), r.definition);
    putDate(out, KEY("end"), r.end);
    out.field(KEY("id"), r.id.value);
    putNumber(out, KEY("limit"), r.limit);
    out.field(KEY("mentalHealthPlan"), r.mentalHealthPlan).field(KEY("patient"), r.patientId.value);
    out.field(KEY("requester"), r.requester).field(KEY("review"), r.review);
    putDate(out, KEY("start"), r.start);
    putNumber(out, KEY("used"), r.used);
}

#undef KEY

}  // namespace

QByteArray toJson(const RecordContent& content) {
    JsonWriter out;
    out.beginObject();
    std::visit([&out](const auto& record) { write(out, record); }, content);
    out.endObject();
    return out.take();
}

}  // namespace bloom
