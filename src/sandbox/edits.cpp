// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/edits.h"

#include "sandbox/calendar.h"

#include <algorithm>

namespace bloom::sandbox {

/// What does not move _lastUpdated leaves no trace in meta at all.
void Editor::stamp(Record& record, bool moves) {
    ++m_practice.revision;
    if (!moves)
        return;
    record.lastUpdated = m_now;
    ++record.version;
}

Record* Editor::find(Resource resource, const QString& id) {
    switch (resource) {
        case Resource::Practitioner:
            return m_practice.practitioners.find(id);
        case Resource::PractitionerRole:
            return m_practice.roles.find(id);
        case Resource::Patient:
            return m_practice.patients.find(id);
        case Resource::Appointment:
            return m_practice.appointments.find(id);
        case Resource::Invoice:
            return m_practice.invoices.find(id);
        case Resource::Referral:
            return m_practice.referrals.find(id);
    }
    return nullptr;
}

bool Editor::remove(Resource resource, const QString& id) {
    Record* record = find(resource, id);
    if (!record || record->gone)
        return false;
    record->gone = true;
    stamp(*record, true);
    note(resource, id, ChangeKind::Deleted);
    return true;
}

bool Editor::restore(Resource resource, const QString& id) {
    Record* record = find(resource, id);
    if (!record || !record->gone)
        return false;
    record->gone = false;
    stamp(*record, true);
    note(resource, id, ChangeKind::Created);
    return true;
}

QString Editor::addAppointment(const NewAppointment& wanted) {
    auto appointment = fresh<Appointment>(m_practice.newId());
    appointment.roleId = wanted.roleId;
    appointment.start = wanted.start;
    appointment.minutes = wanted.minutes;
    appointment.service = QStringLiteral("Standard session");
    for (const QString& patient : wanted.patients)
        appointment.patients.push_back({patient, wanted.status, {}});
    if (wanted.patients.isEmpty())
        appointment.description = QStringLiteral("Blocked");
    return m_practice.appointments.add(std::move(appointment)).id;
}

bool Editor::reschedule(const QString& id, UtcTime start) {
    Appointment* appointment = m_practice.appointments.findLive(id);
    if (!appointment)
        return false;
    appointment->start = start;
    touch(*appointment);
    return true;
}

bool Editor::moveToRole(const QString& id, const QString& role) {
    Appointment* appointment = m_practice.appointments.findLive(id);
    if (!appointment || !m_practice.roles.find(role))
        return false;
    appointment->roleId = role;
    touch(*appointment);
    return true;
}

bool Editor::setStatus(const QString& id, const QString& status, const QString& patient) {
    Appointment* appointment = m_practice.appointments.findLive(id);
    if (!appointment)
        return false;
    bool found = false;
    for (Attendance& attendance : appointment->patients) {
        if (!patient.isEmpty() && attendance.patientId != patient)
            continue;
        attendance.status = status;
        found = true;
    }
    if (found)
        touch(*appointment, m_quirks.statusMovesLastUpdated);
    return found;
}

bool Editor::attendByItself(const QString& id) {
    static const QStringList open = {QStringLiteral("booked"), QStringLiteral("confirmed"),
                                     QStringLiteral("arrived")};
    Appointment* appointment = m_practice.appointments.findLive(id);
    if (!appointment)
        return false;
    bool changed = false;
    for (Attendance& attendance : appointment->patients) {
        if (!open.contains(attendance.status.toLower()))
            continue;
        attendance.status = QStringLiteral("attended");
        changed = true;
    }
    if (changed)
        touch(*appointment, m_quirks.autoAttendedMovesLastUpdated);
    return changed;
}

bool Editor::addParticipant(const QString& id, const QString& patient) {
    Appointment* appointment = m_practice.appointments.findLive(id);
    if (!appointment || !m_practice.patients.findLive(patient))
        return false;
    appointment->patients.push_back({patient, QStringLiteral("booked"), {}});
    touch(*appointment);
    return true;
}

bool Editor::removeParticipant(const QString& id, const QString& patient) {
    Appointment* appointment = m_practice.appointments.findLive(id);
    if (!appointment || std::erase_if(appointment->patients,
                                      [&](const Attendance& a) { return a.patientId == patient; }) == 0)
        return false;
    touch(*appointment);
    return true;
}

bool Editor::enterInError(const QString& id) {
    Appointment* appointment = m_practice.appointments.findLive(id);
    if (!appointment)
        return false;
    appointment->enteredInError = true;
    touch(*appointment);
    return true;
}

QString Editor::addInvoice(const QString& id, const QString& patient, qint64 cents, const QString& payor) {
    Appointment* appointment = m_practice.appointments.findLive(id);
    const auto at = appointment ? std::ranges::find(appointment->patients, patient, &Attendance::patientId)
                                : std::vector<Attendance>::iterator();
    if (!appointment || at == appointment->patients.end())
        return {};
    auto invoice = fresh<Invoice>(m_practice.newId());
    invoice.patientId = patient;
    invoice.roleId = appointment->roleId;
    invoice.date = localDate(appointment->start);
    invoice.payorType = payor;
    invoice.status = QStringLiteral("issued");
    invoice.netCents = cents;
    at->invoices.append(invoice.id);
    touch(*appointment, m_quirks.invoiceMovesLastUpdated);
    return m_practice.invoices.add(std::move(invoice)).id;
}

bool Editor::pay(const QString& id, qint64 cents) {
    Invoice* invoice = m_practice.invoices.findLive(id);
    if (!invoice)
        return false;
    invoice->paidCents += cents;
    touch(*invoice, m_quirks.paymentMovesLastUpdated);
    return true;
}

bool Editor::writeOff(const QString& id) {
    Invoice* invoice = m_practice.invoices.findLive(id);
    if (!invoice)
        return false;
    invoice->status = QStringLiteral("write-off");
    touch(*invoice);
    return true;
}

void Editor::attachInvoice(const QString& beside, const QString& invoice) {
    for (Appointment& appointment : m_practice.appointments.rows()) {
        for (Attendance& attendance : appointment.patients) {
            if (!attendance.invoices.contains(beside))
                continue;
            attendance.invoices.append(invoice);
            touch(appointment, m_quirks.invoiceMovesLastUpdated);
        }
    }
}

QString Editor::credit(const QString& id, qint64 cents) {
    const Invoice* original = m_practice.invoices.findLive(id);
    if (!original)
        return {};
    auto credit = fresh<Invoice>(m_practice.newId());
    credit.patientId = original->patientId;
    credit.roleId = original->roleId;
    credit.date = localDate(m_now);
    credit.payorType = original->payorType;
    credit.status = QStringLiteral("issued");
    credit.netCents = credit.paidCents = -cents;
    attachInvoice(id, credit.id);
    return m_practice.invoices.add(std::move(credit)).id;
}

}  // namespace bloom::sandbox
