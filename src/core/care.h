// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everyone: today over all practitioners, and the one list of what to act on, each line with its reason and
// what somebody did about it.
#pragma once
#include "core/dashboard.h"

namespace bloom {

/// Why a line stands in the list, most urgent first.
enum class CareReason {
    OverLimit,
    PlanExpired,
    PlanUsedUp,
    ReviewDue,
    Overlap,
    EndedStillBooked,
    EndingSoon,
    FollowUp,
    RegularNotBooked,
    WithoutInvoice,
    Outstanding
};
QString name(CareReason reason);

/// What somebody did about a line.
enum class CareState { Open, Snoozed, Done };

struct CareItem {
    QString key;    ///< "follow-up/<client>": the same line tomorrow, and after a restart
    QString facts;  ///< what it was judged by: *Done* holds until these differ
    CareReason reason = CareReason::FollowUp;
    PractitionerId practitioner;
    QString practitionerName;
    ClientId client;
    HalaxyId patient;
    QString initials, clientName, phone, email;  ///< all but the initials hidden in privacy mode
    std::optional<HalaxyId> appointment;         ///< a line about one session
    std::optional<UtcTime> at;                   ///< when that session is, or when the client was last seen
    QDate day;                                   ///< the same, as the practitioner's local day
    QTime time;                                  ///< local; invalid for lines that are about a day
    std::optional<Cents> amount;                 ///< outstanding
    int used = 0, limit = 0;                     ///< plans: sessions used, and how many it or the year allows
    bool ofYear = false;                         ///< plans: the limit is the calendar year's
    int days = 0;                                ///< since the last session, or overdue
    CareState state = CareState::Open;
    std::optional<QDate> snoozedUntil;
    QString note;
    bool operator==(const CareItem&) const = default;
};

/// Today of one practitioner.
struct DayColumn {
    PractitionerView practitioner;
    QDate date;
    std::vector<SessionView> sessions;
    bool operator==(const DayColumn&) const = default;
};

struct EveryoneView {
    std::vector<DayColumn> days;  ///< with sessions, or active; by name
    std::vector<CareItem> items;  ///< most urgent first; done and snoozed ones too
    int plansUnknown = 0;         ///< clients whose plan has not been read yet
    bool stillLoading = false;    ///< the first sync has not ended: what is missing here may exist
    UtcTime at;
    QString currency = QStringLiteral("AUD");
};

/// What somebody says about a line; nothing = leave. Clearing is an invalid date, or an empty note.
struct CareMark {
    QString key;
    QString facts;
    ClientId client;
    std::optional<bool> done;
    std::optional<QDate> snoozeUntil;  ///< the practice's local day on which it comes back
    std::optional<QString> note;
};

/// What Bloom owns of a client; nothing = leave.
struct ClientPatch {
    ClientId client;
    std::optional<QStringList> presentingIssues;
    std::optional<QString> treatmentPlan;
};
/// Nothing when it may be stored, else what was expected.
std::optional<Error> checkClientPatch(const ClientPatch& patch);

/// One change of a value that Bloom owns.
struct OwnedChange {
    UtcTime at;
    QString who;
    QString field;  ///< column: "presenting_issues", "weekly_session_target" …
    QString before, after;
    bool operator==(const OwnedChange&) const = default;
};

/// What Bloom owns of one client, with its history, newest first.
struct ClientNotes {
    ClientId client;
    QString initials, clientName;
    QStringList presentingIssues;
    QString treatmentPlan;
    std::vector<OwnedChange> changes;
};

}  // namespace bloom
