// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that only read the local database: status, dashboard, log, alerts (which also acknowledges
// them). They start no engine and wait for nobody.
#pragma once
#include "apps/syncctl_options.h"

namespace bloom::apps {

/// Prints the answer; returns the exit code.
int runReading(const SyncctlCommand& command);

}  // namespace bloom::apps
