// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Bloom owns, and Everyone, at the door.
#include "engine/engine_host_threads.h"
#include "engine/queries.h"

namespace bloom::engine {

QFuture<Result<bool>> EngineHost::savePractitioner(PractitionerPatch patch, QString who) {
    return command<Result<bool>>(
        [patch, who](EngineWorker& w, const auto& reply) { w.savePractitioner(patch, who, reply); });
}
QFuture<Result<bool>> EngineHost::saveClient(ClientPatch patch, QString who) {
    return command<Result<bool>>(
        [patch, who](EngineWorker& w, const auto& reply) { w.saveClient(patch, who, reply); });
}
QFuture<Result<bool>> EngineHost::markCare(CareMark mark, QString who) {
    return command<Result<bool>>(
        [mark, who](EngineWorker& w, const auto& reply) { w.markCare(mark, who, reply); });
}
QFuture<Result<MissingAnswer>> EngineHost::findMissing(MissingQuestion question) {
    return command<Result<MissingAnswer>>(
        [question](EngineWorker& w, const auto& reply) { w.findMissing(question, reply); });
}

QFuture<Result<EveryoneView>> EngineHost::everyone() {
    const storage::LiveFacts live{now(), m_snapshot.nextRun, m_snapshot.facts.circuitOpen, m_snapshot.mhcp};
    return ask<EveryoneView>(m_threads ? &m_threads->searches : nullptr, "everyone",
                             queryEveryone(live, m_snapshot.practiceZone));
}
QFuture<Result<ClientNotes>> EngineHost::clientNotes(ClientId client) {
    return ask<ClientNotes>(m_threads ? &m_threads->pages : nullptr, "", queryClientNotes(std::move(client)));
}
QFuture<Result<std::vector<OwnedChange>>> EngineHost::ownedChanges(PractitionerId practitioner) {
    return ask<std::vector<OwnedChange>>(m_threads ? &m_threads->pages : nullptr, "",
                                         queryOwnedChanges(std::move(practitioner)));
}

}  // namespace bloom::engine
