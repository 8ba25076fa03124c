// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The words of each state: what it means, what is still true, the one button.
#include "core/health.h"
#include "core/practice_time.h"

#include <QCoreApplication>
#include <QLocale>

namespace bloom {

namespace {

using namespace std::chrono;

struct Health {
    Q_DECLARE_TR_FUNCTIONS(Health)
};

QString clockTime(UtcTime t) { return toQDateTime(t).toLocalTime().toString(QStringLiteral("HH:mm:ss")); }

/// What never stops being true: Bloom reads its own copy.
QString oldDataStands(const HealthFacts& f) {
    if (!f.lastCompleteSuccess)
        return Health::tr("Nothing has been read from Halaxy completely yet.");
    return Health::tr("Everything read before still shows; the last complete sync began %1.")
        .arg(agoText(*f.lastCompleteSuccess, f.now));
}

QString nextRunText(const HealthFacts& f) {
    return f.nextRun ? Health::tr("The next run starts %1.").arg(untilText(*f.nextRun, f.now)) : QString();
}

QString progressText(const HealthFacts& f) {
    const QLocale locale;
    if (f.about)
        return Health::tr("%1 of about %2").arg(locale.toString(f.done), locale.toString(*f.about));
    return f.done == 1 ? Health::tr("%Ln record so far", nullptr, f.done)
                       : Health::tr("%Ln records so far", nullptr, f.done);
}

void describeCannotReach(StateView& view, const HealthFacts& f) {
    view.words = f.nextProbe
                     ? Health::tr("Can't reach Halaxy, tries again at %1").arg(clockTime(*f.nextProbe))
                     : Health::tr("Can't reach Halaxy");
    view.meaning = Health::tr(
        "Several calls in a row failed, so Bloom Sync waits and asks again by itself until Halaxy answers.");
    view.stillTrue = oldDataStands(f);
    view.action = StateAction::TryNow;
}

void describeFailing(StateView& view, const HealthFacts& f) {
    if (f.consecutiveFailures >= 3) {
        view.words = Health::tr("Failing: %Ln runs in a row", nullptr, f.consecutiveFailures);
        view.meaning = f.lastProblem.isEmpty()
                           ? Health::tr("The last runs failed; the sync log has the cause.")
                           : f.lastProblem;
    } else {
        view.words = Health::tr("Failing: no complete sync for too long");
        view.meaning =
            Health::tr("Runs end, but none has read everything; the sync log says what is in the way.");
    }
    view.stillTrue = oldDataStands(f);
    view.action = StateAction::ShowProblems;
}

void describeCatchingUp(StateView& view, const HealthFacts& f) {
    if (f.starting) {
        view.words = Health::tr("Starting");
        view.meaning = Health::tr("Settings and the database are being opened.");
        return;
    }
    const auto off = floor<hours>(f.now - f.lastCompleteSuccess.value_or(f.now));
    const auto daysOff = floor<days>(off);
    if (off < hours(48))
        view.words = Health::tr("Catching up after %Ln h off", nullptr, static_cast<int>(off.count()));
    else
        view.words = Health::tr("Catching up after %Ln days off", nullptr, static_cast<int>(daysOff.count()));
    view.meaning =
        Health::tr("Bloom Sync was not running; the first run since then brings everything up to date.");
    view.stillTrue = oldDataStands(f);
    view.action = f.running ? StateAction::None : StateAction::SyncNow;
}

void describeFirstSync(StateView& view, const HealthFacts& f) {
    if (!f.running) {
        view.words = Health::tr("First sync starts soon");
        view.meaning = Health::tr("Nothing has been read from Halaxy yet. %1").arg(nextRunText(f)).trimmed();
        view.action = StateAction::SyncNow;
        return;
    }
    view.words = Health::tr("First sync, %1").arg(progressText(f));
    view.meaning = Health::tr("Bloom Sync reads the practice for the first time.");
    view.stillTrue = Health::tr("Figures are not whole until it ends; what has come already shows.");
    view.action = StateAction::Cancel;
}

void describePaused(StateView& view, const HealthFacts& f) {
    if (f.pausedUntil) {
        const QDateTime until = toQDateTime(*f.pausedUntil).toLocalTime();
        const bool sameDay = until.date() == toQDateTime(f.now).toLocalTime().date();
        const QLocale locale;
        view.words = Health::tr("Paused until %1")
                         .arg(locale.toString(
                             until, sameDay ? QStringLiteral("HH:mm") : QStringLiteral("ddd d MMM HH:mm")));
        view.meaning = Health::tr("Somebody paused syncing; it goes on by itself.");
    } else {
        view.words = Health::tr("Paused until you resume");
        view.meaning = Health::tr("Somebody paused syncing; nothing is fetched until you resume.");
    }
    view.stillTrue = oldDataStands(f);
    view.action = StateAction::Resume;
}

void describeNeedAttention(StateView& view, const HealthFacts& f) {
    const int count = f.recordsNeedAttention;
    if (count == 0)
        view.words = Health::tr("The last run was partial");
    else
        view.words = count == 1 ? Health::tr("%Ln record needs attention", nullptr, count)
                                : Health::tr("%Ln records need attention", nullptr, count);
    view.meaning = count == 0
                       ? Health::tr("Part of the last run did not come whole; the sync log names it.")
                       : Health::tr("Some records could not be used or could not be confirmed in Halaxy.");
    view.stillTrue = Health::tr("All other records are in step.");
    if (count == 0 || f.lastRunPartial)
        view.stillTrue = oldDataStands(f);
    view.action = StateAction::ShowProblems;
}

void describeRetrying(StateView& view, const HealthFacts& f) {
    view.words = f.nextRun
                     ? Health::tr("The last run failed, tries again %1").arg(untilText(*f.nextRun, f.now))
                     : Health::tr("The last run failed, tries again");
    view.meaning = f.lastProblem.isEmpty()
                       ? Health::tr("One failure may pass by itself; the next run tries again.")
                       : f.lastProblem;
    view.stillTrue = oldDataStands(f);
    view.action = StateAction::SyncNow;
}

void describeCallsHeld(StateView& view, const HealthFacts& f) {
    view.words = Health::tr("Calls to Halaxy are held");
    view.meaning =
        f.callsHeldBy.isEmpty()
            ? Health::tr("Nothing is sent to Halaxy until the hold is released.")
            : Health::tr("%1 held all calls; nothing is sent to Halaxy until the hold is released.")
                  .arg(f.callsHeldBy);
    view.stillTrue = oldDataStands(f);
    view.action = StateAction::ReleaseCalls;
}

void describeHeld(StateView& view, const HealthFacts& f) {
    view.words = f.heldRuns == 1 ? Health::tr("%Ln run is held and needs you", nullptr, f.heldRuns)
                                 : Health::tr("%Ln runs are held and need you", nullptr, f.heldRuns);
    view.meaning = Health::tr("More records vanished at once than is usual, so nothing was deleted.");
    view.stillTrue = Health::tr("New and changed records have been applied.");
    view.action = StateAction::ShowHeld;
}

void describeRateLimit(StateView& view, const HealthFacts& f) {
    view.words =
        Health::tr("Waiting for the rate limit until %1").arg(clockTime(f.rateLimitedUntil.value_or(f.now)));
    view.meaning =
        Health::tr("Halaxy takes 500 calls a minute; the run goes on by itself when there is room again.");
    view.stillTrue = oldDataStands(f);
}

void describeSimple(StateView& view, const HealthFacts& f, AppState state) {
    if (state == AppState::DatabaseUnavailable) {
        view.words = Health::tr("Database unavailable");
        view.meaning = f.databaseProblem;
        view.stillTrue =
            Health::tr("Nothing is lost: Halaxy holds every record, and a run brings them back.");
        view.action = StateAction::OpenSettings;
    } else if (state == AppState::NotSetUp) {
        view.words = Health::tr("Not set up");
        view.meaning = Health::tr("Bloom Sync needs the client id and secret of your Halaxy account.");
        view.action = StateAction::OpenSettings;
    } else if (state == AppState::CredentialsRefused) {
        view.words = Health::tr("Halaxy refuses the credentials");
        view.meaning = Health::tr("The client id or secret is wrong, or access was withdrawn in Halaxy.");
        view.stillTrue = oldDataStands(f);
        view.action = StateAction::OpenSettings;
    } else if (state == AppState::OtherComputerSyncs) {
        view.words = Health::tr("Another computer syncs");
        view.meaning = Health::tr("It writes to the same database; this one shows what it brings.");
        view.stillTrue = oldDataStands(f);
    } else if (state == AppState::Syncing) {
        view.words =
            f.about || f.done > 0 ? Health::tr("Syncing, %1").arg(progressText(f)) : Health::tr("Syncing");
        view.meaning = Health::tr("Bloom Sync compares its records with Halaxy.");
        view.stillTrue = oldDataStands(f);
        view.action = StateAction::Cancel;
    } else {
        view.words = Health::tr("Up to date");
        view.meaning = f.lastCompleteSuccess
                           ? Health::tr("Everything matched Halaxy in the sync that began %1.")
                                 .arg(agoText(*f.lastCompleteSuccess, f.now))
                           : Health::tr("Everything matched Halaxy in the last sync.");
        view.stillTrue = nextRunText(f);
        view.action = StateAction::SyncNow;
    }
}

Severity severityOf(AppState state) {
    switch (state) {
        case AppState::DatabaseUnavailable:
        case AppState::CredentialsRefused:
        case AppState::CannotReach:
        case AppState::Failing:
            return Severity::Problem;
        case AppState::NotSetUp:
        case AppState::HeldNeedsYou:
        case AppState::Paused:
        case AppState::CallsHeld:
        case AppState::NeedAttention:
        case AppState::RetryingAfterFailure:
            return Severity::Attention;
        case AppState::CatchingUp:
        case AppState::FirstSync:
        case AppState::WaitingForRateLimit:
        case AppState::Syncing:
            return Severity::Busy;
        case AppState::OtherComputerSyncs:
        case AppState::UpToDate:
            return Severity::Calm;
    }
    Q_UNREACHABLE();
}

void describe(StateView& view, const HealthFacts& f) {
    switch (view.state) {
        case AppState::HeldNeedsYou:
            return describeHeld(view, f);
        case AppState::CannotReach:
            return describeCannotReach(view, f);
        case AppState::Failing:
            return describeFailing(view, f);
        case AppState::CatchingUp:
            return describeCatchingUp(view, f);
        case AppState::FirstSync:
            return describeFirstSync(view, f);
        case AppState::Paused:
            return describePaused(view, f);
        case AppState::CallsHeld:
            return describeCallsHeld(view, f);
        case AppState::WaitingForRateLimit:
            return describeRateLimit(view, f);
        case AppState::NeedAttention:
            return describeNeedAttention(view, f);
        case AppState::RetryingAfterFailure:
            return describeRetrying(view, f);
        case AppState::DatabaseUnavailable:
        case AppState::NotSetUp:
        case AppState::CredentialsRefused:
        case AppState::OtherComputerSyncs:
        case AppState::Syncing:
        case AppState::UpToDate:
            return describeSimple(view, f, view.state);
    }
    Q_UNREACHABLE();
}

}  // namespace

StateView describeState(const HealthFacts& facts) {
    StateView view;
    view.state = decideState(facts);
    view.severity = severityOf(view.state);
    view.icon = QStringLiteral("state-") + name(view.state);
    describe(view, facts);
    return view;
}

}  // namespace bloom
