// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database.h"

#include "storage/database_errors.h"
#include "storage/migrator.h"
#include "storage/prepared.h"
#include "storage/private_file.h"
#include "storage/sqlite_handle.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <atomic>

namespace bloom::storage {

namespace {

QString nextConnectionName() {
    static std::atomic<quint64> number{0};
    return QStringLiteral("bloom-%1").arg(++number);
}

/// A journal left by a power cut while the database was made: only a connection that may write takes back
/// what was half done, as any program that opens the file would.
void rollBack(const QString& path) {
    if (!QFileInfo::exists(path + QStringLiteral("-journal")))
        return;
    const QString name = nextConnectionName();
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        connection.setDatabaseName(path);
        if (connection.open())
            QSqlQuery(QStringLiteral("SELECT count(*) FROM sqlite_master"), connection);
    }
    QSqlDatabase::removeDatabase(name);
}

}  // namespace

Database::Database(DatabaseTarget target, bool readOnly)
    : m_target(std::move(target)),
      m_readOnly(readOnly),
      m_dialect(sqliteDialect()),
      m_connection(nextConnectionName()) {}

Database::~Database() {
    m_statements.clear();
    if (m_handle)
        m_handle->detach();
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

/// What is not ours is refused as it is found: before its mode, its journal or anything else of it changes.
Result<bool> Database::refuseForeign(const DatabaseTarget& target) {
    if (!QFileInfo::exists(target.path))
        return true;
    rollBack(target.path);
    Database look(target, true);
    if (const auto connected = look.connect(); !connected)
        return connected;
    return mayMigrate(look, builtInMigrations(look.dialect()));
}

Result<std::unique_ptr<Database>> Database::open(const DatabaseTarget& target) {
    if (const auto ours = refuseForeign(target); !ours)
        return fail(ours.error());
    if (const auto made = makePrivateFile(target.path); !made)
        return fail(made.error());
    // SQLite gave these the mode the database had then: of one that was read-only, they would stay so.
    for (const char* side : {"-wal", "-shm"})
        if (const QString path = target.path + QLatin1String(side); QFileInfo::exists(path))
            QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    std::unique_ptr<Database> database(new Database(target, false));
    if (const auto connected = database->connect(); !connected)
        return fail(connected.error());
    if (const auto migrated = migrate(*database, builtInMigrations(database->dialect())); !migrated)
        return fail(migrated.error());
    return database;
}

Result<std::unique_ptr<Database>> Database::openReader(const DatabaseTarget& target) {
    return openExisting(target, true);
}

Result<std::unique_ptr<Database>> Database::openBeside(const DatabaseTarget& target) {
    auto opened = openExisting(target, false);
    if (!opened)
        return opened;
    if (const auto configured = (*opened)->configure(sqliteDialect().settingsBeside()); !configured)
        return fail(configured.error());
    return opened;
}

Result<std::unique_ptr<Database>> Database::openExisting(const DatabaseTarget& target, bool readOnly) {
    if (!QFileInfo::exists(target.path))
        return fail(
            ErrorKind::Database,
            QCoreApplication::translate("bloom::storage", "There is no database at %1 yet.").arg(target.path),
            target.path);
    std::unique_ptr<Database> database(new Database(target, readOnly));
    if (const auto connected = database->connect(); !connected)
        return fail(connected.error());
    if (const auto fits = checkSchema(*database, builtInMigrations(database->dialect())); !fits)
        return fail(fits.error());
    return database;
}

Result<std::unique_ptr<Database>> Database::openDamaged(const DatabaseTarget& target) {
    std::unique_ptr<Database> database(new Database(target, true));
    if (const auto connected = database->connect(); !connected)
        return fail(connected.error());
    return database;
}

Result<bool> Database::connect() {
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    connection.setDatabaseName(m_target.path);
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(kBusyTimeout);
    if (m_readOnly)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    connection.setConnectOptions(options);
    if (!connection.open())
        return fail(explain(connection.lastError(), m_target.path));
    if (const auto configured = configure(m_dialect.settings(m_readOnly)); !configured)
        return configured;
    m_handle = std::make_shared<SqliteHandle>(connection);
    return true;
}

Result<bool> Database::configure(const QStringList& settings) {
    for (const QString& setting : settings) {
        QSqlQuery query(QSqlDatabase::database(m_connection, false));
        if (!query.exec(setting))
            return fail(explain(query.lastError(), m_target.path));
    }
    return true;
}

Result<Database::Prepared*> Database::prepared(const QString& sql) {
    const auto known = m_statements.constFind(sql);
    if (known != m_statements.constEnd())
        return known->get();
    auto statement = std::make_shared<Prepared>(
        Prepared{QSqlQuery(QSqlDatabase::database(m_connection, false)), countParameters(sql)});
    statement->query.setForwardOnly(true);
    if (!statement->query.prepare(sql))
        return fail(explain(statement->query.lastError(), m_target.path));
    return m_statements.insert(sql, statement)->get();
}

std::shared_ptr<Interrupter> Database::interrupter() const { return m_handle; }

qint64 Database::rowsWritten() const { return m_handle->rowsWritten(); }

Result<bool> Database::checkpoint(bool truncate) {
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    // To truncate it would wait for readers, as long as a write does.
    query.exec(QStringLiteral("PRAGMA busy_timeout = 0"));
    const bool asked = query.exec(truncate ? QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")
                                           : QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)"));
    // The first column is 1 when a reader or writer was in the way: nothing is lost, the next one does it.
    const bool done = asked && query.next() && query.value(0).toInt() == 0;
    const QSqlError error = query.lastError();
    query.exec(QStringLiteral("PRAGMA busy_timeout = %1").arg(kBusyTimeout));
    if (!asked)
        return fail(explain(error, m_target.path));
    return done;
}

qint64 Database::logBytes() const { return QFileInfo(m_target.path + QStringLiteral("-wal")).size(); }

qint64 Database::bytes() const { return QFileInfo(m_target.path).size() + logBytes(); }

QString Database::description() const {
    return QCoreApplication::translate("bloom::storage", "SQLite, %1, in %2")
        .arg(QLocale().formattedDataSize(bytes(), 1, QLocale::DataSizeTraditionalFormat), m_target.path);
}

}  // namespace bloom::storage
