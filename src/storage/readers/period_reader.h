// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what the money and session figures are computed from: a practitioner's sessions and invoices of a few
// weeks.
#pragma once
#include "core/figures.h"
#include "storage/scope.h"

namespace bloom::storage {

struct PeriodFacts {
    std::vector<figures::SessionFact> sessions;  ///< live, in time order
    std::vector<figures::InvoiceFact>
        invoices;  ///< not written off; those without a session too, of `loose` dates
};
PeriodFacts readPeriod(Scope& scope, const PractitionerId& practitioner, UtcInterval period,
                       std::pair<QDate, QDate> loose);

/// totalGross of what is not written off, of sessions that start in the period.
Cents readEarned(Scope& scope, const PractitionerId& practitioner, UtcInterval period);

/// What the client's last six invoiced sessions before `now` brought, newest first.
std::vector<Cents> readUsualValues(Scope& scope, const ClientId& client, UtcTime now);

}  // namespace bloom::storage
