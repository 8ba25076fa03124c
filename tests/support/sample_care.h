// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The invented practice's plans, what to act on, and what is missing. For GUI tests and pictures.
#pragma once
#include "engine/engine.h"

namespace bloom::test {

/// One of each urgency.
std::vector<PlanView> samplePlans(UtcTime now);
/// Overlaps, gaps, details and plans in the day of sampleDashboard.
Dashboard busyDashboard(const PractitionerView& practitioner, QDate date, UtcTime now);
/// The practitioners of samplePractitioners, and one line of each reason.
EveryoneView sampleEveryone(UtcTime now);
/// One line of each verdict.
MissingAnswer sampleMissing(UtcTime now);
ClientNotes sampleNotes(UtcTime now);
std::vector<OwnedChange> sampleOwnedChanges(UtcTime now);

}  // namespace bloom::test
