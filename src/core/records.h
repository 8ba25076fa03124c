// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Halaxy holds, in our words: the fields we use of each record, already mapped (statuses, billing types,
// money in cents) but not joined. Plain values; two equal records have equal content.
#pragma once
#include "core/clock.h"
#include "core/ids.h"
#include "core/money.h"
#include "core/status.h"

#include <QDate>
#include <QStringList>
#include <optional>
#include <variant>
#include <vector>

namespace bloom {

/// meta.lastUpdated and meta.versionId; both may be missing.
struct RecordVersion {
    std::optional<UtcTime> lastUpdated;
    QString versionId;
    bool operator==(const RecordVersion&) const = default;
};

struct RecordKey {
    RecordKind kind = RecordKind::Practitioner;
    HalaxyId id;
    bool operator==(const RecordKey&) const = default;
    auto operator<=>(const RecordKey&) const = default;
};
/// "Appointment/123": for logs and errors.
QString toText(const RecordKey& key);
/// For a record that came without an id: the same for the same content, and begins so.
inline constexpr QLatin1String kStandIn("without-id-");
HalaxyId standInId(const QByteArray& hash);

struct PersonName {
    QString first;
    QString last;
    QString display;  ///< the text form when that is all there is
    bool operator==(const PersonName&) const = default;
};

struct PractitionerRecord {
    HalaxyId id;
    PersonName name;
    QString email;
    QString phone;
    QString ahpraNumber;
    QualificationType qualification = QualificationType::General;
    QStringList specializations;
    QString photoUrl;
    bool active = true;
    bool operator==(const PractitionerRecord&) const = default;
};

struct PractitionerRoleRecord {
    HalaxyId id;
    HalaxyId practitionerId;
    bool active = true;
    QString email;
    QString phone;
    QStringList specialties;
    std::optional<UtcTime> periodEnd;
    bool operator==(const PractitionerRoleRecord&) const = default;
};

/// A birth date may be only a year or a year and month.
struct PartialDate {
    int year = 0;
    int month = 0;  ///< 0 = not known
    int day = 0;    ///< 0 = not known
    bool operator==(const PartialDate&) const = default;
    QString text() const;  ///< "1980", "1980-05", "1980-05-03"
    static std::optional<PartialDate> parse(const QString& text);
};

struct PatientRecord {
    HalaxyId id;
    PersonName name;
    QString email;
    QString phone;
    std::optional<PartialDate> birthDate;
    Gender gender = Gender::Unknown;
    bool active = true;
    bool deceased = false;
    QString patientStatus;                       ///< Halaxy's extension, raw
    QString profileType;                         ///< full | dependant | contact only, raw
    std::vector<HalaxyId> generalPractitioners;  ///< "PR-…" ones first come first
    bool operator==(const PatientRecord&) const = default;
};

/// One patient's place in an appointment: the status is theirs, not the appointment's.
struct AppointmentPatient {
    HalaxyId patientId;
    SessionStatus status = SessionStatus::Unknown;
    QString rawStatus;  ///< as the service wrote it
    std::vector<HalaxyId> invoiceIds;
    bool operator==(const AppointmentPatient&) const = default;
};

struct AppointmentRecord {
    HalaxyId id;
    UtcTime start;
    UtcTime end;  ///< start + minutesDuration where the service gives no end
    int minutes = 0;
    std::optional<UtcTime> created;
    QString description;
    QString appointmentType;  ///< display or id of the HealthcareService
    LocationType location = LocationType::Unknown;
    QString locationDetails;
    QString comment;
    bool enteredInError = false;  ///< the specification's shape: a soft delete
    /// PractitionerRole or Practitioner participants in record order: kind tells which.
    std::vector<RecordKey> practitioners;
    std::vector<AppointmentPatient> patients;  ///< empty = a meeting or blocker, no session
    bool operator==(const AppointmentRecord&) const = default;
};

enum class InvoiceStatus { Active, Issued, WrittenOff, Cancelled, Draft, Balanced, Unknown };
QString name(InvoiceStatus status);

struct InvoiceRecord {
    HalaxyId id;
    std::optional<HalaxyId> patientId;      ///< recipient or subject, when it is a patient
    std::optional<RecordKey> practitioner;  ///< Practitioner or PractitionerRole
    std::vector<HalaxyId> appointmentIds;   ///< where the invoice itself names them
    InvoiceStatus status = InvoiceStatus::Unknown;
    std::optional<QDate> date;
    std::optional<UtcTime> created;
    BillingType billing = BillingType::Unknown;
    QString payor;  ///< payorType, raw; never `title`, which holds a name
    QString currency = QStringLiteral("AUD");
    Cents net, gross, tax, paid, balance;
    bool isPaid = false;  ///< balance == 0 and paid > 0, or FHIR's "balanced"
    bool operator==(const InvoiceRecord&) const = default;
};

struct ReferralRecord {
    HalaxyId id;
    HalaxyId patientId;
    bool active = true;
    QString definition;  ///< "Medicare: MHTP Referral" …
    bool mentalHealthPlan = false;
    bool review = false;
    std::optional<int> limit;
    std::optional<int> used;
    std::optional<QDate> start;
    std::optional<QDate> end;
    QString requester;  ///< display name of the referring practitioner
    bool operator==(const ReferralRecord&) const = default;
};

using RecordContent = std::variant<PractitionerRecord, PractitionerRoleRecord, PatientRecord,
                                   AppointmentRecord, InvoiceRecord, ReferralRecord>;

/// A counter kept in the database: which of two readings came first is decided by it, never by clocks.
/// A was read before B if A was answered before B was sent.
struct ReadStamp {
    std::int64_t sent = 0;
    std::int64_t answered = 0;
    bool operator==(const ReadStamp&) const = default;
};

/// One record as it was read: content, or the reason why it can't be used.
struct ReadRecord {
    RecordKey key;
    RecordVersion version;
    ReadStamp stamp;
    QByteArray hash;  ///< of the JSON of the content; of the raw resource for unusable ones
    std::variant<RecordContent, QString>
        content;  ///< the QString is the set-aside reason, without personal data
    bool usable() const { return content.index() == 0; }
};

/// The fields we use, as compact JSON with sorted keys, and back. Equal content gives equal bytes.
QByteArray toJson(const RecordContent& content);
std::optional<RecordContent> contentFromJson(RecordKind kind, const QByteArray& json);
/// 16 bytes that decide equality of content.
QByteArray contentHash(const RecordContent& content);
RecordKey keyOf(const RecordContent& content);

}  // namespace bloom
