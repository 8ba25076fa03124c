// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/task_scope.h"

namespace bloom {

TaskScope::TaskScope(Clock& clock) : m_empty(clock) {}

TaskScope::~TaskScope() {
    if (m_running > 0)
        qFatal("TaskScope destroyed with %d task(s) running", m_running);
}

void TaskScope::spawn(QCoro::Task<void> task) {
    ++m_running;
    run(std::move(task));
}

QCoro::Task<void> TaskScope::run(QCoro::Task<void> task) {
    co_await task;
    if (--m_running == 0)
        m_empty.notifyAll();
}

QCoro::Task<void> TaskScope::joined() {
    while (m_running > 0)
        co_await m_empty.wait({});
}

}  // namespace bloom
