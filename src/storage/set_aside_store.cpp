// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/set_aside_store.h"

#include "storage/statement.h"

namespace bloom::storage {

namespace {

QString columns() {
    return QStringLiteral(
        "SELECT kind, halaxy_id, reason, content_hash, first_seen, last_seen FROM set_aside ");
}

SetAside lineAt(const Row& row) {
    return {{parse<RecordKind>(row.text(0)).value_or(RecordKind::Appointment), HalaxyId(row.text(1))},
            row.text(2),
            row.blob(3),
            row.time(4),
            row.time(5),
            false};
}

}  // namespace

SetAside SetAsideStore::put(const RecordKey& key, const QByteArray& hash, const QString& reason,
                            const RunId& run, UtcTime now) {
    const auto held = find(key);
    const bool same = held && held->hash == hash && held->reason == reason;
    const SetAside line{key, reason, hash, same ? held->firstSeen : now, now, !same};
    Statement(m_scope,
              m_scope.dialect().upsert(
                  QStringLiteral("set_aside"), {QStringLiteral("kind"), QStringLiteral("halaxy_id")},
                  {QStringLiteral("content_hash"), QStringLiteral("reason"), QStringLiteral("first_seen"),
                   QStringLiteral("last_seen"), QStringLiteral("run_id")}))
        .bind(name(key.kind), key.id, hash, reason, line.firstSeen, line.lastSeen, run.value)
        .run();
    return line;
}

bool SetAsideStore::clear(const RecordKey& key) {
    return Statement(m_scope, QStringLiteral("DELETE FROM set_aside WHERE kind = ? AND halaxy_id = ?"))
               .bind(name(key.kind), key.id)
               .run() > 0;
}

std::optional<SetAside> SetAsideStore::find(const RecordKey& key) {
    return Statement(m_scope, columns() + QStringLiteral("WHERE kind = ? AND halaxy_id = ?"))
        .bind(name(key.kind), key.id)
        .one(lineAt);
}

std::vector<SetAside> SetAsideStore::all() {
    return Statement(m_scope, columns() + QStringLiteral("ORDER BY kind, halaxy_id")).all(lineAt);
}

std::vector<SetAside> SetAsideStore::ofRun(const RunId& run) {
    return Statement(m_scope, columns() + QStringLiteral("WHERE run_id = ? ORDER BY kind, halaxy_id"))
        .bind(run)
        .all(lineAt);
}

int SetAsideStore::count() {
    return Statement(m_scope, QStringLiteral("SELECT count(*) FROM set_aside"))
        .one([](const Row& row) { return row.number(0); })
        .value_or(0);
}

}  // namespace bloom::storage
