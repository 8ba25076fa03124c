// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An invented practice as the door would tell it: three practitioners, a Tuesday, a log, settings. For GUI
// tests.
#pragma once
#include "engine/engine.h"

namespace bloom::test {

std::vector<PractitionerView> samplePractitioners();
/// Nine sessions at 9:40 in Sydney: done, in progress, up next, cancelled, no-show, unknown, not confirmed.
Dashboard sampleDashboard(const PractitionerView& practitioner, QDate date, UtcTime now);
std::vector<RunRow> sampleLog(int runs, UtcTime now);
RunDetail sampleDetail(const RunRow& run);
engine::SettingsView sampleSettings();
ConnectionReport sampleConnectionReport(bool ok);

}  // namespace bloom::test
