// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a store works in: an open transaction. The first failure sticks: later statements do nothing and give
// nothing, and the transaction rolls back and returns that failure. So the stores read straight on, without a
// check a line.
#pragma once
#include "storage/database.h"

#include <optional>

namespace bloom::storage {

class Scope {
public:
    enum class Mode { Read, Write };
    Scope(Database& database, Mode mode);
    ~Scope();  ///< rolls back what was not committed
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

    Database& database() { return m_database; }
    const Dialect& dialect() const { return m_database.dialect(); }
    bool writes() const { return m_mode == Mode::Write; }
    const std::optional<Error>& failure() const { return m_failure; }
    /// Makes the transaction fail; the first failure is kept.
    void fail(Error error);
    /// Commits if nothing failed; says what did.
    Result<bool> finish();

private:
    Database& m_database;
    Mode m_mode;
    bool m_open = false;
    std::optional<Error> m_failure;
};

}  // namespace bloom::storage
