// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/referral_step.h"

#include "core/log.h"
#include "storage/checkpoint_store.h"
#include "storage/record_store.h"

namespace bloom::sync {

namespace {

constexpr QLatin1String kWayCursor("referral-way");
const QString kBySubject = QStringLiteral("subject");
constexpr int kSubjectsARun = 60;
constexpr int kSamples = 3;

}  // namespace

QCoro::Task<void> ReferralStep::list(UtcInterval window) {
    const auto way = m_run.read([](storage::Scope& scope) {
        return storage::CheckpointStore(scope).cursor(kWayCursor).value_or(QString());
    });
    bool bySubjectOnly = way && *way == kBySubject;
    if (!bySubjectOnly) {
        const bool came = co_await practiceWide();
        bySubjectOnly = m_kinds.refused();
        if (came && m_run.goesOn())
            bySubjectOnly = co_await practiceWideIsIgnored(window);
        if (bySubjectOnly)
            rememberBySubject();
    }
    if (bySubjectOnly && m_run.goesOn())
        co_await bySubject(window);
}

QCoro::Task<bool> ReferralStep::practiceWide() {
    m_kinds.refusalIsAnAnswer = true;
    ActiveRun* const run = &m_run;
    m_kinds.alsoStore = [run](storage::Scope& scope) {
        return run->tools.applier.referralsRead(scope, std::nullopt, run->context());
    };
    const bool came = co_await m_kinds.list(RecordKind::Referral);
    co_return came;
}

/// A service may answer the practice-wide question with nothing although clients have referrals.
QCoro::Task<bool> ReferralStep::practiceWideIsIgnored(UtcInterval window) {
    const auto held = m_run.read(
        [](storage::Scope& scope) { return storage::RecordStore(scope).count(RecordKind::Referral); });
    if (!held || *held > 0)
        co_return false;
    for (const HalaxyId& patient : unchecked(window, kSamples)) {
        const ListingResult result = co_await listSubject(patient);
        if (result.complete && !result.seen.empty())
            co_return true;
        if (!result.complete)
            break;
    }
    co_return false;
}

std::vector<HalaxyId> ReferralStep::unchecked(UtcInterval window, int count) {
    const UtcTime before = m_run.report.started - std::chrono::hours(24);
    const auto patients = m_run.read([&](storage::Scope& scope) {
        return storage::CheckpointStore(scope).referralsToCheck(window.from, window.to, before, count);
    });
    return patients.value_or(std::vector<HalaxyId>());
}

QCoro::Task<void> ReferralStep::bySubject(UtcInterval window) {
    const std::vector<HalaxyId> patients = unchecked(window, kSubjectsARun);
    for (const HalaxyId& patient : patients) {
        const ListingResult result = co_await listSubject(patient);
        if (!result.complete) {
            m_run.sharedComplete = false;
            if (result.error)
                m_run.problem(*result.error, name(RecordKind::Referral));
            co_return;  // the next run goes on with this client
        }
        if (!m_run.goesOn())
            co_return;
    }
    ++m_run.wholeListings;
}

QCoro::Task<ListingResult> ReferralStep::listSubject(HalaxyId patient) {
    ListingPlan plan;
    plan.query.kind = RecordKind::Referral;
    plan.query.subject = patient;
    plan.what = QStringLiteral("Referral/subject");
    plan.belongs = [patient](const ReadRecord& record) {
        const auto* content = std::get_if<RecordContent>(&record.content);
        const auto* referral = content ? std::get_if<ReferralRecord>(content) : nullptr;
        return !referral || referral->patientId == patient;
    };
    const ListingResult result = co_await m_runner.list(plan);
    if (result.complete) {
        m_run.store([&](storage::Scope& scope) {
            storage::CheckpointStore(scope).remove(m_run.listingName(QStringLiteral("Referral/subject")));
            return m_run.tools.applier.referralsRead(scope, patient, m_run.context());
        });
    }
    co_return result;
}

void ReferralStep::rememberBySubject() {
    qCInfo(logSync) << "referrals are not to be had practice-wide";
    m_run.storeAside([&](storage::Scope& scope) {
        storage::CheckpointStore(scope).setCursor(kWayCursor, kBySubject, m_run.tools.clock.utcNow());
    });
}

}  // namespace bloom::sync
