// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What people in a practice do to its records, at run time. Each edit stamps what it touches as the quirks
// say the service does, and answers whether it found what it was to change.
#pragma once
#include "sandbox/practice.h"
#include "sandbox/quirks.h"

namespace bloom::sandbox {

struct NewAppointment {
    QString roleId = {};
    UtcTime start{};
    int minutes = 50;
    QStringList patients = {};
    QString status = QStringLiteral("booked");
};

class Editor {
public:
    /// now: the service's own time, which stamps what changes.
    Editor(Practice& practice, const Quirks& quirks, UtcTime now)
        : m_practice(practice),
          m_quirks(quirks),
          m_now(std::chrono::floor<std::chrono::seconds>(now)) {}

    // Appointments
    QString addAppointment(const NewAppointment& appointment);
    bool reschedule(const QString& appointment, UtcTime start);
    bool moveToRole(const QString& appointment, const QString& role);
    /// For one patient, or for all when the patient is empty.
    bool setStatus(const QString& appointment, const QString& status, const QString& patient = {});
    bool cancel(const QString& appointment) { return setStatus(appointment, QStringLiteral("cancelled")); }
    /// As Halaxy does by itself when the time comes.
    bool attendByItself(const QString& appointment);
    bool addParticipant(const QString& appointment, const QString& patient);
    bool removeParticipant(const QString& appointment, const QString& patient);
    bool enterInError(const QString& appointment);

    // Money
    QString addInvoice(const QString& appointment, const QString& patient, qint64 cents,
                       const QString& payor);
    bool pay(const QString& invoice, qint64 cents);
    bool writeOff(const QString& invoice);
    /// A credit for so many cents, beside the invoice on the same appointment.
    QString credit(const QString& invoice, qint64 cents);

    // People
    QString addPatient(const QString& given, const QString& family);
    bool renamePatient(const QString& patient, const QString& given, const QString& family);
    /// The loser vanishes; its appointments, invoices and referrals become the winner's.
    bool mergePatients(const QString& loser, const QString& winner);
    /// With one role; the id of the role.
    QString addPractitioner(const QString& given, const QString& family);
    bool setPractitionerActive(const QString& practitioner, bool active);
    QString addReferral(const QString& patient, const QString& role, const QString& definition, int limit);

    bool remove(Resource resource, const QString& id);
    bool restore(Resource resource, const QString& id);

private:
    void stamp(Record& record, bool moves);
    void note(Resource resource, const QString& id, ChangeKind kind) {
        m_practice.changes.add(resource, id, kind, m_now);
    }
    template <typename T> void touch(T& record, bool moves = true) {
        stamp(record, moves);
        note(resourceOf<T>, record.id, ChangeKind::Updated);
    }
    template <typename T> T fresh(QString id) {
        T record;
        record.id = std::move(id);
        record.created = record.lastUpdated = m_now;
        ++m_practice.revision;
        note(resourceOf<T>, record.id, ChangeKind::Created);
        return record;
    }
    Record* find(Resource resource, const QString& id);
    void attachInvoice(const QString& beside, const QString& invoice);

    Practice& m_practice;
    const Quirks& m_quirks;
    UtcTime m_now;
};

}  // namespace bloom::sandbox
