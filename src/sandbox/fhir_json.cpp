// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/fhir_json.h"

#include <QUrl>

namespace bloom::sandbox {

namespace {

const QString extensionBase = QStringLiteral("https://terminology.halaxy.com/StructureDefinition/");
constexpr qint64 tenHours = 10 * 3600 * 1000;

void pad(QString& out, int number, int width) {
    const QString digits = QString::number(number);
    for (int missing = width - int(digits.size()); missing > 0; --missing)
        out += u'0';
    out += digits;
}

/// Without QDateTime, whose formatting would be most of a page's time.
QString isoTime(UtcTime when, qint64 offsetMs) {
    const auto local = when + milliseconds(offsetMs);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(local - day));
    QString out;
    out.reserve(25);
    pad(out, int(date.year()), 4);
    out += u'-';
    pad(out, int(unsigned(date.month())), 2);
    out += u'-';
    pad(out, int(unsigned(date.day())), 2);
    out += u'T';
    pad(out, int(clock.hours().count()), 2);
    out += u':';
    pad(out, int(clock.minutes().count()), 2);
    out += u':';
    pad(out, int(clock.seconds().count()), 2);
    return out;
}

void codedExtension(JsonWriter& json, QStringView name, QStringView code) {
    json.beginObject().field("url", QString(extensionBase + name)).key("valueCoding").beginObject();
    json.field("code", code).field("display", code).endObject().endObject();
}

}  // namespace

QString FhirJson::time(UtcTime when) const {
    return plain() ? QString(isoTime(when, 0) + u'Z')
                   : QString(isoTime(when, tenHours) + QLatin1String("+10:00"));
}

QString FhirJson::fullUrl(Resource resource, const QString& id) const {
    return m_base + u'/' + resourceName(resource) + u'/' + id;
}

void FhirJson::head(JsonWriter& json, Resource resource, const Record& record) const {
    json.field("resourceType", resourceName(resource)).field("id", record.id);
    if (!m_quirks.withMeta)
        return;
    json.key("meta").beginObject().field("versionId", QString::number(record.version));
    json.field("lastUpdated", time(record.lastUpdated)).endObject();
}

/// What a reference holds: absolute, from the root, or FHIR's own short form.
QString FhirJson::target(QStringView type, const QString& id) const {
    if (plain())
        return QString(type + u'/' + id);
    const QString base = m_quirks.pathReferences ? QUrl(m_base).path() : m_base;
    return QString(base + u'/' + type + u'/' + id);
}

void FhirJson::reference(JsonWriter& json, QByteArrayView name, QStringView type, const QString& id,
                         const QString& display) const {
    json.key(name).beginObject();
    json.field("reference", target(type, id)).field("type", type);
    json.optional("display", m_quirks.withDisplay ? display : QString()).endObject();
}

void FhirJson::names(JsonWriter& json, const std::vector<PersonName>& names) const {
    if (names.empty())
        return;
    json.key("name").beginArray();
    for (const PersonName& name : names) {
        json.beginObject()
            .optional("use", name.use)
            .optional("text", name.text)
            .optional("family", name.family);
        if (!name.given.isEmpty()) {
            json.key("given").beginArray();
            for (const QString& given : name.given)
                json.value(given);
            json.endArray();
        }
        if (!name.prefix.isEmpty())
            json.key("prefix").beginArray().value(name.prefix).endArray();
        json.endObject();
    }
    json.endArray();
}

void FhirJson::contacts(JsonWriter& json, const std::vector<ContactPoint>& contacts) const {
    if (contacts.empty())
        return;
    json.key("telecom").beginArray();
    for (const ContactPoint& contact : contacts) {
        // FHIR knows no "sms" for a mobile number as such; its plain shape calls it a phone.
        const QString system =
            plain() && contact.system == QLatin1String("sms") ? QStringLiteral("phone") : contact.system;
        json.beginObject().field("system", system).field("value", contact.value).optional("use", contact.use);
        if (contact.ended)
            json.key("period").beginObject().field("end", contact.ended->toString(Qt::ISODate)).endObject();
        json.endObject();
    }
    json.endArray();
}

QString FhirJson::displayName(const QString& practitionerId) const {
    const Practitioner* practitioner = m_practice.practitioners.find(practitionerId);
    if (!practitioner || practitioner->names.empty())
        return {};
    const PersonName& name = practitioner->names.front();
    return QString(name.prefix + u' ' + name.given.value(0) + u' ' + name.family).trimmed();
}

