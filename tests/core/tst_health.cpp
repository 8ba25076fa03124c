// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every state, which one is shown when several apply, and the exact words of each.
#include "core/health.h"
#include "core/practice_time.h"

#include <QtTest>

using namespace bloom;
using namespace std::chrono_literals;

namespace {

UtcTime at(const char* text) { return *parseUtc(QString::fromLatin1(text)); }
const UtcTime kNow = at("2026-11-24T12:00:00Z");

/// A practice in step, five minutes after a run.
HealthFacts inStep() {
    HealthFacts f;
    f.now = kNow;
    f.configured = true;
    f.everSynced = true;
    f.engineStarted = kNow - 8h;
    f.runEndedSinceStart = true;
    f.lastCompleteSuccess = kNow - 5min;
    f.nextRun = kNow + 10min;
    return f;
}

struct Mark {
    AppState state;
    void (*set)(HealthFacts&);
};
/// How to get into each state from a practice in step, highest first.
const Mark kMarks[] = {
    {AppState::DatabaseUnavailable,
     [](HealthFacts& f) { f.databaseProblem = QStringLiteral("The disk is full."); }},
    {AppState::NotSetUp, [](HealthFacts& f) { f.configured = false; }},
    {AppState::CredentialsRefused, [](HealthFacts& f) { f.credentialsRefused = true; }},
    {AppState::HeldNeedsYou, [](HealthFacts& f) { f.heldRuns = 1; }},
    {AppState::CannotReach, [](HealthFacts& f) { f.circuitOpen = true; }},
    {AppState::Failing, [](HealthFacts& f) { f.consecutiveFailures = 3; }},
    {AppState::CatchingUp,
     [](HealthFacts& f) { f.runEndedSinceStart = false, f.lastCompleteSuccess = kNow - 9h; }},
    {AppState::Paused, [](HealthFacts& f) { f.paused = true; }},
    {AppState::CallsHeld, [](HealthFacts& f) { f.callsHeld = true; }},
    {AppState::OtherComputerSyncs, [](HealthFacts& f) { f.otherComputerSyncs = true; }},
    {AppState::WaitingForRateLimit, [](HealthFacts& f) { f.rateLimitedUntil = kNow + 20s; }},
    {AppState::NeedAttention, [](HealthFacts& f) { f.recordsNeedAttention = 2; }},
    {AppState::RetryingAfterFailure, [](HealthFacts& f) { f.consecutiveFailures = 1; }},
    {AppState::Syncing, [](HealthFacts& f) { f.running = true; }},
    {AppState::UpToDate, [](HealthFacts&) {}},
};

/// Being stopped on purpose explains age, so these two never stand together.
bool excludeEachOther(AppState a, AppState b) {
    const bool stopped =
        b == AppState::Paused || b == AppState::CallsHeld || b == AppState::OtherComputerSyncs;
    return a == AppState::CatchingUp && stopped;
}
/// Both say it with the same fact.
bool sameFact(AppState a, AppState b) {
    return a == AppState::Failing && b == AppState::RetryingAfterFailure;
}

}  // namespace

