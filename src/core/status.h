// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The small vocabularies of the product, and their names as the database and JSON have them. What Halaxy
// calls them is mapped in halaxy/status_map.h; the sandbox has names of its own.
#pragma once
#include <QString>
#include <optional>

namespace bloom {

enum class RecordKind { Practitioner, PractitionerRole, Patient, Appointment, Invoice, Referral };
inline constexpr RecordKind kRecordKinds[] = {RecordKind::Practitioner, RecordKind::PractitionerRole,
                                              RecordKind::Patient,      RecordKind::Appointment,
                                              RecordKind::Invoice,      RecordKind::Referral};
enum class SessionStatus {
    Scheduled,
    Confirmed,
    InProgress,
    Completed,
    NoShow,
    Cancelled,
    Rescheduled,
    Unknown
};
enum class LocationType { InPerson, Telehealth, Phone, Unknown };
enum class BillingType { Medicare, Private, Dva, Workcover, Ndis, Unknown };
enum class Gender { Male, Female, Other, Unknown };
enum class PractitionerStatus { Active, Inactive, Onboarding };
enum class ClientStatus { Active, Inactive, Discharged };
enum class QualificationType { Clinical, Counselling, General };
/// What a run did, or how a record came (sync_log.sync_type has full|incremental|webhook|manual; ours is
/// finer).
enum class RunType { Full, Delta, Webhook, Manual, Backfill, Audit };
enum class RunOutcome { Running, Success, Partial, Held, Failed, Interrupted, Cancelled };

/// "Appointment", as FHIR and the service name it.
QString name(RecordKind kind);
/// "scheduled", "no_show" …: the texts stored in the database and given in JSON.
QString name(SessionStatus status);
QString name(LocationType type);  ///< "in-person", "telehealth", "phone", "unknown"
QString name(BillingType type);   ///< "medicare" …, "unknown"
QString name(Gender gender);
QString name(PractitionerStatus status);
QString name(ClientStatus status);
QString name(QualificationType type);
QString name(RunType type);  ///< "full", "delta", "webhook", "manual", "backfill", "audit"
QString name(
    RunOutcome outcome);  ///< "running", "success", "partial", "held", "failed", "interrupted", "cancelled"

/// The reverse of name(); nothing for a text that is none of them. `parse<SessionStatus>(text)`.
template <typename E> std::optional<E> parse(const QString& text);
template <> std::optional<RecordKind> parse(const QString& text);
template <> std::optional<SessionStatus> parse(const QString& text);
template <> std::optional<LocationType> parse(const QString& text);
template <> std::optional<BillingType> parse(const QString& text);
template <> std::optional<Gender> parse(const QString& text);
template <> std::optional<PractitionerStatus> parse(const QString& text);
template <> std::optional<ClientStatus> parse(const QString& text);
template <> std::optional<QualificationType> parse(const QString& text);
template <> std::optional<RunType> parse(const QString& text);
template <> std::optional<RunOutcome> parse(const QString& text);

}  // namespace bloom
