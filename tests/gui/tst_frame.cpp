// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The frame with a fake engine: what it shows of each state, what Sync now answers, keys, pause, finder,
// closing.
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "support/shot.h"
#include "widgets/commander.h"
#include "widgets/main_window.h"
#include "widgets/quick_finder.h"
#include "widgets/small_widgets.h"
#include "widgets/state_pill.h"
#include "widgets/theme.h"
#include "widgets/top_bar.h"
#include "widgets/window_geometry.h"

#include <QAction>
#include <QCloseEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;
using namespace bloom::engine;
using bloom::test::FakeEngine;
using namespace std::chrono;

namespace {

class PlainPage final : public Page {
public:
    PlainPage(const QString& pageId, const QString& pageTitle)
        : Page(pageId, pageTitle, QStringLiteral("overview")) {
        setContent(new QLabel(pageTitle));
        showFilled();
    }
    void openLink(const PageLink& link) override { last = link; }
    void refresh() override { ++refreshes; }
    PageLink last;
    int refreshes = 0;
};

struct Frame {
    FakeEngine engine;
    MainWindow window{engine};
    Frame() {
        for (const auto& [id, title] : {std::pair{page::overview, "Overview"},
                                        {page::practitioners, "Practitioners"},
                                        {page::settings, "Settings"},
                                        {page::syncLog, "Sync log"}})
            window.addPage(std::make_unique<PlainPage>(id, QString::fromLatin1(title)));
        window.resize(1024, 680);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window was not activated");
    }
    Notice* notice() { return window.findChild<Notice*>(QStringLiteral("notice")); }
    QString text(const char* name) { return window.findChild<QLabel*>(QString::fromLatin1(name))->text(); }
    QAction* menuEntry(QMenu* menu, const QString& begins) {
        for (QAction* action : menu->actions())
            if (action->text().startsWith(begins))
                return action;
        return nullptr;
    }
};

/// Facts that lead to the state, with the longest values it may have to name.
HealthFacts factsOf(AppState state, HealthFacts facts) {
    switch (state) {
        case AppState::DatabaseUnavailable:
            facts.databaseProblem = QStringLiteral("The database was written by a newer Bloom Sync.");
            break;
        case AppState::NotSetUp:
            facts.configured = false;
            break;
        case AppState::CredentialsRefused:
            facts.credentialsRefused = true;
            break;
        case AppState::HeldNeedsYou:
            facts.heldRuns = 1234;
            break;
        case AppState::CannotReach:
            facts.circuitOpen = true;
            facts.nextProbe = facts.now + 30s;
            break;
        case AppState::Failing:
            facts.consecutiveFailures = 12345;
            break;
        case AppState::CatchingUp:
            facts.lastCompleteSuccess = facts.now - hours(24 * 1234);
            facts.runEndedSinceStart = false;
            break;
        case AppState::FirstSync:
            facts.everSynced = false;
            facts.lastCompleteSuccess.reset();
            facts.running = true;
            facts.done = 1'234'567;
            facts.about = 7'654'321;
            break;
        case AppState::Paused:
            facts.paused = true;
            facts.pausedUntil = facts.now + 20h;
            break;
        case AppState::CallsHeld:
            facts.callsHeld = true;
            facts.callsHeldBy = QStringLiteral("Wilhelmina Featherstonehaugh-Cholmondeley");
            break;
        case AppState::OtherComputerSyncs:
            facts.otherComputerSyncs = true;
            break;
        case AppState::WaitingForRateLimit:
            facts.rateLimitedUntil = facts.now + 50s;
            break;
        case AppState::NeedAttention:
            facts.recordsNeedAttention = 1'234'567;
            break;
        case AppState::RetryingAfterFailure:
            facts.consecutiveFailures = 1;
            break;
        case AppState::Syncing:
            facts.running = true;
            facts.done = 1'234'567;
            facts.about = 7'654'321;
            break;
        case AppState::UpToDate:
            break;
    }
    return facts;
}

}  // namespace

