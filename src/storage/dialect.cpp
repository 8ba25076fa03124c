// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite, as Qt's driver gives it.
#include "storage/dialect.h"

#include "storage/sqlite_handle.h"

namespace bloom::storage {

namespace {

class SqliteDialect final : public Dialect {
public:
    QString name() const override { return QStringLiteral("sqlite"); }
    // A deferred transaction fails at once, ignoring the busy time-out, when another writer commits after its
    // first read (SQLITE_BUSY_SNAPSHOT, 517).
    QString beginWrite() const override { return QStringLiteral("BEGIN IMMEDIATE"); }
    QString beginRead() const override { return QStringLiteral("BEGIN DEFERRED"); }
    QString quoted(const QString& identifier) const override {
        QString escaped = identifier;
        escaped.replace(u'"', QStringLiteral("\"\""));
        return u'"' + escaped + u'"';
    }
    QString upsert(const QString& table, const QStringList& keys, const QStringList& others) const override;
    QString limit() const override { return QStringLiteral(" LIMIT ?"); }
    QString rowAfter() const override { return QStringLiteral(" LIMIT 1 OFFSET ?"); }
    QStringList settings(bool readOnly) const override;
    // A checkpoint, or a long wait for a lock, would be waited for by who wants an answer now.
    QStringList settingsBeside() const override {
        return {QStringLiteral("PRAGMA wal_autocheckpoint = 0"),
                QStringLiteral("PRAGMA busy_timeout = %1").arg(kBriefBusyTimeout),
                QStringLiteral("PRAGMA cache_size = -4000")};
    }
    QString tables() const override {
        return QStringLiteral(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    }
};

QString SqliteDialect::upsert(const QString& table, const QStringList& keys,
                              const QStringList& others) const {
    const QStringList columns = keys + others;
    QStringList assignments;
    for (const QString& column : others)
        assignments << column + QStringLiteral(" = excluded.") + column;
    return QStringLiteral("INSERT INTO %1 (%2) VALUES (%3) ON CONFLICT (%4) DO %5")
        .arg(table, columns.join(QStringLiteral(", ")),
             QStringList(columns.size(), QStringLiteral("?")).join(QStringLiteral(", ")),
             keys.join(QStringLiteral(", ")),
             assignments.isEmpty() ? QStringLiteral("NOTHING")
                                   : QStringLiteral("UPDATE SET ") + assignments.join(QStringLiteral(", ")));
}

QStringList SqliteDialect::settings(bool readOnly) const {
    QStringList list{QStringLiteral("PRAGMA foreign_keys = ON"),
                     QStringLiteral("PRAGMA busy_timeout = %1").arg(kBusyTimeout),
                     QStringLiteral("PRAGMA cache_size = -64000")};
    if (readOnly)
        list[2] = QStringLiteral("PRAGMA cache_size = -16000");
    else
        // Free pages can be given back only where this was said before the first table. What is blanked must
        // not stay in the file, whatever the library was built to do.
        list << QStringLiteral("PRAGMA auto_vacuum = INCREMENTAL")
             << QStringLiteral("PRAGMA journal_mode = WAL") << QStringLiteral("PRAGMA synchronous = FULL")
             << QStringLiteral("PRAGMA secure_delete = ON");
    return list;
}

}  // namespace

const Dialect& sqliteDialect() {
    static const SqliteDialect dialect;
    return dialect;
}

}  // namespace bloom::storage
