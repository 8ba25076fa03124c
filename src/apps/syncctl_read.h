// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commands on the local database alone: status, dashboard, log, inbox, held, alerts. They start no engine and
// wait for nobody.
#pragma once
#include "apps/syncctl_options.h"
#include "core/result.h"

namespace bloom::apps {

/// Says what went wrong; returns the exit code.
int failWith(const Error& error);
/// Prints the answer; returns the exit code.
int runReading(const SyncctlCommand& command);
/// False, and said, where there is none yet: commands that work on one must not make it.
bool hasDatabase(const SyncctlCommand& command);

}  // namespace bloom::apps
