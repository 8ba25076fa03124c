// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One life of the program in the simulated world: the production classes over one database file, from a start
// to a stop or to a kill at a statement.
#pragma once
#include "halaxy/client.h"
#include "simulation/sim_clock.h"
#include "simulation/sim_transport.h"
#include "storage/checkpoint_store.h"
#include "storage/database.h"
#include "storage/inbox_store.h"
#include "sync/sync_engine.h"

namespace bloom::simulation {

class Process {
public:
    struct Surroundings {
        SimClock& clock;
        SimTransport& transport;
        QString file;
        sync::SyncSettings settings;
        sandbox::Quirks& quirks;
        std::function<void(const RunReport&)> finished;
    };
    explicit Process(Surroundings around);
    ~Process();

    /// As a user ends it; false when it does not end.
    bool stop();
    /// As the kernel ends it: what is under way never comes back.
    bool kill();
    bool isDead() const { return m_dead; }
    /// True once after commits.
    bool hasCommitted() { return std::exchange(m_committed, false); }
    std::set<std::string> runsGoingOn() const;

    void killAtStatement(int statements) { m_statementsLeft = statements; }
    /// After so many commits from now, before what they gave is handed on.
    void killAfterCommit(int commits) { m_commitsLeft = commits; }
    /// The disk is full for so many statements.
    void refuse(int statements) { m_refusals = statements; }
    void disarm() { m_statementsLeft = m_commitsLeft = m_refusals = 0; }
    bool isRefusing() const { return m_refusals > 0; }

    /// A webhook comes in at the listener, which has a connection of its own. True = it was answered 200.
    bool receive(const storage::NewInboxEvent& event);

    storage::Database& database() { return *m_database; }
    sync::SyncEngine& engine() { return *m_engine; }
    halaxy::Client& client() { return *m_client; }

private:
    bool fails(const QString& sql);
    bool end();

    Surroundings m_around;
    std::unique_ptr<storage::Database> m_database;
    std::unique_ptr<storage::Database> m_listener;
    std::unique_ptr<storage::ReadSequence> m_sequence;
    std::unique_ptr<halaxy::Client> m_client;
    std::unique_ptr<sync::SyncEngine> m_engine;
    bool m_dead = false;
    bool m_ended = false;
    bool m_committed = false;
    int m_statementsLeft = 0;
    int m_commitsLeft = 0;
    int m_refusals = 0;
};

}  // namespace bloom::simulation
