// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/access_store.h"

#include "storage/statement.h"

namespace bloom::storage {

namespace {
/// NULL is not what an empty text means here.
QVariant given(const QString& text) { return text.isNull() ? QStringLiteral("") : text; }
}  // namespace

void AccessStore::add(const Access& access) {
    Statement(m_scope,
              QStringLiteral("INSERT INTO access_log (at, who, action, subject) VALUES (?, ?, ?, ?)"))
        .bind(access.at)
        .add(given(access.who))
        .add(given(access.action))
        .add(given(access.subject))
        .run();
}

std::vector<Access> AccessStore::newest(int count) {
    return Statement(m_scope,
                     QStringLiteral("SELECT at, who, action, subject FROM access_log ORDER BY id DESC") +
                         m_scope.dialect().limit())
        .bind(count)
        .all([](const Row& row) { return Access{row.time(0), row.text(1), row.text(2), row.text(3)}; });
}

}  // namespace bloom::storage
