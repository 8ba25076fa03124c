// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Overview with a fake engine, in all its states.
#include "models/overview_model.h"
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "support/sample_care.h"
#include "support/sample_inbox.h"
#include "support/sample_values.h"
#include "support/sample_views.h"
#include "support/shot.h"
#include "widgets/attention_list.h"
#include "widgets/care_summary.h"
#include "widgets/held_dialog.h"
#include "widgets/inbox_summary.h"
#include "widgets/line_chart.h"
#include "widgets/main_window.h"
#include "widgets/overview_page.h"
#include "widgets/page_states.h"
#include "widgets/run_bar_delegate.h"
#include "widgets/state_pill.h"
#include "widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;
using namespace bloom::engine;
using bloom::test::FakeEngine;
using bloom::test::shot;
using namespace std::chrono;

namespace {

/// Overview inside the frame, as people see it.
struct Shown {
    FakeEngine& engine;
    MainWindow window;
    OverviewPage* page;
    explicit Shown(FakeEngine& door) : engine(door), window(door) {
        auto owned = std::make_unique<OverviewPage>(door);
        page = owned.get();
        window.addPage(std::move(owned));
        window.resize(1240, 800);
        window.show();
        QCoreApplication::processEvents();
    }
};

}  // namespace

class TestOverviewPage : public QObject {
    Q_OBJECT
    Theme* m_theme = nullptr;

private Q_SLOTS:
    void initTestCase() { m_theme = new Theme(qApp); }
    void init() { m_theme->setAppearance(Appearance::Light); }

