// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window of a run: fixed at its start, kept with its checkpoint.
#pragma once
#include "core/practice_time.h"

namespace bloom {

/// Local midnight of (today − history days) or the first of the month, whichever is earlier, to local
/// midnight of today + future days.
UtcInterval syncWindow(const PracticeZone& zone, UtcTime now, int historyDays, int futureDays);

}  // namespace bloom
