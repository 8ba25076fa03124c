// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/referral_step.h"

#include "core/log.h"
#include "storage/checkpoint_store.h"
#include "storage/record_store.h"

namespace bloom::sync {

namespace {

constexpr QLatin1String kWayCursor("referral-way");
constexpr QLatin1String kWaySince("referral-way-since");
const QString kBySubject = QStringLiteral("subject");
const QString kPractice = QStringLiteral("practice");
constexpr int kSubjectsARun = 60;
constexpr auto kOnceADay = std::chrono::hours(24);

/// The service spoke of this client's referrals; anything else is trouble of the call.
bool isRefusal(const Error& error) {
    return error.kind == ErrorKind::Rejected || error.kind == ErrorKind::NotFound;
}

}  // namespace

QCoro::Task<void> ReferralStep::list(UtcInterval window) {
    load();
    Practice practice = Practice::NoAnswer;
    if (!m_bySubject || !m_triedToday)
        practice = co_await practiceWide();
    if (!m_run.goesOn())
        co_return;
    if (practice == Practice::Answers || practice == Practice::Refuses)
        remember(practice == Practice::Refuses);
    // An empty answer proves nothing, as long as nothing is held: what clients say shows what it was.
    const bool unproven = practice == Practice::Empty;
    if (m_bySubject || unproven)
        co_await bySubject(window);
    if (unproven && m_run.goesOn() && holdsAny())
        remember(true);
}

bool ReferralStep::isPracticeWide(storage::Scope& scope) {
    storage::CheckpointStore checkpoints(scope);
    return checkpoints.cursor(kWayCursor).value_or(QString()) != kBySubject &&
           checkpoints.allReferralsChecked();
}

void ReferralStep::load() {
    m_run.read([&](storage::Scope& scope) {
        storage::CheckpointStore checkpoints(scope);
        m_bySubject = checkpoints.cursor(kWayCursor).value_or(QString()) == kBySubject;
        const auto since = checkpoints.timeCursor(kWaySince);
        m_triedToday = since && m_run.zone.localDate(*since) == m_run.zone.localDate(m_run.report.started);
        return true;
    });
}

/// Where clients are asked for one by one this is tried again once a day: one odd day must not decide for
/// ever.
QCoro::Task<ReferralStep::Practice> ReferralStep::practiceWide() {
    m_kinds.refusalIsAnAnswer = true;
    m_kinds.emptyIsARefusal = m_bySubject;
    ActiveRun* const run = &m_run;
    m_kinds.alsoStore = [run](storage::Scope& scope, const ListingResult& result) {
        const bool known = storage::CheckpointStore(scope).allReferralsChecked().has_value();
        if (result.seen.empty() && !known)
            return ApplyReport();  // nothing came: whether that is an answer is not known yet
        return run->tools.applier.referralsRead(scope, std::nullopt, run->context());
    };
    const bool came = co_await m_kinds.list(RecordKind::Referral);
    if (!came)
        co_return m_kinds.refused() ? Practice::Refuses : Practice::NoAnswer;
    if (!holdsAny())
        co_return Practice::Empty;
    const auto known = m_run.read([](storage::Scope& scope) {
        return storage::CheckpointStore(scope).allReferralsChecked().has_value();
    });
    co_return known.value_or(false) ? Practice::Answers : Practice::Refuses;
}

bool ReferralStep::holdsAny() {
    const auto held = m_run.read(
        [](storage::Scope& scope) { return storage::RecordStore(scope).count(RecordKind::Referral); });
    return held.value_or(0) > 0;
}

std::vector<HalaxyId> ReferralStep::unchecked(UtcInterval window) {
    const UtcTime now = m_run.report.started;
    const auto patients = m_run.read([&](storage::Scope& scope) {
        return storage::CheckpointStore(scope).referralsToCheck(window, now - kOnceADay, now, kSubjectsARun);
    });
    return patients.value_or(std::vector<HalaxyId>());
}

QCoro::Task<void> ReferralStep::bySubject(UtcInterval window) {
    const std::vector<HalaxyId> patients = unchecked(window);
    bool anyCame = false;  // where nobody was asked for, nothing came
    for (const HalaxyId& patient : patients) {
        const ListingResult result = co_await listSubject(patient);
        if (!m_run.goesOn())
            co_return;  // the next run goes on with this client
        anyCame = anyCame || result.complete;
        if (!result.complete)
            noteFailed(patient, result.error);
    }
    m_run.wholeListings += anyCame ? 1 : 0;
}

/// One client's failure is its own: the others' plans don't wait for it.
void ReferralStep::noteFailed(const HalaxyId& patient, const std::optional<Error>& error) {
    m_run.sharedComplete = false;
    if (error)
        m_run.problem(*error, name(RecordKind::Referral));
    const UtcTime now = m_run.report.started;
    const UtcTime tryAfter = error && isRefusal(*error) ? now + kOnceADay : now;
    m_run.storeAside([&](storage::Scope& scope) {
        storage::CheckpointStore(scope).setReferralsFailed(patient, tryAfter);
    });
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
    const auto held = m_run.read([&](storage::Scope& scope) {
        return storage::RecordStore(scope).referralsOf(patient, m_run.dataFrom);
    });
    const ListingResult result = co_await m_runner.list(plan);
    if (result.complete && held) {
        std::vector<RecordKey> missing = *held;
        std::erase_if(missing, [&](const RecordKey& key) { return result.seen.contains(key); });
        m_run.missing.insert(missing.begin(), missing.end());
        m_run.store([&](storage::Scope& scope) {
            storage::CheckpointStore(scope).remove(m_run.listingName(QStringLiteral("Referral/subject")));
            ApplyReport applied = m_run.tools.applier.referralsRead(scope, patient, m_run.context());
            applied += m_run.tools.applier.markMissing(scope, missing, m_run.context());
            return applied;
        });
    }
    co_return result;
}

void ReferralStep::remember(bool bySubject) {
    if (bySubject != m_bySubject)
        qCInfo(logSync) << "referrals are asked for" << (bySubject ? "by client" : "practice-wide");
    else if (!bySubject)
        return;
    m_bySubject = bySubject;
    m_run.store([&](storage::Scope& scope) {
        const UtcTime now = m_run.tools.clock.utcNow();
        storage::CheckpointStore checkpoints(scope);
        checkpoints.setCursor(kWayCursor, bySubject ? kBySubject : kPractice, now);
        checkpoints.setTimeCursor(kWaySince, m_run.report.started, now);
        return bySubject ? m_run.tools.applier.practiceWideReferralsDoubted(scope, m_run.context())
                         : ApplyReport();
    });
}

}  // namespace bloom::sync
