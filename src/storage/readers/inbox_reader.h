// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The inbox as it is shown: counts, how quick, the newest rows, each address, and what was turned away.
#pragma once
#include "core/webhooks.h"
#include "storage/scope.h"

namespace bloom::storage {

/// Without the listener and the addresses' URLs: those are the engine's.
InboxView readInbox(Scope& scope, const InboxFilter& filter, UtcTime now);

}  // namespace bloom::storage
