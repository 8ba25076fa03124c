// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Time as a seam: everything that asks what time it is, or waits, does it through a Clock, so that tests and
// the simulation run in virtual time and the demo in a time of its own.
#pragma once
#include <QCoroTask>
#include <chrono>
#include <functional>
#include <stop_token>

namespace bloom {

using std::chrono::milliseconds;
/// A moment, UTC, to the millisecond.
using UtcTime = std::chrono::sys_time<milliseconds>;
/// A moment of a clock that never jumps; only differences mean anything.
struct MonotonicTag {
    using duration = milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<MonotonicTag>;
    static constexpr bool is_steady = true;
};
using MonoTime = std::chrono::time_point<MonotonicTag, milliseconds>;

enum class Wake { Elapsed, Cancelled };

class Clock {
public:
    using TimerId = quint64;
    virtual ~Clock() = default;

    virtual UtcTime utcNow() const = 0;
    virtual MonoTime monotonicNow() const = 0;
    /// Calls fn once, on this thread, after the delay in this clock's own time.
    virtual TimerId startTimer(milliseconds delay, std::function<void()> fn) = 0;
    /// No effect on a timer that has fired.
    virtual void cancelTimer(TimerId id) = 0;
    /// Calls fn soon, on this thread, never inside the call.
    virtual void post(std::function<void()> fn) = 0;

    /// Resumes after the delay, or at once with Cancelled when stop is requested (on this thread).
    QCoro::Task<Wake> sleep(milliseconds delay, std::stop_token stop);
};

/// The real time of the machine, on the event loop of the thread that uses it.
class SystemClock final : public Clock {
public:
    SystemClock();
    ~SystemClock() override;
    UtcTime utcNow() const override;
    MonoTime monotonicNow() const override;
    TimerId startTimer(milliseconds delay, std::function<void()> fn) override;
    void cancelTimer(TimerId id) override;
    void post(std::function<void()> fn) override;

private:
    class Context;
    std::unique_ptr<Context> m_context;
};

}  // namespace bloom
