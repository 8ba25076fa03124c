// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A statement, of a run or of a reader, found the database damaged: it is opened anew, which looks at every
// page and moves it aside where that is so.
#include "core/log.h"
#include "engine/engine_worker.h"

#include <algorithm>

namespace bloom::engine {

namespace {
constexpr std::chrono::seconds kOneLook{30};
}  // namespace

void EngineWorker::suspectDatabase() {
    const UtcTime now = m_clock->utcNow();
    // One look for all the statements that met it; what was asked before the look says nothing new.
    const bool looked = m_suspectedAt && now >= *m_suspectedAt && now - *m_suspectedAt < kOneLook;
    if (m_stopping || m_mirror->isTaken() || looked)
        return;
    m_suspectedAt = now;
    m_mirror->suspect();
    m_reopen = true;
    relink();
}

void EngineWorker::lookForDamage(const RunReport& report) {
    if (std::ranges::any_of(report.problems,
                            [](const Error& problem) { return problem.kind == ErrorKind::DatabaseDamaged; }))
        // Not inside the run that tells: the link it belongs to ends first.
        QMetaObject::invokeMethod(this, [this] { suspectDatabase(); }, Qt::QueuedConnection);
}

}  // namespace bloom::engine
