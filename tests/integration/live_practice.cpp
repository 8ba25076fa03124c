// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/live_practice.h"

#include "core/practice_time.h"
#include "integration/expected_rows.h"
#include "support/finish.h"

namespace bloom::test {
namespace {
UtcTime tuesdayMorning() { return *parseUtc(QStringLiteral("2026-11-24T09:40:00+11:00")); }

sandbox::Practice practiceOf(UtcTime now) {
    sandbox::GeneratorOptions options;
    options.seed = 3;
    options.now = now;
    options.practitioners = 3;
    options.patients = 120;
    options.appointments = 640;
    options.inWindow = true;
    return sandbox::generate(options);
}

QCoro::Task<int> stopBoth(sync::SyncEngine& engine, halaxy::Client& client) {
    co_await engine.stop();
    co_await client.stop();
    co_return 0;
}
}  // namespace

LivePractice::LivePractice(sandbox::Quirks quirks)
    : clock(tuesdayMorning(), kFactor),
      server(clock, practiceOf(tuesdayMorning()), std::move(quirks)),
      m_transport(clock),
      m_sequence(*database) {
    if (!server.start())
        qFatal("the sandbox can't listen");
    const halaxy::ClientConfig config{QUrl(server.baseUrl()), halaxy().quirks().clientId,
                                      halaxy().quirks().clientSecret,
                                      QStringLiteral("BloomSync/test (test@example.com)")};
    m_client = halaxy::makeClient(config, m_transport, clock, [this] { return m_sequence.next(); }, 1);
    m_engine = std::make_unique<sync::SyncEngine>(*database, *m_client, clock, sync::SyncSettings{},
                                                  sync::SyncHooks{});
}

LivePractice::~LivePractice() {
    if (!finishReal(stopBoth(*m_engine, *m_client)))
        qFatal("the sync did not stop");
}

RunReport LivePractice::run(SyncRequest request) {
    if (m_wholeEachRun)
        database.execute(QStringLiteral("DELETE FROM cursors WHERE name LIKE 'whole/%'"));
    auto report = finishReal(m_engine->runOnce(std::move(request), {}));
    if (!report)
        qFatal("the run did not end");
    return *report;
}

void LivePractice::addFaults(const QString& texts) {
    for (const QString& text : texts.split(u' ', Qt::SkipEmptyParts)) {
        const auto fault = sandbox::parseFault(text);
        if (!fault)
            qFatal("fault: %s", qUtf8Printable(fault.error()));
        halaxy().faults().add(*fault, clock.utcNow());
    }
}

bool LivePractice::recover() {
    halaxy().faults().clear();
    return QTest::qWaitFor([this] { return !m_client->circuitOpen(); }, 30'000);
}

QStringList LivePractice::expected() const {
    return expectedRows(server.core().practice(), server.core().quirks().shape, clock.utcNow());
}
QStringList LivePractice::stored() { return storedRows(database); }

QStringList LivePractice::freshness() {
    return database.rows(QStringLiteral(
        "SELECT practitioner_id, last_success_at, last_full_at FROM sync_status ORDER BY practitioner_id"));
}

}  // namespace bloom::test
