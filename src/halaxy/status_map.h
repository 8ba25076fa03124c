// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the words of Halaxy and FHIR mean here. Compared without case; what is unknown stays Unknown, never
// Scheduled.
#pragma once
#include "core/records.h"

namespace bloom::halaxy {

/// A Patient participant's code, as Halaxy has it: "booked", "did not attend".
SessionStatus statusOfParticipant(const QString& code);
/// FHIR's Appointment.status: "proposed", "noshow". entered-in-error is not here: it is a deletion.
SessionStatus statusOfAppointment(const QString& code);
bool isEnteredInError(const QString& appointmentStatus);

LocationType locationType(const QString& code);    ///< clinic | telehealth | online | phone | organization
Gender gender(const QString& code);                ///< male | female | other | custom
InvoiceStatus invoiceStatus(const QString& code);  ///< Halaxy's active | issued | write-off, and FHIR's
BillingType billingType(const QString& payorType);
QualificationType qualificationType(const QString& words);

}  // namespace bloom::halaxy
