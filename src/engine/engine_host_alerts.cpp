// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts and metrics at the door.
#include "engine/engine_host_threads.h"
#include "engine/queries.h"

namespace bloom::engine {

QFuture<Result<bool>> EngineHost::acknowledgeAlert(qint64 alert, std::optional<UtcTime> silenceUntil,
                                                   QString who) {
    return command<Result<bool>>([alert, silenceUntil, who](EngineWorker& w, const auto& reply) {
        w.acknowledgeAlert(alert, silenceUntil, who, reply);
    });
}
QFuture<Result<bool>> EngineHost::forgetClient(ClientId client, QString who) {
    return command<Result<bool>>(
        [client, who](EngineWorker& w, const auto& reply) { w.forgetClient(client, who, reply); });
}
/// From the engine's thread: while the database is the trouble, it alone knows what fires.
QFuture<Result<std::vector<Alert>>> EngineHost::alerts(bool alsoCleared) {
    return command<Result<std::vector<Alert>>>(
        [alsoCleared](EngineWorker& w, const auto& reply) { w.alerts(alsoCleared, reply); });
}
QFuture<Result<MetricsView>> EngineHost::metrics(MetricsQuery query) {
    if (query.timeZone.isEmpty())
        query.timeZone = m_snapshot.practiceZone;
    return ask<MetricsView>(m_threads ? &m_threads->searches : nullptr, "",
                            queryMetrics(std::move(query), now()));
}

}  // namespace bloom::engine
