// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of held deletions as an admin sees them: each record with what would go.
#pragma once
#include "core/held.h"
#include "storage/scope.h"

namespace bloom::storage {

/// Those that wait or go on first, then the newest decided ones; superseded ones are nobody's business.
std::vector<HeldSet> readHeldSets(Scope& scope);

}  // namespace bloom::storage
