// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite_handle.h"

#include <sqlite3.h>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlQuery>
#include <cstring>
#include <utility>

namespace bloom::storage {

SqliteHandle::SqliteHandle(const QSqlDatabase& database) {
    const QVariant handle = database.driver()->handle();
    if (!handle.isValid() || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return;
    QSqlQuery query(QStringLiteral("SELECT sqlite_source_id()"), database);
    if (query.next() && query.value(0).toString() == QLatin1String(sqlite3_sourceid()))
        m_handle = *static_cast<sqlite3* const*>(handle.constData());
}

void SqliteHandle::interrupt() {
    const std::lock_guard lock(m_mutex);
    if (m_handle)
        sqlite3_interrupt(m_handle);
}

qint64 SqliteHandle::rowsWritten() const {
    const std::lock_guard lock(m_mutex);
    return m_handle ? sqlite3_total_changes64(m_handle) : 0;
}

void SqliteHandle::detach() {
    const std::lock_guard lock(m_mutex);
    m_handle = nullptr;
}

}  // namespace bloom::storage
