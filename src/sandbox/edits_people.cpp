// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of people: patients, practitioners, referrals, merges.
#include "sandbox/calendar.h"
#include "sandbox/edits.h"

#include <algorithm>

namespace bloom::sandbox {

namespace {

PersonName official(const QString& given, const QString& family) {
    return {.use = QStringLiteral("official"), .prefix = {}, .given = {given}, .family = family, .text = {}};
}

}  // namespace

QString Editor::addPatient(const QString& given, const QString& family) {
    auto patient = fresh<Patient>(m_practice.newId());
    patient.names = {official(given, family)};
    patient.status = QStringLiteral("Active");
    patient.profileType = QStringLiteral("full");
    return m_practice.patients.add(std::move(patient)).id;
}

bool Editor::renamePatient(const QString& id, const QString& given, const QString& family) {
    Patient* patient = m_practice.patients.findLive(id);
    if (!patient)
        return false;
    patient->names = {official(given, family)};
    touch(*patient);
    return true;
}

bool Editor::mergePatients(const QString& loser, const QString& winner) {
    Patient* away = m_practice.patients.findLive(loser);
    Patient* kept = m_practice.patients.findLive(winner);
    if (!away || !kept || away == kept)
        return false;
    for (Appointment& appointment : m_practice.appointments.rows()) {
        const auto at = std::ranges::find(appointment.patients, loser, &Attendance::patientId);
        if (at == appointment.patients.end())
            continue;
        if (std::ranges::find(appointment.patients, winner, &Attendance::patientId) ==
            appointment.patients.end())
            at->patientId = winner;
        else  // both sat in the same group
            appointment.patients.erase(at);
        touch(appointment);
    }
    for (Invoice& invoice : m_practice.invoices.rows()) {
        if (invoice.patientId == loser) {
            invoice.patientId = winner;
            touch(invoice);
        }
    }
    for (Referral& referral : m_practice.referrals.rows()) {
        if (referral.patientId == loser) {
            referral.patientId = winner;
            touch(referral);
        }
    }
    touch(*kept);
    return remove(Resource::Patient, loser);
}

QString Editor::addPractitioner(const QString& given, const QString& family) {
    const QString number = m_practice.newId();
    auto practitioner = fresh<Practitioner>(QStringLiteral("PR-") + number);
    practitioner.names = {official(given, family)};
    practitioner.qualification = QStringLiteral("Psychologist");
    auto role = fresh<PractitionerRole>(QStringLiteral("PR-") + m_practice.newId());
    role.practitionerId = practitioner.id;
    role.organizationId = QStringLiteral("CL-301");
    role.specialty = practitioner.qualification;
    m_practice.practitioners.add(std::move(practitioner));
    return m_practice.roles.add(std::move(role)).id;
}

bool Editor::setPractitionerActive(const QString& id, bool active) {
    Practitioner* practitioner = m_practice.practitioners.findLive(id);
    if (!practitioner)
        return false;
    practitioner->active = active;
    touch(*practitioner);
    for (PractitionerRole& role : m_practice.roles.rows()) {
        if (role.practitionerId == id) {
            role.active = active;
            touch(role);
        }
    }
    return true;
}

QString Editor::addReferral(const QString& patient, const QString& role, const QString& definition,
                            int limit) {
    auto referral = fresh<Referral>(m_practice.newId());
    referral.patientId = patient;
    referral.roleId = role;
    referral.requesterId = QStringLiteral("EP-3999");
    referral.requesterName = QStringLiteral("Dr Zoe Fenwick");
    referral.definition = definition;
    referral.limit = limit;
    referral.start = localDate(m_now);
    referral.end = referral.start.addYears(1);
    return m_practice.referrals.add(std::move(referral)).id;
}

}  // namespace bloom::sandbox
