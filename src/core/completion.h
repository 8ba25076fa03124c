// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The one awaitable under every leaf: a value that arrives once. Whoever resolves it resumes the waiter, so
// resolve from an event loop or a clock, never from inside request_stop().
#pragma once
#include <coroutine>
#include <memory>
#include <optional>
#include <utility>

namespace bloom {

template <typename T> class Completion {
public:
    Completion() : m_state(std::make_shared<State>()) {}

    bool isResolved() const { return m_state->value.has_value(); }
    /// The first call wins; later ones do nothing.
    void resolve(T value) {
        const std::shared_ptr<State> state = m_state;  // the resumed coroutine may drop this object
        if (state->value)
            return;
        state->value.emplace(std::move(value));
        if (const auto waiter = std::exchange(state->waiter, nullptr))
            waiter.resume();
    }

    bool await_ready() const noexcept { return m_state->value.has_value(); }
    void await_suspend(std::coroutine_handle<> waiter) noexcept { m_state->waiter = waiter; }
    T await_resume() { return std::move(*m_state->value); }

private:
    struct State {
        std::optional<T> value;
        std::coroutine_handle<> waiter;
    };
    std::shared_ptr<State> m_state;
};

}  // namespace bloom