class TestHealth : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        qputenv("TZ", "UTC");
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Australia));
    }

    void higherStatesHideLowerOnes() {
        for (std::size_t high = 0; high < std::size(kMarks); ++high) {
            HealthFacts alone = inStep();
            kMarks[high].set(alone);
            QCOMPARE(decideState(alone), kMarks[high].state);
            for (std::size_t low = high + 1; low < std::size(kMarks); ++low) {
                if (excludeEachOther(kMarks[high].state, kMarks[low].state) ||
                    sameFact(kMarks[high].state, kMarks[low].state))
                    continue;
                HealthFacts both = inStep();
                kMarks[low].set(both);
                kMarks[high].set(both);
                QCOMPARE(name(decideState(both)), name(kMarks[high].state));
            }
        }
    }
    void namesAreOneEach() {
        QStringList names;
        for (const Mark& mark : kMarks)
            names.append(name(mark.state));
        names.append(name(AppState::FirstSync));
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), 16);
        QCOMPARE(name(AppState::UpToDate), QStringLiteral("up-to-date"));
    }
    void wordsOfEachState_data() {
        QTest::addColumn<int>("mark");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("severity");
        QTest::addColumn<int>("action");
        const auto row = [](int mark, const char* words, Severity severity, StateAction action) {
            QTest::newRow(words) << mark << QString::fromLatin1(words) << int(severity) << int(action);
        };
        row(0, "Database unavailable", Severity::Problem, StateAction::OpenSettings);
        row(1, "Not set up", Severity::Attention, StateAction::OpenSettings);
        row(2, "Halaxy refuses the credentials", Severity::Problem, StateAction::OpenSettings);
        row(3, "1 run is held and needs you", Severity::Attention, StateAction::ShowHeld);
        row(4, "Can't reach Halaxy", Severity::Problem, StateAction::TryNow);
        row(5, "Failing: 3 runs in a row", Severity::Problem, StateAction::ShowProblems);
        row(6, "Catching up after 9 h off", Severity::Busy, StateAction::SyncNow);
        row(7, "Paused until you resume", Severity::Attention, StateAction::Resume);
        row(8, "Calls to Halaxy are held", Severity::Attention, StateAction::ReleaseCalls);
        row(9, "Another computer syncs", Severity::Calm, StateAction::None);
        row(10, "Waiting for the rate limit until 12:00:20", Severity::Busy, StateAction::None);
        row(11, "2 records need attention", Severity::Attention, StateAction::ShowProblems);
        row(12, "The last run failed, tries again in 10 min", Severity::Attention, StateAction::SyncNow);
        row(13, "Syncing", Severity::Busy, StateAction::Cancel);
        row(14, "Up to date", Severity::Calm, StateAction::SyncNow);
    }
    void wordsOfEachState() {
        QFETCH(int, mark);
        QFETCH(QString, words);
        QFETCH(int, severity);
        QFETCH(int, action);
        HealthFacts facts = inStep();
        kMarks[mark].set(facts);
        const StateView view = describeState(facts);
        QCOMPARE(view.words, words);
        QCOMPARE(int(view.severity), severity);
        QCOMPARE(int(view.action), action);
        QCOMPARE(view.icon, QStringLiteral("state-") + name(view.state));
        QVERIFY(!view.meaning.isEmpty());
        QVERIFY(!QString(view.words + view.meaning + view.stillTrue).contains(u'!'));
    }
    void wordsWithFacts() {
        HealthFacts f = inStep();
        f.circuitOpen = true;
        f.nextProbe = at("2026-11-24T14:32:10Z");
        QCOMPARE(describeState(f).words, QStringLiteral("Can't reach Halaxy, tries again at 14:32:10"));
        QCOMPARE(
            describeState(f).stillTrue,
            QStringLiteral("Everything read before still shows; the last complete sync began 5 min ago."));
        f = inStep();
        f.paused = true;
        f.pausedUntil = kNow + 1h;
        QCOMPARE(describeState(f).words, QStringLiteral("Paused until 13:00"));
        f = inStep();
        f.callsHeld = true;
        f.callsHeldBy = QStringLiteral("mara");
        QCOMPARE(
            describeState(f).meaning,
            QStringLiteral("mara held all calls; nothing is sent to Halaxy until the hold is released."));
        f = inStep();
        f.recordsNeedAttention = 1;
        QCOMPARE(describeState(f).words, QStringLiteral("1 record needs attention"));
        f.recordsNeedAttention = 0;
        f.lastRunPartial = true;
        QCOMPARE(describeState(f).words, QStringLiteral("The last run was partial"));
        f = inStep();
        f.consecutiveFailures = 2;
        f.lastProblem = QStringLiteral("Halaxy answered 503 to Appointment.");
        QCOMPARE(describeState(f).meaning, f.lastProblem);
        f = inStep();
        QCOMPARE(describeState(f).meaning,
                 QStringLiteral("Everything matched Halaxy in the sync that began 5 min ago."));
        QCOMPARE(describeState(f).stillTrue, QStringLiteral("The next run starts in 10 min."));
        f.running = true;
        f.done = 30;
        f.about = 120;
        QCOMPARE(describeState(f).words, QStringLiteral("Syncing, 30 of about 120"));
    }
    void firstSync() {
        HealthFacts f = inStep();
        f.everSynced = false;
        f.lastCompleteSuccess.reset();
        f.runEndedSinceStart = false;
        f.engineStarted = kNow - 3h;
        f.running = true;
        f.done = 1200;
        f.about = 12000;
        QCOMPARE(decideState(f), AppState::FirstSync);  // however long it takes
        QCOMPARE(describeState(f).words, QStringLiteral("First sync, 1,200 of about 12,000"));
        f.about.reset();
        f.done = 1;
        QCOMPARE(describeState(f).words, QStringLiteral("First sync, 1 record so far"));
        f.running = false;
        f.engineStarted = kNow;
        QCOMPARE(describeState(f).words, QStringLiteral("First sync starts soon"));
        f.consecutiveFailures = 1;
        f.runEndedSinceStart = true;
        QCOMPARE(decideState(f), AppState::RetryingAfterFailure);
        f.consecutiveFailures = 0;
        f.paused = true;
        QCOMPARE(decideState(f), AppState::Paused);
    }
    void ageAloneAfterAStartIsCatchingUpUntilTheFirstRunEnded() {
        HealthFacts f = inStep();
        f.engineStarted = kNow - 1min;
        f.runEndedSinceStart = false;
        f.lastCompleteSuccess = kNow - 59min;
        QCOMPARE(decideState(f), AppState::UpToDate);
        f.lastCompleteSuccess = kNow - 61min;
        QCOMPARE(decideState(f), AppState::CatchingUp);
        f.running = true;
        QCOMPARE(decideState(f), AppState::CatchingUp);
        f.lastCompleteSuccess = kNow - 72h;
        QCOMPARE(describeState(f).words, QStringLiteral("Catching up after 3 days off"));
        f.running = false;
        f.runEndedSinceStart = true;  // it ended, and not with a complete success
        QCOMPARE(decideState(f), AppState::Failing);
        QCOMPARE(describeState(f).words, QStringLiteral("Failing: no complete sync for too long"));
        f.paused = true;  // nobody is meant to fetch
        QCOMPARE(decideState(f), AppState::Paused);
    }
    void longIntervalsAreNoFailure() {
        HealthFacts f = inStep();
        f.lastCompleteSuccess = kNow - 119min;
        f.staleAfter = 2h;
        QCOMPARE(decideState(f), AppState::UpToDate);
        f.lastCompleteSuccess = kNow - 121min;
        QCOMPARE(decideState(f), AppState::Failing);
    }
    void startingSaysSo() {
        HealthFacts f;
        f.starting = true;
        QCOMPARE(describeState(f).words, QStringLiteral("Starting"));
        f.databaseProblem = QStringLiteral("x");
        QCOMPARE(decideState(f), AppState::DatabaseUnavailable);
    }
    void rateLimitThatPassedIsNone() {
        HealthFacts f = inStep();
        f.rateLimitedUntil = kNow;
        QCOMPARE(decideState(f), AppState::UpToDate);
    }
    void distancesInWords_data() {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("ago");
        QTest::addColumn<QString>("until");
        const auto row = [](qint64 seconds, const char* ago, const char* until) {
            QTest::newRow(ago) << seconds << QString::fromLatin1(ago) << QString::fromLatin1(until);
        };
        row(0, "just now", "now");
        row(59, "just now", "in 59 s");
        row(60, "1 min ago", "in 1 min");
        row(3599, "59 min ago", "in 1 h 0 min");
        row(629, "10 min ago", "in 11 min");
        row(2 * 3600 + 300, "2 h ago", "in 2 h 5 min");
        row(7 * 3600, "today 05:00", "today 19:00");
        row(13 * 3600, "yesterday 23:00", "tomorrow 01:00");
        row(12 * 86400, "12 Nov 12:00", "6 Dec 12:00");
        row(365 * 86400, "24 Nov 2025", "24 Nov 2027");
    }
    void distancesInWords() {
        QFETCH(qint64, seconds);
        QFETCH(QString, ago);
        QFETCH(QString, until);
        QCOMPARE(agoText(kNow - std::chrono::seconds(seconds), kNow), ago);
        QCOMPARE(untilText(kNow + std::chrono::seconds(seconds), kNow), until);
    }
    void aMomentAheadIsNeverAgo() {
        QCOMPARE(agoText(kNow + 30s, kNow), QStringLiteral("just now"));
        QCOMPARE(agoText(kNow + 2h, kNow), QStringLiteral("today 14:00"));
        QCOMPARE(untilText(kNow - 2h, kNow), QStringLiteral("now"));
    }
};

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
