// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/full_run.h"

#include "storage/checkpoint_store.h"
#include "storage/mirror_store.h"
#include "storage/practitioner_store.h"
#include "storage/record_store.h"
#include "storage/status_store.h"
#include "sync/audit_step.h"
#include "sync/backfill_step.h"
#include "sync/delta_step.h"
#include "sync/gone_step.h"
#include "sync/held_step.h"
#include "sync/referral_step.h"
#include "sync/session_step.h"

#include <QCoreApplication>
#include <limits>

namespace bloom::sync {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

constexpr QLatin1String kPassTime("pass-time");

}  // namespace

QCoro::Task<RunReport> FullRun::listings() {
    m_run.begin();
    if (m_run.goesOn() && m_run.report.type == RunType::Audit)
        co_await walkAudit();
    else if (m_run.goesOn() && !m_run.report.scope.heldSet.isEmpty())
        co_await walkHeld();
    else if (m_run.goesOn())
        co_await walk();
    reportUnreached();
    m_run.end();
    RunReport report = m_run.report;  // co_return of a member would move it out
    co_return report;
}

QCoro::Task<void> FullRun::walk() {
    const RunPlan& plan = m_run.plan;
    if (plan.delta) {
        co_await walkChanges();
        co_return;
    }
    if (plan.practitioners || (plan.sessions && knowsNobody()))
        co_await walkPractitioners();
    if (plan.sessions && m_run.goesOn() && m_run.report.problems.empty() && knowsNobody())
        m_run.problem({ErrorKind::Incomplete,
                       Words::tr("Halaxy lists no practitioner: check what the key may read."),
                       name(RecordKind::Practitioner)});
    showParts();
    if (plan.patients && m_run.goesOn())
        co_await m_kinds.list(RecordKind::Patient);
    if (plan.sessions && m_run.goesOn())
        co_await walkSessions();
    if (plan.invoices && m_run.goesOn())
        co_await walkInvoices();
    if (plan.referrals && m_run.goesOn())
        co_await walkReferrals();
    if (plan.patients && plan.sessions && m_run.goesOn())
        askForPlaceholders();
    co_await m_reader.readPending();
    if (plan.backfill && m_run.goesOn())
        co_await walkBackfill();
    if (m_run.goesOn())
        co_await confirm();
    if (m_run.goesOn())
        passTime();
}

QCoro::Task<void> FullRun::walkPractitioners() {
    co_await m_kinds.list(RecordKind::Practitioner);
    if (m_run.goesOn())
        co_await m_kinds.list(RecordKind::PractitionerRole);
}

QCoro::Task<void> FullRun::walkSessions() {
    SessionStep sessions(m_run);
    co_await sessions.list(m_run.window);
    co_await m_reader.readPending();
    if (m_run.plan.movesFreshness && !m_run.fatal)
        noteHistory(sessions);
}

QCoro::Task<void> FullRun::walkInvoices() {
    if (m_run.plan.ownWindow)
        co_await m_kinds.listCreated(RecordKind::Invoice, m_run.window);
    else
        co_await m_kinds.list(RecordKind::Invoice);
}

QCoro::Task<void> FullRun::walkReferrals() {
    ReferralStep referrals(m_run);
    co_await referrals.list(m_run.window);
}

QCoro::Task<void> FullRun::walkBackfill() {
    BackfillStep backfill(m_run, m_reader);
    const bool alone = m_run.report.type == RunType::Backfill;
    const int months = alone ? kBackfillMonths : std::numeric_limits<int>::max();
    co_await backfill.run(months);
}

QCoro::Task<void> FullRun::walkChanges() {
    DeltaStep changes(m_run);
    co_await changes.list();
    co_await m_reader.readPending();
}

QCoro::Task<void> FullRun::walkAudit() {
    AuditStep audit(m_run);
    co_await audit.run();
    co_await m_reader.readPending();
}

QCoro::Task<void> FullRun::walkHeld() {
    HeldStep held(m_run);
    co_await held.run();
    co_await m_reader.readPending();
}

QCoro::Task<void> FullRun::confirm() {
    GoneStep gone(m_run);
    co_await gone.unseen();
    co_await m_reader.readPending();
}

void FullRun::showParts() {
    const UtcTime today = m_run.zone.startOfDay(m_run.zone.localDate(m_run.report.started));
    const auto practitioners = m_run.read([&](storage::Scope& scope) {
        m_run.progress.first = !storage::StatusStore(scope).find(PractitionerId()).lastSuccess;
        return storage::PractitionerStore(scope).toSync(today);
    });
    m_run.progress.practitioners.clear();
    if (practitioners && m_run.plan.sessions)
        for (const auto& one : *practitioners)
            if (!m_run.plan.only || *m_run.plan.only == one.practitioner.id)
                m_run.progress.practitioners.push_back(
                    {one.practitioner.id, one.practitioner.displayName, 0, {}, false});
    m_run.showProgress();
}

