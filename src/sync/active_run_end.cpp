// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a run ends: its outcome, whose freshness moves, what the log says, which checkpoints stay.
#include "sync/active_run.h"

#include "core/log.h"
#include "core/planted_faults.h"
#include "storage/checkpoint_store.h"
#include "storage/set_aside_store.h"
#include "storage/status_store.h"
#include "storage/sync_log_store.h"

#include <QCoreApplication>
#include <algorithm>

namespace bloom::sync {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

/// "Halaxy can't be reached, tries again at 14:32:10."
QString cantReach(const ConnectionView& view) {
    auto until = view.api.state == BreakerState::Closed ? std::nullopt : view.api.opensUntil;
    if (!until && view.token.state != BreakerState::Closed)
        until = view.token.opensUntil;
    if (!until)
        return Words::tr("Halaxy can't be reached, tries again by itself.");
    return Words::tr("Halaxy can't be reached, tries again at %1.")
        .arg(toQDateTime(*until).toLocalTime().toString(QStringLiteral("HH:mm:ss")));
}

bool countsAsNothing(RunOutcome outcome) {
    return outcome == RunOutcome::Interrupted || outcome == RunOutcome::Cancelled;
}

/// What ended the run is its cause and stands first, before what merely failed.
void putFirst(std::vector<Error>& problems, const Error& cause, const halaxy::Client& client) {
    std::erase_if(problems, [&](const Error& problem) {
        return problem.kind == cause.kind && problem.message == cause.message;
    });
    Error first = cause;
    if (first.kind == ErrorKind::CircuitOpen)
        first.message = cantReach(client.view());
    problems.insert(problems.begin(), std::move(first));
}

}  // namespace

RunOutcome ActiveRun::outcome() const {
    if (stop.stop_requested() || (fatal && fatal->kind == ErrorKind::Cancelled))
        return m_cancelledAs;
    // Whoever holds the calls knows it: no failure, and the run goes on when they are released.
    if (fatal && fatal->kind == ErrorKind::CallsHeld)
        return RunOutcome::Interrupted;
    if (fatal)
        return RunOutcome::Failed;
    const RunOutcome work = outcomeOfWork();
    return held.empty() || work == RunOutcome::Failed ? work : RunOutcome::Held;
}

RunOutcome ActiveRun::outcomeOfWork() const {
    const bool clean = report.problems.empty() &&
                       std::ranges::none_of(report.setAside, [](const SetAside& line) { return line.isNew; });
    if (clean || planted(Fault::SuccessOnPartial))
        return RunOutcome::Success;
    return wholeListings > 0 || report.problems.empty() ? RunOutcome::Partial : RunOutcome::Failed;
}

/// Only a run that began where it ended keeps its place: the service went away, or we did.
bool ActiveRun::keepsCheckpoints() const {
    if (isSingleRead() || report.outcome == RunOutcome::Interrupted)
        return true;
    return report.outcome == RunOutcome::Failed && fatal && fatal->kind == ErrorKind::CircuitOpen;
}

/// Only a run of the whole window says how fresh somebody's data is, or that it can't be had: a failed month
/// of history or a failed kind is in the log, and no attempt at being in step.
void ActiveRun::endStatuses(storage::Scope& scope) const {
    storage::StatusStore statuses(scope);
    const UtcTime now = tools.clock.utcNow();
    const UtcTime fresh = planted(Fault::FreshnessAtEnd) ? now : dataFrom;
    const std::optional<Error> first =
        report.problems.empty() ? std::nullopt : std::optional(report.problems.front());
    if (plan.delta)
        statuses.deltaEnded(report.outcome, dataFrom, first, now);
    if (!plan.movesFreshness)
        return;
    for (const PractitionerReport& part : report.practitioners) {
        if (part.outcome == RunOutcome::Running)
            continue;
        const RunOutcome counted = countsAsNothing(report.outcome) ? report.outcome : part.outcome;
        statuses.runEnded({part.practitioner, report.type, counted, fresh, part.error ? part.error : first,
                           plan.movesFreshness},
                          now);
    }
    if (plan.everybody)
        statuses.runEnded({PractitionerId(), report.type, report.outcome, fresh, first, plan.movesFreshness},
                          now);
}

