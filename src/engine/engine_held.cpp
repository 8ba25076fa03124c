// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An admin's decision about held deletions, on the engine's thread.
#include "engine/engine_worker.h"

#include <QCoreApplication>

namespace bloom::engine {
namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

}  // namespace

/// Stored at once; what is to be deleted is read and deleted by runs, when nothing more urgent goes on.
Result<bool> EngineWorker::decide(const QString& heldSet, HeldDecision decision, const QString& who) {
    if (!m_mirror->database())
        return std::unexpected(m_mirror->trouble().value_or(
            Error{ErrorKind::Database, Words::tr("There is no database to decide in."), {}}));
    if (m_mirror->isTaken())
        return bloom::fail(
            ErrorKind::DatabaseBusy,
            Words::tr("Another Bloom Sync keeps this database in step. Please decide in that one."));
    if (m_link)
        return m_link->sync().decideHeld(heldSet, decision, who);
    return sync::decideHeld(*m_mirror->database(), heldSet, decision, who, m_clock->utcNow());
}

void EngineWorker::decideHeld(QString heldSet, HeldDecision decision, QString who,
                              Reply<Result<bool>> reply) {
    const Result<bool> decided = decide(heldSet, decision, who);
    reply.give(decided);
    if (!decided)
        return;
    refreshFacts();
    Q_EMIT heldChanged();
    if (decision == HeldDecision::Discard) {
        tellWhatOthersDid();  // their marks are shown differently now
        return;
    }
    // Without a schedule nothing would begin by itself.
    if (m_link && !m_options.schedule && !m_progress) {
        SyncRequest request{RunType::Manual, {}, who};
        request.scope.heldSet = heldSet;
        m_link->runOnce(std::move(request));
    }
}

/// A set was raised, changed or worked on by this run.
void EngineWorker::tellHeld(const RunReport& report, int heldBefore) {
    if (heldBefore > 0 || m_mirrorFacts.heldSets > 0 || !report.scope.heldSet.isEmpty())
        Q_EMIT heldChanged();
}

}  // namespace bloom::engine
