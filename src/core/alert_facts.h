// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The facts alerts are raised and cleared by: what the database says, and what whoever syncs sees live.
#pragma once
#include "core/alerts.h"
#include "core/connection_views.h"

namespace bloom {

/// Complete attempts that failed in a row: of a practitioner, or of the practice (no id).
struct FailureFacts {
    PractitionerId practitioner;
    int inARow = 0;
    std::optional<ErrorKind> cause;
    QString causeText;
    std::optional<RunId> run;  ///< the newest that failed
    bool operator==(const FailureFacts&) const = default;
};

/// How long a full run took, or takes so far, without its waits for the rate limit.
struct FullRunTime {
    RunId run;
    milliseconds time{0};
    QString slowest;               ///< the kind that took longest; empty = not known
    std::optional<UtcTime> ended;  ///< nothing = it goes on
    bool operator==(const FullRunTime&) const = default;
};

/// A set of deletions that waits for an admin.
struct HeldFacts {
    QString id;
    RecordKind kind = RecordKind::Appointment;
    int count = 0;
    int liveThen = 0;
    RunId run;
    bool operator==(const HeldFacts&) const = default;
};

/// What the database says.
struct StoredAlertFacts {
    FailureFacts practice;
    std::vector<FailureFacts> practitioners;  ///< whom runs list, and who failed last
    std::optional<FullRunTime> lastFull;      ///< the newest that read to its end
    int eventsWaiting = 0;                    ///< received, being read, or to be retried
    int eventsDead = 0;
    std::vector<HeldFacts> held;
    int setAside = 0;
    bool operator==(const StoredAlertFacts&) const = default;
};

/// What is seen live.
struct LiveAlertFacts {
    HealthFacts health;
    TokenState token = TokenState::None;
    QString tokenProblem;
    std::optional<UtcTime> tokenFailingSince;
    std::optional<FullRunTime> running;  ///< the full run going on
    std::optional<FullRunTime> ended;    ///< the full run that ended last in this program
    std::optional<Error> databaseTrouble;
};

}  // namespace bloom
