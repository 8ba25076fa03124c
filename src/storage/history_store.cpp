// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/history_store.h"

#include "storage/session_moves.h"
#include "storage/statement.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bloom::storage {

namespace {

QString changeName(RowChange change) {
    switch (change) {
        case RowChange::None:
            return QStringLiteral("none");
        case RowChange::Created:
            return QStringLiteral("create");
        case RowChange::Updated:
            return QStringLiteral("update");
        case RowChange::Restored:
            return QStringLiteral("restore");
        case RowChange::Deleted:
            return QStringLiteral("delete");
    }
    return {};
}

QString fieldsJson(const RowWrite& write) {
    QJsonObject fields;
    for (const FieldChange& field : write.fields)
        fields.insert(field.field, QJsonArray{QJsonValue::fromVariant(field.before),
                                              QJsonValue::fromVariant(field.after)});
    return QString::fromUtf8(QJsonDocument(fields).toJson(QJsonDocument::Compact));
}

void insertLine(Scope& scope, const HistoryContext& context, const RecordKey& key,
                const RecordVersion& version, const RowWrite& write, const QString& change) {
    Statement(scope,
              QStringLiteral("INSERT INTO history (at, run_id, channel, kind, halaxy_id, version_id, "
                             "row_table, row_id, change, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
        .bind(context.at, context.run.value, name(context.channel), name(key.kind), key.id, version.versionId,
              write.table, write.rowId, change,
              write.fields.empty() ? QStringLiteral("{}") : fieldsJson(write))
        .run();
}

QString columns() {
    return QStringLiteral(
        "SELECT at, run_id, channel, kind, halaxy_id, version_id, row_table, row_id, change, fields "
        "FROM history ");
}

HistoryLine lineAt(const Row& row) {
    return {row.time(0),
            RunId(row.text(1)),
            parse<RunType>(row.text(2)).value_or(RunType::Full),
            {parse<RecordKind>(row.text(3)).value_or(RecordKind::Appointment), HalaxyId(row.text(4))},
            row.text(5),
            row.text(6),
            row.text(7),
            row.text(8),
            row.text(9).toUtf8()};
}

}  // namespace

void HistoryStore::add(const HistoryContext& context, const RecordKey& key, const RecordVersion& version,
                       const RowWrite& write) {
    if (write.change == RowChange::None)
        return;
    insertLine(m_scope, context, key, version, write, changeName(write.change));
    noteMove(m_scope, context, write);
}

void HistoryStore::addConflict(const HistoryContext& context, const RecordKey& key,
                               const RecordVersion& version, const RowWrite& write) {
    if (write.change != RowChange::None)
        insertLine(m_scope, context, key, version, write, QStringLiteral("conflict"));
}

void HistoryStore::addRecord(const HistoryContext& context, const RecordKey& key,
                             const RecordVersion& version, const QString& change) {
    insertLine(m_scope, context, key, version, {}, change);
}

std::vector<HistoryLine> HistoryStore::newest(int count) {
    return Statement(m_scope, columns() + QStringLiteral("ORDER BY id DESC") + m_scope.dialect().limit())
        .bind(count)
        .all(lineAt);
}

std::vector<HistoryLine> HistoryStore::of(const RecordKey& key) {
    return Statement(m_scope, columns() + QStringLiteral("WHERE kind = ? AND halaxy_id = ? ORDER BY id"))
        .bind(name(key.kind), key.id)
        .all(lineAt);
}

}  // namespace bloom::storage
