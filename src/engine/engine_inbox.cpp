// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The inbox of webhooks on the engine's thread: events once more, and telling that they changed.
#include "engine/engine_worker.h"
#include "storage/inbox_work.h"
#include "storage/transaction.h"

namespace bloom::engine {

void EngineWorker::replay(std::vector<qint64> events, QString who, Reply<Result<int>> reply) {
    if (!m_mirror->database())
        return reply.give(std::unexpected(*m_mirror->trouble()));
    const UtcTime now = m_clock->utcNow();
    const auto replayed = storage::write(*m_mirror->database(), [&](storage::Scope& scope) {
        return storage::InboxWork(scope).replay(events, who, now);
    });
    reply.give(replayed);
    if (!replayed || *replayed == 0)
        return;
    inboxWoken();
}

}  // namespace bloom::engine
