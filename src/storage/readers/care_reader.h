// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everyone: today over all practitioners, and what to act on with what was done about it.
#pragma once
#include "core/care.h"
#include "storage/readers/client_reader.h"
#include "storage/readers/dashboard_reader.h"

namespace bloom::storage {

/// `practice`: the zone in whose days snoozed lines come back.
EveryoneView readEveryone(Scope& scope, const LiveFacts& live, const PracticeZone& practice);

/// Lines about sessions and invoices of one practitioner; names and places are filled in by the caller.
struct CareContext {
    const PractitionerView& practitioner;
    const PracticeZone& zone;
    UtcTime now;
};
std::vector<CareItem> readSessionCare(Scope& scope, const CareContext& at);
std::vector<CareItem> readInvoiceCare(Scope& scope, const CareContext& at);

}  // namespace bloom::storage
