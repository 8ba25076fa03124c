// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/migrator.h"

#include "storage/statement.h"
#include "storage/transaction.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <algorithm>
#include <map>

// The resources of a static library are only there when somebody asks for them, outside any namespace.
static void initMigrations() { Q_INIT_RESOURCE(migrations); }

namespace bloom::storage {

namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

/// Version → checksum of what was applied; nothing when the table is not there yet.
std::optional<std::map<int, QByteArray>> applied(Scope& scope) {
    const auto tables =
        Statement(scope, scope.dialect().tables()).all([](const Row& row) { return row.text(0); });
    if (std::find(tables.begin(), tables.end(), QStringLiteral("schema_migrations")) == tables.end()) {
        if (!tables.empty())
            scope.fail({ErrorKind::Database,
                        Words::tr("%1 is a database of another program. Choose another file.")
                            .arg(scope.database().target().path),
                        scope.database().target().path});
        return std::nullopt;
    }
    std::map<int, QByteArray> versions;
    const auto rows =
        Statement(scope, QStringLiteral("SELECT version, checksum FROM schema_migrations"))
            .all([](const Row& row) { return std::pair(row.number(0), row.text(1).toLatin1()); });
    versions.insert(rows.begin(), rows.end());
    return versions;
}

/// A schema we did not write is never touched.
void refuseUnknown(Scope& scope, const std::map<int, QByteArray>& versions,
                   const std::vector<Migration>& ours) {
    const int known = ours.empty() ? 0 : ours.back().version;
    if (!versions.empty() && versions.rbegin()->first > known) {
        scope.fail(
            {ErrorKind::SchemaNewer,
             Words::tr("This database was written by a newer Bloom Sync (schema %1, this program knows %2). "
                       "Update Bloom Sync, or choose another database.")
                 .arg(versions.rbegin()->first)
                 .arg(known),
             scope.database().target().path});
        return;
    }
    for (const Migration& migration : ours) {
        const auto found = versions.find(migration.version);
        if (found != versions.end() && found->second != migration.checksum())
            scope.fail({ErrorKind::SchemaChanged,
                        Words::tr("The schema of this database differs from this program's (%1). It was "
                                  "written by another "
                                  "build of Bloom Sync; choose another database, or use that build.")
                            .arg(migration.name),
                        scope.database().target().path});
    }
}

void apply(Scope& scope, const Migration& migration) {
    for (const QString& sql : splitStatements(QString::fromUtf8(migration.sql)))
        Statement(scope, sql).run();
    Statement(scope, QStringLiteral("INSERT INTO schema_migrations (version, name, checksum, applied_at) "
                                    "VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"))
        .bind(migration.version, migration.name, QString::fromLatin1(migration.checksum()))
        .run();
}

}  // namespace

QByteArray Migration::checksum() const {
    QByteArray text = sql;
    text.replace("\r\n", "\n");
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

std::vector<Migration> builtInMigrations(const Dialect& dialect) {
    initMigrations();
    static const QRegularExpression form(QStringLiteral("^(V(\\d+)__\\w+)\\.sql$"));
    std::vector<Migration> migrations;
    const QDir folder(QStringLiteral(":/migrations/") + dialect.name());
    for (const QString& name : folder.entryList(QDir::Files)) {
        const auto match = form.match(name);
        QFile file(folder.filePath(name));
        if (match.hasMatch() && file.open(QIODevice::ReadOnly))
            migrations.push_back({match.captured(2).toInt(), match.captured(1), file.readAll()});
    }
    std::ranges::sort(migrations, {}, &Migration::version);
    return migrations;
}

Result<int> migrate(Database& database, const std::vector<Migration>& migrations) {
    return write(database, [&](Scope& scope) {
        const auto versions = applied(scope);
        if (scope.failure())
            return 0;
        if (!versions)
            Statement(scope,
                      QStringLiteral("CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, "
                                     "name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)"))
                .run();
        else
            refuseUnknown(scope, *versions, migrations);
        int count = 0;
        for (const Migration& migration : migrations) {
            if (versions && versions->contains(migration.version))
                continue;
            apply(scope, migration);
            ++count;
        }
        return count;
    });
}

Result<bool> mayMigrate(Database& database, const std::vector<Migration>& migrations) {
    return read(database, [&](Scope& scope) {
        if (const auto versions = applied(scope))
            refuseUnknown(scope, *versions, migrations);
        return true;
    });
}

Result<bool> checkSchema(Database& database, const std::vector<Migration>& migrations) {
    return read(database, [&](Scope& scope) {
        const auto versions = applied(scope);
        if (!scope.failure() && (!versions || versions->size() < migrations.size()))
            scope.fail({ErrorKind::Database,
                        Words::tr("The database %1 is not ready yet.").arg(database.target().path),
                        database.target().path});
        if (versions)
            refuseUnknown(scope, *versions, migrations);
        return true;
    });
}

}  // namespace bloom::storage
