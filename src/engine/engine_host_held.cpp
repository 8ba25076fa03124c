// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Held deletions and the changes of a day at the door.
#include "engine/engine_host_threads.h"
#include "engine/queries.h"

namespace bloom::engine {

QFuture<Result<bool>> EngineHost::decideHeld(QString, HeldDecision, QString) {
    return Reply<Result<bool>>().future();
}
QFuture<Result<std::vector<HeldSet>>> EngineHost::heldSets() {
    return Reply<Result<std::vector<HeldSet>>>().future();
}
QFuture<Result<std::vector<DayChange>>> EngineHost::changesToDay(PractitionerId practitioner, QDate date) {
    return ask<std::vector<DayChange>>(m_threads ? &m_threads->pages : nullptr, "day-changes",
                                       queryDayChanges(std::move(practitioner), date));
}

}  // namespace bloom::engine
