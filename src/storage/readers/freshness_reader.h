// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Freshness of a practitioner, or of the practice, for badge, dashboard and terminal.
#pragma once
#include "storage/readers/dashboard_reader.h"
#include "storage/status_store.h"

namespace bloom::storage {

/// An empty practitioner is the practice.
SyncStatusView readSyncStatus(Scope& scope, const PractitionerId& practitioner, const LiveFacts& live);
/// As readSyncStatus, for a status that was read already.
SyncStatusView syncStatusView(const SyncStatus& status, const LiveFacts& live);
/// Sessions of the practitioner that the last complete listing did not show; of all for an empty one.
int readNotConfirmed(Scope& scope, const PractitionerId& practitioner);

}  // namespace bloom::storage
