// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Held deletions and the changes of a day at the door.
#include "engine/engine_host_threads.h"
#include "engine/queries.h"
#include "storage/readers/held_reader.h"
#include "storage/transaction.h"

namespace bloom::engine {

QFuture<Result<bool>> EngineHost::decideHeld(QString heldSet, HeldDecision decision, QString who) {
    return command<Result<bool>>([heldSet, decision, who](EngineWorker& w, const auto& reply) {
        w.decideHeld(heldSet, decision, who, reply);
    });
}
QFuture<Result<std::vector<HeldSet>>> EngineHost::heldSets() {
    return ask<std::vector<HeldSet>>(
        m_threads ? &m_threads->pages : nullptr, "",
        [](storage::Database& database) { return storage::read(database, &storage::readHeldSets); });
}
QFuture<Result<std::vector<DayChange>>> EngineHost::changesToDay(PractitionerId practitioner, QDate date) {
    return ask<std::vector<DayChange>>(m_threads ? &m_threads->pages : nullptr, "day-changes",
                                       queryDayChanges(std::move(practitioner), date));
}

}  // namespace bloom::engine