void ActiveRun::settleSetAside() {
    const auto gone = read([&](storage::Scope& scope) {
        std::set<RecordKey> keys;
        for (const SetAside& line : report.setAside)
            if (!storage::SetAsideStore(scope).find(line.key))
                keys.insert(line.key);
        return keys;
    });
    if (!gone || gone->empty())
        return;
    const auto settle = [](KindCounts& counts, const SetAside& line) {
        if (counts.setAside == 0)
            return;
        --counts.setAside;
        ++(line.isNew ? counts.created : counts.updated);
    };
    for (const SetAside& line : report.setAside) {
        if (!gone->contains(line.key))
            continue;
        settle(report.kinds[line.key.kind], line);
        for (PractitionerReport& part : report.practitioners)
            if (setAsideOf[part.practitioner].contains(line.key))
                settle(part.sessions, line);
    }
    std::erase_if(report.setAside, [&](const SetAside& line) { return gone->contains(line.key); });
}

/// What can't be told to be somebody's may be anybody's.
bool ActiveRun::hasNewSetAside(const PractitionerId& practitioner) const {
    const auto isIn = [](const auto& of, const SetAside& line) { return of.second.contains(line.key); };
    const auto own = setAsideOf.find(practitioner);
    return std::ranges::any_of(report.setAside, [&](const SetAside& line) {
        const bool anybodys =
            std::ranges::none_of(setAsideOf, [&](const auto& of) { return isIn(of, line); });
        return line.isNew && (anybodys || (own != setAsideOf.end() && isIn(*own, line)));
    });
}

/// Whose list came whole may still wait for what the whole practice shares.
RunOutcome ActiveRun::endOf(const PractitionerReport& part) const {
    if (part.outcome != RunOutcome::Running && part.outcome != RunOutcome::Success)
        return part.outcome;
    if (countsAsNothing(report.outcome))
        return report.outcome;
    if (part.outcome == RunOutcome::Running)
        return RunOutcome::Failed;
    const bool sharedHeld =
        std::ranges::any_of(held, [](const auto& of) { return of.first != RecordKind::Appointment; });
    if (!fatal && (sharedHeld || heldOf.contains(part.practitioner)))
        return RunOutcome::Held;
    const bool whole = !fatal && sharedComplete && !hasNewSetAside(part.practitioner) &&
                       !doubtfulOf.contains(part.practitioner);
    return whole ? RunOutcome::Success : RunOutcome::Partial;
}

void ActiveRun::endParts() {
    for (PractitionerReport& part : report.practitioners) {
        part.outcome = endOf(part);
        const auto among = [&](const std::set<RecordKey>& keys) {
            return static_cast<int>(std::ranges::count_if(
                missingOf[part.practitioner], [&](const RecordKey& key) { return keys.contains(key); }));
        };
        part.sessions.missing = among(missing);
        part.sessions.deleted = among(deleted);
    }
}

Result<bool> ActiveRun::writeEnd() const {
    const QString ours = name(report.type) + u'/';
    return storage::write(tools.database, [&](storage::Scope& scope) {
        storage::SyncLogStore(scope).finish(report);
        endStatuses(scope);
        storage::CheckpointStore checkpoints(scope);
        if (keepsCheckpoints())
            return;
        for (const storage::Checkpoint& checkpoint : checkpoints.all())
            if (checkpoint.listing.startsWith(ours))
                checkpoints.remove(checkpoint.listing);
    });
}

/// Said in the log, though nothing failed: why this is no success, and what to do.
void ActiveRun::tellHeld() {
    for (const auto& [kind, of] : held)
        report.problems.push_back({ErrorKind::Incomplete,
                                   Words::tr("%1 of %2 records are no longer in Halaxy: too many to delete "
                                             "unasked. Nothing was deleted; please decide.")
                                       .arg(QString::number(of.count), QString::number(of.live)),
                                   name(kind)});
}

bool ActiveRun::logLate() {
    m_logged = m_logged || writeEnd().has_value();
    return m_logged;
}

void ActiveRun::end() {
    settleSetAside();
    report.outcome = outcome();
    tellHeld();
    if (fatal && fatal->kind != ErrorKind::Cancelled)
        putFirst(report.problems, *fatal, tools.client);
    endParts();
    report.ended = tools.clock.utcNow();
    report.duration = tools.clock.monotonicNow() - m_startedAt;
    addUsage(report);
    if (const auto written = writeEnd(); !written) {
        problem(written.error());
        report.outcome = outcome();
        putFirst(report.problems, written.error(), tools.client);
        endParts();
        // Else it would stand there as going on until the next start.
        const auto again = writeEnd();
        m_logged = again.has_value();
        if (!again)
            qCWarning(logSync) << "run" << report.id.value << "could not be logged:" << again.error().message;
    }
    qCInfo(logSync) << "run" << report.id.value << name(report.type) << "ended" << name(report.outcome)
                    << "calls" << report.calls << "received" << report.total().received;
}

}  // namespace bloom::sync
