// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Owns top-level coroutines: QCoro detaches an unfinished task that is dropped, so every task that nobody
// awaits lives in a scope, and the scope is awaited empty before what the tasks use is closed.
#pragma once
#include "core/async_event.h"

#include <QCoroTask>
#include <stop_token>

namespace bloom {

class TaskScope {
public:
    explicit TaskScope(Clock& clock);
    ~TaskScope();  ///< a scope that still runs tasks when it dies is a bug and aborts
    TaskScope(const TaskScope&) = delete;
    TaskScope& operator=(const TaskScope&) = delete;

    /// The token every task of this scope should take.
    std::stop_token stopToken() const { return m_stop.get_token(); }
    void spawn(QCoro::Task<void> task);
    int running() const { return m_running; }
    /// On the thread of the tasks only.
    void requestStop() { m_stop.request_stop(); }
    /// Resumes when no task runs any more.
    QCoro::Task<void> joined();

private:
    QCoro::Task<void> run(QCoro::Task<void> task);
    std::stop_source m_stop;
    AsyncEvent m_empty;
    int m_running = 0;
};

}  // namespace bloom
