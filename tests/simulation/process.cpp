// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/process.h"

#include "core/planted_faults.h"
#include "storage/transaction.h"

namespace bloom::simulation {

namespace {

QCoro::Task<void> endAll(sync::SyncEngine* engine, halaxy::Client* client, std::shared_ptr<bool> ended) {
    co_await engine->stop();
    co_await client->stop();
    *ended = true;
}

}  // namespace

Process::Process(Surroundings around) : m_around(std::move(around)) {
    for (auto* connection : {&m_database, &m_listener}) {
        auto opened = storage::Database::open({m_around.file});
        if (!opened)
            qFatal("simulation: %s", qUtf8Printable(opened.error().message));
        *connection = std::move(*opened);
        (*connection)->setFaultHook([this](const QString& sql) { return fails(sql); });
    }
    m_sequence = std::make_unique<storage::ReadSequence>(*m_database);
    halaxy::ClientConfig config;
    config.baseUrl = QUrl(QStringLiteral("https://au-api.halaxy.com/main"));
    config.clientId = m_around.quirks.clientId;
    config.clientSecret = m_around.quirks.clientSecret;
    config.userAgent = QStringLiteral("BloomSync/simulation (test@example.com)");
    m_client = halaxy::makeClient(
        config, m_around.transport, m_around.clock, [this] { return m_sequence->next(); },
        m_around.settings.seed);
    sync::SyncHooks hooks;
    hooks.finished = m_around.finished;
    m_engine =
        std::make_unique<sync::SyncEngine>(*m_database, *m_client, m_around.clock, m_around.settings, hooks);
    m_client->onChange([this] {
        if (m_engine)
            m_engine->wake();
    });
    m_engine->start();
}

Process::~Process() {
    if (!m_ended)
        kill();
}

bool Process::fails(const QString& sql) {
    if (m_dead)
        return true;
    if (m_refusals > 0) {
        --m_refusals;
        return true;
    }
    if (m_statementsLeft > 0 && --m_statementsLeft == 0)
        return m_dead = true;
    if (sql == QLatin1String("COMMIT")) {
        m_committed = true;
        // This one still comes through; nothing after it does.
        if (m_commitsLeft > 0 && --m_commitsLeft == 0)
            m_dead = true;
    }
    return false;
}

std::set<std::string> Process::runsGoingOn() const {
    std::set<std::string> ids;
    if (const auto running = m_engine->state().running)
        ids.insert(running->id.value.toStdString());
    return ids;
}

bool Process::receive(const storage::NewInboxEvent& event) {
    if (m_dead)
        return false;
    const auto stored = storage::write(*m_listener, [&](storage::Scope& scope) {
        storage::InboxStore(scope).add({event}, m_around.clock.utcNow());
    });
    if (planted(Fault::AnswerBeforeCommit))
        return true;
    if (!stored || m_dead)
        return false;
    m_engine->wakeInbox();
    return true;
}

bool Process::end() {
    m_ended = true;
    const auto ended = std::make_shared<bool>(false);
    endAll(m_engine.get(), m_client.get(), ended);
    m_around.clock.settle();
    if (!*ended)
        return false;
    m_engine.reset();
    m_client.reset();
    m_sequence.reset();
    m_listener.reset();
    m_database.reset();
    return true;
}

bool Process::stop() { return end(); }

bool Process::kill() {
    m_dead = true;
    m_around.transport.cut = true;
    const bool ended = end();
    m_around.transport.cut = false;
    return ended;
}

}  // namespace bloom::simulation
