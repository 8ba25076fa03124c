// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be read by id because no listing shows it: records not confirmed, and records set aside.
#pragma once
#include "core/records.h"
#include "storage/scope.h"

namespace bloom::storage {

class ConfirmStore {
public:
    explicit ConfirmStore(Scope& scope) : m_scope(scope) {}
    /// Never asked for first, then those asked for longest ago: each has its turn, however many there are.
    /// Of what is set aside only what was last seen before `seenSince`, and no client whom sessions name:
    /// they are asked for by themselves, and stay set aside.
    std::vector<RecordKey> toAsk(UtcTime seenSince);
    /// Those not confirmed that nobody asked for yet.
    std::vector<RecordKey> neverAsked();
    void noteAsked(const RecordKey& key, UtcTime now);
    /// Records set aside that have no id can't be asked for: a listing that came whole without them is the
    /// end of them.
    void forgetUnseenWithoutId(RecordKind kind, UtcTime seenSince);

private:
    Scope& m_scope;
};

}  // namespace bloom::storage
