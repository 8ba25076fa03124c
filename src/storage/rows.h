// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the mirror's tables as values: exactly the columns that come from Halaxy's records. What Bloom
// owns and what is derived from other rows is not in them.
#pragma once
#include "core/records.h"

namespace bloom::storage {

struct PractitionerRow {
    PractitionerId id;
    HalaxyId halaxyId;
    HalaxyId roleId;  ///< the first active role, by id; empty = none
    PersonName name;
    QString email, phone, ahpraNumber;
    QualificationType qualification = QualificationType::General;
    QStringList specializations;
    QString photoUrl;
    bool activeInHalaxy = true;
};

struct PractitionerRoleRow {
    HalaxyId id;
    HalaxyId practitionerId;
    bool active = true;
    QString email, phone;
    QStringList specialties;
    std::optional<UtcTime> periodEnd;
};

struct ClientRow {
    ClientId id;
    HalaxyId patientId;
    PersonName name;
    QString initials = QStringLiteral("?");
    QString email, phone;
    QString birthDate;  ///< "1980", "1980-05" or "1980-05-03"
    Gender gender = Gender::Unknown;
    ClientStatus status = ClientStatus::Active;
    bool placeholder = false;
};

struct SessionRow {
    SessionId id;
    HalaxyId appointmentId;
    PractitionerId practitioner;
    ClientId client;
    UtcTime start, end;
    int minutes = 0;
    QString sessionType;
    SessionStatus status = SessionStatus::Unknown;
    QString rawStatus;
    bool group = false;
    LocationType location = LocationType::Unknown;
    QString locationDetails;
    QString notes;
    BillingType billing = BillingType::Unknown;
    std::optional<Cents> invoiceAmount;
    bool paid = false;
    std::vector<HalaxyId> invoices;  ///< sorted; rows of session_invoices
};

struct InvoiceRow {
    InvoiceId id;
    HalaxyId invoiceId;
    std::optional<PractitionerId> practitioner;
    std::optional<ClientId> client;
    std::optional<QDate> date;
    InvoiceStatus status = InvoiceStatus::Unknown;
    QString payor;
    BillingType billing = BillingType::Unknown;
    QString currency;
    Cents net, gross, tax, paid, balance;
    bool isPaid = false;
    std::vector<HalaxyId> appointments;  ///< sorted; rows of invoice_appointments
};

struct ReferralRow {
    ReferralId id;
    HalaxyId referralId;
    ClientId client;
    QString definition;
    bool mentalHealthPlan = false;
    bool review = false;
    std::optional<int> limit, used;
    std::optional<QDate> start, end;
    QString requester;
    bool active = true;
};

/// What a client's row says from sessions and referrals, for other readers of the database.
struct ClientDerived {
    std::optional<PractitionerId> practitioner;
    std::optional<bool> planActive;  ///< nothing = not known
    std::optional<int> planTotal, planUsed, planRemaining;
    std::optional<QDate> planStart, planExpiry, referralDate;
    QString referringGp;
    std::optional<QDate> firstSession, lastSession;
    int totalSessions = 0;
};

/// What the derived columns of a client are made from: one live session, in time order.
struct SessionBrief {
    SessionId id;
    PractitionerId practitioner;
    UtcTime start;
    SessionStatus status = SessionStatus::Unknown;
    bool group = false;
    BillingType billing = BillingType::Unknown;
    std::optional<int> number;  ///< as stored
};

/// A column that a write changed.
struct FieldChange {
    QString field;
    QVariant before, after;
};
enum class RowChange { None, Created, Updated, Restored, Deleted };
struct RowWrite {
    RowChange change = RowChange::None;
    QString table;
    QString rowId;
    std::vector<FieldChange> fields;  ///< not for Created
};

}  // namespace bloom::storage
