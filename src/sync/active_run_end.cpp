// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a run ends: its outcome, whose freshness moves, what the log says, which checkpoints stay.
#include "sync/active_run.h"

#include "core/log.h"
#include "storage/checkpoint_store.h"
#include "storage/status_store.h"
#include "storage/sync_log_store.h"

#include <QCoreApplication>

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
    const bool clean = report.problems.empty() && newlySetAside == 0;
    if (clean)
        return RunOutcome::Success;
    return wholeListings > 0 || report.problems.empty() ? RunOutcome::Partial : RunOutcome::Failed;
}

/// Only a run that began where it ended keeps its place: the service went away, or we did.
bool ActiveRun::keepsCheckpoints() const {
    if (report.outcome == RunOutcome::Interrupted)
        return true;
    return report.outcome == RunOutcome::Failed && fatal && fatal->kind == ErrorKind::CircuitOpen;
}

/// Only a run of the whole window says how fresh somebody's data is, or that it can't be had: a failed month
/// of history or a failed kind is in the log, and no attempt at being in step.
void ActiveRun::endStatuses(storage::Scope& scope) const {
    if (!plan.movesFreshness)
        return;
    storage::StatusStore statuses(scope);
    const UtcTime now = tools.clock.utcNow();
    const std::optional<Error> first =
        report.problems.empty() ? std::nullopt : std::optional(report.problems.front());
    for (const PractitionerReport& part : report.practitioners) {
        if (part.outcome == RunOutcome::Running)
            continue;
        statuses.runEnded({part.practitioner, report.type, part.outcome, dataFrom,
                           part.error ? part.error : first, plan.movesFreshness},
                          now);
    }
    if (plan.everybody)
        statuses.runEnded(
            {PractitionerId(), report.type, report.outcome, dataFrom, first, plan.movesFreshness}, now);
}

void ActiveRun::end() {
    report.outcome = outcome();
    if (fatal && fatal->kind != ErrorKind::Cancelled)
        putFirst(report.problems, *fatal, tools.client);
    for (PractitionerReport& part : report.practitioners)
        if (part.outcome == RunOutcome::Running)
            part.outcome =
                report.outcome == RunOutcome::Failed ? RunOutcome::Failed : RunOutcome::Interrupted;
        else if (part.outcome == RunOutcome::Success && !sharedComplete)
            part.outcome = RunOutcome::Partial;
    report.ended = tools.clock.utcNow();
    report.duration = tools.clock.monotonicNow() - m_startedAt;
    addUsage(report);
    const QString ours = name(report.type) + u'/';
    const auto written = storage::write(tools.database, [&](storage::Scope& scope) {
        storage::SyncLogStore(scope).finish(report);
        endStatuses(scope);
        storage::CheckpointStore checkpoints(scope);
        if (keepsCheckpoints())
            return;
        for (const storage::Checkpoint& checkpoint : checkpoints.all())
            if (checkpoint.listing.startsWith(ours))
                checkpoints.remove(checkpoint.listing);
    });
    if (!written) {
        report.problems.insert(report.problems.begin(), written.error());
        if (report.outcome == RunOutcome::Success || report.outcome == RunOutcome::Partial)
            report.outcome = RunOutcome::Failed;
    }
    qCInfo(logSync) << "run" << report.id.value << name(report.type) << "ended" << name(report.outcome)
                    << "calls" << report.calls << "received" << report.total().received;
}

}  // namespace bloom::sync
