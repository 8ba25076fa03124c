// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs one coroutine to its end from a test: in virtual time, or on the real event loop.
#pragma once
#include "support/virtual_clock.h"

#include <QCoroTask>
#include <QEventLoop>
#include <QTimer>
#include <QtTest>
#include <optional>

namespace bloom::test {

template <typename T> QCoro::Task<void> keep(QCoro::Task<T> task, std::shared_ptr<std::optional<T>> out) {
    T value = co_await task;
    out->emplace(std::move(value));
}

template <typename T> std::shared_ptr<std::optional<T>> start(QCoro::Task<T> task) {
    auto out = std::make_shared<std::optional<T>>();
    keep(std::move(task), out);
    return out;
}

/// Moves virtual time on until it has ended.
template <typename T> T finish(VirtualClock& clock, QCoro::Task<T> task) {
    const auto out = start(std::move(task));
    clock.settle();
    while (!out->has_value())
        if (!clock.advanceToNext())
            qFatal("the coroutine waits for nothing that comes");
    return std::move(**out);
}

template <typename T>
QCoro::Task<void> keepAndQuit(QCoro::Task<T> task, std::shared_ptr<std::optional<T>> out, QEventLoop& loop) {
    T value = co_await task;
    out->emplace(std::move(value));
    loop.quit();
}

/// On the event loop (qWaitFor sleeps 10 ms at every step); nothing when it did not end in time.
template <typename T> std::optional<T> finishReal(QCoro::Task<T> task, int timeoutMs = 60'000) {
    const auto out = std::make_shared<std::optional<T>>();
    QEventLoop loop;
    keepAndQuit(std::move(task), out, loop);
    if (!out->has_value()) {
        QTimer::singleShot(timeoutMs, &loop, [&loop] { loop.exit(1); });
        if (loop.exec() != 0)
            qFatal("a coroutine did not end in time");  // it would go on with what this test takes away
    }
    return std::move(*out);
}

}  // namespace bloom::test
