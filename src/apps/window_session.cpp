// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/window_session.h"

#include "apps/demo_director.h"
#include "apps/tray.h"
#include "apps/window_pages.h"
#include "engine/engine_host.h"
#include "engine/settings_sources.h"
#include "models/when_done.h"
#include "widgets/main_window.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"
#include "widgets/window_geometry.h"

#include <QEvent>
#include <QFileInfo>
#include <QSettings>

namespace bloom::apps {

namespace {

engine::EngineOptions realOptions(const SyncOptions& options) {
    engine::EngineOptions real;
    real.commandLine = options.settings;
    real.environment = options.environment;
    return real;
}

/// Written when the window ends, not from the event loop: a sync to disk would hold the window up.
class WindowMemory final : public QSettings {
public:
    using QSettings::QSettings;

protected:
    bool event(QEvent* event) override {
        return event->type() == QEvent::UpdateRequest || QSettings::event(event);
    }
};

}  // namespace

WindowSession::WindowSession(const SyncOptions& options, widgets::Theme& theme)
    : m_theme(theme),
      m_forcedAppearance(options.settings.contains(spec(SettingKey::Appearance).option)) {
    makeEngine(options);
    if (!m_problem.isEmpty())
        return;
    makeWindow(options);
    followAppearance();
    connect(m_engine.get(), &engine::Engine::settingsChanged, this, &WindowSession::followAppearance);
    connect(m_engine.get(), &engine::Engine::snapshotChanged, this, &WindowSession::offerFirstStart);
    m_engine->start();
}

void WindowSession::makeEngine(const SyncOptions& options) {
    engine::EngineOptions engineOptions;
    QString windowFile;
    if (options.demo) {
        m_world = std::make_unique<DemoWorld>(
            DemoOptions{.seed = options.seed, .now = options.now, .speed = options.speed});
        m_problem = m_world->problem();
        if (!m_problem.isEmpty())
            return;
        engineOptions = m_world->engineOptions();
        windowFile = m_world->windowSettingsFile();
    } else {
        engineOptions = realOptions(options);
        windowFile = QFileInfo(engine::defaultSettingsFile()).path() + QStringLiteral("/window.ini");
    }
    m_engine = std::make_unique<engine::EngineHost>(engineOptions);
    m_windowSettings = std::make_unique<WindowMemory>(windowFile, QSettings::IniFormat);
}

void WindowSession::makeWindow(const SyncOptions& options) {
    m_window = std::make_unique<widgets::MainWindow>(*m_engine);
    addPages(*m_window, *m_engine, *m_windowSettings);
    if (Tray::isAvailable())
        new Tray(*m_window, *m_engine, *m_windowSettings);  // owned by the window
    widgets::restoreGeometry(m_window.get(), *m_windowSettings);
    if (!m_world)
        return;
    m_window->setWindowIcon(widgets::badgedIcon(m_window->windowIcon()));
    m_director = new DemoDirector(*m_world, *m_engine, *m_window, options.speed);
    connect(m_director, &DemoDirector::restartWanted, this, &WindowSession::restartWanted);
}

WindowSession::~WindowSession() {
    end();
    m_window.reset();
    m_engine.reset();
}

bool WindowSession::end() {
    if (m_window && !std::exchange(m_ended, true)) {
        m_window->hide();
        widgets::saveGeometry(m_window.get(), *m_windowSettings);
        m_windowSettings->sync();
    }
    return !m_engine || m_engine->stop();
}

engine::Engine& WindowSession::engine() { return *m_engine; }

void WindowSession::show() { m_window->show(); }

void WindowSession::raise() { widgets::bringToFront(m_window.get()); }

void WindowSession::followAppearance() {
    if (m_forcedAppearance)
        return;
    models::whenDone(m_engine->settings(), this, [this](const Result<engine::SettingsView>& view) {
        if (!view)
            return;
        for (const SettingValue& value : view->values)
            if (value.key == SettingKey::Appearance)
                m_theme.setAppearance(widgets::appearanceFromText(value.text));
    });
}

void WindowSession::offerFirstStart() {
    const engine::EngineSnapshot now = m_engine->snapshot();
    if (m_firstStartDecided || now.facts.starting)
        return;
    m_firstStartDecided = true;
    if (now.state.state == AppState::NotSetUp)
        showFirstStart(*m_window, *m_engine);
}

}  // namespace bloom::apps
