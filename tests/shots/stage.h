// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One state of the whole application to take pictures of, made by the real engine: nothing is painted by
// hand.
#pragma once
#include "apps/demo_world.h"
#include "engine/engine_host.h"
#include "widgets/main_window.h"

#include <QSettings>
#include <QTemporaryDir>
#include <memory>

namespace bloom::shots {

/// A practice on the sandbox, synced, with a few runs of every kind behind it; kept for Filled and Stale.
class Practice {
public:
    Practice();
    bool ready() const { return m_world.problem().isEmpty(); }
    /// The engine of the practice as it is today.
    engine::EngineOptions today() const;
    /// The same database three hours later, when Halaxy can no longer be reached.
    engine::EngineOptions hoursLater() const;
    apps::DemoWorld& world() { return m_world; }

private:
    apps::DemoWorld m_world;
};

/// A window on an engine; the engine is started by the caller, so that "loading" can be looked at.
class Stage {
public:
    explicit Stage(engine::EngineOptions options);
    ~Stage();
    engine::EngineHost& engine() { return *m_engine; }
    widgets::MainWindow& window() { return *m_window; }

private:
    QTemporaryDir m_folder;
    QSettings m_memory{m_folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat};
    std::unique_ptr<engine::EngineHost> m_engine;
    std::unique_ptr<widgets::MainWindow> m_window;
};

/// Without settings and data: what a page says before anything was synced.
engine::EngineOptions emptyOptions(const QString& folder);
/// The database is a file that is none.
engine::EngineOptions brokenOptions(const QString& folder);

/// Runs the event loop until it holds, or not longer than so long; whether it holds.
bool waitUntil(const std::function<bool()>& holds, std::chrono::seconds longest);
/// Lets what is queued be painted.
void settle(std::chrono::milliseconds time = std::chrono::milliseconds(400));
/// Fills the log: the first whole run, then some of each outcome.
bool fill(Practice& practice, engine::EngineHost& engine);

}  // namespace bloom::shots
