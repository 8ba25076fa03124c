// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The webhook listener in a thread of its own: start, stop, wait. Used from the engine's thread, which hears
// there what the listener says; a listener in trouble is told, and never the engine's trouble.
#pragma once
#include "server/listener.h"

namespace bloom::engine {

class ListenerThread {
public:
    struct Hooks {
        std::function<void()> changed;     ///< view() is another
        std::function<void()> committed;   ///< events came; once for many
        std::function<void()> turnedAway;  ///< nothing came that is read: only the inbox is shown anew
    };
    ListenerThread(server::ListenerOptions options, Hooks hooks);
    ~ListenerThread();
    ListenerThread(const ListenerThread&) = delete;
    ListenerThread& operator=(const ListenerThread&) = delete;

    /// Instead of the one that listens so far; ends that one first.
    void start(const server::ListenerConfig& config, const storage::DatabaseTarget& target);
    /// Tells it to end, without waiting.
    void requestStop();
    /// Ends it: after this nothing more is stored. False when its thread did not end in time and was left
    /// behind.
    bool stop(std::chrono::milliseconds limit);
    /// Not listening, and why; for what is not wanted, or not possible.
    void showIdle(const server::ListenerConfig& config);
    const ListenerView& view() const { return m_view; }
    const server::ListenerConfig& config() const { return m_config; }
    bool isRunning() const { return m_thread != nullptr; }

private:
    void onChanged(const ListenerView& view);
    void onCommitted();

    const server::ListenerOptions m_options;
    const Hooks m_hooks;
    server::ListenerConfig m_config;
    ListenerView m_view;
    QThread* m_thread = nullptr;
    server::Listener* m_listener = nullptr;  ///< lives in the thread
    std::unique_ptr<QObject> m_ear;          ///< where its signals arrive; one for each life of it
    std::shared_ptr<std::atomic<bool>> m_told = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace bloom::engine
