// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that only read the local database: status, dashboard, log. They start no engine and wait for
// nobody.
#pragma once
#include "apps/syncctl_options.h"

namespace bloom::apps {

/// Prints the answer; returns the exit code.
int runReading(const SyncctlCommand& command);
/// False, and said, where there is none yet: commands that work on one must not make it.
bool hasDatabase(const SyncctlCommand& command);

}  // namespace bloom::apps
