// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks at the door.
#include "engine/engine_host_threads.h"
#include "engine/queries.h"

namespace bloom::engine {

QFuture<Result<int>> EngineHost::replay(std::vector<qint64> events, QString who) {
    return command<Result<int>>([events, who](EngineWorker& worker, const Reply<Result<int>>& reply) {
        worker.replay(events, who, reply);
    });
}

QFuture<Result<bool>> EngineHost::sendTestWebhook(QString route) {
    return command<Result<bool>>(
        [route](EngineWorker& w, const auto& reply) { w.sendTestWebhook(route, reply); });
}

QFuture<Result<InboxView>> EngineHost::inbox(InboxFilter filter) {
    return ask<InboxView>(m_threads ? &m_threads->pages : nullptr, "inbox",
                          queryInbox(std::move(filter), m_snapshot.listener, now()));
}

}  // namespace bloom::engine
