// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Medicare mental-health sessions: 10 individual services a calendar year, 6 in one course. Values in, values
// out.
#pragma once
#include "core/clock.h"
#include "core/result.h"

#include <QDate>
#include <QString>
#include <map>
#include <optional>
#include <vector>

namespace bloom {

struct MhcpRules {
    int yearlyCap = 10;
    int course = 6;
    bool operator==(const MhcpRules&) const = default;
};
/// Medicare's rules of that calendar year, as they are known to this version.
MhcpRules mhcpRules(int year);

/// What a practice may set beside them.
struct MhcpPolicy {
    std::map<int, MhcpRules> since;  ///< from that calendar year on, instead of the known ones
    int planMonths = 0;              ///< a referral without an end lasts so long; 0 = it has none
    bool operator==(const MhcpPolicy&) const = default;
    MhcpRules of(int year) const;
};
/// "2027=12/6, 2028=10/6": from a calendar year on, services a year and in one course.
Result<std::map<int, MhcpRules>> parseMhcpRules(const QString& text);

/// A referral for a mental-health plan.
struct MhcpReferral {
    bool active = true;  ///< as the service says; does not turn off at expiry
    bool review = false;
    std::optional<int> limit;  ///< sessions of this course, if the referral says so
    std::optional<int> used;   ///< as the service counts; may exceed the limit
    std::optional<QDate> start, end;
    QString requester;
    bool operator==(const MhcpReferral&) const = default;
};

struct MhcpFacts {
    QDate today;  ///< the practitioner's local day
    std::vector<MhcpReferral> referrals;
    bool referralsKnown = false;  ///< were read, whole, at least once
    /// Local days of Medicare-billed, individual, completed sessions; any year.
    std::vector<QDate> medicareSessions;
    int unknownBilled = 0;  ///< individual, completed sessions of this year that nobody can say who pays for
    std::optional<QDate> wholeFrom{};  ///< sessions are whole from this day on; nothing = nobody knows
    MhcpPolicy policy{};
};

struct MhcpCount {
    bool known = false;   ///< false: show "unknown", not 10; or who pays for a session would change something
    bool active = false;  ///< a referral covers today
    int total = 10;       ///< the year's cap
    int used = 0;         ///< this year; ours is a lower bound of Medicare's
    int available = 0;
    int referralRemaining = 0;
    bool reviewDue = false;   ///< the referral is used up, the year is not
    bool endingSoon = false;  ///< at most 2 left
    bool overLimit = false;
    bool expired = false;      ///< none covers today, and one that did has ended
    bool usedAtLeast = false;  ///< there may be more: sessions that are not held, or of unknown billing
    std::optional<MhcpReferral> referral;  ///< the one counted by; the last one, where it has expired
    bool operator==(const MhcpCount&) const = default;
};
MhcpCount countMhcp(const MhcpFacts& facts);

}  // namespace bloom
