// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/kind_step.h"

#include "core/planted_faults.h"
#include "storage/checkpoint_store.h"
#include "storage/confirm_store.h"
#include "storage/mirror_store.h"
#include "storage/record_store.h"
#include "sync/cursor_names.h"

#include <limits>

namespace bloom::sync {

namespace {

/// A practice has a handful of them, and they say whom else to ask: always whole.
bool alwaysWhole(RecordKind kind) {
    return kind == RecordKind::Practitioner || kind == RecordKind::PractitionerRole;
}

int placeholders(storage::Scope& scope) {
    return static_cast<int>(storage::MirrorStore(scope).placeholders(std::numeric_limits<int>::max()).size());
}

}  // namespace

struct KindStep::Asked {
    RecordKind kind = RecordKind::Patient;
    std::optional<UtcTime> since;  ///< nothing = whole
    std::vector<RecordKey> held;   ///< before it began
    int named = 0;                 ///< by others, and held by nobody
};

KindStep::Asked KindStep::ask(RecordKind kind) {
    const QDate today = m_run.zone.localDate(m_run.report.started);
    const bool forced = m_run.plan.whole || alwaysWhole(kind);
    const auto asked = m_run.read([&](storage::Scope& scope) {
        storage::CheckpointStore checkpoints(scope);
        Asked question{kind, checkpoints.timeCursor(updatedCursor(kind)), {}, 0};
        const auto lastWhole = checkpoints.timeCursor(wholeCursor(kind));
        if (forced || !lastWhole || m_run.zone.localDate(*lastWhole) != today)
            question.since.reset();
        if (!question.since) {
            question.held = storage::RecordStore(scope).heldBefore(kind, m_run.dataFrom);
            const auto foreign = storage::RecordStore(scope).rowsWithoutRecord(kind);
            question.held.insert(question.held.end(), foreign.begin(), foreign.end());
            question.named = kind == RecordKind::Patient ? placeholders(scope) : 0;
        }
        return question;
    });
    return asked.value_or(Asked{kind, {}, {}, 0});
}

QCoro::Task<bool> KindStep::list(RecordKind kind) {
    const Asked asked = ask(kind);
    if (!m_run.goesOn())
        co_return false;
    ListingPlan plan;
    plan.query.kind = kind;
    plan.query.updatedSince = asked.since;
    if (asked.since)
        plan.query.sort = QStringLiteral("_lastUpdated");
    // Another cursor is another question: its pages don't go on where those stopped.
    plan.what = name(kind) + (asked.since ? u'/' + toIsoText(*asked.since) : QString());
    plan.held = static_cast<int>(asked.held.size()) + asked.named;
    const ListingResult result = co_await m_runner.list(plan);
    if (const auto early = cursorAfter(result.state); planted(Fault::SaveCursorEarly) && early)
        m_run.storeAside([&](storage::Scope& scope) {
            storage::CheckpointStore(scope).setTimeCursor(updatedCursor(kind), *early, *early);
        });
    if (!result.complete) {
        m_refused = isRefusal(asked, result);
        if (!m_refused) {
            fail(kind, result.error);
            if (result.cameEmpty)
                doubt(asked.held);
        }
        co_return false;
    }
    if (!result.done)
        settle(asked, result);
    ++m_run.wholeListings;
    co_return m_run.goesOn();
}

QCoro::Task<bool> KindStep::listCreated(RecordKind kind, UtcInterval created) {
    ListingPlan plan;
    plan.query.kind = kind;
    plan.query.created = created;
    plan.what =
        name(kind) + QStringLiteral("/created/") + toIsoText(created.from) + u'/' + toIsoText(created.to);
    const ListingResult result = co_await m_runner.list(plan);
    if (!result.complete)
        fail(kind, result.error);
    else
        ++m_run.wholeListings;
    co_return result.complete;
}

void KindStep::settle(const Asked& asked, const ListingResult& result) {
    std::vector<RecordKey> missing;
    for (const RecordKey& key : asked.held)
        if (!result.seen.contains(key))
            missing.push_back(key);
    m_run.missing.insert(missing.begin(), missing.end());
    auto cursor = cursorAfter(result.state);
    const UtcTime now = m_run.tools.clock.utcNow();
    if (planted(Fault::CursorWithoutOverlap))
        cursor = now;
    m_run.store([&](storage::Scope& scope) {
        storage::CheckpointStore checkpoints(scope);
        if (cursor && cursor.value() > checkpoints.timeCursor(updatedCursor(asked.kind)).value_or(UtcTime()))
            checkpoints.setTimeCursor(updatedCursor(asked.kind), *cursor, now);
        if (!asked.since) {
            checkpoints.setTimeCursor(wholeCursor(asked.kind), m_run.dataFrom, now);
            storage::ConfirmStore(scope).forgetUnseenWithoutId(asked.kind, m_run.dataFrom);
        }
        m_runner.markDone(scope, result);
        ApplyReport applied = m_run.tools.applier.markMissing(scope, missing, m_run.context());
        if (alsoStore)
            applied += alsoStore(scope, result);
        return applied;
    });
}

/// No evidence, but a reason to read them by id: else a kind that lost its last record would never be whole.
void KindStep::doubt(const std::vector<RecordKey>& held) {
    if (held.size() > ActiveRun::kReadOfEmpty || !m_run.goesOn())
        return;
    m_run.missing.insert(held.begin(), held.end());
    m_run.store(
        [&](storage::Scope& scope) { return m_run.tools.applier.markMissing(scope, held, m_run.context()); });
}

bool KindStep::isRefusal(const Asked& asked, const ListingResult& result) const {
    if (!refusalIsAnAnswer || !result.error)
        return false;
    const ErrorKind why = result.error->kind;
    if (why == ErrorKind::Rejected || why == ErrorKind::NotFound)
        return true;
    return emptyIsARefusal && why == ErrorKind::Incomplete && result.seen.empty() && !asked.held.empty();
}

void KindStep::fail(RecordKind kind, const std::optional<Error>& error) {
    m_run.sharedComplete = false;
    if (error)
        m_run.problem(*error, name(kind));
}

}  // namespace bloom::sync
