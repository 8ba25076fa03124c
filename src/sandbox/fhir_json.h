// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The truth as JSON, in the real service's shape or in the specification's plain one.
#pragma once
#include "sandbox/json_writer.h"
#include "sandbox/practice.h"
#include "sandbox/quirks.h"

namespace bloom::sandbox {

class FhirJson {
public:
    /// base: what absolute references begin with, without a slash at the end.
    FhirJson(const Practice& practice, const Quirks& quirks, QString base)
        : m_practice(practice),
          m_quirks(quirks),
          m_base(std::move(base)) {}

    void write(JsonWriter& json, const Practitioner& practitioner) const;
    void write(JsonWriter& json, const PractitionerRole& role) const;
    void write(JsonWriter& json, const Patient& patient) const;
    void write(JsonWriter& json, const Appointment& appointment) const;
    void write(JsonWriter& json, const Invoice& invoice) const;
    void write(JsonWriter& json, const Referral& referral) const;
    QString fullUrl(Resource resource, const QString& id) const;
    /// "2026-11-24T09:00:00+10:00" in the real shape (daylight saving or not), with Z in the plain one.
    QString time(UtcTime when) const;

private:
    bool plain() const { return m_quirks.shape == Shape::Plain; }
    void head(JsonWriter& json, Resource resource, const Record& record) const;
    QString target(QStringView type, const QString& id) const;
    void reference(JsonWriter& json, QByteArrayView name, QStringView type, const QString& id,
                   const QString& display = {}) const;
    void names(JsonWriter& json, const std::vector<PersonName>& names) const;
    void contacts(JsonWriter& json, const std::vector<ContactPoint>& contacts) const;
    void participant(JsonWriter& json, const Attendance& attendance) const;
    void roleParticipant(JsonWriter& json, const Appointment& appointment) const;
    void services(JsonWriter& json, const Appointment& appointment) const;
    void money(JsonWriter& json, QByteArrayView name, qint64 cents) const;
    QString displayName(const QString& practitionerId) const;

    const Practice& m_practice;
    const Quirks& m_quirks;
    QString m_base;
};

/// FHIR's Appointment.status for a set of participants, for the plain shape; the sandbox's own reading.
QString plainStatus(const Appointment& appointment);

}  // namespace bloom::sandbox
