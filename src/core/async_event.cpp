// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async_event.h"

#include "core/completion.h"

#include <vector>

namespace bloom {

struct AsyncEvent::State {
    Clock& clock;
    std::vector<Completion<Wake>> waiters;
};

AsyncEvent::AsyncEvent(Clock& clock) : m_state(std::make_shared<State>(State{clock, {}})) {}
AsyncEvent::~AsyncEvent() = default;

void AsyncEvent::notifyAll() {
    for (auto& waiter : std::exchange(m_state->waiters, {}))
        m_state->clock.post([waiter]() mutable { waiter.resolve(Wake::Elapsed); });
}

QCoro::Task<Wake> AsyncEvent::wait(std::stop_token stop) {
    if (stop.stop_requested())
        co_return Wake::Cancelled;
    const auto state = m_state;
    std::erase_if(state->waiters, [](const Completion<Wake>& waiter) { return waiter.isResolved(); });
    Completion<Wake> done;
    state->waiters.push_back(done);
    auto onStop = std::make_unique<std::stop_callback<std::function<void()>>>(
        stop, [state, done] { state->clock.post([done]() mutable { done.resolve(Wake::Cancelled); }); });
    const Wake wake = co_await done;
    onStop.reset();
    co_return wake;
}

}  // namespace bloom
