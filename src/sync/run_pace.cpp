// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/run_pace.h"

#include <algorithm>

namespace bloom::sync {

void RunPace::pass(MonoTime now) {
    if (!m_run.isEmpty() && !m_waits)
        m_times[m_kind] += now - m_at;
    m_at = now;
}

void RunPace::follow(const RunProgress& progress, MonoTime now) {
    pass(now);
    if (progress.id != m_run) {
        m_run = progress.id;
        m_full = progress.type == RunType::Full;
        m_times = {{progress.kind, std::max(progress.elapsed - progress.rateLimitWait, milliseconds(0))}};
    }
    m_kind = progress.kind;
}

void RunPace::waits(bool forRateLimit, MonoTime now) {
    if (forRateLimit == m_waits)
        return;
    pass(now);
    m_waits = forRateLimit;
}

FullRunTime RunPace::sum() const {
    FullRunTime time;
    time.run = m_run;
    milliseconds most{0};
    for (const auto& [kind, spent] : m_times) {
        time.time += spent;
        if (spent <= most)
            continue;
        most = spent;
        time.slowest = name(kind);
    }
    return time;
}

std::optional<FullRunTime> RunPace::running(MonoTime now) {
    pass(now);
    return m_full && !m_run.isEmpty() ? std::optional(sum()) : std::nullopt;
}

std::optional<FullRunTime> RunPace::end(const RunReport& report, MonoTime now) {
    if (report.id != m_run)
        return std::nullopt;
    auto time = running(now);
    if (time)
        time->ended = report.ended;
    m_run = {};
    return time;
}

}  // namespace bloom::sync
