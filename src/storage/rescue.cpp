// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rescue.h"

#include "core/log.h"
#include "core/practice_time.h"
#include "storage/access_store.h"
#include "storage/carry_over.h"
#include "storage/checkpoint_store.h"
#include "storage/private_file.h"
#include "storage/salvage.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <fcntl.h>
#include <unistd.h>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <map>

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

constexpr QLatin1String kNote("rescued");
constexpr const char* kSides[] = {"", "-wal", "-shm"};

QStringList words(const char* text) { return L(text).split(u' ', Qt::SkipEmptyParts); }

/// Rows that go into the new database as they are, those others refer to first.
std::vector<SalvageTable> keptTables() {
    return {
        {L("webhook_inbox"),
         words(
             "id route subscription event_id body_hash position event kind halaxy_id is_delete is_test state "
             "tries not_before error_kind error event_at received_at applied_at"),
         L("state NOT IN ('done', 'ignored')")},
        {L("webhook_routes"), words("route received last_received_at"), {}, false},
        {L("access_log"), words("id at who action subject"), {}},
        {L("alerts"),
         words("id name subject facts raised_at updated_at cleared_at acknowledged_at acknowledged_by "
               "silenced_until"),
         L("cleared_at IS NULL")},
        {L("held_sets"),
         words("id kind digest live_then run_id raised_at last_seen_at state decided_at decided_by"),
         L("state IN ('open', 'applying', 'discarded')")},
        {L("held_records"), words("held_id halaxy_id outcome"),
         L("held_id IN (SELECT id FROM held_sets WHERE state IN ('open', 'applying', 'discarded'))"), false},
        {L("metric_rollups"),
         words("metric practitioner_id period start samples total minimum maximum"),
         {},
         false},
        {L("carried_over"), words("row_table halaxy_id fields saved_at"), {}, false},
        {L("list_actions"), words("key client_id done_facts snoozed_until note updated_at updated_by"), {}},
        {L("owned_changes"), words("id at who row_table row_id field old_value new_value"), {}},
        {L("cursors"), words("name value updated_at"), L("name = 'paused' OR name LIKE 'rollups-%'"), false},
    };
}

struct Saved {
    std::vector<Salvaged> tables;
    Salvaged practitioners, clients;
    bool readable = false;
};

Saved saveAll(const DatabaseTarget& target) {
    Saved saved;
    const auto damaged = Database::openDamaged(target);
    if (!damaged)
        return saved;
    for (const SalvageTable& table : keptTables()) {
        saved.tables.push_back(salvage(**damaged, table));
        saved.readable = saved.readable || saved.tables.back().whole || !saved.tables.back().rows.empty();
    }
    saved.practitioners =
        salvage(**damaged, {L("practitioners"), CarryOver::columns(OwnedTable::Practitioners), {}});
    saved.clients = salvage(**damaged, {L("clients"), CarryOver::columns(OwnedTable::Clients),
                                        L("presenting_issues <> '[]' OR treatment_plan IS NOT NULL")});
    saved.readable = saved.readable || saved.practitioners.whole || !saved.practitioners.rows.empty();
    return saved;
}

void insertRow(Scope& scope, const SalvageTable& table, const QVariantList& row) {
    Statement insert(scope, L("INSERT OR IGNORE INTO %1 (%2) VALUES (%3)")
                                .arg(table.name, table.columns.join(L(", ")),
                                     QStringList(table.columns.size(), L("?")).join(L(", "))));
    for (const QVariant& value : row)
        insert.add(value);
    insert.run();
}

/// All of a table at once; where one of its rows is refused, each by itself. How many went in.
int insertAll(Database& database, const std::vector<QVariantList>& rows,
              const std::function<void(Scope&, const QVariantList&)>& insert) {
    const auto together = write(database, [&](Scope& scope) {
        for (const QVariantList& row : rows)
            insert(scope, row);
    });
    if (together)
        return int(rows.size());
    int count = 0;
    for (const QVariantList& row : rows)
        count += write(database, [&](Scope& scope) { insert(scope, row); }).has_value() ? 1 : 0;
    return count;
}

