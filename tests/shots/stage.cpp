// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shots/stage.h"

#include "apps/window_pages.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTimer>

namespace bloom::shots {
namespace {

using namespace std::chrono_literals;

/// Tuesday 24 November 2026, 9:40 in Sydney: the demo's own day.
UtcTime demoMorning() { return *parseUtc(QStringLiteral("2026-11-24T09:40:00+11:00")); }

engine::EngineOptions optionsIn(const QString& folder) {
    engine::EngineOptions options;
    options.dataFolder = folder + QStringLiteral("/data");
    options.settingsFile = folder + QStringLiteral("/settings.ini");
    options.secrets = [] { return std::make_unique<engine::MemorySecretStore>(); };
    options.seed = 1;
    options.commandLine = {{spec(SettingKey::WebhookPort).option, QStringLiteral("0")}};
    options.useTime(std::make_shared<TimeScale>(demoMorning(), 1));
    return options;
}

/// Asks for a run and waits for its end.
bool runOnce(engine::EngineHost& engine, const SyncScope& scope) {
    bool ended = false;
    QObject context;
    QObject::connect(&engine, &engine::Engine::runFinished, &context, [&ended](const RunReport& report) {
        ended = ended || report.type == RunType::Manual;  // history is read in between
    });
    engine.requestSync({RunType::Manual, scope, QStringLiteral("admin")});
    return waitUntil([&ended] { return ended; }, 60s);
}

void addFault(Practice& practice, const sandbox::Fault& fault) {
    practice.world().change(
        [fault](sandbox::SandboxServer& server, UtcTime now) { server.core().faults().add(fault, now); });
}

}  // namespace

Practice::Practice() : m_world({.seed = 1, .now = demoMorning(), .speed = 1}) {}

engine::EngineOptions Practice::today() const { return m_world.engineOptions(); }

engine::EngineOptions Practice::hoursLater() const {
    engine::EngineOptions options = m_world.engineOptions();
    // Port 9 is nobody's: connections are refused at once.
    options.commandLine[spec(SettingKey::BaseUrl).option] = QStringLiteral("http://127.0.0.1:9/main");
    options.useTime(std::make_shared<TimeScale>(demoMorning() + 3h, 1));
    return options;
}

Stage::Stage(engine::EngineOptions options)
    : m_engine(std::make_unique<engine::EngineHost>(std::move(options))),
      m_window(std::make_unique<widgets::MainWindow>(*m_engine)) {
    apps::addPages(*m_window, *m_engine, m_memory);
    m_window->resize(1280, 860);
    m_window->show();
}

Stage::~Stage() {
    m_window->hide();
    m_engine->stop();
    m_window.reset();
}

engine::EngineOptions emptyOptions(const QString& folder) { return optionsIn(folder); }

engine::EngineOptions brokenOptions(const QString& folder) {
    engine::EngineOptions options = optionsIn(folder);
    const QString file = folder + QStringLiteral("/broken.db");
    QDir().mkpath(folder);
    QFile broken(file);
    if (broken.open(QIODevice::WriteOnly))
        broken.write(QByteArray(4096, '#'));
    // Connected as any practice is: what fails is the database alone.
    options.environment = {{spec(SettingKey::Database).environment, QStringLiteral("sqlite:") + file},
                           {spec(SettingKey::BaseUrl).environment, QStringLiteral("http://127.0.0.1:9/main")},
                           {spec(SettingKey::ClientId).environment, QStringLiteral("practice")},
                           {spec(SettingKey::ClientSecret).environment, QStringLiteral("secret")},
                           {spec(SettingKey::ContactEmail).environment, QStringLiteral("a@example.com")}};
    return options;
}

bool waitUntil(const std::function<bool()>& holds, std::chrono::seconds longest) {
    QElapsedTimer since;
    since.start();
    while (!holds() && since.elapsed() < std::chrono::milliseconds(longest).count())
        settle(20ms);
    return holds();
}

void settle(std::chrono::milliseconds time) {
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

bool fill(Practice& practice, engine::EngineHost& engine) {
    bool whole = false;
    QObject context;
    QObject::connect(&engine, &engine::Engine::runFinished, &context, [&whole](const RunReport& report) {
        whole = whole || (report.type == RunType::Full && report.outcome == RunOutcome::Success);
    });
    if (!waitUntil([&whole] { return whole; }, 120s))
        return false;
    for (int i = 0; i < 4; ++i)
        runOnce(engine, {});
    addFault(practice,
             {.kind = sandbox::FaultKind::WarningEntry, .resource = QStringLiteral("Invoice"), .count = 2});
    runOnce(engine, {});
    addFault(practice, {.kind = sandbox::FaultKind::Html, .resource = QStringLiteral("Patient"), .count = 2});
    runOnce(engine, {});
    for (int i = 0; i < 3; ++i)
        runOnce(engine, {});
    settle(2s);
    return true;
}

}  // namespace bloom::shots
