// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A statement, of a run or of a reader, found the database damaged: it is opened anew, which looks at every
// page and moves it aside where that is so.
#include "core/log.h"
#include "engine/engine_worker.h"

#include <algorithm>

namespace bloom::engine {

void EngineWorker::suspectDatabase() {
    if (m_stopping || m_mirror->isTaken())
        return;
    m_mirror->suspect();
    m_reopen = true;
    relink();
}

void EngineWorker::lookForDamage(const RunReport& report) {
    if (std::ranges::any_of(report.problems,
                            [](const Error& problem) { return problem.kind == ErrorKind::DatabaseDamaged; }))
        suspectDatabase();
}

}  // namespace bloom::engine
