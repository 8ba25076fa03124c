// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Bloom's row ids are functions of the Halaxy ids (UUID version 5), so rebuilding the database gives the same
// ids and no order of arrival can change one.
#pragma once
#include "core/ids.h"

namespace bloom {

PractitionerId practitionerRowId(const HalaxyId& practitioner);
ClientId clientRowId(const HalaxyId& patient);
/// A group appointment has a row for each patient.
SessionId sessionRowId(const HalaxyId& appointment, const HalaxyId& patient);
InvoiceId invoiceRowId(const HalaxyId& invoice);
ReferralId referralRowId(const HalaxyId& referral);

}  // namespace bloom
