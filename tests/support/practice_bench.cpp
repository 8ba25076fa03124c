// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/practice_bench.h"

#include "core/practice_time.h"

namespace bloom::test {

namespace {

constexpr QLatin1String kHost("https://au-api.halaxy.com");

QCoro::Task<int> stopBoth(sync::SyncEngine* engine, halaxy::Client* client) {
    if (engine)
        co_await engine->stop();
    if (client)
        co_await client->stop();
    co_return 0;
}

}  // namespace

sandbox::GeneratorOptions PracticeBench::small() {
    sandbox::GeneratorOptions options;
    options.seed = 1;
    options.now = *parseUtc(QStringLiteral("2026-11-24T09:40:00+11:00"));
    options.practitioners = 3;
    options.patients = 40;
    options.appointments = 400;
    options.inWindow = true;
    return options;
}

PracticeBench::PracticeBench(sandbox::GeneratorOptions options, sandbox::Quirks quirks)
    : clock(options.now),
      halaxy(sandbox::generate(options), std::move(quirks)),
      transport(clock) {
    halaxy.quirks().requestsPerMinute = 0;
    halaxy.setOrigin(kHost);
    transport.handler = [this](const halaxy::Request& request) { return answer(request); };
    transport.tokenHandler = transport.handler;
    settings.seed = 1;
    settings.deltaInterval = std::chrono::minutes(0);  // a test of them says so
    start();
}

PracticeBench::~PracticeBench() { finish(clock, stopBoth(m_engine.get(), m_client.get())); }

void PracticeBench::start() {
    m_sequence = std::make_unique<storage::ReadSequence>(*database);
    halaxy::ClientConfig config;
    config.baseUrl = QUrl(kHost + QStringLiteral("/main"));
    config.clientId = halaxy.quirks().clientId;
    config.clientSecret = halaxy.quirks().clientSecret;
    config.userAgent = QStringLiteral("BloomSync/test (test@example.com)");
    m_client = halaxy::makeClient(config, transport, clock, [this] { return m_sequence->next(); }, 1);
    sync::SyncHooks hooks;
    hooks.progress = [this](const RunProgress& now) { progress.push_back(now); };
    hooks.changed = [this](const sync::SyncChange& change) { changes.push_back(change); };
    hooks.finished = [this](const RunReport& report) { finished.push_back(report); };
    m_engine = std::make_unique<sync::SyncEngine>(*database, *m_client, clock, settings, hooks);
    m_client->onChange([this] { m_engine->wake(); });
}

void PracticeBench::restart() {
    finish(clock, stopBoth(m_engine.get(), m_client.get()));
    m_engine.reset();
    m_client.reset();
    database.reopen();
    start();
}

RunReport PracticeBench::run(SyncRequest request) {
    return finish(clock, m_engine->runOnce(std::move(request), {}));
}

Result<halaxy::Response> PracticeBench::answer(const halaxy::Request& request) {
    http::Request asked;
    const QUrl url = FakeTransport::urlOf(request);
    asked.target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    asked.headers = {{"Host", url.host().toUtf8()}, {"User-Agent", request.userAgent}};
    if (const auto* get = std::get_if<halaxy::GetRequest>(&request.what)) {
        asked.method = "GET";
        asked.headers.push_back({"Accept", get->accept});
        asked.headers.push_back({"Authorization", "Bearer " + get->bearer});
    } else {
        asked.method = "POST";
        asked.headers.push_back({"Content-Type", "application/json"});
        asked.body = std::get<halaxy::TokenRequest>(request.what).jsonBody;
    }
    const sandbox::Reply reply = halaxy.handle(asked, clock.utcNow());
    halaxy::Response response{reply.response.status, {}, reply.response.body};
    for (const http::Header& header : reply.response.headers)
        response.headers.append({header.name.toLower(), header.value});
    switch (reply.delivery.kind) {
        case sandbox::Delivery::Kind::Whole:
        case sandbox::Delivery::Kind::Drip:
            return response;
        case sandbox::Delivery::Kind::Truncate:
        case sandbox::Delivery::Kind::Drop:
            return fail(ErrorKind::Network, QStringLiteral("The connection broke off"));
        case sandbox::Delivery::Kind::Hang:
            return fail(ErrorKind::Timeout, QStringLiteral("No answer in time"));
    }
    Q_UNREACHABLE();
}

int PracticeBench::addFault(const QString& text) {
    const auto fault = sandbox::parseFault(text);
    if (!fault)
        qFatal("fault: %s", qUtf8Printable(fault.error()));
    return halaxy.faults().add(*fault, clock.utcNow());
}

int PracticeBench::calls(const QString& resource) {
    int found = 0;
    for (; m_getsSeen < transport.gets.size(); ++m_getsSeen)
        if (FakeTransport::urlOf(transport.gets[m_getsSeen]).path().endsWith(u'/' + resource))
            ++found;
    return found;
}

QStringList PracticeBench::businessRows() {
    QStringList all;
    for (const char* table : {"practitioners", "practitioner_roles", "clients", "sessions", "invoices",
                              "session_invoices", "referrals", "source_records", "history"})
        all += database.rows(
            QStringLiteral("SELECT '%1', * FROM %1 ORDER BY 2, 3").arg(QString::fromLatin1(table)));
    return all;
}

QStringList messages(const RunReport& report) {
    QStringList all;
    for (const Error& problem : report.problems)
        all.append(problem.context + u": " + problem.message);
    return all;
}

}  // namespace bloom::test
