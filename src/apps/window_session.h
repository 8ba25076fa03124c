// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One window with its engine, and in a demo its world: made, shown and taken down as one, in the right order.
#pragma once
#include "apps/sync_options.h"
#include "engine/engine.h"

#include <QObject>
#include <memory>

class QSettings;

namespace bloom::engine {
class EngineHost;
}
namespace bloom::widgets {
class MainWindow;
class Theme;
}  // namespace bloom::widgets

namespace bloom::apps {

class DemoDirector;
class DemoWorld;

class WindowSession final : public QObject {
    Q_OBJECT
public:
    WindowSession(const SyncOptions& options, widgets::Theme& theme);
    ~WindowSession() override;
    /// Hides the window, saves its geometry and ends the engine, in at most 2 s. False: a thread is still
    /// busy, and nothing that it may use can be taken down.
    bool end();

    /// Why it can't begin; empty = it did.
    QString problem() const { return m_problem; }
    void show();
    void raise();
    engine::Engine& engine();
    widgets::MainWindow& window() { return *m_window; }
    DemoDirector* director() { return m_director; }
    DemoWorld* world() { return m_world.get(); }

Q_SIGNALS:
    void restartWanted();

private:
    void makeEngine(const SyncOptions& options);
    void makeWindow(const SyncOptions& options);
    void followAppearance();
    void offerFirstStart();
    std::unique_ptr<DemoWorld> m_world;
    std::unique_ptr<engine::EngineHost> m_engine;
    std::unique_ptr<QSettings> m_windowSettings;
    std::unique_ptr<widgets::MainWindow> m_window;
    widgets::Theme& m_theme;
    DemoDirector* m_director = nullptr;
    QString m_problem;
    bool m_forcedAppearance = false;
    bool m_firstStartDecided = false;
    bool m_ended = false;
};

}  // namespace bloom::apps
