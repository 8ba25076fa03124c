// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Database and Halaxy compared now, on a connection of its own that changes nothing.
#include "engine/engine_host_threads.h"

#include <QCoreApplication>

namespace bloom::engine {
namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

}  // namespace

void EngineWorker::compare(Reply<Result<sync::Comparison>> reply) {
    if (!m_mirror->database())
        return reply.give(std::unexpected(m_mirror->trouble().value_or(
            Error{ErrorKind::Database, Words::tr("There is no database to compare."), {}})));
    m_tasks->spawn(compareNow(std::move(reply)));
}

QCoro::Task<void> EngineWorker::compareNow(Reply<Result<sync::Comparison>> reply) {
    const Settings settings = m_settings->settings();
    const auto transport = makeTransport(m_options, settings, *m_clock);
    // These reads are never stored, so their numbers need not come from the database.
    const auto counter = [next = std::int64_t(0)]() mutable { return ++next; };
    const quint32 seed = seedOf(m_options);
    const auto client = halaxy::makeClient(clientConfig(settings), *transport, *m_clock, counter, seed);
    ConnectionView live;
    live.held = m_switches.held;
    live.heldBy = m_switches.heldBy;
    client->obey(live);
    sync::Comparer comparer(*m_mirror->database(), *client, *m_clock, syncSettings(settings, seed));
    const sync::Comparison comparison = co_await comparer.run(m_tasks->stopToken());
    co_await client->stop();
    reply.give(comparison);
}

QFuture<Result<sync::Comparison>> EngineHost::compare() {
    return command<Result<sync::Comparison>>([](EngineWorker& w, const auto& reply) { w.compare(reply); });
}

}  // namespace bloom::engine
