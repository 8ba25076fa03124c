// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mhcp.h"

#include <algorithm>

namespace bloom {

namespace {

bool covers(const MhcpReferral& referral, QDate day) {
    return referral.active && (!referral.start || *referral.start <= day) &&
           (!referral.end || day <= *referral.end);
}

/// Sessions of the course a referral pays for: its own count, or ours since it began.
int usedOf(const MhcpReferral& referral, const std::vector<QDate>& sessions) {
    if (referral.used)
        return *referral.used;
    return static_cast<int>(std::ranges::count_if(
        sessions, [&](QDate day) { return !referral.start || *referral.start <= day; }));
}

int limitOf(const MhcpReferral& referral, const MhcpRules& rules) {
    return referral.limit.value_or(rules.course);
}

/// Of those that cover the day the newest that is not used up, else the newest.
std::optional<MhcpReferral> choose(const MhcpFacts& facts, const MhcpRules& rules) {
    std::optional<MhcpReferral> newest, newestOpen;
    const auto isNewer = [](const MhcpReferral& a, const std::optional<MhcpReferral>& b) {
        return !b || a.start.value_or(QDate(1, 1, 1)) > b->start.value_or(QDate(1, 1, 1));
    };
    for (const MhcpReferral& referral : facts.referrals) {
        if (!covers(referral, facts.today))
            continue;
        if (isNewer(referral, newest))
            newest = referral;
        if (usedOf(referral, facts.medicareSessions) < limitOf(referral, rules) &&
            isNewer(referral, newestOpen))
            newestOpen = referral;
    }
    return newestOpen ? newestOpen : newest;
}

/// Without a referral: what is used beyond a whole course shows that a review has happened.
int usedInCourse(int usedThisYear, const MhcpRules& rules) {
    return usedThisYear > rules.course ? usedThisYear - rules.course : usedThisYear;
}

}  // namespace

MhcpRules mhcpRules(int year) {
    // From 1 January 2023 it is 10 a year and 6 in a course (before: 20 a year, for the pandemic).
    return year >= 2020 && year <= 2022 ? MhcpRules{20, 6} : MhcpRules{};
}

MhcpCount countMhcp(const MhcpFacts& facts) {
    const MhcpRules rules = mhcpRules(facts.today.year());
    MhcpCount count;
    count.known = facts.referralsKnown && facts.billingKnown;
    count.total = rules.yearlyCap;
    count.used = static_cast<int>(std::ranges::count_if(
        facts.medicareSessions, [&](QDate day) { return day.year() == facts.today.year(); }));
    count.referral = choose(facts, rules);
    count.active = count.referral.has_value();
    const int limit = count.referral ? limitOf(*count.referral, rules) : rules.course;
    const int used =
        count.referral ? usedOf(*count.referral, facts.medicareSessions) : usedInCourse(count.used, rules);
    const int annualRemaining = std::max(0, rules.yearlyCap - count.used);
    count.referralRemaining = std::max(0, limit - used);
    count.available = std::min(annualRemaining, count.referralRemaining);
    count.reviewDue = count.referralRemaining == 0 && annualRemaining > 0;
    count.endingSoon = count.available <= 2;
    count.overLimit = count.used > rules.yearlyCap || used > limit;
    return count;
}

}  // namespace bloom
