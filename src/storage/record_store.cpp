// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/record_store.h"

#include "storage/statement.h"

namespace bloom::storage {

namespace {

RecordKey keyAt(const Row& row, int column) {
    return {parse<RecordKind>(row.text(column)).value_or(RecordKind::Appointment),
            HalaxyId(row.text(column + 1))};
}

}  // namespace

std::optional<StoredRecord> RecordStore::find(const RecordKey& key) {
    return Statement(m_scope, QStringLiteral("SELECT id, version_id, last_updated, read_sent, read_answered, "
                                             "content_hash, content, gone FROM source_records "
                                             "WHERE kind = ? AND halaxy_id = ?"))
        .bind(name(key.kind), key.id)
        .one([&](const Row& row) {
            return StoredRecord{row.integer(0),
                                key,
                                {row.maybeTime(2), row.text(1)},
                                {row.integer(3), row.integer(4)},
                                row.blob(5),
                                row.text(6).toUtf8(),
                                row.flag(7)};
        });
}

std::optional<RecordContent> RecordStore::content(const RecordKey& key) {
    const auto record = find(key);
    return record && !record->gone ? contentFromJson(key.kind, record->json) : std::nullopt;
}

void RecordStore::insert(const StoredRecord& record, UtcTime now) {
    Statement(m_scope,
              QStringLiteral("INSERT INTO source_records (kind, halaxy_id, version_id, last_updated, "
                             "read_sent, read_answered, content_hash, content, gone, gone_at, created_at, "
                             "updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
        .bind(name(record.key.kind), record.key.id, record.version.versionId, record.version.lastUpdated,
              record.stamp.sent, record.stamp.answered, record.hash, QString::fromUtf8(record.json),
              record.gone, record.gone ? std::optional(now) : std::nullopt, now, now)
        .run();
}

void RecordStore::update(const StoredRecord& record, UtcTime now) {
    Statement(m_scope,
              QStringLiteral("UPDATE source_records SET version_id = ?, last_updated = ?, read_sent = ?, "
                             "read_answered = ?, content_hash = ?, content = ?, gone = ?, gone_at = ?, "
                             "purged_at = CASE WHEN ? THEN purged_at END, updated_at = ? "
                             "WHERE kind = ? AND halaxy_id = ?"))
        .bind(record.version.versionId, record.version.lastUpdated, record.stamp.sent, record.stamp.answered,
              record.hash, QString::fromUtf8(record.json), record.gone,
              record.gone ? std::optional(now) : std::nullopt, record.gone, now, name(record.key.kind),
              record.key.id)
        .run();
}

std::vector<RecordKey> RecordStore::naming(const std::vector<HalaxyId>& ids,
                                           const std::vector<RecordKind>& kinds) {
    std::vector<RecordKey> keys;
    for (const RecordKind kind : kinds)
        for (const HalaxyId& id : ids) {
            const auto found =
                Statement(m_scope, QStringLiteral("SELECT kind, halaxy_id FROM source_records "
                                                  "WHERE kind = ? AND gone = 0 AND instr(content, ?) > 0"))
                    .bind(name(kind), QString(id.value + u'"'))
                    .all([](const Row& row) { return keyAt(row, 0); });
            keys.insert(keys.end(), found.begin(), found.end());
        }
    return keys;
}

std::vector<RecordKey> RecordStore::keys(RecordKind kind, bool alsoGone) {
    return Statement(m_scope, QStringLiteral("SELECT kind, halaxy_id FROM source_records "
                                             "WHERE kind = ? AND (gone = 0 OR ?) ORDER BY halaxy_id"))
        .bind(name(kind), alsoGone)
        .all([](const Row& row) { return keyAt(row, 0); });
}

std::vector<RecordKey> RecordStore::heldBefore(RecordKind kind, UtcTime time) {
    return Statement(m_scope, QStringLiteral("SELECT kind, halaxy_id FROM source_records WHERE kind = ? "
                                             "AND gone = 0 AND created_at < ? ORDER BY halaxy_id"))
        .bind(name(kind), time)
        .all([](const Row& row) { return keyAt(row, 0); });
}

std::vector<RecordKey> RecordStore::referralsOf(const HalaxyId& patient, UtcTime time) {
    return Statement(m_scope,
                     QStringLiteral("SELECT r.kind, r.halaxy_id FROM clients c JOIN referrals f "
                                    "ON f.client_id = c.id AND f.deleted_at IS NULL JOIN source_records r "
                                    "ON r.kind = 'Referral' AND r.halaxy_id = f.halaxy_referral_id "
                                    "WHERE c.halaxy_patient_id = ? AND r.gone = 0 AND r.created_at < ? "
                                    "ORDER BY r.halaxy_id"))
        .bind(patient, time)
        .all([](const Row& row) { return keyAt(row, 0); });
}

std::vector<RecordKey> RecordStore::rowsWithoutRecord(RecordKind kind) {
    const bool invoices = kind == RecordKind::Invoice;
    if (!invoices && kind != RecordKind::Referral)
        return {};
    const QString sql = QStringLiteral(
        "SELECT ?, %1 FROM %2 WHERE deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM "
        "source_records r WHERE r.kind = ? AND r.halaxy_id = %1) ORDER BY 2");
    return Statement(m_scope,
                     invoices ? sql.arg(QStringLiteral("halaxy_invoice_id"), QStringLiteral("invoices"))
                              : sql.arg(QStringLiteral("halaxy_referral_id"), QStringLiteral("referrals")))
        .bind(name(kind), name(kind))
        .all([](const Row& row) { return keyAt(row, 0); });
}

int RecordStore::count(RecordKind kind) {
    return Statement(m_scope,
                     QStringLiteral("SELECT count(*) FROM source_records WHERE kind = ? AND gone = 0"))
        .bind(name(kind))
        .one([](const Row& row) { return row.number(0); })
        .value_or(0);
}

}  // namespace bloom::storage
