// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The terminal's inbox: what webhooks announced, and events once more. Beside a running engine, too: it looks
// at the table by itself.
#pragma once
#include "apps/syncctl_options.h"
#include "storage/database.h"

namespace bloom::apps {

int showInbox(const SyncctlCommand& command, storage::Database& database);
int replayEvents(const SyncctlCommand& command, const storage::DatabaseTarget& target);

}  // namespace bloom::apps
