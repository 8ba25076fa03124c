// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"

#include "core/completion.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

namespace bloom {

QCoro::Task<Wake> Clock::sleep(milliseconds delay, std::stop_token stop) {
    if (stop.stop_requested())
        co_return Wake::Cancelled;
    Completion<Wake> done;
    const TimerId timer = startTimer(delay, [done]() mutable { done.resolve(Wake::Elapsed); });
    // A stop callback runs inside request_stop(): it only queues the resumption.
    auto onStop = std::make_unique<std::stop_callback<std::function<void()>>>(stop, [this, done, timer] {
        cancelTimer(timer);
        post([done]() mutable { done.resolve(Wake::Cancelled); });
    });
    const Wake wake = co_await done;
    onStop.reset();
    co_return wake;
}

class SystemClock::Context : public QObject {
public:
    QHash<TimerId, QTimer*> timers;
    TimerId next = 1;
    QElapsedTimer elapsed;
};

SystemClock::SystemClock() : m_context(std::make_unique<Context>()) { m_context->elapsed.start(); }
SystemClock::~SystemClock() = default;

UtcTime SystemClock::utcNow() const {
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

MonoTime SystemClock::monotonicNow() const { return MonoTime(milliseconds(m_context->elapsed.elapsed())); }

Clock::TimerId SystemClock::startTimer(milliseconds delay, std::function<void()> fn) {
    const TimerId id = m_context->next++;
    auto* timer = new QTimer(m_context.get());
    timer->setSingleShot(true);
    timer->setTimerType(delay < milliseconds(1000) ? Qt::PreciseTimer : Qt::CoarseTimer);
    QObject::connect(timer, &QTimer::timeout, m_context.get(), [this, id, fn = std::move(fn)] {
        // The callback may outlive the timer's connection, so take it out first.
        const auto call = fn;
        if (auto* fired = m_context->timers.take(id))
            fired->deleteLater();
        call();
    });
    m_context->timers.insert(id, timer);
    timer->start(std::max(delay, milliseconds(0)));
    return id;
}

void SystemClock::cancelTimer(TimerId id) {
    if (auto* timer = m_context->timers.take(id)) {
        timer->stop();
        timer->deleteLater();
    }
}

void SystemClock::post(std::function<void()> fn) {
    QMetaObject::invokeMethod(m_context.get(), std::move(fn), Qt::QueuedConnection);
}

}  // namespace bloom
