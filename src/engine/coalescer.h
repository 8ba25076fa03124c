// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Calls a function when something changed, but not more often than once an interval of real time; the last
// change is never lost.
#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <chrono>
#include <functional>

namespace bloom::engine {

class Coalescer : public QObject {
public:
    Coalescer(std::chrono::milliseconds interval, std::function<void()> call) : m_interval(interval) {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this, fn = std::move(call)] {
            m_last.start();
            fn();
        });
    }
    /// Calls soon: at the end of this turn of the event loop, or when the interval has passed.
    void touch() {
        if (m_timer.isActive())
            return;
        const auto passed = m_last.isValid() ? std::chrono::milliseconds(m_last.elapsed()) : m_interval;
        m_timer.start(std::max(m_interval - passed, std::chrono::milliseconds(0)));
    }
    void stop() { m_timer.stop(); }

private:
    std::chrono::milliseconds m_interval;
    QTimer m_timer;
    QElapsedTimer m_last;
};

}  // namespace bloom::engine
