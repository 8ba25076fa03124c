// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Records that can't be used for their own content, or wait for another: one line each until they change.
#pragma once
#include "core/run_report.h"
#include "storage/scope.h"

namespace bloom::storage {

class SetAsideStore {
public:
    explicit SetAsideStore(Scope& scope) : m_scope(scope) {}
    /// The line as it now stands; isNew when the record was not set aside before, or with another hash or
    /// reason.
    SetAside put(const RecordKey& key, const QByteArray& hash, const QString& reason, const RunId& run,
                 UtcTime now);
    /// True when there was a line.
    bool clear(const RecordKey& key);
    std::optional<SetAside> find(const RecordKey& key);
    std::vector<SetAside> all();
    std::vector<SetAside> ofRun(const RunId& run);
    int count();

private:
    Scope& m_scope;
};

}  // namespace bloom::storage
