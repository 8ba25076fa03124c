// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// source_records: what Halaxy holds, as last read. Compared and written before any row that is made from it.
#pragma once
#include "core/records.h"
#include "storage/scope.h"

namespace bloom::storage {

struct StoredRecord {
    std::int64_t rowId = 0;
    RecordKey key;
    RecordVersion version;
    ReadStamp stamp;
    QByteArray hash;
    QByteArray json;
    bool gone = false;
};

class RecordStore {
public:
    explicit RecordStore(Scope& scope) : m_scope(scope) {}

    std::optional<StoredRecord> find(const RecordKey& key);
    /// The content of a record that is held and not gone.
    std::optional<RecordContent> content(const RecordKey& key);
    void insert(const StoredRecord& record, UtcTime now);
    void update(const StoredRecord& record, UtcTime now);

    /// Keys of live records of these kinds whose content names any of the ids. A scan: only for what is rare.
    std::vector<RecordKey> naming(const std::vector<HalaxyId>& ids, const std::vector<RecordKind>& kinds);
    std::vector<RecordKey> keys(RecordKind kind, bool alsoGone = false);
    /// Live ones that were there before a time.
    std::vector<RecordKey> heldBefore(RecordKind kind, UtcTime time);
    /// A patient's live referrals that were there before a time.
    std::vector<RecordKey> referralsOf(const HalaxyId& patient, UtcTime time);
    /// Live invoices' or referrals' rows that no record stands behind: somebody else made them.
    std::vector<RecordKey> rowsWithoutRecord(RecordKind kind);
    int count(RecordKind kind);

private:
    Scope& m_scope;
};

}  // namespace bloom::storage
