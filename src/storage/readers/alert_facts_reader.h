// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the database says about failures, slow runs, waiting events, held deletions and set-aside records: the
// facts of alerts, in a few short reads.
#pragma once
#include "core/alert_facts.h"
#include "storage/scope.h"

namespace bloom::storage {

StoredAlertFacts readAlertFacts(Scope& scope, UtcTime now);

}  // namespace bloom::storage
