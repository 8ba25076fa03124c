// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way of a run without sockets or waiting: the sandbox's practice, the real client over a transport
// that calls it, the real database, the sync, and one virtual clock for all.
#pragma once
#include "halaxy/client.h"
#include "sandbox/edits.h"
#include "sandbox/generator.h"
#include "sandbox/sandbox.h"
#include "storage/checkpoint_store.h"
#include "support/fake_transport.h"
#include "support/finish.h"
#include "support/temp_database.h"
#include "sync/sync_engine.h"

namespace bloom::test {

/// "Patient/1: what went wrong", for each problem.
QStringList messages(const RunReport& report);

class PracticeBench {
public:
    /// 3 practitioners, 40 clients, 400 appointments, most of them around a Tuesday morning in Sydney.
    static sandbox::GeneratorOptions small();
    explicit PracticeBench(sandbox::GeneratorOptions options = small(), sandbox::Quirks quirks = {});
    ~PracticeBench();

    VirtualClock clock;
    TempDatabase database;
    sandbox::Sandbox halaxy;
    FakeTransport transport;
    sync::SyncSettings settings;
    std::vector<RunReport> finished;
    std::vector<RunProgress> progress;
    std::vector<sync::SyncChange> changes;

    sync::SyncEngine& engine() { return *m_engine; }
    halaxy::Client& client() { return *m_client; }
    /// One run to its end.
    RunReport run(SyncRequest request = {RunType::Full, {}, {}});
    /// As if the program had been killed and started again. What was in the air never comes back.
    void restart();
    sandbox::Editor edit() { return {halaxy.practice(), halaxy.quirks(), clock.utcNow()}; }
    int addFault(const QString& text);
    /// Requests for this resource since the last call.
    int calls(const QString& resource);
    /// Business rows with all that a sync could write in them, and their times of writing.
    QStringList businessRows();
    int count(const QString& table) {
        return database.cell(QStringLiteral("SELECT count(*) FROM ") + table).toInt();
    }

private:
    void start();
    Result<halaxy::Response> answer(const halaxy::Request& request);
    std::unique_ptr<storage::ReadSequence> m_sequence;
    std::unique_ptr<halaxy::Client> m_client;
    std::unique_ptr<sync::SyncEngine> m_engine;
    std::size_t m_getsSeen = 0;
};

}  // namespace bloom::test
