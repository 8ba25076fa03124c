// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bloom-syncctl backup and restore.
#pragma once
#include "apps/syncctl_options.h"

namespace bloom::apps {

/// Says what became of it; returns the exit code.
int runBackup(const SyncctlCommand& command);

}  // namespace bloom::apps
