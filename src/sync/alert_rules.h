// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which alerts should be firing: a function of the facts and of what fires already. No SQL, no timer, no
// memory.
#pragma once
#include "core/alert_facts.h"

namespace bloom::sync {

inline constexpr int kFailuresInARow = 3;
inline constexpr milliseconds kSlowRun = std::chrono::minutes(5);
/// More than these wait: a backlog. It lasts until half are left, so that a stream of events about the limit
/// is one alert and not one for each event.
inline constexpr int kBacklog = 100;
inline constexpr int kBacklogOver = 50;
/// One token request that fails is tried again within seconds; refused credentials are told at once.
inline constexpr milliseconds kTokenGrace = std::chrono::minutes(1);

/// Without stored facts (the database can't be read) what is made from them stays as it is, and while the
/// program starts, everything but trouble with the database does.
std::vector<WantedAlert> wantedAlerts(const LiveAlertFacts& live,
                                      const std::optional<StoredAlertFacts>& stored,
                                      const std::vector<Alert>& firing);

}  // namespace bloom::sync
