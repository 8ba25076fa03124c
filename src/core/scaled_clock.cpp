// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scaled_clock.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <map>
#include <mutex>

namespace bloom {
namespace {
// A change of speed is noticed this soon (in real time) by timers that wait long.
constexpr milliseconds kLookAgain(100);
}  // namespace

struct TimeScale::State {
    mutable std::mutex mutex;
    QElapsedTimer real;
    UtcTime utcAtMark;
    milliseconds monoAtMark{0};
    qint64 realAtMark = 0;
    double speed = 1;

    milliseconds sinceMark() const {
        return milliseconds(static_cast<qint64>(static_cast<double>(real.elapsed() - realAtMark) * speed));
    }
};

TimeScale::TimeScale(UtcTime start, double speed) : m_state(std::make_shared<State>()) {
    m_state->real.start();
    m_state->utcAtMark = start;
    m_state->speed = speed;
}

UtcTime TimeScale::now() const {
    const std::lock_guard lock(m_state->mutex);
    return m_state->utcAtMark + m_state->sinceMark();
}

MonoTime TimeScale::monotonicNow() const {
    const std::lock_guard lock(m_state->mutex);
    return MonoTime(m_state->monoAtMark + m_state->sinceMark());
}

double TimeScale::speed() const {
    const std::lock_guard lock(m_state->mutex);
    return m_state->speed;
}

void TimeScale::setSpeed(double speed) {
    const std::lock_guard lock(m_state->mutex);
    const milliseconds passed = m_state->sinceMark();
    m_state->utcAtMark += passed;
    m_state->monoAtMark += passed;
    m_state->realAtMark = m_state->real.elapsed();
    m_state->speed = speed;
}

milliseconds TimeScale::realFor(milliseconds scaled) const {
    const double now = speed();
    if (now <= 0)
        return milliseconds::max();  // time stands still
    return milliseconds(static_cast<qint64>(static_cast<double>(scaled.count()) / now) + 1);
}

/// One Qt timer for all: due times are kept in scaled time, so a new speed needs no re-arming of each.
class ScaledClock::Context : public QObject {
public:
    explicit Context(std::shared_ptr<const TimeScale> timeScale) : scale(std::move(timeScale)) {
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
        connect(&timer, &QTimer::timeout, this, [this] { fireDue(); });
    }
    void arm() {
        if (due.empty())
            return timer.stop();
        const milliseconds left = std::max(due.begin()->first.first - scale->monotonicNow(), milliseconds(0));
        timer.start(left.count() == 0 ? left : std::min(scale->realFor(left), kLookAgain));
    }
    void fireDue() {
        while (!due.empty() && due.begin()->first.first <= scale->monotonicNow()) {
            const auto fn = std::move(due.begin()->second);
            due.erase(due.begin());
            fn();
        }
        arm();
    }

    std::shared_ptr<const TimeScale> scale;
    QTimer timer;
    std::map<std::pair<MonoTime, TimerId>, std::function<void()>> due;
    TimerId next = 1;
};

ScaledClock::ScaledClock(std::shared_ptr<const TimeScale> scale)
    : m_scale(std::move(scale)),
      m_context(std::make_unique<Context>(m_scale)) {}
ScaledClock::~ScaledClock() = default;

Clock::TimerId ScaledClock::startTimer(milliseconds delay, std::function<void()> fn) {
    const TimerId id = m_context->next++;
    const MonoTime when = m_scale->monotonicNow() + std::max(delay, milliseconds(0));
    m_context->due.emplace(std::pair(when, id), std::move(fn));
    m_context->arm();
    return id;
}

void ScaledClock::cancelTimer(TimerId id) {
    std::erase_if(m_context->due, [id](const auto& entry) { return entry.first.second == id; });
    m_context->arm();
}

void ScaledClock::post(std::function<void()> fn) {
    QMetaObject::invokeMethod(m_context.get(), std::move(fn), Qt::QueuedConnection);
}

}  // namespace bloom
