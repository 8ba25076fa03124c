// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/status.h"

#include <span>
#include <utility>

namespace bloom {

namespace {

template <typename E> using Names = std::span<const std::pair<E, QLatin1String>>;

/// One table an enum, so that name() and parse() can't disagree; specialised below.
template <typename E> Names<E> names();

constexpr std::pair<RecordKind, QLatin1String> kKinds[] = {
    {RecordKind::Practitioner, QLatin1String("Practitioner")},
    {RecordKind::PractitionerRole, QLatin1String("PractitionerRole")},
    {RecordKind::Patient, QLatin1String("Patient")},
    {RecordKind::Appointment, QLatin1String("Appointment")},
    {RecordKind::Invoice, QLatin1String("Invoice")},
    {RecordKind::Referral, QLatin1String("Referral")},
};
constexpr std::pair<SessionStatus, QLatin1String> kSessionStatuses[] = {
    {SessionStatus::Scheduled, QLatin1String("scheduled")},
    {SessionStatus::Confirmed, QLatin1String("confirmed")},
    {SessionStatus::InProgress, QLatin1String("in_progress")},
    {SessionStatus::Completed, QLatin1String("completed")},
    {SessionStatus::NoShow, QLatin1String("no_show")},
    {SessionStatus::Cancelled, QLatin1String("cancelled")},
    {SessionStatus::Rescheduled, QLatin1String("rescheduled")},
    {SessionStatus::Unknown, QLatin1String("unknown")},
};
constexpr std::pair<LocationType, QLatin1String> kLocations[] = {
    {LocationType::InPerson, QLatin1String("in-person")},
    {LocationType::Telehealth, QLatin1String("telehealth")},
    {LocationType::Phone, QLatin1String("phone")},
    {LocationType::Unknown, QLatin1String("unknown")},
};
constexpr std::pair<BillingType, QLatin1String> kBillings[] = {
    {BillingType::Medicare, QLatin1String("medicare")}, {BillingType::Private, QLatin1String("private")},
    {BillingType::Dva, QLatin1String("dva")},           {BillingType::Workcover, QLatin1String("workcover")},
    {BillingType::Ndis, QLatin1String("ndis")},         {BillingType::Unknown, QLatin1String("unknown")},
};
constexpr std::pair<Gender, QLatin1String> kGenders[] = {
    {Gender::Male, QLatin1String("male")},
    {Gender::Female, QLatin1String("female")},
    {Gender::Other, QLatin1String("other")},
    {Gender::Unknown, QLatin1String("unknown")},
};
constexpr std::pair<PractitionerStatus, QLatin1String> kPractitionerStatuses[] = {
    {PractitionerStatus::Active, QLatin1String("active")},
    {PractitionerStatus::Inactive, QLatin1String("inactive")},
    {PractitionerStatus::Onboarding, QLatin1String("onboarding")},
};
constexpr std::pair<ClientStatus, QLatin1String> kClientStatuses[] = {
    {ClientStatus::Active, QLatin1String("active")},
    {ClientStatus::Inactive, QLatin1String("inactive")},
    {ClientStatus::Discharged, QLatin1String("discharged")},
};
constexpr std::pair<QualificationType, QLatin1String> kQualifications[] = {
    {QualificationType::Clinical, QLatin1String("clinical")},
    {QualificationType::Counselling, QLatin1String("counselling")},
    {QualificationType::General, QLatin1String("general")},
};
constexpr std::pair<RunType, QLatin1String> kRunTypes[] = {
    {RunType::Full, QLatin1String("full")},         {RunType::Delta, QLatin1String("delta")},
    {RunType::Webhook, QLatin1String("webhook")},   {RunType::Manual, QLatin1String("manual")},
    {RunType::Backfill, QLatin1String("backfill")}, {RunType::Audit, QLatin1String("audit")},
};
constexpr std::pair<RunOutcome, QLatin1String> kOutcomes[] = {
    {RunOutcome::Running, QLatin1String("running")},
    {RunOutcome::Success, QLatin1String("success")},
    {RunOutcome::Partial, QLatin1String("partial")},
    {RunOutcome::Held, QLatin1String("held")},
    {RunOutcome::Failed, QLatin1String("failed")},
    {RunOutcome::Interrupted, QLatin1String("interrupted")},
    {RunOutcome::Cancelled, QLatin1String("cancelled")},
};

template <> Names<RecordKind> names() { return kKinds; }
template <> Names<SessionStatus> names() { return kSessionStatuses; }
template <> Names<LocationType> names() { return kLocations; }
template <> Names<BillingType> names() { return kBillings; }
template <> Names<Gender> names() { return kGenders; }
template <> Names<PractitionerStatus> names() { return kPractitionerStatuses; }
template <> Names<ClientStatus> names() { return kClientStatuses; }
template <> Names<QualificationType> names() { return kQualifications; }
template <> Names<RunType> names() { return kRunTypes; }
template <> Names<RunOutcome> names() { return kOutcomes; }

template <typename E> QString nameOf(E value) {
    for (const auto& [candidate, text] : names<E>())
        if (candidate == value)
            return text;
    Q_UNREACHABLE();
}

template <typename E> std::optional<E> valueOf(const QString& text) {
    for (const auto& [value, candidate] : names<E>())
        if (text == candidate)
            return value;
    return std::nullopt;
}

}  // namespace

QString name(RecordKind kind) { return nameOf(kind); }
QString name(SessionStatus status) { return nameOf(status); }
QString name(LocationType type) { return nameOf(type); }
QString name(BillingType type) { return nameOf(type); }
QString name(Gender gender) { return nameOf(gender); }
QString name(PractitionerStatus status) { return nameOf(status); }
QString name(ClientStatus status) { return nameOf(status); }
QString name(QualificationType type) { return nameOf(type); }
QString name(RunType type) { return nameOf(type); }
QString name(RunOutcome outcome) { return nameOf(outcome); }

template <> std::optional<RecordKind> parse(const QString& text) { return valueOf<RecordKind>(text); }
template <> std::optional<SessionStatus> parse(const QString& text) { return valueOf<SessionStatus>(text); }
template <> std::optional<LocationType> parse(const QString& text) { return valueOf<LocationType>(text); }
template <> std::optional<BillingType> parse(const QString& text) { return valueOf<BillingType>(text); }
template <> std::optional<Gender> parse(const QString& text) { return valueOf<Gender>(text); }
template <> std::optional<PractitionerStatus> parse(const QString& text) {
    return valueOf<PractitionerStatus>(text);
}
template <> std::optional<ClientStatus> parse(const QString& text) { return valueOf<ClientStatus>(text); }
template <> std::optional<QualificationType> parse(const QString& text) {
    return valueOf<QualificationType>(text);
}
template <> std::optional<RunType> parse(const QString& text) { return valueOf<RunType>(text); }
template <> std::optional<RunOutcome> parse(const QString& text) { return valueOf<RunOutcome>(text); }

}  // namespace bloom
