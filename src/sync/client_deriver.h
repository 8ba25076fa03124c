// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Session numbers, totals, plan and practitioner of the clients a pass has touched.
#pragma once
#include "storage/checkpoint_store.h"
#include "storage/mirror_store.h"
#include "storage/record_store.h"
#include "sync/applier.h"
#include "sync/row_builders.h"

namespace bloom::sync {

class ClientDeriver {
public:
    ClientDeriver(storage::Scope& scope, const ApplyContext& context, ApplyReport& report);
    void add(const ClientId& client) { m_touched.insert(client); }
    void deriveAll();

private:
    struct Zone {
        PracticeZone zone;
        UtcInterval year;
    };
    void derive(const ClientId& client);
    int putNumbers(const std::vector<storage::SessionBrief>& sessions);
    const Zone& zoneOf(const std::optional<PractitionerId>& practitioner);
    std::optional<PractitionerId> generalPractitioner(const HalaxyId& patient);

    const ApplyContext& m_context;
    ApplyReport& m_report;
    storage::MirrorStore m_mirror;
    storage::RecordStore m_records;
    storage::CheckpointStore m_checkpoints;
    std::set<ClientId> m_touched;
    std::map<PractitionerId, Zone> m_zones;
};

}  // namespace bloom::sync
