// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/demo_world.h"

#include <QCoreApplication>

namespace bloom::apps {

namespace {

/// Sender and listener of this world agree on it.
const QString kWebhookSecret = QStringLiteral("an-invented-secret");

}  // namespace

/// What lives in the sandbox's thread.
struct DemoWorld::Inside {
    ScaledClock clock;
    sandbox::SandboxServer server;
    Inside(const std::shared_ptr<TimeScale>& time, const DemoOptions& o)
        : clock(time),
          server(clock, sandbox::generate({.seed = o.seed,
                                           .now = o.now,
                                           .practitioners = o.practitioners,
                                           .patients = o.patients,
                                           .appointments = o.appointments})) {
        server.setLive({.seed = o.seed});
    }
};

DemoWorld::DemoWorld(const DemoOptions& options)
    : m_time(std::make_shared<TimeScale>(options.now, options.speed)) {
    if (!m_folder.isValid()) {
        m_problem = QCoreApplication::translate("DemoWorld", "The demo needs a temporary folder: %1")
                        .arg(m_folder.errorString());
        return;
    }
    m_hall = new QObject;
    m_hall->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("sandbox"));
    m_thread.start();
    QMetaObject::invokeMethod(m_hall, [this, &options] { open(options); }, Qt::BlockingQueuedConnection);
}

void DemoWorld::open(const DemoOptions& options) {
    m_inside = new Inside(m_time, options);
    if (const auto port = m_inside->server.start(); !port)
        m_problem = QCoreApplication::translate("DemoWorld", "The demo can't listen on this machine: %1")
                        .arg(port.error());
    m_baseUrl = m_inside->server.baseUrl();
}

DemoWorld::~DemoWorld() {
    if (!m_hall)
        return;
    QMetaObject::invokeMethod(
        m_hall,
        [this] {
            delete m_inside;
            delete m_hall;
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

engine::EngineOptions DemoWorld::engineOptions() const {
    engine::EngineOptions options;
    options.dataFolder = m_folder.filePath(QStringLiteral("data"));
    options.settingsFile = m_folder.filePath(QStringLiteral("settings.ini"));
    options.commandLine = {{spec(SettingKey::BaseUrl).option, m_baseUrl},
                           {spec(SettingKey::ClientId).option, sandbox::Quirks{}.clientId},
                           {spec(SettingKey::ContactEmail).option, QStringLiteral("demo@example.com")},
                           {spec(SettingKey::ProxyMode).option, QStringLiteral("none")},
                           {spec(SettingKey::WebhookPort).option, QStringLiteral("0")}};  // any that is free
    options.environment = {{spec(SettingKey::ClientSecret).environment, sandbox::Quirks{}.clientSecret},
                           {spec(SettingKey::WebhookSecret).environment, kWebhookSecret}};
    options.secrets = [] { return std::make_unique<engine::MemorySecretStore>(); };
    options.demo = true;
    options.seed = 1;
    options.useTime(m_time);
    return options;
}

void DemoWorld::announceTo(int port) {
    if (m_announcedTo == port)
        return;
    m_announcedTo = port;
    std::optional<sandbox::WebhookPlan> plan;
    if (port != 0) {
        plan.emplace();
        plan->url = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
        plan->secret = kWebhookSecret.toUtf8();
        // As it is with a real service: a little late, some twice, some out of order.
        plan->delayLow = milliseconds(200);
        plan->delayHigh = milliseconds(900);
        plan->duplicates = 5;
        plan->reorder = 5;
    }
    change([plan](sandbox::SandboxServer& server, UtcTime) {
        server.core().webhooks().setPlan(plan, server.core().practice());
    });
}

void DemoWorld::change(std::function<void(sandbox::SandboxServer&, UtcTime)> what) {
    QMetaObject::invokeMethod(
        m_hall, [this, what = std::move(what)] { what(m_inside->server, m_time->now()); },
        Qt::QueuedConnection);
}

}  // namespace bloom::apps
