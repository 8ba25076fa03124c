// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The demo's Halaxy: a sandbox in a thread of its own inside the application, on a free loopback port, in a
// time of its own; and the settings, folder and secrets of an engine that knows only this world.
#pragma once
#include "core/scaled_clock.h"
#include "engine/engine_options.h"
#include "sandbox/sandbox_server.h"

#include <QTemporaryDir>
#include <QThread>

namespace bloom::apps {

struct DemoOptions {
    quint64 seed = 1;
    UtcTime now;
    double speed = 1;
    int practitioners = 8;
    int patients = 600;
    int appointments = 12000;
};

class DemoWorld final {
public:
    explicit DemoWorld(const DemoOptions& options);
    ~DemoWorld();

    /// Why it can't be had; empty = it answers.
    QString problem() const { return m_problem; }
    engine::EngineOptions engineOptions() const;
    /// Of the window: forgotten with the world.
    QString windowSettingsFile() const { return m_folder.filePath(QStringLiteral("window.ini")); }
    TimeScale& time() { return *m_time; }
    /// The invented Halaxy announces its changes to the demo's own listener; 0 = to nobody.
    void announceTo(int port);
    bool announces() const { return m_announcedTo != 0; }
    /// Does something to the sandbox on its thread, soon.
    void change(std::function<void(sandbox::SandboxServer&, UtcTime now)> what);

private:
    void open(const DemoOptions& options);
    std::shared_ptr<TimeScale> m_time;
    QTemporaryDir m_folder;
    QString m_problem;
    QString m_baseUrl;
    int m_announcedTo = 0;  ///< the listener's port
    QThread m_thread;
    QObject* m_hall = nullptr;  ///< lives in the thread; owns clock and server there
    struct Inside;
    Inside* m_inside = nullptr;
};

}  // namespace bloom::apps
