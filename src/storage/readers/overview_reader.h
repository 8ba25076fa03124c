// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the Overview page shows: practitioners with their last runs, the charts' points, the counts.
#pragma once
#include "core/overview.h"
#include "storage/readers/dashboard_reader.h"

namespace bloom::storage {

/// Everything but `attention`, which core/attention.h decides from this and the live facts.
OverviewView readOverview(Scope& scope, const LiveFacts& live);

}  // namespace bloom::storage
