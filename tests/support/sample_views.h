// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Believable values for GUI tests: literals and arithmetic, no chance.
#pragma once
#include "core/connection_views.h"
#include "core/overview.h"

namespace bloom::test {

/// Eight practitioners with 48 runs each, 60 runs, three things that need attention.
OverviewView sampleOverview(UtcTime now);
/// A quarter of an hour of calls, one of them failed; the breaker closed after an outage an hour ago.
ConnectionView sampleConnection(UtcTime now);
/// The first sync, two of eight practitioners done.
RunProgress sampleFirstSync(const OverviewView& overview);

}  // namespace bloom::test
