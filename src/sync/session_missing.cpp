// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// After the listings: whose record is whose, what did not come, and each practitioner's part of the report.
#include "storage/confirm_store.h"
#include "storage/mirror_store.h"
#include "sync/session_step.h"

namespace bloom::sync {

namespace {

const AppointmentRecord* appointmentOf(const ReadRecord& record) {
    const auto* content = std::get_if<RecordContent>(&record.content);
    return content ? std::get_if<AppointmentRecord>(content) : nullptr;
}

/// A run with history has several windows: one part each, with what they came to together.
void addPart(std::vector<PractitionerReport>& parts, PractitionerReport part) {
    for (PractitionerReport& known : parts) {
        if (known.practitioner != part.practitioner)
            continue;
        known.sessions += part.sessions;
        if (known.outcome != part.outcome)
            known.outcome = RunOutcome::Partial;
        if (!known.error)
            known.error = part.error;
        return;
    }
    parts.push_back(std::move(part));
}

}  // namespace

/// A stranger names known practitioners, and none of them is this one. An unknown role may turn out to be
/// theirs.
bool SessionStep::belongsTo(const ReadRecord& record, const PractitionerId& practitioner) const {
    const AppointmentRecord* appointment = appointmentOf(record);
    if (!appointment || appointment->practitioners.empty())
        return true;
    for (const RecordKey& key : appointment->practitioners) {
        const auto owner = m_owners.find(key.id);
        if (owner == m_owners.end() || owner->second == practitioner)
            return true;
    }
    return false;
}

/// Names known practitioners only, and none of those that are synced.
bool SessionStep::isOfUnsynced(const ReadRecord& record) const {
    return std::none_of(m_practitioners.begin(), m_practitioners.end(),
                        [&](const auto& one) { return belongsTo(record, one.practitioner.id); });
}

std::map<PractitionerId, std::set<RecordKey>> SessionStep::notSeen(storage::Scope& scope) const {
    std::map<PractitionerId, std::set<RecordKey>> missing;
    storage::MirrorStore mirror(scope);
    for (const auto& [practitioner, part] : m_parts) {
        if (!part.complete && !part.cameEmpty)
            continue;
        const auto held = mirror.appointmentsIn(practitioner, m_window.from, m_window.to, m_run.dataFrom);
        // That nothing is left is no evidence, but few enough are read by id: it may be true.
        if (!part.complete && held.size() > ActiveRun::kReadOfEmpty)
            continue;
        for (const HalaxyId& id : held) {
            const RecordKey key{RecordKind::Appointment, id};
            if (!m_seen.contains(key))
                missing[practitioner].insert(key);
        }
    }
    return missing;
}

/// What moved out of the window or to somebody else is found when it is read by id, at the end of the run.
void SessionStep::settleMissing() {
    if (m_run.goesOn())
        m_run.store([&](storage::Scope& scope) {
            std::vector<RecordKey> missing;
            for (const auto& [practitioner, keys] : notSeen(scope)) {
                missing.insert(missing.end(), keys.begin(), keys.end());
                m_run.missingOf[practitioner].insert(keys.begin(), keys.end());
            }
            m_run.missing.insert(missing.begin(), missing.end());
            forgetUnseen(scope);
            return m_run.tools.applier.markMissing(scope, missing, m_run.context());
        });
    reportParts();
}

/// Only where everybody's list of the whole window came: a record without an id could be anybody's.
void SessionStep::forgetUnseen(storage::Scope& scope) const {
    const bool all = m_run.plan.everybody &&
                     std::ranges::all_of(m_parts, [](const auto& part) { return part.second.complete; });
    if (all)
        storage::ConfirmStore(scope).forgetUnseenWithoutId(RecordKind::Appointment, m_run.dataFrom);
}

void SessionStep::reportParts() {
    for (const auto& one : m_practitioners) {
        const auto found = m_parts.find(one.practitioner.id);
        if (found == m_parts.end())
            continue;
        const Part& part = found->second;
        PractitionerReport report;
        report.practitioner = one.practitioner.id;
        report.name = one.practitioner.displayName;
        report.sessions = part.counts;
        report.error = part.error;
        report.outcome = part.complete ? RunOutcome::Success : RunOutcome::Failed;
        if (part.complete)
            ++m_run.wholeListings;
        else if (part.error && part.error->kind == ErrorKind::Incomplete)
            report.outcome = RunOutcome::Partial;
        else if (m_run.fatal && part.error && part.error->kind == m_run.fatal->kind)
            report.outcome = RunOutcome::Running;  // what ended the run: this part ends as the run does
        if (part.error)
            m_run.problem(*part.error, name(RecordKind::Appointment));
        addPart(m_run.report.practitioners, std::move(report));
    }
}

}  // namespace bloom::sync