class TestFrame : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { new Theme(qApp); }

    void pillTitleAndBarSayTheSame() {
        Frame f;
        auto* pill = f.window.findChild<StatePill*>(QStringLiteral("statePill"));
        QCOMPARE(pill->text(), QStringLiteral("Up to date"));
        QVERIFY(f.window.windowTitle().startsWith(QStringLiteral("Up to date")));
        HealthFacts facts = f.engine.calmFacts();
        facts.circuitOpen = true;
        facts.nextProbe = f.engine.time + 30s;
        f.engine.showFacts(facts);
        QVERIFY(pill->text().startsWith(QStringLiteral("Can't reach Halaxy")));
        QVERIFY(f.window.windowTitle().startsWith(pill->text()));
        QVERIFY(pill->accessibleName().contains(pill->text()));
    }
    void everyStateFitsTheBarAt1024_data() {
        QTest::addColumn<int>("state");
        for (int i = 0; i <= static_cast<int>(AppState::UpToDate); ++i)
            QTest::newRow(qPrintable(name(static_cast<AppState>(i)))) << i;
    }
    void everyStateFitsTheBarAt1024() {
        QFETCH(int, state);
        Frame f;
        f.engine.showFacts(factsOf(static_cast<AppState>(state), f.engine.calmFacts()));
        QCOMPARE(f.engine.current.state.state, static_cast<AppState>(state));
        QCoreApplication::processEvents();
        auto* sync = f.window.findChild<QToolButton*>(QStringLiteral("syncNow"));
        auto* pill = f.window.findChild<StatePill*>(QStringLiteral("statePill"));
        QVERIFY(pill->width() >= pill->sizeHint().width());  // the times give way, not the state
        QVERIFY(sync->mapTo(&f.window, QPoint(sync->width(), 0)).x() <= f.window.width());
        test::shot(f.window, QStringLiteral("frame-1024"));
    }
    void ageIsLiveAndExactOnHover() {
        Frame f;
        QCOMPARE(f.text("lastSuccess"), QStringLiteral("In step 3 min ago"));
        QCOMPARE(f.text("nextRun"), QStringLiteral("Next run in 11 min"));
        f.engine.time += 4min;
        f.window.bar().tick(f.engine.time);
        QCOMPARE(f.text("lastSuccess"), QStringLiteral("In step 7 min ago"));
        QVERIFY(!f.window.findChild<QLabel*>(QStringLiteral("lastSuccess"))->toolTip().isEmpty());
    }
    void syncNowAnswers_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("offer");
        QTest::addColumn<QString>("button");
        const auto row = [](const char* name, SyncAnswerKind kind, StateAction offer, const QString& button) {
            QTest::newRow(name) << static_cast<int>(kind) << static_cast<int>(offer) << button;
        };
        row("started", SyncAnswerKind::Started, StateAction::Cancel, QStringLiteral("Cancel"));
        row("queued", SyncAnswerKind::Queued, StateAction::None, {});
        row("joined", SyncAnswerKind::Joined, StateAction::None, {});
        row("probing first", SyncAnswerKind::ProbingFirst, StateAction::None, {});
        row("rate limit", SyncAnswerKind::WaitsForRateLimit, StateAction::None, {});
        row("paused", SyncAnswerKind::Paused, StateAction::Resume, QStringLiteral("Resume and sync"));
        row("held", SyncAnswerKind::CallsHeld, StateAction::ReleaseCalls, QStringLiteral("Release calls"));
        row("not set up", SyncAnswerKind::NotSetUp, StateAction::OpenSettings,
            QStringLiteral("Open settings"));
        row("no database", SyncAnswerKind::NoDatabase, StateAction::OpenSettings,
            QStringLiteral("Open settings"));
    }
    void syncNowAnswers() {
        QFETCH(int, kind);
        QFETCH(int, offer);
        QFETCH(QString, button);
        Frame f;
        f.engine.syncAnswer = {static_cast<SyncAnswerKind>(kind),
                               QStringLiteral("The answer."),
                               {},
                               {},
                               static_cast<StateAction>(offer)};
        QTest::mouseClick(f.window.findChild<QToolButton*>(QStringLiteral("syncNow")), Qt::LeftButton, {},
                          {20, 12});
        QTRY_COMPARE(f.notice()->sentence(), QStringLiteral("The answer."));
        QVERIFY(f.notice()->isVisible());
        QCOMPARE(f.notice()->button()->text(), button);
        QCOMPARE(f.notice()->button()->isVisible(), !button.isEmpty());
        QCOMPARE(f.engine.syncs.size(), std::size_t(1));
        QCOMPARE(f.engine.syncs.front().type, RunType::Manual);
        QVERIFY(!f.engine.syncs.front().askedBy.isEmpty());
    }
    void resumeAndSyncDoesBoth() {
        Frame f;
        f.engine.syncAnswer = {
            SyncAnswerKind::Paused, QStringLiteral("Paused."), {}, {}, StateAction::Resume};
        QTest::keyClick(&f.window, Qt::Key_F5);
        QTRY_VERIFY(f.notice()->isVisible());
        f.engine.syncAnswer = {
            SyncAnswerKind::Started, QStringLiteral("Started."), {}, {}, StateAction::None};
        QTest::mouseClick(f.notice()->button(), Qt::LeftButton);
        QTRY_COMPARE(f.notice()->sentence(), QStringLiteral("Started."));
        QCOMPARE(f.engine.resumes, 1);
        QCOMPARE(f.engine.syncs.size(), std::size_t(2));
    }
    void cancelOfANoticeIsForItsRunAndGoesWithIt() {
        Frame f;
        const RunId asked(QStringLiteral("asked"));
        f.engine.syncAnswer = {
            SyncAnswerKind::Started, QStringLiteral("Syncing."), asked, {}, StateAction::Cancel};
        EngineSnapshot snapshot = f.engine.current;
        snapshot.run.emplace().id = RunId(QStringLiteral("another"));
        f.engine.showSnapshot(snapshot);
        QTest::keyClick(&f.window, Qt::Key_F5);
        QTRY_VERIFY(f.notice()->isVisible());
        RunReport ended;
        ended.id = snapshot.run->id;
        Q_EMIT f.engine.runFinished(ended);
        QVERIFY(f.notice()->isVisible());
        ended.id = asked;
        Q_EMIT f.engine.runFinished(ended);
        QVERIFY(!f.notice()->isVisible());
        QTest::keyClick(&f.window, Qt::Key_F5);
        QTRY_VERIFY(f.notice()->isVisible());
        QTest::mouseClick(f.notice()->button(), Qt::LeftButton);
        QCOMPARE(f.engine.cancelled, std::vector<RunId>{asked});
    }
    void theMenuCancelsTheRunWhateverNoticeIsShown() {
        Frame f;
        EngineSnapshot snapshot = f.engine.current;
        snapshot.run.emplace().id = RunId(QStringLiteral("r1"));
        f.engine.showSnapshot(snapshot);
        f.window.notify(Severity::Calm, QStringLiteral("Saved."));
        f.menuEntry(f.window.bar().syncMenu(), QStringLiteral("Cancel"))->trigger();
        QCOMPARE(f.engine.cancelled, std::vector<RunId>{RunId(QStringLiteral("r1"))});
    }
    void keysGoToPages() {
        Frame f;
        QTest::keyClick(&f.window, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(f.window.currentPage()->id(), page::practitioners);
        QTest::keyClick(&f.window, Qt::Key_4, Qt::ControlModifier);
        QCOMPARE(f.window.currentPage()->id(),
                 page::settings);  // last on the rail, though added before the log
        QTest::keyClick(&f.window, Qt::Key_8, Qt::ControlModifier);
        QCOMPARE(f.window.currentPage()->id(), page::settings);
    }
    void escapeCancelsTheRun() {
        Frame f;
        EngineSnapshot snapshot = f.engine.current;
        snapshot.run.emplace();
        snapshot.run->id = RunId(QStringLiteral("r1"));
        f.engine.showSnapshot(snapshot);
        QTest::keyClick(&f.window, Qt::Key_Escape);
        QCOMPARE(f.engine.cancelled, std::vector<RunId>{RunId(QStringLiteral("r1"))});
    }
    void pauseMenuPausesAndResumes() {
        Frame f;
        f.menuEntry(f.window.bar().pauseMenu(), QStringLiteral("Pause until tomorrow"))->trigger();
        QCOMPARE(f.engine.pauses, std::vector<PauseFor>{PauseFor::UntilTomorrow});
        QAction* resume = f.menuEntry(f.window.bar().pauseMenu(), QStringLiteral("Resume"));
        QVERIFY(!resume->isEnabled());
        HealthFacts facts = f.engine.calmFacts();
        facts.paused = true;
        f.engine.showFacts(facts);
        QVERIFY(resume->isEnabled());
        resume->trigger();
        QCOMPARE(f.engine.resumes, 1);
    }
    void chooseAsksTheApplicationForTheDialog() {
        Frame f;
        QSignalSpy spy(&f.window, &MainWindow::chooseSyncWanted);
        f.menuEntry(f.window.bar().syncMenu(), QStringLiteral("Choose"))->trigger();
        QCOMPARE(spy.count(), 1);
    }
    void finderOpensPractitioner() {
        Frame f;
        PractitionerView someone;
        someone.id = PractitionerId(QStringLiteral("p7"));
        someone.displayName = QStringLiteral("Grace Whitfield");
        f.engine.practitionersAnswer = std::vector{someone};
        QTest::keyClick(&f.window, Qt::Key_K, Qt::ControlModifier);
        auto* finder = f.window.findChild<QuickFinder*>();
        QVERIFY(finder && finder->isVisible());
        auto* letters = finder->findChild<QLineEdit*>();
        QTest::keyClicks(letters, QStringLiteral("grace"));
        auto* found = finder->findChild<QListWidget*>();
        QTRY_COMPARE(found->count(), 1);
        QCOMPARE(found->item(0)->text(), someone.displayName);
        test::shot(*finder, QStringLiteral("finder"));
        QTest::keyClick(letters, Qt::Key_Return);
        QCOMPARE(f.window.currentPage()->id(), page::practitioners);
        QCOMPARE(static_cast<PlainPage*>(f.window.currentPage())->last.practitioner,
                 std::optional(someone.id));
    }
    void failedCommandSaysWhy() {
        Frame f;
        f.engine.commandAnswer = fail(ErrorKind::Database, QStringLiteral("The disk is full."));
        f.window.commander().holdCalls(true);
        QTRY_COMPARE(f.notice()->sentence(), QStringLiteral("The disk is full."));
    }
    void closingAsksNothing() {
        Frame f;
        QSignalSpy spy(&f.window, &MainWindow::closing);
        f.window.close();
        QVERIFY(!f.window.isVisible());
        QCOMPARE(spy.count(), 1);
    }
    void closingByTheFrameHidesWhereAskedFor() {
        Frame f;
        QSignalSpy spy(&f.window, &MainWindow::closing);
        f.window.setHidesOnClose(true);
        QCloseEvent byTheFrame;
        QSpontaneKeyEvent::setSpontaneous(&byTheFrame);
        qApp->notify(&f.window, &byTheFrame);
        QVERIFY(!byTheFrame.isAccepted());
        QVERIFY(!f.window.isVisible());
        QCOMPARE(spy.count(), 0);
        bringToFront(&f.window);
        QVERIFY(f.window.isVisible());
        f.window.close();  // Quit, or the end of the session
        QCOMPARE(spy.count(), 1);
    }
    void aMaximisedWindowComesBackMaximised() {
        Frame f;
        f.window.setWindowState(Qt::WindowMaximized | Qt::WindowMinimized);
        bringToFront(&f.window);
        QVERIFY(f.window.isMaximized());
        QVERIFY(!f.window.isMinimized());
    }
    void finderLinesAreMirrored() {
        const QRect line(0, 0, 400, 30);
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            const FinderEntryPlaces places = finderEntryPlaces(line, direction);
            QVERIFY(!places.icon.intersects(places.words));
            QVERIFY(!places.words.intersects(places.detail));
            QCOMPARE(places.icon.x() < places.detail.x(), direction == Qt::LeftToRight);
        }
    }
    void everyControlHasAName() {
        Frame f;
        for (const QWidget* control : f.window.findChildren<QWidget*>())
            if (control->focusPolicy() != Qt::NoFocus && control->isVisibleTo(&f.window) &&
                control->isEnabled() && qobject_cast<const QAbstractButton*>(control))
                QVERIFY2(!control->accessibleName().isEmpty() ||
                             !qobject_cast<const QAbstractButton*>(control)->text().isEmpty(),
                         qPrintable(control->objectName()));
    }
};

BLOOM_GUI_TEST_MAIN(TestFrame)
#include "tst_frame.moc"
