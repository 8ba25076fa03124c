// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/applier.h"

#include "core/row_ids.h"
#include "storage/checkpoint_store.h"
#include "storage/mirror_store.h"
#include "storage/record_store.h"
#include "storage/set_aside_store.h"
#include "sync/apply_pass.h"
#include "sync/client_deriver.h"

namespace bloom::sync {

using namespace storage;

namespace {

/// No zone is further from UTC.
constexpr auto kFarthestZone = std::chrono::hours(14);

/// The day it is somewhere.
QDate anyDate(UtcTime time, std::chrono::hours zone) { return toQDateTime(time + zone).date(); }

}  // namespace

ApplyReport& ApplyReport::operator+=(const ApplyReport& other) {
    for (const auto& [kind, counts] : other.kinds)
        kinds[kind] += counts;
    practitioners.insert(other.practitioners.begin(), other.practitioners.end());
    readAgain.insert(readAgain.end(), other.readAgain.begin(), other.readAgain.end());
    toRead.insert(toRead.end(), other.toRead.begin(), other.toRead.end());
    setAside.insert(setAside.end(), other.setAside.begin(), other.setAside.end());
    rowsWritten += other.rowsWritten;
    conflicts += other.conflicts;
    return *this;
}

Applier::Applier() : m_confirmed(std::make_unique<Confirmations>()) {}
Applier::~Applier() = default;

ApplyReport Applier::apply(Scope& scope, const std::vector<ReadRecord>& records,
                           const ApplyContext& context) {
    ApplyPass pass(scope, context, *m_confirmed);
    for (const ReadRecord& record : records)
        pass.apply(record);
    return pass.finish();
}

ApplyReport Applier::applyGone(Scope& scope, const RecordKey& key, const ReadStamp& stamp,
                               const ApplyContext& context) {
    ApplyPass pass(scope, context, *m_confirmed);
    pass.applyGone(key, stamp);
    return pass.finish();
}

ApplyReport Applier::markMissing(Scope& scope, const std::vector<RecordKey>& keys,
                                 const ApplyContext& context) {
    ApplyReport report;
    MirrorStore mirror(scope);
    for (const RecordKey& key : keys) {
        ++report.kinds[key.kind].missing;
        // Their views change: the mark is shown beside the session.
        if (NotConfirmedStore(scope).mark({key}, context.run, context.now) == 0 ||
            key.kind != RecordKind::Appointment)
            continue;
        for (const PractitionerId& practitioner : mirror.practitionersOfAppointment(key.id))
            report.practitioners.insert(practitioner);
    }
    return report;
}

ApplyReport Applier::referralsRead(Scope& scope, const std::optional<HalaxyId>& patient,
                                   const ApplyContext& context) {
    ApplyReport report;
    CheckpointStore checkpoints(scope);
    MirrorStore mirror(scope);
    ClientDeriver clients(scope, context, report);
    if (patient) {
        if (!checkpoints.referralsChecked(*patient))
            clients.add(clientRowId(*patient));
        checkpoints.setReferralsChecked(*patient, context.now);
    } else {
        // Those whose plan was unknown: everybody, before the first whole listing.
        if (!checkpoints.allReferralsChecked())
            for (const ClientId& client : mirror.allClients())
                clients.add(client);
        checkpoints.setAllReferralsChecked(context.now);
    }
    clients.deriveAll();
    return report;
}

ApplyReport Applier::practiceWideReferralsDoubted(Scope& scope, const ApplyContext& context) {
    ApplyReport report;
    CheckpointStore checkpoints(scope);
    if (!checkpoints.allReferralsChecked())
        return report;
    checkpoints.forgetAllReferralsChecked();
    ClientDeriver clients(scope, context, report);
    for (const ClientId& client : MirrorStore(scope).allClients())
        clients.add(client);
    clients.deriveAll();
    return report;
}

ApplyReport Applier::passTime(Scope& scope, UtcTime from, const ApplyContext& context) {
    ApplyReport report;
    ClientDeriver clients(scope, context, report);
    const PracticeZone zone = PracticeZone::find(context.timeZone).value_or(PracticeZone::sydney());
    const bool newYear = zone.localDate(from).year() != zone.localDate(context.now).year();
    MirrorStore mirror(scope);
    for (const ClientId& client : newYear ? mirror.allClients() : mirror.clientsStartingIn(from, context.now))
        clients.add(client);
    for (const ClientId& client :
         mirror.clientsWithPlanTurning(anyDate(from, -kFarthestZone), anyDate(context.now, kFarthestZone)))
        clients.add(client);
    clients.deriveAll();
    return report;
}

}  // namespace bloom::sync
