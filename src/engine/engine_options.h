// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How an engine is set up: folders, sources of settings, and the seams (time, transport, secrets) that tests
// and the demo replace.
#pragma once
#include "core/scaled_clock.h"
#include "core/settings_schema.h"
#include "engine/secret_store.h"
#include "halaxy/transport.h"
#include "server/listener.h"

#include <functional>

namespace bloom::engine {

struct EngineOptions {
    QString dataFolder;    ///< empty = XDG_DATA_HOME/bloom-sync
    QString settingsFile;  ///< empty = XDG_CONFIG_HOME/bloom-sync/settings.ini
    QMap<QString, QString>
        commandLine;  ///< by option of the schema: {"base-url", "http://127.0.0.1:4711/main"}
    QMap<QString, QString>
        environment;  ///< environmentMap(QProcessEnvironment::systemEnvironment()); the demo: none

    /// Made on the engine's thread. Nothing = the machine's time.
    std::function<std::unique_ptr<Clock>()> clock;
    /// The same time, from any thread.
    std::function<UtcTime()> now;
    /// Made on the engine's thread. Nothing = the network.
    std::function<std::unique_ptr<halaxy::Transport>(Clock& clock, const Settings& settings)> transport;
    /// Nothing = keychain, with the labelled file beside the settings file.
    std::function<std::unique_ptr<SecretStore>()> secrets;

    /// Limits of the webhook listener, and what tests hook into it. Its time is the engine's.
    server::ListenerOptions listener;

    bool demo = false;
    bool schedule = true;  ///< false: runs only what is asked for (the terminal's sync)
    quint32 seed = 0;      ///< of the jitter between retries; 0 = a random one

    /// Clock and now of a time of its own.
    void useTime(std::shared_ptr<const TimeScale> scale) {
        clock = [scale] { return std::make_unique<ScaledClock>(scale); };
        now = [scale] { return scale->now(); };
    }
};

}  // namespace bloom::engine
