// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whose an appointment is, as far as its participants are known.
#pragma once
#include "core/records.h"
#include "storage/practitioner_store.h"

#include <map>

namespace bloom::sync {

class SessionOwners {
public:
    /// Of roles and practitioners, everybody's.
    void load(storage::Scope& scope);
    /// A stranger names known practitioners, and none of them is this one. An unknown role may turn out to be
    /// theirs.
    bool belongsTo(const ReadRecord& record, const PractitionerId& practitioner) const;
    /// Names known practitioners only, and none of these.
    bool isOfOthers(const ReadRecord& record,
                    const std::vector<storage::PractitionerStore::ToSync>& synced) const;

private:
    std::map<HalaxyId, PractitionerId> m_owners;
};

}  // namespace bloom::sync
