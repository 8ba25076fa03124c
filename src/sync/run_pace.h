// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the time of the run going on goes: a sum for each kind, waits for the rate limit apart. Told what
// happens as it happens; asks no clock.
#pragma once
#include "core/alert_facts.h"
#include "core/run_report.h"

namespace bloom::sync {

class RunPace {
public:
    void follow(const RunProgress& progress, MonoTime now);
    /// Calls wait for the rate limit from now on, or no longer.
    void waits(bool forRateLimit, MonoTime now);
    /// The run ended; nothing when it is not the one followed, or no full one.
    std::optional<FullRunTime> end(const RunReport& report, MonoTime now);
    /// Of the full run going on.
    std::optional<FullRunTime> running(MonoTime now);

private:
    void pass(MonoTime now);
    FullRunTime sum() const;

    RunId m_run;
    bool m_full = false;
    bool m_waits = false;
    MonoTime m_at{};
    RecordKind m_kind = RecordKind::Practitioner;
    std::map<RecordKind, milliseconds> m_times;
};

}  // namespace bloom::sync
