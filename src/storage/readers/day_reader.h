// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sessions of one practitioner's day, as the feed shows them.
#pragma once
#include "core/dashboard.h"
#include "storage/readers/client_reader.h"

namespace bloom::storage {

/// In time order, cancelled ones too. `plans` of the practitioner's active clients; those of others are read
/// here.
std::vector<SessionView> readDay(Scope& scope, const PractitionerId& practitioner, QDate date,
                                 const PlanContext& at, Plans plans);

}  // namespace bloom::storage
