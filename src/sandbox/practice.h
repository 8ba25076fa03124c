// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sandbox's truth: what this imitated Halaxy holds. Own plain types, so that nothing of the engine's
// reading of Halaxy can prove itself here.
#pragma once
#include "core/clock.h"
#include "sandbox/changes.h"

#include <QDate>
#include <QHash>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace bloom::sandbox {

enum class Resource { Practitioner, PractitionerRole, Patient, Appointment, Invoice, Referral };
inline constexpr Resource allResources[] = {Resource::Practitioner, Resource::PractitionerRole,
                                            Resource::Patient,      Resource::Appointment,
                                            Resource::Invoice,      Resource::Referral};
QString resourceName(Resource resource);
std::optional<Resource> resourceFromName(QStringView name);

/// What every record has. A deleted record keeps its place, so that its id is never given again.
struct Record {
    QString id;
    UtcTime created{};
    UtcTime lastUpdated{};
    int version = 1;
    bool gone = false;
};

struct PersonName {
    QString use;
    QString prefix;
    QStringList given;
    QString family;
    QString text;
};

struct ContactPoint {
    QString system;  ///< sms, phone, fax, email
    QString use;     ///< home, work, mobile
    QString value;
    std::optional<QDate> ended;
};

/// "EP-…" is an external one: a doctor who refers, with no role and no appointments here.
struct Practitioner : Record {
    std::vector<PersonName> names;
    std::vector<ContactPoint> contacts;
    QString gender;
    QString ahpra;
    QString qualification;
    bool active = true;

    bool isExternal() const { return id.startsWith(QLatin1String("EP-")); }
};

struct PractitionerRole : Record {
    QString practitionerId;
    QString organizationId;
    QString specialty;
    bool active = true;
};

struct Patient : Record {
    std::vector<PersonName> names;
    std::vector<ContactPoint> contacts;
    QString gender;
    QString birthDate;  ///< as Halaxy gives it: a day, a month or only a year; may be empty
    QString suburb;
    QString status;       ///< the patient-status extension: Active, Inactive, Archived
    QString profileType;  ///< full, dependant, contact only
    QStringList generalPractitioners;
    bool active = true;
    bool deceased = false;
};

struct Attendance {
    QString patientId;
    QString status;  ///< Halaxy's own word, in whatever case
    QStringList invoices;
};

enum class LocationKind { Clinic, Telehealth, Online, Phone, Organization };

struct Appointment : Record {
    QString roleId;
    UtcTime start{};
    int minutes = 50;
    QString description;
    QString comment;
    QString service;
    LocationKind location = LocationKind::Clinic;
    std::vector<Attendance> patients;  ///< several are a group, none is a blocker
    bool enteredInError = false;       ///< shown in the specification's shape only
    bool withoutStart = false;         ///< a broken record, for the set-aside path

    UtcTime end() const { return start + std::chrono::minutes(minutes); }
};

struct Invoice : Record {
    QString patientId;
    QString roleId;
    QDate date;
    QString payorType;
    QString status;  ///< active, issued, write-off
    QString title;
    qint64 netCents = 0;
    qint64 taxCents = 0;
    qint64 paidCents = 0;

    qint64 grossCents() const { return netCents + taxCents; }
    qint64 balanceCents() const {
        return status == QLatin1String("write-off") ? 0 : grossCents() - paidCents;
    }
};

struct Referral : Record {
    QString patientId;
    QString roleId;
    QString requesterId;
    QString requesterName;
    QString definition;
    QDate start;
    QDate end;
    int limit = 6;
    int used = 0;
    bool active = true;
};

template <typename T> constexpr Resource resourceOf = Resource::Practitioner;
template <> inline constexpr Resource resourceOf<PractitionerRole> = Resource::PractitionerRole;
template <> inline constexpr Resource resourceOf<Patient> = Resource::Patient;
template <> inline constexpr Resource resourceOf<Appointment> = Resource::Appointment;
template <> inline constexpr Resource resourceOf<Invoice> = Resource::Invoice;
template <> inline constexpr Resource resourceOf<Referral> = Resource::Referral;

/// The records of one type, in the order they were made, found by id.
template <typename T> class Table {
public:
    T& add(T row) {
        m_index.insert(row.id, quint32(m_rows.size()));
        m_rows.push_back(std::move(row));
        return m_rows.back();
    }
    T* find(const QString& id) { return const_cast<T*>(std::as_const(*this).find(id)); }
    const T* find(const QString& id) const {
        const auto it = m_index.constFind(id);
        return it == m_index.constEnd() ? nullptr : &m_rows[*it];
    }
    /// Not found, too, when it was deleted.
    const T* findLive(const QString& id) const {
        const T* row = find(id);
        return row && !row->gone ? row : nullptr;
    }
    T* findLive(const QString& id) { return const_cast<T*>(std::as_const(*this).findLive(id)); }
    std::vector<T>& rows() { return m_rows; }
    const std::vector<T>& rows() const { return m_rows; }

private:
    std::vector<T> m_rows;
    QHash<QString, quint32> m_index;
};

struct Practice {
    QString name;
    Table<Practitioner> practitioners;
    Table<PractitionerRole> roles;
    Table<Patient> patients;
    Table<Appointment> appointments;
    Table<Invoice> invoices;
    Table<Referral> referrals;
    qint64 nextId = 1;
    quint64 revision = 0;  ///< moves with every edit
    ChangeFeed changes;    ///< … and says what it was

    QString newId() { return QString::number(nextId++); }
    /// The practitioner's own id behind a role or practitioner id; empty when neither is known.
    QString practitionerOf(const QString& roleOrPractitionerId) const;
};

}  // namespace bloom::sandbox
