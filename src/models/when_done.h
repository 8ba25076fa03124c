// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the answer of the door on the thread of whoever asked: never waits, and says nothing to an object
// that is gone (QFuture::then with a context races with the context's end in Qt 6.4, a watcher does not).
#pragma once
#include "core/result.h"

#include <QFuture>
#include <QFutureWatcher>

namespace bloom::models {

template <typename T> struct UnansweredValue {
    static T make() { return T{}; }
};
template <typename T> struct UnansweredValue<Result<T>> {
    static Result<T> make() { return fail(ErrorKind::Cancelled, {}); }
};

/// Calls fn(value) once, in the context's thread; nothing if the context dies before. A future that ended
/// without a value (the engine went away) gives an empty value, or Cancelled where the value is a Result.
template <typename T, typename Fn> void whenDone(const QFuture<T>& future, QObject* context, Fn fn) {
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, fn = std::move(fn)]() mutable {
                         watcher->deleteLater();
                         const QFuture<T> done = watcher->future();
                         fn(done.resultCount() > 0 ? done.result() : UnansweredValue<T>::make());
                     });
    watcher->setFuture(future);
}

}  // namespace bloom::models