/// What was under way when it ended begins anew.
void settleStates(Scope& scope) {
    Statement(scope, L("UPDATE webhook_inbox SET state = 'received' WHERE state = 'processing'")).run();
    Statement(scope, L("UPDATE held_sets SET state = 'open' WHERE state = 'applying'")).run();
}

QString newestBackup(const std::vector<Salvaged>& tables) {
    for (const Salvaged& saved : tables) {
        if (saved.table.name != L("access_log"))
            continue;
        for (auto row = saved.rows.rbegin(); row != saved.rows.rend(); ++row)
            if (row->value(3).toString() == L("backup") && QFileInfo::exists(row->value(4).toString()))
                return row->value(4).toString();
    }
    return {};
}

QString noteText(const Rescue& rescue) {
    return QString::fromUtf8(QJsonDocument(QJsonObject{{L("movedTo"), rescue.movedTo},
                                                       {L("at"), toIsoText(rescue.at)},
                                                       {L("practitioners"), rescue.practitioners},
                                                       {L("clients"), rescue.clients},
                                                       {L("events"), rescue.events},
                                                       {L("readable"), rescue.readable},
                                                       {L("backup"), rescue.backup}})
                                 .toJson(QJsonDocument::Compact));
}

std::unexpected<Error> noRescue(const QString& path, const QString& why) {
    return fail(
        ErrorKind::DatabaseDamaged,
        Words::tr("The database %1 is damaged, and no new one could be made beside it: %2 Nothing was "
                  "moved; Bloom Sync tries again.")
            .arg(path, why),
        path);
}

void removeDatabase(const QString& path) {
    for (const char* side : kSides)
        QFile::remove(path + L(side));
}

/// A rename counts once the folder is on the disk.
void syncFolder(const QString& path) {
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int handle = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
}

/// The new database, whole and closed, with what was saved in it.
Result<Rescue> build(const DatabaseTarget& target, const Saved& saved, Rescue rescue) {
    auto made = Database::open({successorPath(target)});
    if (!made)
        return fail(made.error());
    Database& database = **made;
    for (const Salvaged& kept : saved.tables) {
        const int count = insertAll(database, kept.rows, [&](Scope& scope, const QVariantList& row) {
            insertRow(scope, kept.table, row);
        });
        if (kept.table.name == L("webhook_inbox"))
            rescue.events = count;
    }
    const auto carry = [&](OwnedTable table, const Salvaged& kept) {
        insertAll(database, kept.rows, [&](Scope& scope, const QVariantList& row) {
            CarryOver(scope).keep(table, row, rescue.at);
        });
    };
    carry(OwnedTable::Practitioners, saved.practitioners);
    carry(OwnedTable::Clients, saved.clients);
    const auto noted = write(database, [&](Scope& scope) {
        settleStates(scope);
        rescue.practitioners = CarryOver(scope).count(OwnedTable::Practitioners);
        rescue.clients = CarryOver(scope).count(OwnedTable::Clients);
        AccessStore(scope).add({rescue.at, L("bloom-sync"), L("damaged-moved-aside"), rescue.movedTo});
        CheckpointStore(scope).setCursor(kNote, noteText(rescue), rescue.at);
    });
    if (!noted)
        return fail(noted.error());
    return rescue;
}

QString freeName(const QString& path, const QString& word, UtcTime now) {
    const QString stamp = toQDateTime(now).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString first = path + u'.' + word + u'-' + stamp;
    QString name = first;
    for (int again = 2; QFileInfo::exists(name); ++again)
        name = first + u'-' + QString::number(again);
    return name;
}

Result<bool> rename(const QString& from, const QString& to) {
    QFile file(from);
    if (file.rename(to))
        return true;
    return fail(ErrorKind::Database,
                Words::tr("%1 could not be moved to %2: %3.").arg(from, to, file.errorString()), from);
}

