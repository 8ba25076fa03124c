// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everything real between a sandbox that listens on loopback and a database file: sockets, transport, client,
// sync. Only time runs faster.
#pragma once
#include "halaxy/client.h"
#include "halaxy/qnam_transport.h"
#include "sandbox/edits.h"
#include "sandbox/sandbox_server.h"
#include "storage/checkpoint_store.h"
#include "support/scaled_clock.h"
#include "support/temp_database.h"
#include "sync/sync_engine.h"

namespace bloom::test {

class LivePractice {
public:
    static constexpr int kFactor = 60;
    explicit LivePractice(sandbox::Quirks quirks = {});
    ~LivePractice();

    ScaledClock clock;
    TempDatabase database;
    sandbox::SandboxServer server;

    RunReport run(SyncRequest request = {RunType::Full, {}, {}});
    sandbox::Sandbox& halaxy() { return server.core(); }
    sandbox::Practice& practice() { return server.core().practice(); }
    sandbox::Editor edit() { return {practice(), halaxy().quirks(), halaxy().serverTime(clock.utcNow())}; }
    void addFaults(const QString& texts);  ///< several with a space between
    /// Patient, Invoice and Referral are listed whole only once a day: from now on in every run.
    void listWholeEachRun() { m_wholeEachRun = true; }
    /// No faults any more, the breaker closed again by the client's own probe.
    bool recover();
    halaxy::Client& client() { return *m_client; }

    QStringList expected() const;
    QStringList stored();
    /// sync_status: who was fresh when.
    QStringList freshness();

private:
    halaxy::QnamTransport m_transport;
    storage::ReadSequence m_sequence;
    std::unique_ptr<halaxy::Client> m_client;
    std::unique_ptr<sync::SyncEngine> m_engine;
    bool m_wholeEachRun = false;
};

}  // namespace bloom::test
