// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Qt's driver does not offer of the SQLite connection under it: interrupting, counting writes,
// checkpoints.
#pragma once
#include "storage/database.h"

#include <mutex>

class QSqlDatabase;
struct sqlite3;

namespace bloom::storage {

/// How long a statement waits for another's lock, in milliseconds.
inline constexpr int kBusyTimeout = 5000;
/// The same where somebody waits for the answer; a write tries three times.
inline constexpr int kBriefBusyTimeout = 400;

class SqliteHandle final : public Interrupter {
public:
    /// Without effect when the driver was built with another SQLite than ours: then there is no handle.
    explicit SqliteHandle(const QSqlDatabase& database);
    void interrupt() override;
    qint64 rowsWritten() const;
    /// Before the connection closes.
    void detach();
    bool isAttached() const { return m_handle != nullptr; }

private:
    mutable std::mutex m_mutex;
    sqlite3* m_handle = nullptr;
};

}  // namespace bloom::storage
