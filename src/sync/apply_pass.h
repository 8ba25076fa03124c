// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One apply: each record is guarded, written, and its rows recomputed.
#pragma once
#include "storage/record_store.h"
#include "sync/applier.h"
#include "sync/forgotten.h"
#include "sync/guard.h"
#include "sync/row_rebuilder.h"

#include <array>
#include <unordered_map>

namespace bloom::sync {

/// The readings that found what is already held, by row of source_records. Only in memory: they matter
/// against readings that are under way, and none of those outlives the program.
class Confirmations {
public:
    /// All that overlap, as one: what came was read later only if it was sent after the last was answered.
    struct Known {
        ReadStamp stamp;
        bool versioned = true;  ///< each of them said which version it saw
    };
    void note(const storage::StoredRecord& held, const ReadStamp& stamp, bool versioned);
    Known newest(const storage::StoredRecord& held) const;

private:
    struct Entry {
        std::array<char, 16> hash{};
        bool gone = false;
        Known known;
    };
    std::unordered_map<std::int64_t, Entry> m_entries;
};

class ApplyPass {
public:
    ApplyPass(storage::Scope& scope, const ApplyContext& context, Confirmations& confirmations);
    void apply(const ReadRecord& record);
    void applyGone(const RecordKey& key, const ReadStamp& stamp);
    ApplyReport finish();

private:
    Reading readingOf(const storage::StoredRecord& held, const QByteArray& came) const;
    void applyUnusable(const ReadRecord& record);
    void applyUsable(const ReadRecord& record, const RecordContent& content);
    /// Writes the record, then its rows. True when the record is now set aside.
    bool write(const ReadRecord& record, const RecordContent& content, const storage::StoredRecord* held);
    /// A full run looks at the rows of unchanged records too: Halaxy wins over whoever changed them.
    int verify(const ReadRecord& record, const RecordContent& content);
    bool verifies() const;
    /// Others may be, for its sake: appointments whose role is nobody's any more.
    bool isSetAsideSince(size_t lines, const RecordKey& key) const;
    void removeForeignRows(const RecordKey& key);
    /// The record is as it was before it became unusable.
    void forgetUnusable(const ReadRecord& record);

    storage::Scope& m_scope;
    const ApplyContext& m_context;
    Confirmations& m_confirmations;
    ApplyReport m_report;
    storage::RecordStore m_records;
    Forgotten m_forgotten;
    RowRebuilder m_rows;
    bool m_anyNotConfirmed = false;
    bool m_anySetAside = false;
};

}  // namespace bloom::sync
