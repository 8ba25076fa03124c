// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// After the listings: whose record is whose, what did not come, and each practitioner's part of the report.
#include "storage/checkpoint_store.h"
#include "storage/confirm_store.h"
#include "storage/mirror_store.h"
#include "sync/cursor_names.h"
#include "sync/session_step.h"

namespace bloom::sync {

namespace {

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

/// Where delta runs of appointments begin: once the window came whole for everybody. Later it is theirs
/// alone, since a full run does not read what changed outside the window.
void SessionStep::noteCursor(storage::Scope& scope) const {
    ListingState all;
    for (const auto& [practitioner, part] : m_parts) {
        const ListingState& state = part.state;
        if (!part.complete || !state.serverDate)
            return;
        if (!all.serverDate || *state.serverDate < *all.serverDate)
            all.serverDate = state.serverDate;
        if (state.newest && (!all.newest || *all.newest < *state.newest))
            all.newest = state.newest;
    }
    storage::CheckpointStore checkpoints(scope);
    const QString cursor = updatedCursor(RecordKind::Appointment);
    const auto begin = cursorAfter(all);
    if (begin && m_run.plan.everybody && !checkpoints.timeCursor(cursor))
        checkpoints.setTimeCursor(cursor, *begin, m_run.tools.clock.utcNow());
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
            noteCursor(scope);
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
