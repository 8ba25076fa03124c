// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The search parameters each resource knows. One that is not known is ignored without a word, as the real
// service does with several.
#include "sandbox/search.h"
#include "sandbox/time_test.h"

#include <algorithm>

namespace bloom::sandbox {

namespace {

QSet<QString> idSet(const QString& value) {
    QSet<QString> ids;
    for (const QString& part : value.split(u',', Qt::SkipEmptyParts))
        ids.insert(lastSegment(part.trimmed()));
    return ids;
}

/// Role ids of the practitioners named (by their own id).
QSet<QString> rolesOf(const Practice& practice, const QSet<QString>& practitioners) {
    QSet<QString> roles;
    for (const PractitionerRole& role : practice.roles.rows()) {
        if (practitioners.contains(role.practitionerId))
            roles.insert(role.id);
    }
    return roles;
}

template <typename T> Filter<T> timeFilter(const Parameter& parameter, UtcTime T::* member) {
    const auto test = TimeTest::parse(parameter.value);
    if (!test)
        return std::unexpected(
            Refusal{400, QStringLiteral("invalid"), QStringLiteral("%1 is not a date").arg(parameter.name)});
    return Predicate<T>([test = *test, member](const T& row) { return test(row.*member); });
}

/// _id, created and _lastUpdated, which every resource has.
template <typename T> Filter<T> commonFilter(const Parameter& parameter) {
    if (parameter.name == QLatin1String("_id"))
        return Predicate<T>([ids = idSet(parameter.value)](const T& row) { return ids.contains(row.id); });
    if (parameter.name == QLatin1String("_lastUpdated"))
        return timeFilter<T>(parameter, static_cast<UtcTime T::*>(&Record::lastUpdated));
    if (parameter.name == QLatin1String("created"))
        return timeFilter<T>(parameter, static_cast<UtcTime T::*>(&Record::created));
    return Predicate<T>();
}

bool anyContact(const std::vector<ContactPoint>& contacts, bool email, const QString& value) {
    return std::ranges::any_of(contacts, [&](const ContactPoint& contact) {
        return (contact.system == QLatin1String("email")) == email &&
               contact.value.compare(value, Qt::CaseInsensitive) == 0;
    });
}

bool anyName(const std::vector<PersonName>& names, const QString& part, const QString& value) {
    return std::ranges::any_of(names, [&](const PersonName& name) {
        const bool given =
            part != QLatin1String("family") && name.given.join(u' ').startsWith(value, Qt::CaseInsensitive);
        const bool family =
            part != QLatin1String("given") && name.family.startsWith(value, Qt::CaseInsensitive);
        return given || family ||
               (part == QLatin1String("name") && name.text.contains(value, Qt::CaseInsensitive));
    });
}

template <typename T> Predicate<T> byRole(QSet<QString> roles) {
    return [roles = std::move(roles)](const T& row) { return roles.contains(row.roleId); };
}

Filter<Appointment> actorFilter(const Practice& practice, const QString& value) {
    QSet<QString> roles = idSet(value);
    const QSet<QString> people = roles;
    roles.unite(rolesOf(practice, people));
    return Predicate<Appointment>([roles, people](const Appointment& row) {
        return roles.contains(row.roleId) ||
               std::ranges::any_of(row.patients, [&](const Attendance& attendance) {
                   return people.contains(attendance.patientId);
               });
    });
}

}  // namespace

Filter<Practitioner> filterFor(const Practice&, const Practitioner*, const Parameter& parameter) {
    using P = Predicate<Practitioner>;
    if (parameter.name == QLatin1String("active"))
        return P([on = parameter.value == QLatin1String("true")](const Practitioner& row) {
            return row.active == on;
        });
    if (parameter.name == QLatin1String("email"))
        return P(
            [v = parameter.value](const Practitioner& row) { return anyContact(row.contacts, true, v); });
    if (parameter.name == QLatin1String("practitioner"))
        return P([ids = idSet(parameter.value)](const Practitioner& row) { return ids.contains(row.id); });
    return commonFilter<Practitioner>(parameter);
}

Filter<PractitionerRole> filterFor(const Practice& practice, const PractitionerRole*,
                                   const Parameter& parameter) {
    using P = Predicate<PractitionerRole>;
    if (parameter.name == QLatin1String("active"))
        return P([on = parameter.value == QLatin1String("true")](const PractitionerRole& r) {
            return r.active == on;
        });
    if (parameter.name == QLatin1String("practitioner"))
        return P([ids = idSet(parameter.value)](const PractitionerRole& r) {
            return ids.contains(r.practitionerId);
        });
    if (parameter.name == QLatin1String("email"))
        return P([&practice, v = parameter.value](const PractitionerRole& row) {
            const Practitioner* person = practice.practitioners.find(row.practitionerId);
            return person && anyContact(person->contacts, true, v);
        });
    return commonFilter<PractitionerRole>(parameter);
}

Filter<Patient> filterFor(const Practice&, const Patient*, const Parameter& parameter) {
    using P = Predicate<Patient>;
    const QString& name = parameter.name;
    const QString& value = parameter.value;
    if (name == QLatin1String("name") || name == QLatin1String("given") || name == QLatin1String("family"))
        return P([name, value](const Patient& row) { return anyName(row.names, name, value); });
    if (name == QLatin1String("email") || name == QLatin1String("phone"))
        return P([email = name == QLatin1String("email"), value](const Patient& row) {
            return anyContact(row.contacts, email, value);
        });
    if (name == QLatin1String("birthdate"))
        return P([value](const Patient& row) { return row.birthDate == value; });
    if (name == QLatin1String("status"))
        return P([value](const Patient& r) { return r.status.compare(value, Qt::CaseInsensitive) == 0; });
    if (name == QLatin1String("general-practitioner"))
        return P([ids = idSet(value)](const Patient& row) {
            return std::ranges::any_of(row.generalPractitioners,
                                       [&](const QString& id) { return ids.contains(id); });
        });
    return commonFilter<Patient>(parameter);
}

Filter<Appointment> filterFor(const Practice& practice, const Appointment*, const Parameter& parameter) {
    using P = Predicate<Appointment>;
    const QString& name = parameter.name;
    if (name == QLatin1String("date"))
        return timeFilter<Appointment>(parameter, &Appointment::start);
    if (name == QLatin1String("practitioner"))
        return byRole<Appointment>(rolesOf(practice, idSet(parameter.value)));
    if (name == QLatin1String("practitioner-role"))
        return byRole<Appointment>(idSet(parameter.value));
    if (name == QLatin1String("actor"))
        return actorFilter(practice, parameter.value);
    if (name == QLatin1String("organization"))
        return P([&practice, ids = idSet(parameter.value)](const Appointment& row) {
            const PractitionerRole* role = practice.roles.find(row.roleId);
            return role && ids.contains(role->organizationId);
        });
    const bool patient = name == QLatin1String("patient");
    if (patient || name == QLatin1String("part-status"))
        return P([patient, ids = idSet(parameter.value), value = parameter.value](const Appointment& row) {
            return std::ranges::any_of(row.patients, [&](const Attendance& attendance) {
                return patient ? ids.contains(attendance.patientId)
                               : attendance.status.compare(value, Qt::CaseInsensitive) == 0;
            });
        });
    return commonFilter<Appointment>(parameter);
}

Filter<Invoice> filterFor(const Practice& practice, const Invoice*, const Parameter& parameter) {
    if (parameter.name == QLatin1String("recipient")) {
        if (!parameter.value.contains(u'/'))
            return std::unexpected(Refusal{422, QStringLiteral("value"),
                                           QStringLiteral("recipient must be a reference, as Patient/123")});
        return Predicate<Invoice>(
            [ids = idSet(parameter.value)](const Invoice& row) { return ids.contains(row.patientId); });
    }
    if (parameter.name == QLatin1String("practitioner"))
        return byRole<Invoice>(rolesOf(practice, idSet(parameter.value)));
    if (parameter.name == QLatin1String("practitioner-role"))
        return byRole<Invoice>(idSet(parameter.value));
    return commonFilter<Invoice>(parameter);
}

Filter<Referral> filterFor(const Practice&, const Referral*, const Parameter& parameter) {
    if (parameter.name == QLatin1String("subject"))
        return Predicate<Referral>(
            [ids = idSet(parameter.value)](const Referral& row) { return ids.contains(row.patientId); });
    return commonFilter<Referral>(parameter);
}

}  // namespace bloom::sandbox
