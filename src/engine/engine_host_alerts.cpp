// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts at the door.
#include "engine/engine_host_threads.h"

namespace bloom::engine {

QFuture<Result<bool>> EngineHost::acknowledgeAlert(qint64, std::optional<UtcTime>, QString) {
    return Reply<Result<bool>>().future();
}
QFuture<Result<bool>> EngineHost::forgetClient(ClientId client, QString who) {
    return command<Result<bool>>(
        [client, who](EngineWorker& w, const auto& reply) { w.forgetClient(client, who, reply); });
}
QFuture<Result<std::vector<Alert>>> EngineHost::alerts(bool) {
    return Reply<Result<std::vector<Alert>>>().future();
}

}  // namespace bloom::engine