    void loadingIsASkeleton() {
        FakeEngine engine;
        engine.silent = true;
        Shown s(engine);
        QCOMPARE(s.page->state(), PageState::Loading);
        QVERIFY(s.page->findChild<Skeleton*>()->isVisible());
        shot(s.window, QStringLiteral("overview-loading-light"));
    }
    void emptySaysWhatToDo() {
        FakeEngine engine;
        engine.current.facts.everSynced = false;
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Empty);
        QSignalSpy spy(s.page, &Page::actionWanted);
        QTest::mouseClick(s.page->findChild<MessageView*>()->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy.first().first().value<StateAction>(), StateAction::SyncNow);
        shot(s.window, QStringLiteral("overview-empty-light"));
    }
    void failedSaysWhatFailed() {
        FakeEngine engine;
        engine.overviewAnswer =
            fail(ErrorKind::Database, QStringLiteral("The database file is locked by another program."));
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Failed);
        QCOMPARE(s.page->findChild<MessageView*>()->text(),
                 QStringLiteral("The database file is locked by another program."));
        shot(s.window, QStringLiteral("overview-failed-light"));
    }
    void failureKeepsWhatIsShown() {
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        engine.overviewAnswer = fail(ErrorKind::Database, QStringLiteral("The disk is full."));
        Q_EMIT engine.runFinished({});
        QTRY_COMPARE(s.page->state(), PageState::Failed);
        QVERIFY(s.page->findChild<QTableView*>()->isVisible());
        QVERIFY(s.page->findChild<StaleStrip*>()->sentence().contains(QStringLiteral("The disk is full.")));
    }
    void aFailureStandsUntilAnAnswerComes() {
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        engine.overviewAnswer = fail(ErrorKind::Database, QStringLiteral("The disk is full."));
        Q_EMIT engine.practitionersChanged();
        QTRY_COMPARE(s.page->state(), PageState::Failed);
        engine.showFacts(engine.calmFacts());
        QCOMPARE(s.page->state(), PageState::Failed);
        engine.overviewAnswer = test::sampleOverview(engine.time);
        Q_EMIT engine.practitionersChanged();
        QTRY_COMPARE(s.page->state(), PageState::Filled);
    }
    void whatNeedsAttentionLeadsToItsRun() {
        FakeEngine engine;
        OverviewView view = test::sampleOverview(engine.time);
        view.attention.front().run = RunId(QStringLiteral("whole"));
        engine.overviewAnswer = view;
        HealthFacts facts = engine.calmFacts();
        facts.recordsNeedAttention = 3;
        engine.showFacts(facts);
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        const QSignalSpy links(s.page, &Page::linkWanted);
        QTest::mouseClick(s.page->findChild<QPushButton*>(QStringLiteral("stateButton")), Qt::LeftButton);
        QCOMPARE(links.count(), 1);
        const auto link = links.first().first().value<PageLink>();
        QCOMPARE(link.page, page::syncLog);
        QCOMPARE(link.run, view.attention.front().run);
    }
    void practitionersAreSortedAndStaySo() {
        FakeEngine engine;
        OverviewView view = test::sampleOverview(engine.time);
        engine.overviewAnswer = view;
        Shown s(engine);
        auto* table = s.page->findChild<QTableView*>(QStringLiteral("practitioners"));
        QTRY_COMPARE(table->model()->rowCount(), 8);
        table->sortByColumn(models::OverviewModel::TodayColumn, Qt::DescendingOrder);
        QCOMPARE(table->model()->index(0, models::OverviewModel::NameColumn).data().toString(),
                 QStringLiteral("Ben Okafor"));  // seven sessions
        view.practitioners[0].sessionsToday = 99;
        engine.overviewAnswer = view;
        Q_EMIT engine.practitionersChanged();
        QTRY_COMPARE(table->model()->index(0, models::OverviewModel::NameColumn).data().toString(),
                     QStringLiteral("Amelia Nguyen"));
        table->sortByColumn(-1, Qt::AscendingOrder);
        QCOMPARE(table->model()->index(7, models::OverviewModel::NameColumn).data().toString(),
                 QStringLiteral("Hugo Lindqvist"));
    }
    void widthsAreRememberedOnceThereIsSomething() {
        QTemporaryDir folder;
        QSettings memory(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
        const auto column = models::OverviewModel::NameColumn;
        FakeEngine engine;
        engine.current.run.emplace();
        {
            OverviewPage page(engine, &memory);
            page.resize(1000, 700);
            page.show();
            QTRY_COMPARE(page.state(), PageState::Filled);
        }
        engine.overviewAnswer = test::sampleOverview(engine.time);
        int fitted = 0;
        {
            OverviewPage page(engine, &memory);
            auto* table = page.findChild<QTableView*>(QStringLiteral("practitioners"));
            QTRY_COMPARE(table->model()->rowCount(), 8);
            fitted = table->columnWidth(column);
            QVERIFY(fitted > table->horizontalHeader()->defaultSectionSize());  // Grace's name is long
            table->setColumnWidth(column, fitted + 7);
        }
        OverviewPage page(engine, &memory);
        auto* table = page.findChild<QTableView*>(QStringLiteral("practitioners"));
        QTRY_COMPARE(table->model()->rowCount(), 8);
        QCOMPARE(table->columnWidth(column), fitted + 7);
    }
    void agesStayWholeAsTheyGrow() {
        using models::OverviewModel;
        FakeEngine engine;
        OverviewView view = test::sampleOverview(engine.time);
        for (PractitionerRow& row : view.practitioners)
            row.sync.lastSuccess = engine.time;  // "just now", the narrowest there is
        engine.overviewAnswer = view;
        OverviewPage page(engine);
        auto* table = page.findChild<QTableView*>(QStringLiteral("practitioners"));
        QTRY_COMPARE(table->model()->rowCount(), 8);
        engine.time += std::chrono::minutes(59);
        page.refresh();
        QStyleOptionViewItem option;
        option.fontMetrics = table->fontMetrics();
        const QModelIndex age = table->model()->index(0, OverviewModel::FreshnessColumn);
        QCOMPARE(age.data().toString(), QStringLiteral("59 min ago"));
        QVERIFY(table->itemDelegateForIndex(age)->sizeHint(option, age).width() <=
                table->columnWidth(OverviewModel::FreshnessColumn));
    }
    void sessionsOfAFirstSyncAreStillLoading() {
        models::OverviewModel model;
        PractitionerRow row;
        row.id = PractitionerId(QStringLiteral("p"));
        model.setPractitioners({row}, {});
        QCOMPARE(model.index(0, models::OverviewModel::TodayColumn).data().toString(),
                 QStringLiteral("still loading"));
        row.runs.push_back({});
        model.setPractitioners({row}, {});
        QCOMPARE(model.index(0, models::OverviewModel::TodayColumn).data().toString(), QStringLiteral("–"));
    }
    void staleSaysItsAge() {
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        HealthFacts facts = engine.calmFacts();
        facts.lastCompleteSuccess = engine.time - 3h;
        facts.circuitOpen = true;
        facts.nextProbe = engine.time + 30s;
        engine.showFacts(facts);
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Stale);
        QVERIFY(s.page->findChild<StaleStrip*>()->sentence().contains(QStringLiteral("3 h ago")));
        QVERIFY(s.page->findChild<QTableView*>()->isVisible());
        shot(s.window, QStringLiteral("overview-stale-light"));
    }
    void whatThereIsToActOnIsCountedAndLeadsToTheList() {
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        engine.everyoneAnswer = test::sampleEveryone(engine.time);
        Shown shown(engine);
        auto* care = shown.page->findChild<CareSummary*>();
        QTRY_VERIFY_WITH_TIMEOUT(care->counts().size() == 10, 10'000);  // each reason once; handled ones not
        QVERIFY(care->counts().front().startsWith(QStringLiteral("1 ")));
        const QSignalSpy links(shown.page, &Page::linkWanted);
        care->findChild<QPushButton*>(QStringLiteral("openCare"))->click();
        QCOMPARE(links.size(), 1);
        QCOMPARE(links.first().first().value<PageLink>().section, QStringLiteral("everyone"));
        EveryoneView calm = *engine.everyoneAnswer;
        calm.items.clear();
        engine.everyoneAnswer = calm;
        Q_EMIT engine.careChanged();
        QTRY_VERIFY_WITH_TIMEOUT(care->counts().empty(), 10'000);
    }
    void filledShowsEverything_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void filledShowsEverything() {
        QFETCH(bool, dark);
        m_theme->setAppearance(dark ? Appearance::Dark : Appearance::Light);
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        engine.metricsAnswer = test::sampleMetrics(engine.time);
        engine.current.listener = test::sampleListener();
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        QTRY_VERIFY(s.page->findChild<QWidget*>(QStringLiteral("delayCard"))->isVisible());
        QCOMPARE(s.page->findChildren<LineChart*>().size(), 5);
        QCOMPARE(s.page->findChild<QTableView*>()->model()->rowCount(), 8);
        QCOMPARE(s.page->findChild<AttentionList*>()->count(), 3);
        for (const LineChart* chart : s.page->findChildren<LineChart*>())
            QVERIFY(!chart->summary().isEmpty() && chart->accessibleDescription() == chart->summary());
        s.window.resize(1240, 1660);
        QCoreApplication::processEvents();
        shot(s.window, QStringLiteral("overview-filled-%1")
                           .arg(dark ? QStringLiteral("dark") : QStringLiteral("light")));
        s.window.resize(1024, 680);
        QCoreApplication::processEvents();
        shot(s.window, QStringLiteral("overview-filled-1024-%1")
                           .arg(dark ? QStringLiteral("dark") : QStringLiteral("light")));
    }
    void firstSyncCountsForEachPractitioner() {
        FakeEngine engine;
        EngineSnapshot snapshot = engine.current;
        snapshot.facts.everSynced = false;
        snapshot.facts.lastCompleteSuccess.reset();
        snapshot.lastSuccess.reset();
        snapshot.facts.running = true;
        snapshot.facts.done = 2310;
        snapshot.facts.about = 12000;
        snapshot.state = describeState(snapshot.facts);
        snapshot.run = test::sampleFirstSync(test::sampleOverview(engine.time));
        engine.current = snapshot;
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        QStringList texts;
        for (const QLabel* label : s.page->findChildren<QLabel*>())
            texts.append(label->text());
        QVERIFY(texts.contains(QStringLiteral("640 of about 1,488")));
        QVERIFY(texts.contains(QStringLiteral("1,400, done")));
        shot(s.window, QStringLiteral("overview-first-sync-light"));
    }
    void aRunOfTheBarLeadsToTheLog() {
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        auto* table = s.page->findChild<QTableView*>();
        const QRect cell = table->visualRect(table->model()->index(3, models::OverviewModel::RunsColumn));
        QSignalSpy spy(s.page, &Page::linkWanted);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          QPoint(cell.right() - 10, cell.center().y()));
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy.first().first().value<PageLink>().run, std::optional(RunId(QStringLiteral("r3-47"))));
    }
    void runUnderThePointer_data() {
        QTest::addColumn<int>("x");
        QTest::addColumn<int>("runs");
        QTest::addColumn<int>("found");
        QTest::newRow("newest at the end") << 479 << 48 << 47;
        QTest::newRow("oldest at the beginning") << 1 << 48 << 0;
        QTest::newRow("few runs stand at the end") << 479 << 3 << 2;
        QTest::newRow("nothing where no run is") << 100 << 3 << -1;
        QTest::newRow("outside") << 600 << 48 << -1;
    }
    void runUnderThePointer() {
        QFETCH(int, x);
        QFETCH(int, runs);
        QFETCH(int, found);
        QCOMPARE(runAt(QRect(0, 0, 480, 20), QPoint(x, 10), runs), found);
    }
    void alertsStandOnceAndAreAcknowledged() {
        FakeEngine engine;
        OverviewView view = test::sampleOverview(engine.time);
        engine.overviewAnswer = view;
        engine.alertsAnswer = test::sampleAlerts(engine.time);
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        auto* list = s.page->findChild<AttentionList*>();
        // Four alerts ask; one of the three sentences says what an alert says, another is folded with its
        // own.
        QTRY_COMPARE(list->count(), 5);
        QCOMPARE(list->foldedCount(), 2);
        QTest::mouseClick(list->findChild<QPushButton*>(QStringLiteral("acknowledge")), Qt::LeftButton);
        QCOMPARE(engine.acknowledged.size(), 1U);
        QCOMPARE(engine.acknowledged.front(), std::pair(qint64(1), std::optional<UtcTime>()));
        std::vector<Alert> alerts = *engine.alertsAnswer;
        alerts.front().acknowledged = engine.time;
        engine.alertsAnswer = alerts;
        Q_EMIT engine.alertsChanged();
        QTRY_COMPARE(list->foldedCount(), 3);
    }
    void anAlertCanBeSilencedForAWhile_data() {
        QTest::addColumn<int>("entry");
        QTest::addColumn<qint64>("hoursAtLeast");
        QTest::addColumn<qint64>("hoursAtMost");
        QTest::newRow("an hour") << 0 << qint64(1) << qint64(1);
        QTest::newRow("until tomorrow") << 1 << qint64(0) << qint64(24);
    }
    void anAlertCanBeSilencedForAWhile() {
        QFETCH(int, entry);
        QFETCH(qint64, hoursAtLeast);
        QFETCH(qint64, hoursAtMost);
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        engine.alertsAnswer = test::sampleAlerts(engine.time);
        Shown s(engine);
        auto* list = s.page->findChild<AttentionList*>();
        QTRY_COMPARE(list->foldedCount(), 2);
        const auto* more = list->findChild<QToolButton*>(QStringLiteral("silence"));
        more->menu()->actions().at(entry)->trigger();
        QCOMPARE(engine.acknowledged.size(), 1U);
        const auto until = engine.acknowledged.front().second;
        QVERIFY(until && *until > engine.time);
        QVERIFY(*until >= engine.time + std::chrono::hours(hoursAtLeast));
        QVERIFY(*until <= engine.time + std::chrono::hours(hoursAtMost));
    }
    void aNewAgeDoesNotTakeTheKeyboardAway() {
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        engine.alertsAnswer = test::sampleAlerts(engine.time);
        Shown s(engine);
        auto* list = s.page->findChild<AttentionList*>();
        QTRY_COMPARE(list->foldedCount(), 2);
        s.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&s.window));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        list->findChildren<QPushButton*>(QStringLiteral("acknowledge")).at(1)->setFocus();
        QVERIFY(list->findChildren<QPushButton*>(QStringLiteral("acknowledge")).at(1)->hasFocus());
        std::vector<Alert> alerts = *engine.alertsAnswer;
        alerts[4].acknowledged = engine.time;  // another line says something else
        engine.alertsAnswer = alerts;
        Q_EMIT engine.alertsChanged();
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(list->findChildren<QPushButton*>(QStringLiteral("acknowledge")).at(1)->hasFocus());
    }
    void whatIsFoldedCanBeReached() {
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        engine.alertsAnswer = test::sampleAlerts(engine.time);
        Shown s(engine);
        auto* list = s.page->findChild<AttentionList*>();
        QTRY_COMPARE(list->foldedCount(), 2);
        const auto says = [list](const QString& part) {
            return std::ranges::any_of(list->findChildren<QLabel*>(), [&](const QLabel* label) {
                return label->isVisible() && label->text().contains(part);
            });
        };
        QVERIFY(!says(QStringLiteral("Acknowledged by ann")));
        QTest::mouseClick(list->findChild<QPushButton*>(QStringLiteral("fold")), Qt::LeftButton);
        QTRY_VERIFY(says(QStringLiteral("Acknowledged by ann")));
    }
    void alertsWithoutAnyPractitionerAreNotEmpty() {
        FakeEngine engine;
        engine.current.facts.everSynced = false;
        engine.alertsAnswer = test::sampleAlerts(engine.time);
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
    }
    void aHeldSetOpensItsDecision() {
        FakeEngine engine;
        OverviewView view = test::sampleOverview(engine.time);
        view.attention.clear();
        engine.overviewAnswer = view;
        engine.heldAnswer = test::sampleHeldSets(engine.time);
        Shown s(engine);
        auto* list = s.page->findChild<AttentionList*>();
        QTRY_COMPARE(list->count(), 1);
        QTest::mouseClick(list->findChild<QPushButton*>(), Qt::LeftButton);
        auto* dialog = s.page->findChild<HeldDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->chosen(), QStringLiteral("held-1"));
        HealthFacts facts = engine.calmFacts();
        facts.heldRuns = 1;
        engine.showFacts(facts);
        dialog->close();
        QTRY_VERIFY(!s.page->findChild<HeldDialog*>());
        QTest::mouseClick(s.page->findChild<QPushButton*>(QStringLiteral("stateButton")), Qt::LeftButton);
        QTRY_VERIFY(s.page->findChild<HeldDialog*>());  // by the state's button, through the frame
    }
    void theInboxAtAGlanceLeadsToItsPage() {
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        const InboxView inbox = test::sampleInbox(engine.time);
        engine.inboxAnswer = inbox;
        engine.current.inbox = inbox.counts;
        engine.current.listener = inbox.listener;
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        const auto figure = [&s](const char* name) {
            return s.page->findChild<QLabel*>(QString::fromLatin1(name))->text();
        };
        QCOMPARE(figure("inboxWaiting"), QStringLiteral("3"));
        QCOMPARE(figure("inboxFailed"), QStringLiteral("3"));
        QCOMPARE(figure("inboxDead"), QStringLiteral("2"));
        QCOMPARE(figure("inboxOldest"), QStringLiteral("3 min 34 s"));
        s.page->refresh();
        QTRY_COMPARE(figure("inboxDelay"), QStringLiteral("0.8 s"));
        EngineSnapshot snapshot = engine.current;
        snapshot.inbox.received = 211;
        engine.showSnapshot(snapshot);
        QCOMPARE(figure("inboxWaiting"), QStringLiteral("212"));
        const QSignalSpy links(s.page, &Page::linkWanted);
        QTest::mouseClick(s.page->findChild<QPushButton*>(QStringLiteral("openInbox")), Qt::LeftButton);
        QCOMPARE(links.first().first().value<PageLink>(), PageLink{.page = page::webhooks});
    }
    void switchedOffWebhooksAreCalmOnOverview() {
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        engine.settingsAnswer = test::sampleSettings();
        engine.current.listener.wanted = false;
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        QVERIFY(!s.page->findChild<QLabel*>(QStringLiteral("inboxWaiting"))->isVisible());
    }
    void buttonOfTheStateDoesWhatItSays() {
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        Shown s(engine);
        HealthFacts facts = engine.calmFacts();
        facts.circuitOpen = true;
        engine.showFacts(facts);
        auto* button = s.page->findChild<QPushButton*>(QStringLiteral("stateButton"));
        QCOMPARE(button->text(), QStringLiteral("Try now"));
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(engine.probes, 1);
    }
    void modelIsSound() {
        models::OverviewModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        OverviewView view = test::sampleOverview({});
        model.setPractitioners(view.practitioners, {});
        std::swap(view.practitioners[0], view.practitioners[5]);
        view.practitioners.pop_back();
        model.setPractitioners(view.practitioners, {});
        QCOMPARE(model.rowCount(), 7);
        QCOMPARE(model.rows(), view.practitioners);
    }
};

BLOOM_GUI_TEST_MAIN(TestOverviewPage)
#include "tst_overview_page.moc"
