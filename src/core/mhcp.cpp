// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mhcp.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

namespace bloom {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Settings)
};

/// Its own end, else the practice's rule for referrals without one.
std::optional<QDate> endOf(const MhcpReferral& referral, const MhcpPolicy& policy) {
    if (referral.end || policy.planMonths == 0 || !referral.start)
        return referral.end;
    return referral.start->addMonths(policy.planMonths).addDays(-1);
}

bool covers(const MhcpReferral& referral, QDate day, const MhcpPolicy& policy) {
    const auto end = endOf(referral, policy);
    return referral.active && (!referral.start || *referral.start <= day) && (!end || day <= *end);
}

/// The one that ended last, where none goes on.
std::optional<MhcpReferral> lastEnded(const MhcpFacts& facts) {
    std::optional<MhcpReferral> last;
    for (const MhcpReferral& referral : facts.referrals) {
        const auto end = endOf(referral, facts.policy);
        if (end && *end < facts.today && (!last || *end > *endOf(*last, facts.policy)))
            last = referral;
    }
    return last;
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
        if (!covers(referral, facts.today, facts.policy))
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

MhcpRules MhcpPolicy::of(int year) const {
    const auto later = since.upper_bound(year);
    return later == since.begin() ? mhcpRules(year) : std::prev(later)->second;
}

Result<std::map<int, MhcpRules>> parseMhcpRules(const QString& text) {
    static const QRegularExpression kRule(
        QStringLiteral("\\A\\s*(20[0-9]{2})\\s*=\\s*([0-9]{1,2})\\s*/\\s*([0-9]{1,2})\\s*\\z"));
    std::map<int, MhcpRules> since;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        const auto rule = kRule.match(part);
        const MhcpRules rules{rule.captured(2).toInt(), rule.captured(3).toInt()};
        if (!rule.hasMatch() || rules.yearlyCap < 1 || rules.course < 1 || rules.course > rules.yearlyCap)
            return fail(ErrorKind::Settings,
                        Words::tr("Expected a year, sessions a year and sessions in a course, such as "
                                  "2027=10/6. Put a comma between several."));
        since[rule.captured(1).toInt()] = rules;
    }
    return since;
}

namespace {

/// As if so many sessions of this year had been Medicare's.
MhcpCount countUsed(const MhcpFacts& facts, const MhcpRules& rules, int usedThisYear) {
    MhcpCount count;
    count.total = rules.yearlyCap;
    count.used = usedThisYear;
    count.referral = choose(facts, rules);
    count.active = count.referral.has_value();
    const int limit = count.referral ? limitOf(*count.referral, rules) : rules.course;
    const int used =
        count.referral ? usedOf(*count.referral, facts.medicareSessions) : usedInCourse(usedThisYear, rules);
    const int annualRemaining = std::max(0, rules.yearlyCap - usedThisYear);
    count.referralRemaining = std::max(0, limit - used);
    count.available = std::min(annualRemaining, count.referralRemaining);
    count.reviewDue = count.referralRemaining == 0 && annualRemaining > 0;
    count.endingSoon = count.available <= 2;
    count.overLimit = usedThisYear > rules.yearlyCap || used > limit;
    return count;
}

/// Nobody who never had a referral, and nothing of Medicare's, has a plan, whoever pays for the rest.
bool hasNoPlan(const MhcpFacts& facts, int used) { return facts.referrals.empty() && used == 0; }

}  // namespace

MhcpCount countMhcp(const MhcpFacts& facts) {
    const MhcpRules rules = facts.policy.of(facts.today.year());
    const int used = static_cast<int>(std::ranges::count_if(
        facts.medicareSessions, [&](QDate day) { return day.year() == facts.today.year(); }));
    MhcpCount count = countUsed(facts, rules, used);
    // Whoever pays for the sessions nobody knows about: where all guesses say the same, it is known.
    bool same = true;
    for (int guess = 1; guess <= facts.unknownBilled; ++guess) {
        const MhcpCount other = countUsed(facts, rules, used + guess);
        same = same && count.available == other.available && count.reviewDue == other.reviewDue &&
               count.overLimit == other.overLimit;
    }
    count.known = facts.referralsKnown && (same || hasNoPlan(facts, used));
    count.usedAtLeast =
        facts.unknownBilled > 0 || !facts.wholeFrom || *facts.wholeFrom > QDate(facts.today.year(), 1, 1);
    if (!count.active)
        count.referral = lastEnded(facts);
    count.expired = !count.active && count.referral.has_value();
    return count;
}

}  // namespace bloom
