// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what is known of clients: mental-health plans, rhythm, whether they are booked. For a practitioner's
// active clients in a few statements, or for one client.
#pragma once
#include "core/figures.h"
#include "core/mhcp.h"
#include "storage/scope.h"

namespace bloom::storage {

struct WhichClients {
    std::optional<PractitionerId> activeOf;  ///< the active clients of a practitioner …
    std::optional<ClientId> one;             ///< … or this one
};

/// Plans by client. One without a line in it has no plan that counts.
std::map<ClientId, MhcpCount> readPlans(Scope& scope, const WhichClients& which, const PracticeZone& zone,
                                        UtcTime now);

/// The practitioner's active clients, with their plans.
std::vector<figures::ClientFact> readClients(Scope& scope, const PractitionerId& practitioner,
                                             const std::map<ClientId, MhcpCount>& plans, UtcTime now);

}  // namespace bloom::storage
