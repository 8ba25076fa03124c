// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a practitioner's dashboard holds (design: one read feeds window, JSON and terminal alike).
#pragma once
#include "core/clock.h"
#include "core/ids.h"
#include "core/mhcp.h"
#include "core/money.h"
#include "core/status.h"

#include <QDate>
#include <QStringList>
#include <QTime>
#include <map>
#include <optional>
#include <vector>

namespace bloom {

struct PractitionerView {
    PractitionerId id;
    HalaxyId halaxyId;
    HalaxyId halaxyRoleId;
    QString firstName, lastName, displayName, email, phone, ahpraNumber;
    QualificationType qualification = QualificationType::General;
    QString timezone;
    int weeklySessionTarget = 25;
    Cents weeklyRevenueTarget{550000};
    Cents monthlyRevenueTarget{2200000};
    PractitionerStatus status = PractitionerStatus::Onboarding;
    std::optional<UtcTime> lastSynced;
    bool syncing = true;  ///< false: an admin said "don't sync"
    bool operator==(const PractitionerView&) const = default;
};

struct SessionView {
    SessionId id;
    HalaxyId appointmentId;
    UtcTime start;
    UtcTime end;
    QDate localDate;
    QString localTime;  ///< "9:00 AM"
    int minutes = 0;
    ClientId clientId;
    HalaxyId patientId;
    QString initials;
    QString clientName;  ///< shown outside privacy mode
    bool placeholderClient = false;
    QString clientPhone, clientEmail;  ///< hidden in privacy mode, never in the JSON
    QString treatmentPlan;             ///< Bloom's own, like presentingIssues
    std::optional<int> sessionNumber;
    bool sessionNumberAtLeast = false;  ///< history is not complete: "at least"
    QStringList presentingIssues;
    std::optional<int> mhcpRemaining;  ///< nothing = no plan, or unknown
    bool mhcpKnown = false;            ///< the client's referrals were read: nothing remaining = no plan
    std::optional<int> mhcpTotal;
    std::optional<MhcpCount> plan;  ///< nothing = no such plan, or it is not known
    std::optional<int> relationshipMonths;
    bool relationshipAtLeast = false;
    SessionStatus status = SessionStatus::Unknown;
    QString rawStatus;
    bool upNext = false;
    bool inProgress = false;   ///< between start and end of a confirmed session: shown, never stored
    bool overlaps = false;     ///< with another session of the day that takes place
    bool stillBooked = false;  ///< over, and nobody has said how it went
    bool group = false;
    bool notConfirmed = false;  ///< missing from the last complete listing
    bool kept = false;          ///< and an admin decided to keep it, though it is not in Halaxy any more
    LocationType location = LocationType::Unknown;
    QString locationDetails;
    BillingType billing = BillingType::Unknown;
    std::optional<Cents> invoiceAmount;
    bool paid = false;
    bool operator==(const SessionView&) const = default;
};

struct WeeklyStats {
    QDate start, end;  ///< Monday, Sunday
    int completed = 0, scheduled = 0, maximum = 25, noShows = 0, cancellations = 0, unknown = 0;
    Cents revenue, targetRevenue;
    std::optional<double> completionRate;  ///< 0…1, nothing at 0 sessions
    std::vector<int> perDay;               ///< 7 counts of completed + scheduled, Monday first
    bool operator==(const WeeklyStats&) const = default;
};

struct MonthlyStats {
    QDate month;  ///< its first day
    Cents currentRevenue, targetRevenue;
    Cents paid, outstanding;
    std::optional<Cents> projected;
    bool projectedAtLeast = false;          ///< some booked sessions have no expected value yet
    std::optional<Cents> yearlyProjection;  ///< nothing before day 28, or with incomplete history
    int completed = 0, scheduled = 0, unknown = 0;
    std::optional<Cents> averageSessionValue;
    std::map<BillingType, Cents> revenueByBilling;
    Cents withoutSession;  ///< invoices of the month that belong to no session
    bool operator==(const MonthlyStats&) const = default;
};

/// How soon somebody has to look at a plan, most urgent first.
enum class PlanUrgency { OverLimit, Expired, UsedUp, ReviewDue, EndingSoon, Unknown, Fine };
QString name(PlanUrgency urgency);

/// One line of the plan list: a client with a mental-health plan, or of whom that is not known.
struct PlanView {
    ClientId clientId;
    HalaxyId patientId;
    QString initials;
    QString clientName;  ///< shown outside privacy mode
    MhcpCount count;
    PlanUrgency urgency = PlanUrgency::Fine;
    std::optional<UtcTime> nextSession;
    bool operator==(const PlanView&) const = default;
};

struct UpcomingStats {
    int tomorrow = 0, restOfWeek = 0, nextWeek = 0;
    std::optional<int> mhcpEndingSoon;  ///< nothing = not all plans are known yet
    std::optional<int> needFollowUp;
    std::optional<int> regularsNotBooked;
    bool operator==(const UpcomingStats&) const = default;
};

enum class SyncHealth { Healthy, Stale, Error };
QString name(SyncHealth health);

struct SyncStatusView {
    bool connected = false;
    std::optional<UtcTime> lastSuccess;  ///< start of the last complete run
    std::optional<UtcTime> lastAttempt;
    std::optional<UtcTime> lastFull;
    std::optional<UtcTime> lastIncremental;
    std::optional<UtcTime> nextScheduled;
    SyncHealth health = SyncHealth::Stale;
    int consecutiveFailures = 0;
    int pendingChanges = 0;
    int unresolvedErrors = 0;
    int notConfirmed = 0;
    QString lastError;
    bool operator==(const SyncStatusView&) const = default;
};

struct Dashboard {
    PractitionerView practitioner;
    QDate date;
    std::vector<SessionView> sessions;  ///< of that day, in time order, cancelled ones too
    WeeklyStats week;
    MonthlyStats month;
    UpcomingStats upcoming;
    std::vector<PlanView> plans;  ///< of the practitioner's active clients, most urgent first
    SyncStatusView sync;
    UtcTime lastUpdated;
    QString currency = QStringLiteral("AUD");
    bool stillLoading = false;                 ///< the first sync has not ended: figures are not whole
    std::optional<QDate> historyCompleteFrom;  ///< figures that need earlier evidence say "at least"
    bool operator==(const Dashboard&) const = default;
};

}  // namespace bloom
