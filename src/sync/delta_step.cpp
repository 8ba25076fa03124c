// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/delta_step.h"

#include "core/planted_faults.h"
#include "storage/checkpoint_store.h"
#include "storage/record_store.h"
#include "sync/cursor_names.h"
#include "sync/referral_step.h"

#include <QCoreApplication>
#include <algorithm>

namespace bloom::sync {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

/// Practitioners and roles are few; full runs list them whole.
constexpr RecordKind kKinds[] = {RecordKind::Patient, RecordKind::Appointment, RecordKind::Invoice,
                                 RecordKind::Referral};
constexpr int kOnePage = 100;

/// Older than asked for; or, where records have no time, as many as there are at all.
bool provesIgnored(const halaxy::Page& page, UtcTime since, int held) {
    const auto hasTime = [](const ReadRecord& record) { return record.version.lastUpdated.has_value(); };
    if (std::ranges::any_of(page.records, [&](const ReadRecord& record) {
            return hasTime(record) && *record.version.lastUpdated < since;
        }))
        return true;
    return std::ranges::none_of(page.records, hasTime) && page.total && *page.total > kOnePage &&
           *page.total >= held;
}

}  // namespace

std::vector<DeltaStep::Asked> DeltaStep::toAsk(storage::Scope& scope, const PracticeZone& zone, UtcTime now) {
    storage::CheckpointStore checkpoints(scope);
    std::vector<Asked> kinds;
    for (const RecordKind kind : kKinds) {
        const auto since = checkpoints.timeCursor(updatedCursor(kind));
        const auto ignored = checkpoints.timeCursor(ignoredCursor(kind));
        const bool triedToday = ignored && zone.localDate(*ignored) == zone.localDate(now);
        const bool byClient = kind == RecordKind::Referral && !ReferralStep::isPracticeWide(scope);
        if (since && !triedToday && !byClient)
            kinds.push_back({kind, *since, storage::RecordStore(scope).count(kind)});
    }
    return kinds;
}

bool DeltaStep::hasWork(storage::Scope& scope, const PracticeZone& zone, UtcTime now) {
    return !toAsk(scope, zone, now).empty();
}

QCoro::Task<void> DeltaStep::list() {
    const UtcTime now = m_run.report.started;
    const auto kinds = m_run.read([&](storage::Scope& scope) {
        m_owners.load(scope);
        m_practitioners =
            storage::PractitionerStore(scope).toSync(m_run.zone.startOfDay(m_run.zone.localDate(now)));
        return toAsk(scope, m_run.zone, now);
    });
    for (const Asked& asked : kinds.value_or(std::vector<Asked>())) {
        if (!m_run.goesOn())
            co_return;
        const ListingResult result = co_await m_runner.list(planFor(asked));
        if (planted(Fault::SaveCursorEarly) && !result.complete)
            m_run.storeAside([&](storage::Scope& scope) {
                storage::CheckpointStore(scope).setTimeCursor(updatedCursor(asked.kind), now, now);
            });
        if (result.ignored)
            noteIgnored(asked.kind);
        else if (!result.complete && result.error)
            m_run.problem(*result.error, name(asked.kind));
        else if (result.complete)
            settle(asked, result);
    }
}

ListingPlan DeltaStep::planFor(const Asked& asked) const {
    ListingPlan plan;
    plan.query.kind = asked.kind;
    plan.query.updatedSince = asked.since;
    plan.query.sort = QStringLiteral("_lastUpdated");
    plan.what = name(asked.kind) + u'/' + toIsoText(asked.since);
    plan.provesIgnored = [asked](const halaxy::Page& page) {
        return provesIgnored(page, asked.since, asked.held);
    };
    if (asked.kind == RecordKind::Appointment)
        plan.belongs = [this](const ReadRecord& record) {
            return !m_owners.isOfOthers(record, m_practitioners);
        };
    return plan;
}

void DeltaStep::settle(const Asked& asked, const ListingResult& result) {
    ++m_run.wholeListings;
    if (result.done)
        return;
    auto cursor = cursorAfter(result.state);
    if (planted(Fault::CursorWithoutOverlap))
        cursor = m_run.tools.clock.utcNow();
    const UtcTime now = m_run.tools.clock.utcNow();
    m_run.storeAside([&](storage::Scope& scope) {
        storage::CheckpointStore checkpoints(scope);
        if (cursor && *cursor > asked.since)
            checkpoints.setTimeCursor(updatedCursor(asked.kind), *cursor, now);
        checkpoints.removeCursor(ignoredCursor(asked.kind));
        m_runner.markDone(scope, result);
    });
}

void DeltaStep::noteIgnored(RecordKind kind) {
    m_run.storeAside([&](storage::Scope& scope) {
        const UtcTime now = m_run.tools.clock.utcNow();
        storage::CheckpointStore(scope).setTimeCursor(ignoredCursor(kind), now, now);
    });
    m_run.problem(
        {ErrorKind::Incomplete,
         Words::tr("Halaxy does not list %1 by time of change. Their changes arrive with full syncs.")
             .arg(name(kind)),
         {}},
        name(kind));
}

}  // namespace bloom::sync
