// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The two ways to the data. `fn(Scope&)` is one synchronous function: no co_await inside, no effects that a
// rollback would not undo (its value is only handed out after the commit).
#pragma once
#include "storage/scope.h"

#include <type_traits>

namespace bloom::storage {

namespace detail {
template <typename F>
using Answer = std::conditional_t<std::is_void_v<std::invoke_result_t<F&, Scope&>>, bool,
                                  std::invoke_result_t<F&, Scope&>>;

template <typename F> Result<Answer<F>> attempt(Database& database, Scope::Mode mode, F& fn) {
    Scope scope(database, mode);
    if (scope.failure())
        return bloom::fail(*scope.failure());
    if constexpr (std::is_void_v<std::invoke_result_t<F&, Scope&>>) {
        fn(scope);
        return scope.finish();
    } else {
        auto value = fn(scope);
        if (const auto done = scope.finish(); !done)
            return bloom::fail(done.error());
        return value;
    }
}
}  // namespace detail

/// BEGIN IMMEDIATE … COMMIT. Any failure rolls back; a busy database makes the whole function run again,
/// three times.
template <typename F> Result<detail::Answer<F>> write(Database& database, F fn) {
    for (int again = 2;; --again) {
        auto answer = detail::attempt(database, Scope::Mode::Write, fn);
        if (answer || answer.error().kind != ErrorKind::DatabaseBusy || again == 0)
            return answer;
    }
}

/// One snapshot for all statements of the function.
template <typename F> Result<detail::Answer<F>> read(Database& database, F fn) {
    return detail::attempt(database, Scope::Mode::Read, fn);
}

}  // namespace bloom::storage
