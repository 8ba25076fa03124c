// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An answer promised across threads: it always comes. If whoever should give it goes away first (the engine
// stopped), the asker gets an answer that says so.
#pragma once
#include "engine/engine.h"

#include <QCoreApplication>
#include <QPromise>
#include <memory>

namespace bloom::engine {

inline Error stoppedError() {
    return {ErrorKind::Cancelled, QCoreApplication::translate("Engine", "Bloom Sync is closing."), {}};
}
/// What a question gets when nobody is left to answer it.
template <typename T> struct Unanswered;
template <typename T> struct Unanswered<Result<T>> {
    static Result<T> value() { return std::unexpected(stoppedError()); }
};
template <> struct Unanswered<SyncAnswer> {
    static SyncAnswer value() {
        return {SyncAnswerKind::Refused, stoppedError().message, {}, {}, StateAction::None};
    }
};
template <> struct Unanswered<ConnectionReport> {
    static ConnectionReport value() { return {}; }
};

/// Copied freely; the first answer counts.
template <typename T> class Reply {
public:
    Reply() : m_state(std::make_shared<State>()) {}
    QFuture<T> future() const { return m_state->promise.future(); }
    void give(T value) const { m_state->give(std::move(value)); }

private:
    struct State {
        State() { promise.start(); }
        ~State() { give(Unanswered<T>::value()); }
        State(const State&) = delete;
        State& operator=(const State&) = delete;
        void give(T value) {
            if (std::exchange(given, true))
                return;
            promise.addResult(std::move(value));
            promise.finish();
        }
        QPromise<T> promise;
        bool given = false;
    };
    std::shared_ptr<State> m_state;
};

}  // namespace bloom::engine
