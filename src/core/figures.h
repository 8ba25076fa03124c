// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard's figures as pure functions of facts already read: DASHBOARD.md's definitions, one function
// each. No SQL and no clock in here, so a table tests every one of them.
#pragma once
#include "core/dashboard.h"
#include "core/practice_time.h"

#include <span>

namespace bloom::figures {

/// A live session (deleted ones are left out before).
struct SessionFact {
    SessionId id;
    ClientId client;
    UtcTime start;
    UtcTime end;
    SessionStatus status = SessionStatus::Unknown;
    BillingType billing = BillingType::Unknown;
    std::optional<Cents> invoiced;       ///< of its invoices that are not written off
    std::optional<UtcTime> statusSince;  ///< when it became cancelled, where that is known
};

/// An invoice that is not written off. One that covers several sessions stands once, at the earliest of them.
struct InvoiceFact {
    std::optional<UtcTime> sessionStart;  ///< nothing = belongs to no session; then `date` counts
    std::optional<QDate> date;
    BillingType billing = BillingType::Unknown;
    Cents gross, paid, balance;  ///< a credit is negative
};

/// What is known of a practitioner's client for the lists of whom to look after.
struct ClientFact {
    ClientId id;
    bool active = true;
    std::vector<UtcTime> completed;           ///< starts of the last six completed sessions, newest first
    std::optional<SessionStatus> lastStatus;  ///< of the newest session that is over
    bool booked = false;                      ///< scheduled or confirmed, not yet ended
    std::optional<int> mhcpRemaining;         ///< nothing = no plan, or unknown
    bool mhcpUnknown = false;                 ///< the plan has not been read yet
};

bool isBooked(const SessionFact& session, UtcTime now);
/// Between start and end of a confirmed session: shown, never stored.
bool isInProgress(SessionStatus status, UtcTime start, UtcTime end, UtcTime now);
std::optional<Cents> median(std::vector<Cents> amounts);
/// Whole months from one local day to another; 0 when `to` is earlier.
int wholeMonths(QDate from, QDate to);
/// Median gap of the last six completed sessions, from three of them on; else 14 days.
milliseconds usualRhythm(std::span<const UtcTime> completedNewestFirst);
/// How urgent a plan is; nothing for a client who has none and used none.
std::optional<PlanUrgency> planUrgency(const MhcpCount& count);
bool needsFollowUp(const ClientFact& client, UtcTime now);
bool regularNotBooked(const ClientFact& client, UtcTime now);

Cents revenueOf(std::span<const InvoiceFact> invoices, UtcInterval period);

/// What a booked session is expected to bring: its invoice, else the client's median of the last six
/// invoiced, else the practitioner's for that billing type, else unknown.
struct Expectations {
    std::map<ClientId, std::vector<Cents>> byClient;  ///< newest first; six are used
    std::map<BillingType, std::vector<Cents>> byBilling;
    std::optional<Cents> of(const SessionFact& session) const;
};

struct Moment {
    const PracticeZone& zone;
    QDate date;  ///< the day asked for
    UtcTime now;
};
WeeklyStats weekly(std::span<const SessionFact> sessions, std::span<const InvoiceFact> invoices,
                   const PractitionerView& practitioner, const Moment& at);
MonthlyStats monthly(std::span<const SessionFact> sessions, std::span<const InvoiceFact> invoices,
                     const Expectations& expectations, const PractitionerView& practitioner,
                     const Moment& at);
/// Earned this calendar year / days elapsed × days of the year; nothing before day 28 or when the year is not
/// whole.
std::optional<Cents> yearlyProjection(Cents earned, QDate date, QDate today,
                                      std::optional<QDate> historyCompleteFrom);
UpcomingStats upcoming(std::span<const SessionFact> sessions, std::span<const ClientFact> clients,
                       const Moment& at);

struct HealthInput {
    std::optional<UtcTime> lastSuccess;  ///< start of the last complete full run
    std::optional<RunOutcome> newestFull;
    int consecutiveFailures = 0;
    UtcTime now;
};
SyncHealth syncHealth(const HealthInput& input);

/// Marks "up next", "in progress", what overlaps and what is over but still booked, in the sessions of one
/// day in time order.
/// "Up next" is today's alone.
void markDay(std::vector<SessionView>& sessions, UtcTime now, bool isToday = true);

}  // namespace bloom::figures
