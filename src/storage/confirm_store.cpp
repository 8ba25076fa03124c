// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/confirm_store.h"

#include "storage/statement.h"

namespace bloom::storage {

namespace {

QString withoutId() { return kStandIn + QStringLiteral("%"); }

}  // namespace

std::vector<RecordKey> ConfirmStore::toAsk(UtcTime seenSince) {
    return Statement(m_scope,
                     QStringLiteral("SELECT kind, halaxy_id FROM ("
                                    "SELECT kind, halaxy_id, asked_at FROM not_confirmed n WHERE NOT "
                                    "EXISTS (SELECT 1 FROM held_records h JOIN held_sets s ON "
                                    "s.id = h.held_id WHERE h.halaxy_id = n.halaxy_id AND s.kind = n.kind "
                                    "AND s.state = 'discarded' AND h.outcome = 'kept') "
                                    "UNION ALL SELECT kind, halaxy_id, asked_at FROM set_aside "
                                    "WHERE last_seen < ? AND NOT (kind = 'Patient' AND EXISTS (SELECT 1 "
                                    "FROM clients c WHERE c.halaxy_patient_id = set_aside.halaxy_id "
                                    "AND c.is_placeholder = 1 AND c.deleted_at IS NULL))) WHERE halaxy_id "
                                    "NOT LIKE ? GROUP BY kind, halaxy_id "
                                    "ORDER BY min(coalesce(asked_at, '')), kind, halaxy_id"))
        .bind(seenSince, withoutId())
        .all([](const Row& row) {
            return RecordKey{parse<RecordKind>(row.text(0)).value_or(RecordKind::Appointment),
                             HalaxyId(row.text(1))};
        });
}

std::vector<RecordKey> ConfirmStore::neverAsked() {
    return Statement(m_scope,
                     QStringLiteral("SELECT kind, halaxy_id FROM not_confirmed WHERE asked_at IS NULL"))
        .all([](const Row& row) {
            return RecordKey{parse<RecordKind>(row.text(0)).value_or(RecordKind::Appointment),
                             HalaxyId(row.text(1))};
        });
}

void ConfirmStore::noteAsked(const RecordKey& key, UtcTime now) {
    Statement(m_scope,
              QStringLiteral("UPDATE not_confirmed SET asked_at = ? WHERE kind = ? AND halaxy_id = ?"))
        .bind(now, name(key.kind), key.id)
        .run();
    Statement(m_scope, QStringLiteral("UPDATE set_aside SET asked_at = ? WHERE kind = ? AND halaxy_id = ?"))
        .bind(now, name(key.kind), key.id)
        .run();
}

void ConfirmStore::forgetUnseenWithoutId(RecordKind kind, UtcTime seenSince) {
    Statement(m_scope, QStringLiteral("DELETE FROM set_aside WHERE kind = ? AND halaxy_id LIKE ? "
                                      "AND last_seen < ?"))
        .bind(name(kind), withoutId(), seenSince)
        .run();
}

}  // namespace bloom::storage
