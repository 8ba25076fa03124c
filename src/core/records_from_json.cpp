// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of our own making → record: the reverse of records_to_json.cpp. Anything else gives nothing.
#include "core/practice_time.h"
#include "core/records.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bloom {

namespace {

QString text(const QJsonObject& in, QLatin1String key) { return in.value(key).toString(); }
bool flag(const QJsonObject& in, QLatin1String key) { return in.value(key).toBool(); }
Cents cents(const QJsonObject& in, QLatin1String key) { return {in.value(key).toInteger()}; }
HalaxyId id(const QJsonObject& in, QLatin1String key) { return HalaxyId(text(in, key)); }
std::optional<UtcTime> time(const QJsonObject& in, QLatin1String key) { return parseUtc(text(in, key)); }

std::optional<QDate> date(const QJsonObject& in, QLatin1String key) {
    const QDate date = QDate::fromString(text(in, key), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}
std::optional<int> number(const QJsonObject& in, QLatin1String key) {
    const QJsonValue value = in.value(key);
    return value.isDouble() ? std::optional(value.toInt()) : std::nullopt;
}
/// A text that is no name of the enum falls back to its last value, Unknown.
template <typename E> E named(const QJsonObject& in, QLatin1String key, E otherwise) {
    return parse<E>(text(in, key)).value_or(otherwise);
}
QStringList texts(const QJsonObject& in, QLatin1String key) {
    QStringList list;
    for (const QJsonValue value : in.value(key).toArray())
        list.append(value.toString());
    return list;
}
std::vector<HalaxyId> ids(const QJsonObject& in, QLatin1String key) {
    std::vector<HalaxyId> list;
    for (const QJsonValue value : in.value(key).toArray())
        list.emplace_back(value.toString());
    return list;
}
PersonName personName(const QJsonObject& in) {
    const QJsonObject name = in.value(QLatin1String("name")).toObject();
    return {text(name, QLatin1String("first")), text(name, QLatin1String("last")),
            text(name, QLatin1String("display"))};
}
/// "PractitionerRole/PR-1"
std::optional<RecordKey> keyFromText(const QString& text) {
    const qsizetype slash = text.indexOf(u'/');
    const auto kind = slash > 0 ? parse<RecordKind>(text.left(slash)) : std::nullopt;
    return kind ? std::optional(RecordKey{*kind, HalaxyId(text.mid(slash + 1))}) : std::nullopt;
}
InvoiceStatus invoiceStatus(const QString& text) {
    for (const auto status : {InvoiceStatus::Active, InvoiceStatus::Issued, InvoiceStatus::WrittenOff,
                              InvoiceStatus::Cancelled, InvoiceStatus::Draft, InvoiceStatus::Balanced})
        if (name(status) == text)
            return status;
    return InvoiceStatus::Unknown;
}

PractitionerRecord practitioner(const QJsonObject& in) {
    PractitionerRecord r;
    r.id = id(in, QLatin1String("id"));
    r.name = personName(in);
    r.email = text(in, QLatin1String("email"));
    r.phone = text(in, QLatin1String("phone"));
    r.ahpraNumber = text(in, QLatin1String("ahpra"));
    r.qualification = named(in, QLatin1String("qualification"), QualificationType::General);
    r.specializations = texts(in, QLatin1String("specializations"));
    r.photoUrl = text(in, QLatin1String("photo"));
    r.active = flag(in, QLatin1String("active"));
    return r;
}

PractitionerRoleRecord practitionerRole(const QJsonObject& in) {
    PractitionerRoleRecord r;
    r.id = id(in, QLatin1String("id"));
    r.practitionerId = id(in, QLatin1String("practitioner"));
    r.active = flag(in, QLatin1String("active"));
    r.email = text(in, QLatin1String("email"));
    r.phone = text(in, QLatin1String("phone"));
    r.specialties = texts(in, QLatin1String("specialties"));
    r.periodEnd = time(in, QLatin1String("periodEnd"));
    return r;
}

PatientRecord patient(const QJsonObject& in) {
    PatientRecord r;
    r.id = id(in, QLatin1String("id"));
    r.name = personName(in);
    r.email = text(in, QLatin1String("email"));
    r.phone = text(in, QLatin1String("phone"));
    r.birthDate = PartialDate::parse(text(in, QLatin1String("birthDate")));
    r.gender = named(in, QLatin1String("gender"), Gender::Unknown);
    r.active = flag(in, QLatin1String("active"));
    r.deceased = flag(in, QLatin1String("deceased"));
    r.patientStatus = text(in, QLatin1String("patientStatus"));
    r.profileType = text(in, QLatin1String("profileType"));
    r.generalPractitioners = ids(in, QLatin1String("generalPractitioners"));
    return r;
}

AppointmentPatient appointmentPatient(const QJsonObject& in) {
    return {id(in, QLatin1String("id")), named(in, QLatin1String("status"), SessionStatus::Unknown),
            text(in, QLatin1String("raw")), ids(in, QLatin1String("invoices"))};
}

std::optional<RecordContent> appointment(const QJsonObject& in) {
    const auto start = time(in, QLatin1String("start"));
    const auto end = time(in, QLatin1String("end"));
    if (!start || !end)
        return std::nullopt;
    AppointmentRecord r;
    r.id = id(in, QLatin1String("id"));
    r.start = *start;
    r.end = *end;
    r.minutes = in.value(QLatin1String("minutes")).toInt();
    r.created = time(in, QLatin1String("created"));
    r.description = text(in, QLatin1String("description"));
    r.appointmentType = text(in, QLatin1String("type"));
    r.location = named(in, QLatin1String("location"), LocationType::Unknown);
    r.locationDetails = text(in, QLatin1String("locationDetails"));
    r.comment = text(in, QLatin1String("comment"));
    r.enteredInError = flag(in, QLatin1String("enteredInError"));
    for (const QString& key : texts(in, QLatin1String("practitioners")))
        if (const auto parsed = keyFromText(key))
            r.practitioners.push_back(*parsed);
    for (const QJsonValue value : in.value(QLatin1String("patients")).toArray())
        r.patients.push_back(appointmentPatient(value.toObject()));
    return r;
}

InvoiceRecord invoice(const QJsonObject& in) {
    InvoiceRecord r;
    r.id = id(in, QLatin1String("id"));
    if (in.contains(QLatin1String("patient")))
        r.patientId = id(in, QLatin1String("patient"));
    r.practitioner = keyFromText(text(in, QLatin1String("practitioner")));
    r.appointmentIds = ids(in, QLatin1String("appointments"));
    r.status = invoiceStatus(text(in, QLatin1String("status")));
    r.date = date(in, QLatin1String("date"));
    r.created = time(in, QLatin1String("created"));
    r.billing = named(in, QLatin1String("billing"), BillingType::Unknown);
    r.payor = text(in, QLatin1String("payor"));
    r.currency = text(in, QLatin1String("currency"));
    r.net = cents(in, QLatin1String("net"));
    r.gross = cents(in, QLatin1String("gross"));
    r.tax = cents(in, QLatin1String("tax"));
    r.paid = cents(in, QLatin1String("paid"));
    r.balance = cents(in, QLatin1String("balance"));
    r.isPaid = flag(in, QLatin1String("isPaid"));
    return r;
}

ReferralRecord referral(const QJsonObject& in) {
    ReferralRecord r;
    r.id = id(in, QLatin1String("id"));
    r.patientId = id(in, QLatin1String("patient"));
    r.active = flag(in, QLatin1String("active"));
    r.definition = text(in, QLatin1String("definition"));
    r.mentalHealthPlan = flag(in, QLatin1String("mentalHealthPlan"));
    r.review = flag(in, QLatin1String("review"));
    r.limit = number(in, QLatin1String("limit"));
    r.used = number(in, QLatin1String("used"));
    r.start = date(in, QLatin1String("start"));
    r.end = date(in, QLatin1String("end"));
    r.requester = text(in, QLatin1String("requester"));
    return r;
}

}  // namespace

std::optional<RecordContent> contentFromJson(RecordKind kind, const QByteArray& json) {
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject() || text(document.object(), QLatin1String("id")).isEmpty())
        return std::nullopt;
    const QJsonObject in = document.object();
    switch (kind) {
        case RecordKind::Practitioner:
            return practitioner(in);
        case RecordKind::PractitionerRole:
            return practitionerRole(in);
        case RecordKind::Patient:
            return patient(in);
        case RecordKind::Appointment:
            return appointment(in);
        case RecordKind::Invoice:
            return invoice(in);
        case RecordKind::Referral:
            return referral(in);
    }
    Q_UNREACHABLE();
}

}  // namespace bloom
