// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks at the door.
#include "engine/engine_host_threads.h"

namespace bloom::engine {

QFuture<Result<int>> EngineHost::replay(std::vector<qint64> events, QString who) {
    return command<Result<int>>([events, who](EngineWorker& worker, const Reply<Result<int>>& reply) {
        worker.replay(events, who, reply);
    });
}
QFuture<Result<bool>> EngineHost::sendTestWebhook(QString) { return Reply<Result<bool>>().future(); }
QFuture<Result<InboxView>> EngineHost::inbox(InboxFilter) { return Reply<Result<InboxView>>().future(); }

}  // namespace bloom::engine
