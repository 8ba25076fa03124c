// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An event that several coroutines of one thread may wait for: the single-flight leaf (one token request,
// many waiters). Waiters resume through Clock::post, in the order they came.
#pragma once
#include "core/clock.h"

#include <QCoroTask>
#include <memory>
#include <stop_token>

namespace bloom {

class AsyncEvent {
public:
    explicit AsyncEvent(Clock& clock);
    ~AsyncEvent();
    AsyncEvent(const AsyncEvent&) = delete;
    AsyncEvent& operator=(const AsyncEvent&) = delete;

    /// Wakes all who wait now. Who waits later waits for the next call.
    void notifyAll();
    /// Elapsed when notified, Cancelled at once when stop is requested.
    QCoro::Task<Wake> wait(std::stop_token stop);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

}  // namespace bloom
