// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync_window.h"

#include <algorithm>

namespace bloom {

UtcInterval syncWindow(const PracticeZone& zone, UtcTime now, int historyDays, int futureDays) {
    const QDate today = zone.localDate(now);
    const QDate firstOfMonth(today.year(), today.month(), 1);
    return {zone.startOfDay(std::min(today.addDays(-historyDays), firstOfMonth)),
            zone.startOfDay(today.addDays(futureDays))};
}

}  // namespace bloom
