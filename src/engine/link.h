// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The live connection to Halaxy with one set of settings: transport, client and sync, made together and ended
// together when the settings change.
#pragma once
#include "core/task_scope.h"
#include "engine/engine_options.h"
#include "halaxy/client.h"
#include "storage/checkpoint_store.h"
#include "sync/sync_engine.h"

namespace bloom::engine {

class Link {
public:
    Link(const EngineOptions& options, const Settings& settings, Clock& clock, storage::Database& database,
         sync::SyncHooks hooks);
    ~Link();
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    halaxy::Client& client() { return *m_client; }
    sync::SyncEngine& sync() { return *m_sync; }
    /// One run now, beside the schedule that is not followed: the terminal's.
    void runOnce(SyncRequest request);
    /// False when none goes on.
    bool cancelOnce();
    /// Of work on this connection; ends with it.
    TaskScope& tasks() { return m_tasks; }
    /// Ends runs and calls; await it before the link dies.
    QCoro::Task<void> stop();
    /// Ends every call under way: the end of a stop that takes too long.
    void abort() { m_transport->abortAll(); }

private:
    QCoro::Task<void> once(SyncRequest request, std::stop_token stop);

    TaskScope m_tasks;
    storage::ReadSequence m_reads;
    std::unique_ptr<halaxy::Transport> m_transport;
    std::unique_ptr<halaxy::Client> m_client;
    std::unique_ptr<sync::SyncEngine> m_sync;
    std::stop_source m_onceStop;
    bool m_once = false;
};

std::unique_ptr<halaxy::Transport> makeTransport(const EngineOptions& options, const Settings& settings,
                                                 Clock& clock);
halaxy::ClientConfig clientConfig(const Settings& settings);
sync::SyncSettings syncSettings(const Settings& settings, quint32 seed);
quint32 seedOf(const EngineOptions& options);

/// Token, resources and clock with these settings, on a connection of their own that changes nothing, but
/// obeys what keeps the live one's calls back.
QCoro::Task<ConnectionReport> testLink(const EngineOptions& options, ResolvedSettings settings,
                                       ConnectionView live, Clock& clock, std::stop_token stop);

}  // namespace bloom::engine
