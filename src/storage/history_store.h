// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One line for each row that an applied record changed.
#pragma once
#include "core/records.h"
#include "storage/rows.h"
#include "storage/scope.h"

namespace bloom::storage {

struct HistoryContext {
    RunType channel = RunType::Full;
    RunId run;
    UtcTime at;
};
struct HistoryLine {
    UtcTime at;
    RunId run;
    RunType channel = RunType::Full;
    RecordKey key;
    QString versionId, table, rowId, change;
    QByteArray fields;  ///< JSON: {"status":["scheduled","cancelled"]}
};

class HistoryStore {
public:
    explicit HistoryStore(Scope& scope) : m_scope(scope) {}
    void add(const HistoryContext& context, const RecordKey& key, const RecordVersion& version,
             const RowWrite& write);
    /// The record itself did not change, a row of it did behind our back: conflict, Halaxy wins.
    void addConflict(const HistoryContext& context, const RecordKey& key, const RecordVersion& version,
                     const RowWrite& write);
    /// A record that changed and no row with it.
    void addRecord(const HistoryContext& context, const RecordKey& key, const RecordVersion& version,
                   const QString& change);
    std::vector<HistoryLine> newest(int count);
    std::vector<HistoryLine> of(const RecordKey& key);

private:
    Scope& m_scope;
};

}  // namespace bloom::storage
