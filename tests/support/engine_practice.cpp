// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/engine_practice.h"

#include "core/practice_time.h"

namespace bloom::test {
namespace {

UtcTime tuesdayMorning() { return *parseUtc(QStringLiteral("2026-11-24T09:40:00+11:00")); }

sandbox::Practice smallPractice(UtcTime now) {
    sandbox::GeneratorOptions options;
    options.seed = 3;
    options.now = now;
    options.practitioners = 3;
    options.patients = 120;
    options.appointments = 450;
    options.inWindow = true;
    return sandbox::generate(options);
}

}  // namespace

EnginePractice::EnginePractice(double speed, std::optional<UtcTime> start)
    : scale(std::make_shared<TimeScale>(start.value_or(tuesdayMorning()), speed)),
      clock(scale),
      server(clock, smallPractice(scale->now())) {
    if (!server.start())
        qFatal("the sandbox can't listen");
}

engine::EngineOptions EnginePractice::bareOptions() {
    engine::EngineOptions options;
    options.dataFolder = folder.filePath(QStringLiteral("data"));
    options.settingsFile = settingsFile();
    options.commandLine = {
        {QStringLiteral("webhook-port"), QStringLiteral("0")}};  // tests run beside each other
    options.secrets = [] { return std::make_unique<engine::MemorySecretStore>(); };
    options.seed = 1;
    options.useTime(scale);
    return options;
}

engine::EngineOptions EnginePractice::options() {
    engine::EngineOptions options = bareOptions();
    const sandbox::Quirks& quirks = server.core().quirks();
    options.environment = {
        {QStringLiteral("HALAXY_BASE_URL"), server.baseUrl()},
        {QStringLiteral("HALAXY_CLIENT_ID"), quirks.clientId},
        {QStringLiteral("HALAXY_CLIENT_SECRET"), quirks.clientSecret},
        {QStringLiteral("HALAXY_CONTACT_EMAIL"), QStringLiteral("test@example.com")},
        {QStringLiteral("BLOOM_WEBHOOK_PORT"), QStringLiteral("0")}};  // for a child process
    return options;
}

void EnginePractice::addFault(const QString& text) {
    const auto fault = sandbox::parseFault(text);
    if (!fault)
        qFatal("fault: %s", qUtf8Printable(fault.error()));
    server.core().faults().add(*fault, clock.utcNow());
}

FinishedRuns::FinishedRuns(engine::Engine& engine) {
    QObject::connect(&engine, &engine::Engine::runFinished, &engine,
                     [reports = m_reports](const RunReport& report) { reports->push_back(report); });
}

}  // namespace bloom::test
