// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a client's row says from sessions and referrals.
#include "sync/row_builders.h"

namespace bloom::sync {

using namespace storage;

namespace {

/// Has a number among the client's sessions.
bool counts(const SessionBrief& session) {
    return session.status != SessionStatus::Cancelled && session.status != SessionStatus::Unknown;
}

MhcpCount planOf(const ClientFacts& facts, QDate today) {
    MhcpFacts plan;
    plan.today = today;
    plan.policy = facts.policy;
    plan.referralsKnown = facts.referralsKnown;
    for (const ReferralRow& referral : facts.referrals)
        if (referral.mentalHealthPlan)
            plan.referrals.push_back({referral.active, referral.review, referral.limit, referral.used,
                                      referral.start, referral.end, referral.requester});
    for (const SessionBrief& session : facts.sessions) {
        if (session.status != SessionStatus::Completed || session.group)
            continue;
        if (session.billing == BillingType::Medicare)
            plan.medicareSessions.push_back(facts.zone.localDate(session.start));
        else if (session.billing == BillingType::Unknown && facts.year.contains(session.start))
            ++plan.unknownBilled;
    }
    return countMhcp(plan);
}

void putPlan(ClientDerived& derived, const MhcpCount& plan) {
    if (!plan.known)
        return;  // unknown is NULL, not 10
    derived.planActive = plan.active;
    derived.planTotal = plan.total;
    derived.planUsed = plan.used;
    derived.planRemaining = plan.available;
    if (!plan.referral || !plan.active)
        return;
    derived.planStart = plan.referral->start;
    derived.planExpiry = plan.referral->end;
    derived.referralDate = plan.referral->start;
    derived.referringGp = plan.referral->requester;
}

}  // namespace

std::optional<PractitionerId> practitionerOfClient(const ClientFacts& facts) {
    std::optional<PractitionerId> latest;
    for (const SessionBrief& session : facts.sessions) {
        if (session.status == SessionStatus::Cancelled)
            continue;
        latest = session.practitioner;
        if (session.start > facts.now)
            return latest;
    }
    return latest ? latest : facts.generalPractitioner;
}

std::vector<std::optional<int>> sessionNumbers(std::span<const SessionBrief> sessions) {
    std::vector<std::optional<int>> numbers;
    int last = 0;
    for (const SessionBrief& session : sessions)
        numbers.push_back(counts(session) ? std::optional(++last) : std::nullopt);
    return numbers;
}

ClientDerived deriveClient(const ClientFacts& facts) {
    ClientDerived derived;
    derived.practitioner = practitionerOfClient(facts);
    const SessionBrief* first = nullptr;
    const SessionBrief* last = nullptr;
    for (const SessionBrief& session : facts.sessions) {
        if (!counts(session))
            continue;
        ++derived.totalSessions;
        first = first ? first : &session;
        if (session.start <= facts.now)
            last = &session;
    }
    if (first)
        derived.firstSession = facts.zone.localDate(first->start);
    if (last)
        derived.lastSession = facts.zone.localDate(last->start);
    putPlan(derived, planOf(facts, facts.zone.localDate(facts.now)));
    return derived;
}

}  // namespace bloom::sync
