// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which state is shown: the highest of those that apply.
#include "core/health.h"

namespace bloom {

namespace {

/// Nobody is meant to fetch just now, so age is no fault.
bool fetchingStopped(const HealthFacts& f) { return f.paused || f.callsHeld || f.otherComputerSyncs; }

bool isFailing(const HealthFacts& f) { return f.consecutiveFailures >= 3 || dataIsStale(f); }

/// After a start or wake, age alone is no alert until the first run has ended.
bool isCatchingUp(const HealthFacts& f) {
    return f.starting ||
           (f.lastCompleteSuccess && !f.runEndedSinceStart && dataIsOld(f) && !fetchingStopped(f));
}

bool isFirstSync(const HealthFacts& f) {
    if (f.everSynced)
        return false;
    return f.running || (f.consecutiveFailures == 0 && !f.lastRunPartial && !fetchingStopped(f));
}

}  // namespace

bool dataIsOld(const HealthFacts& f) {
    return f.now - f.lastCompleteSuccess.value_or(f.engineStarted) > f.staleAfter;
}

bool dataIsStale(const HealthFacts& f) {
    const bool firstGoesOn = !f.everSynced && f.running;
    return f.runEndedSinceStart && dataIsOld(f) && !firstGoesOn && !fetchingStopped(f);
}

AppState decideState(const HealthFacts& f) {
    if (!f.databaseProblem.isEmpty())
        return AppState::DatabaseUnavailable;
    if (f.starting)
        return AppState::CatchingUp;  // nothing else is known yet
    if (!f.configured)
        return AppState::NotSetUp;
    if (f.credentialsRefused)
        return AppState::CredentialsRefused;
    if (f.heldRuns > 0)
        return AppState::HeldNeedsYou;
    if (f.circuitOpen)
        return AppState::CannotReach;
    if (isFailing(f))
        return AppState::Failing;
    if (isCatchingUp(f))
        return AppState::CatchingUp;
    if (isFirstSync(f))
        return AppState::FirstSync;
    if (f.paused)
        return AppState::Paused;
    if (f.callsHeld)
        return AppState::CallsHeld;
    if (f.otherComputerSyncs)
        return AppState::OtherComputerSyncs;
    if (f.rateLimitedUntil && *f.rateLimitedUntil > f.now)
        return AppState::WaitingForRateLimit;
    if (f.lastRunPartial || f.recordsNeedAttention > 0)
        return AppState::NeedAttention;
    if (f.consecutiveFailures > 0)
        return AppState::RetryingAfterFailure;
    return f.running ? AppState::Syncing : AppState::UpToDate;
}

QString name(AppState state) {
    switch (state) {
        case AppState::DatabaseUnavailable:
            return QStringLiteral("database-unavailable");
        case AppState::NotSetUp:
            return QStringLiteral("not-set-up");
        case AppState::CredentialsRefused:
            return QStringLiteral("credentials-refused");
        case AppState::HeldNeedsYou:
            return QStringLiteral("held");
        case AppState::CannotReach:
            return QStringLiteral("cannot-reach");
        case AppState::Failing:
            return QStringLiteral("failing");
        case AppState::CatchingUp:
            return QStringLiteral("catching-up");
        case AppState::FirstSync:
            return QStringLiteral("first-sync");
        case AppState::Paused:
            return QStringLiteral("paused");
        case AppState::CallsHeld:
            return QStringLiteral("calls-held");
        case AppState::OtherComputerSyncs:
            return QStringLiteral("other-computer-syncs");
        case AppState::WaitingForRateLimit:
            return QStringLiteral("waiting-for-rate-limit");
        case AppState::NeedAttention:
            return QStringLiteral("need-attention");
        case AppState::RetryingAfterFailure:
            return QStringLiteral("retrying");
        case AppState::Syncing:
            return QStringLiteral("syncing");
        case AppState::UpToDate:
            return QStringLiteral("up-to-date");
    }
    Q_UNREACHABLE();
}

}  // namespace bloom
