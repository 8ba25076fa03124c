// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database_errors.h"

#include <sqlite3.h>
#include <QCoreApplication>

namespace bloom::storage {

namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

Error make(ErrorKind kind, const char* text, const QString& path) {
    return {kind, Words::tr(text).arg(path), path};
}

}  // namespace

Error explain(const QSqlError& error, const QString& path) {
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    switch (isNumber ? code & 0xff : SQLITE_ERROR) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return make(ErrorKind::DatabaseBusy,
                        QT_TRANSLATE_NOOP(
                            "Storage",
                            "The database %1 is locked by another program. Close it there, then try again."),
                        path);
        case SQLITE_INTERRUPT:
            return {ErrorKind::Cancelled, Words::tr("A newer question ended this one."), path};
        case SQLITE_READONLY:
            return make(
                ErrorKind::Database,
                QT_TRANSLATE_NOOP("Storage",
                                  "The database %1 is read-only. Allow writing to the file and its folder."),
                path);
        case SQLITE_FULL:
            return make(
                ErrorKind::Database,
                QT_TRANSLATE_NOOP("Storage", "The disk is full: %1 could not be written. Free some space."),
                path);
        case SQLITE_CORRUPT:
            return make(ErrorKind::DatabaseDamaged,
                        QT_TRANSLATE_NOOP(
                            "Storage",
                            "The database %1 is damaged. Bloom Sync moves it aside and reads everything from "
                            "Halaxy again."),
                        path);
        case SQLITE_NOTADB:
            return make(ErrorKind::DatabaseDamaged,
                        QT_TRANSLATE_NOOP("Storage", "%1 is not a database. Choose another file."), path);
        case SQLITE_CANTOPEN:
            return make(
                ErrorKind::Database,
                QT_TRANSLATE_NOOP(
                    "Storage", "The database %1 can't be opened. Check that the folder exists and is yours."),
                path);
        case SQLITE_IOERR:
            return make(ErrorKind::Database,
                        QT_TRANSLATE_NOOP("Storage", "The disk failed while using the database %1."), path);
        default:
            // The driver's text names tables and columns, never values.
            return {ErrorKind::Database,
                    Words::tr("The database refused a statement: %1")
                        .arg(error.databaseText().isEmpty() ? error.driverText() : error.databaseText()),
                    path};
    }
}

QSqlError simulatedFault() {
    return QSqlError(QString(), QStringLiteral("fault hook"), QSqlError::StatementError,
                     QString::number(SQLITE_FULL));
}

}  // namespace bloom::storage
