// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/session_owners.h"

#include <algorithm>

namespace bloom::sync {

namespace {

const AppointmentRecord* appointmentOf(const ReadRecord& record) {
    const auto* content = std::get_if<RecordContent>(&record.content);
    return content ? std::get_if<AppointmentRecord>(content) : nullptr;
}

}  // namespace

void SessionOwners::load(storage::Scope& scope) {
    storage::PractitionerStore store(scope);
    m_owners.clear();
    for (const PractitionerView& one : store.all()) {
        m_owners[one.halaxyId] = one.id;
        for (const HalaxyId& role : store.roles(one.id))
            m_owners[role] = one.id;
    }
}

bool SessionOwners::belongsTo(const ReadRecord& record, const PractitionerId& practitioner) const {
    const AppointmentRecord* appointment = appointmentOf(record);
    if (!appointment || appointment->practitioners.empty())
        return true;
    return std::ranges::any_of(appointment->practitioners, [&](const RecordKey& key) {
        const auto owner = m_owners.find(key.id);
        return owner == m_owners.end() || owner->second == practitioner;
    });
}

bool SessionOwners::isOfOthers(const ReadRecord& record,
                               const std::vector<storage::PractitionerStore::ToSync>& synced) const {
    return std::ranges::none_of(synced,
                                [&](const auto& one) { return belongsTo(record, one.practitioner.id); });
}

}  // namespace bloom::sync
