// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/mirror_store.h"
#include "storage/statement.h"

namespace bloom::storage {

namespace {

RecordKey keyAt(const Row& row) {
    return {parse<RecordKind>(row.text(0)).value_or(RecordKind::Appointment), HalaxyId(row.text(1))};
}

}  // namespace

int NotConfirmedStore::mark(const std::vector<RecordKey>& keys, const RunId& run, UtcTime now) {
    int marked = 0;
    for (const RecordKey& key : keys)
        marked +=
            Statement(m_scope, QStringLiteral("INSERT INTO not_confirmed (kind, halaxy_id, run_id, since) "
                                              "VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"))
                .bind(name(key.kind), key.id, run, now)
                .run();
    return marked;
}

bool NotConfirmedStore::clear(const RecordKey& key) {
    return Statement(m_scope, QStringLiteral("DELETE FROM not_confirmed WHERE kind = ? AND halaxy_id = ?"))
               .bind(name(key.kind), key.id)
               .run() > 0;
}

bool NotConfirmedStore::has(const RecordKey& key) {
    return Statement(m_scope, QStringLiteral("SELECT EXISTS (SELECT 1 FROM not_confirmed WHERE kind = ? "
                                             "AND halaxy_id = ?)"))
        .bind(name(key.kind), key.id)
        .one([](const Row& row) { return row.flag(0); })
        .value_or(false);
}

int NotConfirmedStore::count() {
    return Statement(m_scope, QStringLiteral("SELECT count(*) FROM not_confirmed"))
        .one([](const Row& row) { return row.number(0); })
        .value_or(0);
}

std::vector<RecordKey> NotConfirmedStore::all() {
    return Statement(m_scope,
                     QStringLiteral("SELECT kind, halaxy_id FROM not_confirmed ORDER BY kind, halaxy_id"))
        .all(keyAt);
}

std::vector<RecordKey> NotConfirmedStore::until(UtcTime time) {
    return Statement(m_scope, QStringLiteral("SELECT kind, halaxy_id FROM not_confirmed WHERE since <= ? "
                                             "ORDER BY kind, halaxy_id"))
        .bind(time)
        .all(keyAt);
}

}  // namespace bloom::storage
