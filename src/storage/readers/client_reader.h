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

struct PlanContext {
    const PracticeZone& zone;
    UtcTime now;
    MhcpPolicy policy;
    std::optional<QDate> wholeFrom;  ///< sessions are whole from this local day on
};
using Plans = std::map<ClientId, MhcpCount>;
/// Plans by client. One without a line in it has no plan that counts.
Plans readPlans(Scope& scope, const WhichClients& which, const PlanContext& at);

/// An active client of a practitioner, for every list that is about clients.
struct ActiveClient {
    figures::ClientFact fact;
    HalaxyId patient;
    QString initials, name, phone, email;
    std::optional<UtcTime> next;  ///< start of the next booked session, or of the one going on
    std::optional<MhcpCount> plan;
};
std::vector<ActiveClient> readClients(Scope& scope, const PractitionerId& practitioner, const Plans& plans,
                                      UtcTime now);
std::vector<figures::ClientFact> factsOf(const std::vector<ActiveClient>& clients);
/// Most urgent first, then who comes first.
std::vector<PlanView> planList(const std::vector<ActiveClient>& clients);

}  // namespace bloom::storage