bool FullRun::knowsNobody() {
    const auto nobody =
        m_run.read([](storage::Scope& scope) { return storage::PractitionerStore(scope).all().empty(); });
    return nobody.value_or(false);
}

/// Their sessions may never change again, so nothing else would. At most half of the confirming reads:
/// clients who are never given must not take everybody's place.
void FullRun::askForPlaceholders() {
    const auto patients = m_run.read([&](storage::Scope& scope) {
        return storage::MirrorStore(scope).placeholders(m_run.confirmingReads / 2);
    });
    for (const HalaxyId& patient : patients.value_or(std::vector<HalaxyId>()))
        if (m_run.toRead.insert({RecordKind::Patient, patient}).second)
            --m_run.confirmingReads;
}

/// What is over changes plans and whose client somebody is, even where no record changed.
void FullRun::passTime() {
    m_run.store([&](storage::Scope& scope) {
        storage::CheckpointStore checkpoints(scope);
        const auto since = checkpoints.timeCursor(kPassTime);
        checkpoints.setTimeCursor(kPassTime, m_run.report.started, m_run.tools.clock.utcNow());
        return m_run.tools.applier.passTime(scope, since.value_or(m_run.report.started), m_run.context());
    });
}

/// The window is whole for these; where older history no longer joins it, backfill begins anew.
void FullRun::noteHistory(const SessionStep& sessions) {
    const QDate from = m_run.zone.localDate(m_run.window.from);
    m_run.storeAside([&](storage::Scope& scope) {
        storage::StatusStore statuses(scope);
        for (const auto& one : sessions.practitioners()) {
            const PractitionerId id = one.practitioner.id;
            if (!sessions.complete(id))
                continue;
            const auto status = statuses.find(id);
            const bool gap = status.lastSuccess && *status.lastSuccess < m_run.window.from;
            if (!status.historyCompleteFrom || gap || *status.historyCompleteFrom > from)
                statuses.setHistoryCompleteFrom(id, from, m_run.tools.clock.utcNow());
        }
    });
}

/// A run that ended before it came to somebody failed for them, too.
void FullRun::reportUnreached() {
    if (!m_run.fatal || m_run.fatal->kind == ErrorKind::Cancelled)
        return;
    auto& reports = m_run.report.practitioners;
    for (const RunProgress::Part& part : m_run.progress.practitioners) {
        const bool reported = std::any_of(
            reports.begin(), reports.end(),
            [&](const PractitionerReport& report) { return report.practitioner == part.practitioner; });
        if (!reported)
            reports.push_back({part.practitioner, part.name, RunOutcome::Running, m_run.fatal, {}});
    }
}

QCoro::Task<void> FullRun::store(halaxy::ReadAnswer answer) {
    if (answer.state == halaxy::ReadState::Found && answer.record) {
        const bool stored = m_run.store([&](storage::Scope& scope) {
            return m_run.tools.applier.apply(scope, {*answer.record}, m_run.context());
        });
        m_run.wholeListings += stored ? 1 : 0;
        co_return;
    }
    const auto known = m_run.read(
        [&](storage::Scope& scope) { return storage::RecordStore(scope).find(answer.key).has_value(); });
    GoneStep gone(m_run);
    const bool believed = co_await gone.one(answer);
    m_run.wholeListings += believed && known.value_or(false) ? 1 : 0;
    if (known && !*known)
        m_run.problem({ErrorKind::NotFound, Words::tr("Halaxy has no such record; check its id."), {}},
                      toText(answer.key));
}

QCoro::Task<RunReport> FullRun::record() {
    m_run.begin();
    const RecordKey key = m_run.report.scope.record.value_or(RecordKey());
    const auto answer = co_await m_run.tools.client.read(key, halaxy::Priority::Single, m_run.stop);
    if (!answer) {
        m_run.problem(answer.error(), toText(key));
    } else if (answer->state == halaxy::ReadState::Unknown) {
        m_run.problem(answer->error.value_or(Error{ErrorKind::NotFound, {}, {}}), toText(key));
    } else {
        co_await store(*answer);
        co_await m_reader.readPending();
    }
    m_run.end();
    RunReport report = m_run.report;  // co_return of a member would move it out
    co_return report;
}

}  // namespace bloom::sync
