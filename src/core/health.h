// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// State → (severity, icon, words): one pure function, used by pill, tray, tooltip, window title, terminal and
// JSON, so that no two places can say different things.
#pragma once
#include "core/clock.h"

#include <QMetaType>
#include <QString>
#include <optional>

namespace bloom {

enum class Severity { Calm, Busy, Attention, Problem };

/// Highest first: the first that applies is shown.
enum class AppState {
    DatabaseUnavailable,
    NotSetUp,
    CredentialsRefused,
    HeldNeedsYou,
    CannotReach,  ///< circuit open
    Failing,      ///< 3 in a row, or no complete full run for an hour while running
    CatchingUp,
    FirstSync,
    Paused,
    CallsHeld,
    OtherComputerSyncs,
    WaitingForRateLimit,
    NeedAttention,  ///< partial
    RetryingAfterFailure,
    Syncing,
    UpToDate,
};

/// The facts the state is decided from.
struct HealthFacts {
    UtcTime now;
    bool starting = false;    ///< settings and database not read yet
    QString databaseProblem;  ///< empty = it works
    QString databaseNotice;   ///< what was done about a damaged one, for some days
    bool configured = false;
    bool credentialsRefused = false;
    int heldRuns = 0;  ///< sets of deletions that wait for an admin
    bool circuitOpen = false;
    std::optional<UtcTime> nextProbe;
    int consecutiveFailures = 0;
    std::optional<UtcTime> lastCompleteSuccess;  ///< start of the last complete full run
    UtcTime engineStarted;  ///< start or wake: age alone is catching up until the first run ended
    bool runEndedSinceStart = false;
    bool everSynced = false;
    bool running = false;
    int done = 0;
    std::optional<int> about;
    bool paused = false;
    std::optional<UtcTime> pausedUntil;  ///< nothing = until I resume
    bool callsHeld = false;
    QString callsHeldBy;
    bool otherComputerSyncs = false;
    QString otherSyncer;  ///< "bloom-sync, process 4711"; empty = not known
    std::optional<UtcTime> rateLimitedUntil;
    int recordsNeedAttention = 0;  ///< set aside + missing, not confirmed
    bool lastRunPartial = false;
    bool fullRunsOnly = false;  ///< the service does not list by time of change: no delta runs
    std::chrono::minutes fullRunInterval{15};
    milliseconds staleAfter = std::chrono::hours(1);  ///< longer where runs are further apart than half of it
    std::optional<UtcTime> nextRun;
    QString lastProblem;  ///< sentence of the newest failure
};

/// Which command mends it, for the one button.
enum class StateAction {
    None,
    OpenSettings,
    TestConnection,
    TryNow,
    SyncNow,
    Resume,
    ReleaseCalls,
    ShowProblems,
    Cancel,
    ShowHeld,      ///< the held deletions, to be decided
    OpenInbox,     ///< the webhooks page
    ShowForecast,  ///< what a run costs against the minute's calls
};

struct StateView {
    AppState state = AppState::UpToDate;
    Severity severity = Severity::Calm;
    QString icon;       ///< name in resources/icons, without folder and ending
    QString words;      ///< "Up to date"
    QString meaning;    ///< one sentence: what it means
    QString stillTrue;  ///< one sentence: what is still true; may be empty
    StateAction action = StateAction::None;
    bool operator==(const StateView&) const = default;
};

AppState decideState(const HealthFacts& facts);
StateView describeState(const HealthFacts& facts);
/// The last complete full run is longer ago than it may be; or there was none since the start.
bool dataIsOld(const HealthFacts& facts);
/// The same while somebody is meant to fetch, and not only because the first run since a start or wake goes
/// on.
bool dataIsStale(const HealthFacts& facts);
QString name(AppState state);  ///< "up-to-date" …, for JSON
/// "3 min ago", "yesterday 14:05"; the exact time is the caller's tool tip.
QString agoText(UtcTime then, UtcTime now);
/// "in 11 min"
QString untilText(UtcTime then, UtcTime now);

}  // namespace bloom

Q_DECLARE_METATYPE(bloom::StateView)
