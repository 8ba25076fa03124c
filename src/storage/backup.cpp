// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup.h"

#include "storage/access_store.h"
#include "storage/checkpoint_store.h"
#include "storage/damage.h"
#include "storage/database_copy.h"
#include "storage/migrator.h"
#include "storage/personal_store.h"
#include "storage/private_file.h"
#include "storage/rescue.h"
#include "storage/salvage.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

/// A file that goes away unless it is kept.
class PartFile {
public:
    explicit PartFile(QString path) : m_path(std::move(path)) { remove(); }
    ~PartFile() { remove(); }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;
    const QString& path() const { return m_path; }

private:
    void remove() const {
        for (const char* side : {"", "-wal", "-shm", "-journal"})
            QFile::remove(m_path + L(side));
    }
    QString m_path;
};

/// A database of Bloom's that this program knows, and whole.
Result<bool> checkCopy(const QString& path) {
    const auto database = Database::openDamaged({path});
    if (!database)
        return fail(database.error());
    const auto migrations = builtInMigrations((*database)->dialect());
    if (const auto known = mayMigrate(**database, migrations); !known)
        return known;
    const auto ours = read(**database, [](Scope& scope) {
        return Statement(scope, L("SELECT count(*) FROM schema_migrations"))
            .one([](const Row& row) { return row.number(0); })
            .value_or(0);
    });
    if (!ours || *ours == 0)
        return fail(ErrorKind::Database, Words::tr("%1 is no database of Bloom Sync.").arg(path), path);
    const auto sound = isSound(**database, true);
    if (sound && !*sound)
        return fail(ErrorKind::DatabaseDamaged, Words::tr("%1 is damaged.").arg(path), path);
    return sound;
}

/// An older one goes in the moment the new one is there.
Result<bool> place(const QString& part, const QString& file) {
    if (std::rename(QFile::encodeName(part).constData(), QFile::encodeName(file).constData()) == 0)
        return true;
    return fail(
        ErrorKind::Database,
        Words::tr("%1 could not be written: %2.").arg(file, QString::fromLocal8Bit(std::strerror(errno))),
        file);
}

SalvageTable openEvents() {
    return {L("webhook_inbox"),
            L("route subscription event_id body_hash position event kind halaxy_id is_delete is_test tries "
              "not_before error_kind error event_at received_at applied_at")
                .split(u' '),
            L("state IN ('received', 'processing', 'failed')")};
}

struct Before {
    Salvaged events, accesses, purged;
};

/// What of the database that was there must not be lost by putting an older one in its place.
Before readBefore(const DatabaseTarget& target) {
    Before before;
    if (!QFileInfo::exists(target.path))
        return before;
    const auto database = Database::openDamaged(target);
    if (!database)
        return before;
    before.events = salvage(**database, openEvents());
    before.accesses = salvage(**database, {L("access_log"), L("at who action subject").split(u' '), {}});
    before.purged = salvage(
        **database, {L("source_records"), {L("halaxy_id")}, L("kind = 'Patient' AND purged_at IS NOT NULL")});
    return before;
}

void takeOver(Scope& scope, const Before& before, UtcTime now, RestoreReport& report) {
    for (const QVariantList& row : before.events.rows) {
        const QStringList columns = before.events.table.columns;
        Statement insert(scope,
                         L("INSERT OR IGNORE INTO webhook_inbox (%1, state) VALUES (%2, 'received')")
                             .arg(columns.join(L(", ")), QStringList(columns.size(), L("?")).join(L(", "))));
        for (const QVariant& value : row)
            insert.add(value);
        report.events += insert.run();
    }
    for (const QVariantList& row : before.accesses.rows) {
        Statement insert(scope, L("INSERT INTO access_log (at, who, action, subject) SELECT ?, ?, ?, ? "
                                  "WHERE NOT EXISTS (SELECT 1 FROM access_log WHERE at = ? AND who = ? "
                                  "AND action = ? AND subject = ?)"));
        for (const QVariant& value : row + row)
            insert.add(value);
        insert.run();
    }
    PersonalStore personal(scope);
    for (const QVariantList& row : before.purged.rows)
        report.forgotten += personal.forgetAgain(HalaxyId(row.value(0).toString()), now) ? 1 : 0;
}

/// The copy of the backup becomes the database: what it says of runs under way is over.
Result<RestoreReport> prepare(const QString& path, const Before& before, const QString& file, UtcTime now,
                              const QString& who) {
    auto database = Database::open({path});
    if (!database)
        return fail(database.error());
    return write(**database, [&](Scope& scope) {
        RestoreReport report;
        CheckpointStore checkpoints(scope);
        checkpoints.removeAll();
        checkpoints.setCursor(L("restored"), file, now);
        takeOver(scope, before, now, report);
        AccessStore(scope).add({now, who, L("restore"), file});
        return report;
    });
}

}  // namespace

Result<BackupReport> backUp(const DatabaseTarget& target, const QString& file, UtcTime now,
                            const BackupOptions& options) {
    const QFileInfo wanted(file);
    if (wanted.exists() && !options.overwrite)
        return fail(ErrorKind::Usage, Words::tr("%1 exists. Choose another name, or say --force.").arg(file),
                    file);
    if (wanted.exists() && wanted.canonicalFilePath() == QFileInfo(target.path).canonicalFilePath())
        return fail(ErrorKind::Usage, Words::tr("%1 is the database itself.").arg(file), file);
    if (const auto ours = Database::openReader(target); !ours)
        return fail(ours.error());
    const PartFile part(wanted.absoluteFilePath() + L(".bloom-part"));
    if (const auto made = makePrivateFile(part.path()); !made)
        return fail(made.error());
    auto copied = copyDatabase(target.path, part.path(), options);
    if (!copied)
        return copied;
    if (const auto sound = checkCopy(part.path()); !sound)
        return fail(sound.error());
    if (const auto placed = place(part.path(), wanted.absoluteFilePath()); !placed)
        return fail(placed.error());
    copied->file = wanted.absoluteFilePath();
    // The copy is good even where the list can't be written.
    if (const auto database = Database::open(target))
        (void)write(**database, [&](Scope& scope) {
            AccessStore(scope).add({now, options.who, L("backup"), wanted.absoluteFilePath()});
        });
    return copied;
}

Result<RestoreReport> restore(const DatabaseTarget& target, const QString& file, UtcTime now,
                              const QString& who) {
    if (!QFileInfo::exists(file))
        return fail(ErrorKind::Usage, Words::tr("There is no file %1.").arg(file), file);
    if (QFileInfo(file).canonicalFilePath() == QFileInfo(target.path).canonicalFilePath())
        return fail(ErrorKind::Usage, Words::tr("%1 is the database itself.").arg(file), file);
    if (const auto good = checkCopy(file); !good)
        return fail(good.error());
    const Before before = readBefore(target);
    const QString made = successorPath(target);
    {
        const PartFile part(made);
        if (const auto ready = makePrivateFile(made); !ready)
            return fail(ready.error());
        if (const auto copied = copyDatabase(file, made, {}); !copied)
            return fail(copied.error());
        auto report = prepare(made, before, file, now, who);
        if (!report)
            return report;
        const auto replaced = putInPlace(target, L("replaced"), now);
        if (!replaced)
            return fail(replaced.error());
        report->replaced = *replaced;
        return report;
    }
}

}  // namespace bloom::storage
