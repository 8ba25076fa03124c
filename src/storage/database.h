// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to the database, owned and used by one thread. All access goes through write() and read()
// (transaction.h), which give the stores a Scope to work in.
#pragma once
#include "core/result.h"
#include "storage/database_target.h"
#include "storage/dialect.h"

#include <QHash>
#include <functional>
#include <memory>

class QSqlQuery;

namespace bloom::storage {

class Scope;
class SqliteHandle;

/// Ends the statement a connection is at, from any thread; that statement fails with ErrorKind::Cancelled.
/// Outlives the connection safely.
class Interrupter {
public:
    virtual ~Interrupter() = default;
    virtual void interrupt() = 0;
};

class Database {
public:
    /// The connection that writes: makes folder (0700) and file (0600) where missing, and brings the schema
    /// up to date.
    static Result<std::unique_ptr<Database>> open(const DatabaseTarget& target);
    /// A read-only connection for the calling thread. The database must exist with the schema of this
    /// program.
    static Result<std::unique_ptr<Database>> openReader(const DatabaseTarget& target);
    /// A second connection that writes, beside the engine's: waits for nobody longer than a moment, and
    /// leaves the checkpoints to the engine. The database must exist with the schema of this program.
    static Result<std::unique_ptr<Database>> openBeside(const DatabaseTarget& target);
    /// To read what is left of a damaged one: read-only, and nothing of it is checked.
    static Result<std::unique_ptr<Database>> openDamaged(const DatabaseTarget& target);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    const DatabaseTarget& target() const { return m_target; }
    const Dialect& dialect() const { return m_dialect; }
    bool isReadOnly() const { return m_readOnly; }
    std::shared_ptr<Interrupter> interrupter() const;
    /// Copies the write-ahead log into the database; with truncate, when idle, also empties it. Waits for
    /// nobody: false when somebody was in the way. (What a run writes is copied by SQLite itself, every
    /// thousand pages.)
    Result<bool> checkpoint(bool truncate);
    /// Of the write-ahead log alone: what a checkpoint would copy.
    qint64 logBytes() const;
    /// Database and write-ahead log together.
    qint64 bytes() const;
    /// "SQLite, 12.4 MB, in /home/…/bloom.sqlite"
    QString description() const;
    /// Rows this connection inserted, updated or deleted since it was opened.
    qint64 rowsWritten() const;

    /// Tests only: asked before every statement, with its SQL; true makes it fail as a full disk would.
    using FaultHook = std::function<bool(const QString& sql)>;
    void setFaultHook(FaultHook hook) { m_faultHook = std::move(hook); }

private:
    friend class Scope;
    friend class Statement;
    Database(DatabaseTarget target, bool readOnly);
    static Result<std::unique_ptr<Database>> openExisting(const DatabaseTarget& target, bool readOnly);
    static Result<bool> refuseForeign(const DatabaseTarget& target);
    Result<bool> connect();
    Result<bool> configure(const QStringList& settings);
    /// Prepared once; an error when it can't be.
    struct Prepared;
    Result<Prepared*> prepared(const QString& sql);

    DatabaseTarget m_target;
    bool m_readOnly = false;
    const Dialect& m_dialect;
    QString m_connection;
    QHash<QString, std::shared_ptr<Prepared>> m_statements;
    std::shared_ptr<SqliteHandle> m_handle;
    FaultHook m_faultHook;
    bool m_inScope = false;
};

}  // namespace bloom::storage
