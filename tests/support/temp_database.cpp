// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/temp_database.h"

#include "storage/statement.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

namespace bloom::test {

TempDatabase::TempDatabase() : m_target{m_folder.filePath(QStringLiteral("data/bloom.sqlite"))} { reopen(); }
TempDatabase::~TempDatabase() = default;

void TempDatabase::reopen() {
    m_database.reset();
    auto opened = storage::Database::open(m_target);
    requireSuccess(opened ? nullptr : &opened.error());
    m_database = std::move(*opened);
}

void TempDatabase::requireSuccess(const Error* error) {
    if (error)
        qFatal("database: %s", qUtf8Printable(error->message));
}

QStringList TempDatabase::rows(const QString& sql) {
    QStringList lines;
    // A connection of its own: a test may look while ours is in any state.
    {
        QSqlDatabase look = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
        look.setDatabaseName(m_target.path);
        if (!look.open())
            qFatal("look: %s", qUtf8Printable(look.lastError().text()));
        QSqlQuery query(look);
        if (!query.exec(sql))
            qFatal("look: %s", qUtf8Printable(query.lastError().text()));
        while (query.next()) {
            QStringList fields;
            for (int i = 0; i < query.record().count(); ++i)
                fields << (query.isNull(i) ? QStringLiteral("-") : query.value(i).toString());
            lines << fields.join(u'|');
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("look"));
    return lines;
}

void TempDatabase::execute(const QString& sql) {
    write([&](storage::Scope& scope) { storage::Statement(scope, sql).run(); });
}

}  // namespace bloom::test
