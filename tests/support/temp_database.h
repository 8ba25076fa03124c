// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A database in a folder of its own that goes with the test.
#pragma once
#include "storage/transaction.h"

#include <QTemporaryDir>

namespace bloom::test {

class TempDatabase {
public:
    TempDatabase();
    ~TempDatabase();
    storage::Database& operator*() { return *m_database; }
    storage::Database* operator->() { return m_database.get(); }
    QString path() const { return m_target.path; }
    const storage::DatabaseTarget& target() const { return m_target; }
    void close() { m_database.reset(); }
    /// Closes and opens it again, as a new start of the program does.
    void reopen();

    /// Runs fn(Scope&) in a write transaction that must succeed, and gives its value.
    template <typename F> auto write(F fn) {
        auto answer = storage::write(*m_database, std::move(fn));
        requireSuccess(answer ? nullptr : &answer.error());
        return std::move(*answer);
    }
    template <typename F> auto read(F fn) {
        auto answer = storage::read(*m_database, std::move(fn));
        requireSuccess(answer ? nullptr : &answer.error());
        return std::move(*answer);
    }
    /// Every row of a query as text, fields joined by '|', NULL as "-".
    QStringList rows(const QString& sql);
    QString cell(const QString& sql) { return rows(sql).join(u'\n'); }
    void execute(const QString& sql);

private:
    static void requireSuccess(const Error* error);
    QTemporaryDir m_folder;
    storage::DatabaseTarget m_target;
    std::unique_ptr<storage::Database> m_database;
};

}  // namespace bloom::test
