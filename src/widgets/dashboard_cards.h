// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Fills the cards beside the day feed: sync, week, month, coming up.
#pragma once
#include "core/dashboard.h"

namespace Ui {
class PractitionersPage;
}

namespace bloom::widgets {

void showSyncCard(Ui::PractitionersPage& ui, const Dashboard& dashboard, UtcTime now);
void showWeekCard(Ui::PractitionersPage& ui, const Dashboard& dashboard, QDate today);
void showMonthCard(Ui::PractitionersPage& ui, const Dashboard& dashboard);
/// Labelled by date where the day shown is not today.
void showUpcomingCard(Ui::PractitionersPage& ui, const Dashboard& dashboard, QDate today);

/// "Times in Australia/Perth, 3 h behind yours"; only the zone where it is the viewer's own.
QString zoneText(const QString& zone, UtcTime now);

}  // namespace bloom::widgets
