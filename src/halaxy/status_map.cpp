// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/status_map.h"

#include "core/planted_faults.h"

namespace bloom::halaxy {
namespace {
template <typename E, std::size_t N>
E lookUp(const std::pair<const char*, E> (&table)[N], const QString& code, E otherwise) {
    const QString plain = code.simplified();
    for (const auto& [text, value] : table)
        if (plain.compare(QLatin1String(text), Qt::CaseInsensitive) == 0)
            return value;
    return otherwise;
}

bool has(const QString& text, const char* part) {
    return text.contains(QLatin1String(part), Qt::CaseInsensitive);
}
}  // namespace

SessionStatus statusOfParticipant(const QString& code) {
    static constexpr std::pair<const char*, SessionStatus> kCodes[] = {
        {"booked", SessionStatus::Scheduled},
        {"confirmed", SessionStatus::Confirmed},
        {"arrived", SessionStatus::Confirmed},
        {"attended", SessionStatus::Completed},
        {"did not attend", SessionStatus::NoShow},
        {"cancelled", SessionStatus::Cancelled},
        {"cancelled (no charge)", SessionStatus::Cancelled},
        {"rejected", SessionStatus::Cancelled},
        {"declined", SessionStatus::Cancelled},
    };
    return lookUp(kCodes, code,
                  planted(Fault::UnknownIsScheduled) ? SessionStatus::Scheduled : SessionStatus::Unknown);
}

SessionStatus statusOfAppointment(const QString& code) {
    static constexpr std::pair<const char*, SessionStatus> kCodes[] = {
        {"proposed", SessionStatus::Scheduled},  {"pending", SessionStatus::Scheduled},
        {"booked", SessionStatus::Scheduled},    {"waitlist", SessionStatus::Scheduled},
        {"arrived", SessionStatus::Confirmed},   {"checked-in", SessionStatus::Confirmed},
        {"fulfilled", SessionStatus::Completed}, {"noshow", SessionStatus::NoShow},
        {"cancelled", SessionStatus::Cancelled},
    };
    return lookUp(kCodes, code, SessionStatus::Unknown);
}

bool isEnteredInError(const QString& appointmentStatus) {
    return appointmentStatus.simplified().compare(QLatin1String("entered-in-error"), Qt::CaseInsensitive) ==
           0;
}

LocationType locationType(const QString& code) {
    static constexpr std::pair<const char*, LocationType> kCodes[] = {
        {"clinic", LocationType::InPerson},       {"organization", LocationType::InPerson},
        {"telehealth", LocationType::Telehealth}, {"online", LocationType::Telehealth},
        {"phone", LocationType::Phone},
    };
    return lookUp(kCodes, code, LocationType::Unknown);
}

Gender gender(const QString& code) {
    static constexpr std::pair<const char*, Gender> kCodes[] = {
        {"male", Gender::Male},
        {"female", Gender::Female},
        {"other", Gender::Other},
        {"custom", Gender::Other},
    };
    return lookUp(kCodes, code, Gender::Unknown);
}

InvoiceStatus invoiceStatus(const QString& code) {
    static constexpr std::pair<const char*, InvoiceStatus> kCodes[] = {
        {"active", InvoiceStatus::Active},
        {"issued", InvoiceStatus::Issued},
        {"write-off", InvoiceStatus::WrittenOff},
        {"cancelled", InvoiceStatus::Cancelled},
        {"draft", InvoiceStatus::Draft},
        {"balanced", InvoiceStatus::Balanced},
        {"entered-in-error", InvoiceStatus::Cancelled},
    };
    return lookUp(kCodes, code, InvoiceStatus::Unknown);
}

BillingType billingType(const QString& payorType) {
    if (has(payorType, "medicare"))
        return BillingType::Medicare;
    if (has(payorType, "dva") || has(payorType, "veteran"))
        return BillingType::Dva;
    if (has(payorType, "ndis"))
        return BillingType::Ndis;
    if (has(payorType, "workcover") || has(payorType, "work cover") || has(payorType, "workers comp"))
        return BillingType::Workcover;
    if (has(payorType, "private") || has(payorType, "patient") || has(payorType, "self"))
        return BillingType::Private;
    return BillingType::Unknown;
}

QualificationType qualificationType(const QString& words) {
    if (has(words, "clinical"))
        return QualificationType::Clinical;
    if (has(words, "counsel"))
        return QualificationType::Counselling;
    return QualificationType::General;
}

}  // namespace bloom::halaxy