void FhirJson::write(JsonWriter& json, const Practitioner& practitioner) const {
    json.beginObject();
    head(json, Resource::Practitioner, practitioner);
    json.field("active", practitioner.active);
    names(json, practitioner.names);
    contacts(json, practitioner.contacts);
    json.optional("gender", practitioner.gender);
    json.key("qualification").beginArray().beginObject();
    if (!practitioner.ahpra.isEmpty()) {
        json.key("identifier").beginArray().beginObject();
        json.field("system", u"http://hl7.org.au/id/ahpra-registration-number");
        json.field("value", practitioner.ahpra).endObject().endArray();
    }
    json.key("code").beginObject().field("text", practitioner.qualification).endObject();
    json.endObject().endArray().endObject();
}

void FhirJson::write(JsonWriter& json, const PractitionerRole& role) const {
    json.beginObject();
    head(json, Resource::PractitionerRole, role);
    json.field("active", role.active);
    reference(json, "practitioner", u"Practitioner", role.practitionerId, displayName(role.practitionerId));
    reference(json, "organization", u"Organization", role.organizationId);
    json.key("specialty").beginArray().beginObject().field("text", role.specialty).endObject().endArray();
    json.endObject();
}

void FhirJson::write(JsonWriter& json, const Patient& patient) const {
    json.beginObject();
    head(json, Resource::Patient, patient);
    json.field("active", patient.active);
    json.key("extension").beginArray();
    codedExtension(json, u"patient-status", patient.status);
    codedExtension(json, u"profile-type", patient.profileType);
    json.endArray();
    names(json, patient.names);
    contacts(json, patient.contacts);
    const bool custom = plain() && patient.gender == QLatin1String("custom");
    json.optional("gender", custom ? QStringLiteral("other") : patient.gender);
    json.optional("birthDate", patient.birthDate).field("deceasedBoolean", patient.deceased);
    json.field("created", time(patient.created));
    json.key("address").beginArray().beginObject().field("use", u"home").field("city", patient.suburb);
    json.field("state", u"NSW").field("country", u"AU").endObject().endArray();
    if (!patient.generalPractitioners.isEmpty()) {
        json.key("generalPractitioner").beginArray();
        for (const QString& id : patient.generalPractitioners) {
            json.beginObject();
            json.field("reference", target(u"Practitioner", id)).field("type", u"Practitioner").endObject();
        }
        json.endArray();
    }
    json.endObject();
}

void FhirJson::money(JsonWriter& json, QByteArrayView name, qint64 cents) const {
    json.key(name).beginObject().key("value").money(cents).field("currency", u"AUD").endObject();
}

void FhirJson::write(JsonWriter& json, const Invoice& invoice) const {
    json.beginObject();
    head(json, Resource::Invoice, invoice);
    const bool settled = invoice.balanceCents() == 0 && invoice.paidCents != 0;
    const QString fhir = settled                                        ? QStringLiteral("balanced")
                         : invoice.status == QLatin1String("write-off") ? QStringLiteral("cancelled")
                                                                        : QStringLiteral("issued");
    json.field("status", plain() ? fhir : invoice.status);
    reference(json, "recipient", u"Patient", invoice.patientId);
    if (plain())
        reference(json, "subject", u"Patient", invoice.patientId);
    reference(json, "practitioner", u"PractitionerRole", invoice.roleId);
    json.field("date", invoice.date.toString(Qt::ISODate)).field("created", time(invoice.created));
    json.field("payorType", invoice.payorType).optional("title", invoice.title);
    money(json, "totalNet", invoice.netCents);
    money(json, "totalGross", invoice.grossCents());
    money(json, "totalTax", invoice.taxCents);
    money(json, "totalPaid", invoice.paidCents);
    money(json, "totalBalance", invoice.balanceCents());
    json.endObject();
}

void FhirJson::write(JsonWriter& json, const Referral& referral) const {
    json.beginObject();
    head(json, Resource::Referral, referral);
    json.field("active", referral.active);
    reference(json, "subject", u"Patient", referral.patientId);
    reference(json, "requester", u"Practitioner", referral.requesterId, referral.requesterName);
    reference(json, "practitioner", u"PractitionerRole", referral.roleId);
    json.key("referralDefinition").beginObject().field("type", u"ReferralDefinition");
    json.field("display", referral.definition).endObject();
    json.key("period").beginObject().field("start", referral.start.toString(Qt::ISODate));
    json.field("end", referral.end.toString(Qt::ISODate)).endObject();
    json.key("limitQuantity")
        .beginObject()
        .key("quantity")
        .beginObject()
        .field("value", qint64(referral.limit));
    json.endObject().field("quantityUsed", qint64(referral.used)).endObject();
    json.field("created", time(referral.created)).endObject();
}

}  // namespace bloom::sandbox
