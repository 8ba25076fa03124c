// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/link.h"

#include "engine/settings_sources.h"
#include "halaxy/qnam_transport.h"

#include <QCoreApplication>
#include <QRandomGenerator>

namespace bloom::engine {
namespace {

halaxy::ProxyChoice proxyOf(const Settings& settings) {
    using Mode = halaxy::ProxyChoice::Mode;
    if (settings.proxyMode == QLatin1String("none"))
        return {Mode::None, {}};
    if (settings.proxyMode == QLatin1String("manual"))
        return {Mode::Manual, settings.proxyUrl};
    return {Mode::System, {}};
}

}  // namespace

std::unique_ptr<halaxy::Transport> makeTransport(const EngineOptions& options, const Settings& settings,
                                                 Clock& clock) {
    if (options.transport)
        return options.transport(clock, settings);
    return std::make_unique<halaxy::QnamTransport>(clock, proxyOf(settings));
}

halaxy::ClientConfig clientConfig(const Settings& settings) {
    return {settings.baseUrl, settings.clientId, settings.clientSecret, settings.userAgent()};
}

sync::SyncSettings syncSettings(const Settings& settings, quint32 seed) {
    return {settings.syncInterval,
            settings.deltaInterval,
            settings.historyDays,
            settings.futureDays,
            settings.backfillFrom,
            settings.timeZone,
            seed,
            settings.purgeDays,
            settings.mhcp};
}

quint32 seedOf(const EngineOptions& options) {
    return options.seed != 0 ? options.seed : QRandomGenerator::global()->generate();
}

Link::Link(const EngineOptions& options, const Settings& settings, Clock& clock, storage::Database& database,
           sync::SyncHooks hooks)
    : m_tasks(clock),
      m_reads(database),
      m_transport(makeTransport(options, settings, clock)) {
    const quint32 seed = seedOf(options);
    m_client = halaxy::makeClient(
        clientConfig(settings), *m_transport, clock, [this] { return m_reads.next(); }, seed);
    m_sync = std::make_unique<sync::SyncEngine>(database, *m_client, clock, syncSettings(settings, seed),
                                                std::move(hooks));
}

Link::~Link() = default;

QCoro::Task<void> Link::stop() {
    m_tasks.requestStop();
    m_onceStop.request_stop();
    co_await m_sync->stop();
    co_await m_client->stop();
    co_await m_tasks.joined();
}

void Link::runOnce(SyncRequest request) {
    m_onceStop = std::stop_source();
    m_once = true;
    m_tasks.spawn(once(std::move(request), m_onceStop.get_token()));
}

QCoro::Task<void> Link::once(SyncRequest request, std::stop_token stop) {
    co_await m_sync->runOnce(std::move(request), stop);
    m_once = false;
}

bool Link::cancelOnce() { return m_once && m_onceStop.request_stop(); }

QCoro::Task<ConnectionReport> testLink(const EngineOptions& options, ResolvedSettings resolved,
                                       ConnectionView live, Clock& clock, std::stop_token stop) {
    ConnectionReport report;
    if (!resolved.settings.halaxyConfigured()) {
        std::vector<Error> problems = resolved.problems;
        std::ranges::copy(missingForHalaxy(resolved), std::back_inserter(problems));
        for (const Error& problem : problems)
            report.checks.push_back({problem.context, false, false, problem.message, {}});
        co_return report;
    }
    const auto transport = makeTransport(options, resolved.settings, clock);
    // These reads are never stored, so their numbers need not come from the database.
    const auto counter = [next = std::int64_t(0)]() mutable { return ++next; };
    const auto client =
        halaxy::makeClient(clientConfig(resolved.settings), *transport, clock, counter, seedOf(options));
    client->obey(live);
    report.checks = co_await client->test(stop);
    co_await client->stop();
    report.ok = !report.checks.empty() && std::ranges::all_of(report.checks, &ConnectionCheck::ok);
    co_return report;
}

}  // namespace bloom::engine