Result<bool> moveTo(const QString& path, const QString& name) {
    for (const char* side : kSides) {
        if (!QFileInfo::exists(path + L(side)))
            continue;
        if (const auto moved = rename(path + L(side), name + L(side)); !moved)
            return moved;
        QFile::setPermissions(name + L(side), QFile::ReadOwner | QFile::WriteOwner);
    }
    syncFolder(path);
    return true;
}

}  // namespace

QString successorPath(const DatabaseTarget& target) { return target.path + L(".rebuilt"); }

Result<QString> putInPlace(const DatabaseTarget& target, const QString& word, UtcTime now) {
    QString name;
    if (QFileInfo::exists(target.path)) {
        name = freeName(target.path, word, now);
        if (const auto moved = moveTo(target.path, name); !moved)
            return fail(moved.error());
    }
    if (const auto placed = rename(successorPath(target), target.path); !placed)
        return fail(placed.error());
    syncFolder(target.path);
    return name;
}

Result<Rescue> rescueDatabase(const DatabaseTarget& target, UtcTime now) {
    const Saved saved = saveAll(target);
    removeDatabase(successorPath(target));  // of a try that did not get this far
    Rescue rescue;
    rescue.at = now;
    rescue.readable = saved.readable;
    rescue.backup = newestBackup(saved.tables);
    rescue.movedTo = freeName(target.path, L("damaged"), now);
    const auto built = build(target, saved, rescue);
    if (!built) {
        removeDatabase(successorPath(target));
        return noRescue(target.path, built.error().message);
    }
    // The same second gives the same name.
    if (const auto placed = putInPlace(target, L("damaged"), now); !placed)
        return noRescue(target.path, placed.error().message);
    qCWarning(logEngine).noquote() << describe(*built);
    return *built;
}

void endInterruptedRescue(const DatabaseTarget& target) {
    const QString made = successorPath(target);
    if (!QFileInfo::exists(made))
        return;
    const auto opened = QFileInfo::exists(target.path) ? nullptr : [&]() -> std::unique_ptr<Database> {
        auto database = Database::openReader({made});
        return database ? std::move(*database) : nullptr;
    }();
    const bool finished = opened && read(*opened, [](Scope& scope) {
                                        return lastRescue(scope).has_value() ||
                                               CheckpointStore(scope).cursor(L("restored")).has_value();
                                    }).value_or(false);
    if (finished && rename(made, target.path))
        syncFolder(target.path);
    else
        removeDatabase(made);
}

std::optional<Rescue> lastRescue(Scope& scope) {
    const auto note = CheckpointStore(scope).cursor(kNote);
    if (!note)
        return std::nullopt;
    const QJsonObject fields = QJsonDocument::fromJson(note->toUtf8()).object();
    return Rescue{
        fields[L("movedTo")].toString(),    parseUtc(fields[L("at")].toString()).value_or(UtcTime{}),
        fields[L("practitioners")].toInt(), fields[L("clients")].toInt(),
        fields[L("events")].toInt(),        fields[L("readable")].toBool(),
        fields[L("backup")].toString()};
}

QString describe(const Rescue& rescue) {
    QStringList sentences{
        Words::tr("The database was damaged. It was moved to %1, and Bloom Sync reads everything "
                  "from Halaxy again.")
            .arg(rescue.movedTo)};
    if (rescue.readable) {
        sentences << Words::tr("Kept: the settings of %Ln practitioner(s),", nullptr, rescue.practitioners) +
                         u' ' + Words::tr("notes on %Ln client(s)", nullptr, rescue.clients) + u' ' +
                         Words::tr("and %Ln waiting webhook(s).", nullptr, rescue.events);
    } else {
        sentences << Words::tr("Nothing of it could be read: please check targets and time zones.");
    }
    if (!rescue.backup.isEmpty())
        sentences << Words::tr("The newest backup is %1.").arg(rescue.backup);
    return sentences.join(u' ');
}

}  // namespace bloom::storage
