// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Believable webhooks, held deletions, alerts and changes of a day for GUI tests and pictures; no chance.
#pragma once
#include "core/alerts.h"
#include "core/held.h"
#include "core/metrics.h"
#include "core/webhooks.h"

namespace bloom::test {

/// Listening with a secret: forty events of every state, some turned away, some addresses in use.
InboxView sampleInbox(UtcTime now);
ListenerView sampleListener();
/// Sixty webhooks of the last day, each with its delay; nothing else.
MetricsView sampleMetrics(UtcTime now);
/// One of 12 of 80 sessions to be decided, one applied, one discarded.
std::vector<HeldSet> sampleHeldSets(UtcTime now);
/// The first of them while its records are asked for.
HeldSet sampleApplying(UtcTime now);
/// Six firing, one of them acknowledged, one silenced.
std::vector<Alert> sampleAlerts(UtcTime now);
/// Six changes of the Tuesday that sampleDashboard() shows.
std::vector<DayChange> sampleDayChanges(UtcTime now);

}  // namespace bloom::test
