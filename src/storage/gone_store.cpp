// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/gone_store.h"

#include "storage/statement.h"

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

}  // namespace

bool GoneStore::isLive(const RecordKey& key) {
    return Statement(m_scope, L("SELECT gone = 0 FROM source_records WHERE kind = ? AND halaxy_id = ?"))
        .bind(name(key.kind), key.id)
        .one([](const Row& row) { return row.flag(0); })
        .value_or(false);
}

int GoneStore::live(RecordKind kind) {
    return Statement(m_scope, L("SELECT count(*) FROM source_records WHERE kind = ? AND gone = 0"))
        .bind(name(kind))
        .one([](const Row& row) { return row.number(0); })
        .value_or(0);
}

int GoneStore::goneSince(RecordKind kind, UtcTime since) {
    // What was never held is no loss: its tombstone has no content.
    return Statement(m_scope,
                     L("SELECT count(*) FROM source_records r WHERE r.gone = 1 AND r.gone_at >= ? "
                       "AND r.kind = ? AND r.content <> '{}' AND NOT EXISTS (SELECT 1 FROM held_records h "
                       "JOIN held_sets s ON s.id = h.held_id WHERE h.halaxy_id = r.halaxy_id "
                       "AND s.kind = r.kind AND h.outcome = 'deleted' AND s.state <> 'discarded' "
                       "AND s.decided_at >= ?)"))
        .bind(since, name(kind), since)
        .one([](const Row& row) { return row.number(0); })
        .value_or(0);
}

std::vector<RecordKey> GoneStore::trusted(RecordKind kind, int count) {
    return Statement(m_scope,
                     L("SELECT halaxy_id FROM source_records r WHERE kind = ? AND gone = 0 AND NOT EXISTS "
                       "(SELECT 1 FROM not_confirmed n WHERE n.kind = r.kind AND n.halaxy_id = r.halaxy_id) "
                       "ORDER BY read_answered DESC, id DESC") +
                         m_scope.dialect().limit())
        .bind(name(kind), count)
        .all([&](const Row& row) { return RecordKey{kind, HalaxyId(row.text(0))}; });
}

std::vector<RecordKey> GoneStore::toAudit(UtcInterval window, UtcTime today, UtcTime before, int count) {
    // Who is not to be synced is left alone; who ended is listed while there are sessions from today on.
    return Statement(m_scope, L("SELECT s.halaxy_appointment_id FROM practitioners p JOIN sessions s "
                                "ON s.practitioner_id = p.id JOIN source_records r ON r.kind = 'Appointment' "
                                "AND r.halaxy_id = s.halaxy_appointment_id LEFT JOIN record_audits a "
                                "ON a.kind = 'Appointment' AND a.halaxy_id = s.halaxy_appointment_id "
                                "WHERE p.syncing = 1 AND s.deleted_at IS NULL AND r.gone = 0 "
                                "AND (s.scheduled_start_time < ? OR s.scheduled_start_time >= ? "
                                "OR (p.status = 'inactive' AND NOT EXISTS (SELECT 1 FROM sessions f "
                                "WHERE f.practitioner_id = p.id AND f.scheduled_start_time >= ? "
                                "AND f.deleted_at IS NULL))) AND r.updated_at < ? "
                                "AND coalesce(a.audited_at, '') < ? GROUP BY s.halaxy_appointment_id "
                                "ORDER BY min(coalesce(a.audited_at, '')), min(r.updated_at), "
                                "s.halaxy_appointment_id") +
                                  m_scope.dialect().limit())
        .bind(window.from, window.to, today, before, before, count)
        .all([](const Row& row) { return RecordKey{RecordKind::Appointment, HalaxyId(row.text(0))}; });
}

std::vector<RecordKey> GoneStore::appointments(UtcInterval window, bool within, int count) {
    return Statement(m_scope,
                     L("SELECT DISTINCT s.halaxy_appointment_id FROM practitioners p JOIN sessions s "
                       "ON s.practitioner_id = p.id WHERE p.syncing = 1 AND s.deleted_at IS NULL "
                       "AND (s.scheduled_start_time >= ? AND s.scheduled_start_time < ?) = ? "
                       "ORDER BY s.halaxy_appointment_id") +
                         m_scope.dialect().limit())
        .bind(window.from, window.to, within, count)
        .all([](const Row& row) { return RecordKey{RecordKind::Appointment, HalaxyId(row.text(0))}; });
}

void GoneStore::noteAudited(const RecordKey& key, UtcTime now) {
    Statement(m_scope,
              m_scope.dialect().upsert(L("record_audits"), {L("kind"), L("halaxy_id")}, {L("audited_at")}))
        .bind(name(key.kind), key.id, now)
        .run();
}

}  // namespace bloom::storage
