// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Practitioners page on a fake engine: states, choosing, privacy, refreshing without losing the place.
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "support/sample_values.h"
#include "support/shot.h"
#include "widgets/main_window.h"
#include "widgets/page_states.h"
#include "widgets/practitioners_page.h"
#include "widgets/session_delegate.h"
#include "widgets/small_widgets.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;
using bloom::models::SessionFeedModel;
using bloom::test::FakeEngine;

namespace {
using namespace std::chrono_literals;
const QDate kTuesday(2026, 11, 24);

struct Shown {
    MainWindow window;
    PractitionersPage* page;
    explicit Shown(FakeEngine& engine, QSettings* memory = nullptr) : window(engine) {
        auto owned = std::make_unique<PractitionersPage>(engine, memory);
        page = owned.get();
        window.addPage(std::move(owned));
        window.resize(1240, 800);
        window.show();
        QCoreApplication::processEvents();
    }
    template <typename T> T* find(const char* name) const {
        return page->findChild<T*>(QString::fromLatin1(name));
    }
    QString label(const char* name) const { return find<QLabel>(name)->text(); }
    QAbstractItemModel* feed() const { return find<QListView>("feed")->model(); }
};

void fill(FakeEngine& engine) {
    engine.practitionersAnswer = test::samplePractitioners();
    engine.dashboardFor = [&engine](PractitionerId id, QDate date) -> Result<Dashboard> {
        for (const PractitionerView& each : test::samplePractitioners()) {
            if (each.id == id)
                return test::sampleDashboard(each, date, engine.time);
        }
        return fail(ErrorKind::Usage, QStringLiteral("nobody"));
    };
}
int asked(const FakeEngine& engine, const char* what) {
    return static_cast<int>(
        std::count_if(engine.queries.begin(), engine.queries.end(),
                      [&](const QString& query) { return query.startsWith(QLatin1String(what)); }));
}
}  // namespace

class TestPractitionersPage : public QObject {
    Q_OBJECT
    Theme* m_theme = nullptr;

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Australia));
        m_theme = new Theme(qApp);
    }
    void init() { m_theme->setAppearance(Appearance::Light); }

    void loadingIsASkeleton() {
        FakeEngine engine;
        engine.silent = true;
        Shown shown(engine);
        QCOMPARE(shown.page->state(), PageState::Loading);
        test::shot(shown.window, QStringLiteral("practitioners-loading-light"));
    }
    void emptyOffersTheFirstSync() {
        FakeEngine engine;
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Empty);
        const QSignalSpy wanted(shown.page, &Page::actionWanted);
        const auto* message = shown.page->findChild<MessageView*>();
        QTest::mouseClick(message->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(wanted.first().first().value<StateAction>(), StateAction::SyncNow);
    }
    void failedSaysWhyAndTriesAgain() {
        FakeEngine engine;
        engine.current.ready = true;
        engine.practitionersAnswer =
            fail(ErrorKind::Database, QStringLiteral("The database file is locked."));
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Failed);
        const auto* message = shown.page->findChild<MessageView*>();
        QVERIFY(message->text().contains(QStringLiteral("locked")));
        test::shot(shown.window, QStringLiteral("practitioners-failed-light"));
        fill(engine);
        QTest::mouseClick(message->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
    }
    void filledShowsDayWeekAndMonth() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.page->choose(PractitionerId(QStringLiteral("p-1")));
        QTRY_COMPARE(shown.page->practitionerName(), QStringLiteral("Dr Willa Ashgrove"));
        QCOMPARE(shown.feed()->rowCount(), 9);
        QCOMPARE(shown.label("weekCompleted"), QStringLiteral("9 of 25"));
        QCOMPARE(shown.label("weekRevenue"), QStringLiteral("$1,875 of $5,500"));
        QCOMPARE(shown.label("monthRevenue"), QStringLiteral("$16,420"));
        QCOMPARE(shown.label("monthOutstanding"), QStringLiteral("$2,510"));
        QVERIFY(!shown.find<QLabel>("stillLoading")->isVisible());
        test::shot(shown.window, QStringLiteral("practitioners-filled-light"));
        m_theme->setAppearance(Appearance::Dark);
        test::shot(shown.window, QStringLiteral("practitioners-filled-dark"));
    }
    void oldDataIsShownWithItsAge() {
        FakeEngine engine;
        fill(engine);
        engine.dashboardFor = [&engine](PractitionerId, QDate date) -> Result<Dashboard> {
            Dashboard d = test::sampleDashboard(test::samplePractitioners()[0], date, engine.time);
            d.sync.health = SyncHealth::Stale;
            d.sync.lastSuccess = engine.time - 2h;
            return d;
        };
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Stale);
        QVERIFY(shown.page->findChild<StaleStrip*>()->sentence().contains(
            agoText(engine.time - 2h, engine.time)));
        QCOMPARE(shown.feed()->rowCount(), 9);
        test::shot(shown.window, QStringLiteral("practitioners-stale-light"));
    }
    void figuresOfAFirstSyncSayStillLoading() {
        FakeEngine engine;
        fill(engine);
        engine.dashboardFor = [&engine](PractitionerId, QDate date) -> Result<Dashboard> {
            Dashboard d = test::sampleDashboard(test::samplePractitioners()[0], date, engine.time);
            d.stillLoading = true;
            d.sync.health = SyncHealth::Stale;
            return d;
        };
        Shown shown(engine);
        QTRY_VERIFY(shown.find<QLabel>("stillLoading")->isVisible());
        QVERIFY(shown.label("weekCompleted").endsWith(QStringLiteral("so far")));
        QCOMPARE(shown.find<SeverityLabel>("syncBadge")->text(), QStringLiteral("First sync"));
        QCOMPARE(shown.label("weekRate"), QStringLiteral("still loading"));
        QCOMPARE(shown.label("monthProjected"), QStringLiteral("still loading"));
    }
    void whatWasNeverReadIsNotNothing() {
        FakeEngine engine;
        fill(engine);
        engine.dashboardFor = [&engine](PractitionerId, QDate date) -> Result<Dashboard> {
            Dashboard d = test::sampleDashboard(*shownPractitioner(), date, engine.time);
            d.sessions.clear();
            d.historyCompleteFrom = QDate(2026, 11, 18);
            return d;
        };
        Shown shown(engine);
        QTRY_COMPARE(shown.label("monthRevenue"), QStringLiteral("at least $16,420"));
        QCOMPARE(shown.label("emptyWords"), QStringLiteral("No sessions on this day"));
        QCOMPARE(shown.label("upTomorrowCaption"), QStringLiteral("Tomorrow"));
        shown.page->chooseDate(QDate(2026, 11, 4));
        QTRY_COMPARE(shown.label("emptyWords"), QStringLiteral("No sessions read yet"));
        QCOMPARE(shown.label("emptyHint"), QStringLiteral("Records are held since 18 November 2026."));
        QCOMPARE(shown.label("upTomorrowCaption"), QStringLiteral("Thu 5 Nov"));
        QCOMPARE(shown.label("upTomorrow"), QStringLiteral("not read"));
    }
    void aProjectionThatLacksValuesSaysAtLeast() {
        FakeEngine engine;
        fill(engine);
        engine.dashboardFor = [&engine](PractitionerId, QDate date) -> Result<Dashboard> {
            Dashboard d = test::sampleDashboard(*shownPractitioner(), date, engine.time);
            d.month.projected = Cents{1'900'000};
            d.month.projectedAtLeast = true;
            d.week.unknown = 2;
            return d;
        };
        Shown shown(engine);
        QTRY_COMPARE(shown.label("monthProjected"), QStringLiteral("at least $19,000"));
        QVERIFY(shown.label("weekUnknown").startsWith(QStringLiteral("2 more session")));
    }
    void whoIsNotSyncedOrFailedAtFirstHasOwnWords() {
        FakeEngine engine;
        fill(engine);
        bool syncing = true;
        engine.dashboardFor = [&](PractitionerId, QDate date) -> Result<Dashboard> {
            Dashboard d = test::sampleDashboard(*shownPractitioner(), date, engine.time);
            d.practitioner.syncing = syncing;
            d.sync.lastSuccess.reset();
            d.sync.lastAttempt = engine.time - 5min;
            return d;
        };
        Shown shown(engine);
        QTRY_VERIFY(shown.label("stillLoading").startsWith(QStringLiteral("The first sync did not")));
        QVERIFY(shown.label("weekScheduled").startsWith(QStringLiteral("at least")));
        syncing = false;
        shown.page->refresh();
        QTRY_VERIFY(shown.label("stillLoading").startsWith(QStringLiteral("Not synced")));
    }
    void anothersFiguresNeverStandUnderTheName() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        shown.page->choose(PractitionerId(QStringLiteral("p-1")));
        QTRY_VERIFY(shown.find<QWidget>("syncBadge")->isVisible());
        engine.dashboardFor = [](PractitionerId, QDate) -> Result<Dashboard> {
            return fail(ErrorKind::Database, QStringLiteral("The disk is broken."));
        };
        shown.page->refresh();  // the same one's figures may stay
        QTRY_COMPARE(shown.page->state(), PageState::Failed);
        QCOMPARE(shown.feed()->rowCount(), 9);
        shown.page->choose(PractitionerId(QStringLiteral("p-3")));
        QTRY_COMPARE(shown.feed()->rowCount(), 0);
        QVERIFY(!shown.find<QWidget>("syncBadge")->isVisible());
        QCOMPARE(shown.label("emptyWords"), QStringLiteral("This day can't be read"));
        fill(engine);
        shown.page->refresh();
        QTRY_VERIFY(shown.find<QWidget>("syncBadge")->isVisible());
        engine.silent = true;  // an answer that is long in coming
        shown.page->choose(PractitionerId(QStringLiteral("p-1")));
        QTRY_VERIFY(!shown.find<QWidget>("syncBadge")->isVisible());
        QCOMPARE(shown.feed()->rowCount(), 0);
    }
    void aRunsEndLeavesThePlaceAlone() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        shown.window.resize(1024, 560);
        QTRY_COMPARE(shown.feed()->rowCount(), 9);
        QScrollBar* bar = shown.find<QListView>("feed")->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 60);
        bar->setValue(bar->maximum());
        const int before = asked(engine, "dashboard");
        Q_EMIT engine.practitionersChanged();
        QTRY_VERIFY(asked(engine, "dashboard") > before);
        QCoreApplication::processEvents();
        QCOMPARE(bar->value(), bar->maximum());
        bar->setValue(0);
        Q_EMIT engine.practitionersChanged();
        QTRY_VERIFY(asked(engine, "dashboard") > before + 1);
        QCoreApplication::processEvents();
        QCOMPARE(bar->value(), 0);
    }
    void theZoneIsNamedWhereItIsNotTheViewers() {
        FakeEngine engine;  // the viewer of the tests is in UTC
        fill(engine);
        Shown shown(engine);
        shown.page->choose(PractitionerId(QStringLiteral("p-2")));
        const auto saysSo = [&shown] {
            const auto labels = shown.page->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
                return label->text() == QStringLiteral("Times in Australia/Perth · 8 h ahead of yours");
            });
        };
        QTRY_VERIFY(saysSo());
    }
    void onesDayStepsAndComesBackToToday() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->date(), kTuesday);
        QVERIFY(!shown.find<QPushButton>("todayButton")->isVisible());
        QTest::mouseClick(shown.find<QToolButton>("nextDay"), Qt::LeftButton);
        QCOMPARE(shown.page->date(), kTuesday.addDays(1));
        QTRY_VERIFY(shown.find<QToolButton>("dateButton")->text().contains(QStringLiteral("25 November")));
        QTest::mouseClick(shown.find<QPushButton>("todayButton"), Qt::LeftButton);
        QCOMPARE(shown.page->date(), kTuesday);
        QTest::keyClick(shown.page, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.page->date(), kTuesday.addDays(-1));
    }
    void todayIsThePractitioners() {
        FakeEngine engine;
        engine.time += 12h;  // 21:40 on Tuesday in Sydney
        engine.time += 3h;   // past midnight there, 21:40 in Perth
        fill(engine);
        Shown shown(engine);
        shown.page->choose(PractitionerId(QStringLiteral("p-1")));
        QTRY_COMPARE(shown.page->date(), kTuesday.addDays(1));
        shown.page->choose(PractitionerId(QStringLiteral("p-2")));
        QTRY_COMPARE(shown.page->date(), kTuesday);
    }
    void oneKeyHidesNamesAndItIsKept() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.feed()->rowCount(), 9);
        QCOMPARE(shown.feed()->index(0, 0).data(SessionFeedModel::NameRole).toString(),
                 QStringLiteral("Maeve Willowbank"));
        QTest::keyClick(shown.page, Qt::Key_F8);
        QCOMPARE(shown.feed()->index(0, 0).data(SessionFeedModel::NameRole).toString(), QStringLiteral("MW"));
        QCOMPARE(engine.saved.back().value(SettingKey::PrivacyMode), QStringLiteral("true"));
        test::shot(shown.window, QStringLiteral("practitioners-privacy-light"));
    }
    void cancelledSessionsAreSwitched() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.feed()->rowCount(), 9);
        QTest::mouseClick(shown.find<QPushButton>("cancelledButton"), Qt::LeftButton);
        QCOMPARE(shown.feed()->rowCount(), 8);
        QTest::mouseClick(shown.find<QPushButton>("cancelledButton"), Qt::LeftButton);
        QCOMPARE(shown.feed()->rowCount(), 9);
    }
    void changedRecordsRefreshItWithoutLosingThePlace() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        shown.window.resize(1024, 560);
        QTRY_COMPARE(shown.feed()->rowCount(), 9);
        auto* list = shown.find<QListView>("feed");
        QTRY_VERIFY(list->verticalScrollBar()->maximum() > 60);
        list->verticalScrollBar()->setValue(60);
        list->setCurrentIndex(list->model()->index(5, 0));
        const QString chosen = list->currentIndex().data(SessionFeedModel::IdRole).toString();
        list->verticalScrollBar()->setValue(60);
        engine.dashboardFor = [&engine](PractitionerId, QDate date) -> Result<Dashboard> {
            Dashboard d = test::sampleDashboard(*shownPractitioner(), date, engine.time);
            d.sessions[5].status = SessionStatus::Completed;
            d.sessions.erase(d.sessions.end() - 1);
            return d;
        };
        Q_EMIT engine.recordsChanged({{*shown.page->practitioner()}, false, RunId(), 1});
        QTRY_COMPARE(list->model()->rowCount(), 8);
        QCOMPARE(list->currentIndex().data(SessionFeedModel::IdRole).toString(), chosen);
        QCOMPARE(list->verticalScrollBar()->value(), 60);
    }
    void changesThatGoOnDontPutTheRefreshOff() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.feed()->rowCount(), 9);
        const int before = asked(engine, "dashboard");
        const auto changeAgain = [&] {
            Q_EMIT engine.recordsChanged({{*shown.page->practitioner()}, false, RunId(), 1});
            return asked(engine, "dashboard");
        };
        QTRY_VERIFY(changeAgain() > before);
    }
    void changesOfOthersAskNothing() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        const int before = asked(engine, "dashboard");
        Q_EMIT engine.recordsChanged({{PractitionerId(QStringLiteral("somebody else"))}, false, RunId(), 1});
        QTest::qWait(400);
        QCOMPARE(asked(engine, "dashboard"), before);
        Q_EMIT engine.recordsChanged({{}, true, RunId(), 1});
        QTRY_COMPARE(asked(engine, "dashboard"), before + 1);
    }
    void syncNowIsForThisPractitioner() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QTest::mouseClick(shown.find<QPushButton>("syncButton"), Qt::LeftButton);
        QTRY_COMPARE(engine.syncs.size(), 1U);
        QCOMPARE(engine.syncs.front().scope.practitioner, shown.page->practitioner());
    }
    void theLastPractitionerIsRemembered() {
        QTemporaryDir folder;
        QSettings memory(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
        FakeEngine engine;
        fill(engine);
        {
            Shown shown(engine, &memory);
            QTRY_COMPARE(shown.page->state(), PageState::Filled);
            shown.page->choose(PractitionerId(QStringLiteral("p-2")));
            QTRY_COMPARE(shown.page->practitionerName(), QStringLiteral("Fern Larkspur"));
        }
        Shown again(engine, &memory);
        QTRY_COMPARE(again.page->practitionerName(), QStringLiteral("Fern Larkspur"));
    }
    void theFirstTimeWhoeverHasSessionsTodayIsShown() {
        FakeEngine engine;
        fill(engine);
        OverviewView overview;
        for (const PractitionerView& each : test::samplePractitioners()) {
            PractitionerRow row;
            row.id = each.id;
            row.sessionsToday = each.id.value == QStringLiteral("p-2") ? 5 : 0;
            overview.practitioners.push_back(row);
        }
        engine.overviewAnswer = overview;
        Shown shown(engine);
        QTRY_COMPARE(shown.page->practitionerName(), QStringLiteral("Fern Larkspur"));
    }
    void anEmptyDayGivesWayWhenTheFirstSyncHasEnded() {
        FakeEngine engine;
        fill(engine);
        const auto filled = engine.dashboardFor;
        engine.dashboardFor = [](PractitionerId, QDate) -> Result<Dashboard> { return Dashboard{}; };
        Shown shown(engine);
        QTRY_COMPARE(shown.page->practitionerName(), QStringLiteral("Basil Hawthorne"));
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        PractitionerRow busy;
        busy.id = PractitionerId(QStringLiteral("p-2"));
        busy.sessionsToday = 5;
        OverviewView overview;
        overview.practitioners = {busy};
        engine.overviewAnswer = overview;
        engine.dashboardFor = filled;
        Q_EMIT engine.runFinished({});
        QTRY_COMPARE(shown.page->practitionerName(), QStringLiteral("Fern Larkspur"));
        shown.page->choose(PractitionerId(QStringLiteral("p-1")));
        QTRY_COMPARE(shown.page->practitionerName(), QStringLiteral("Dr Willa Ashgrove"));
        Q_EMIT engine.runFinished({});
        QTest::qWait(300);
        QCOMPARE(shown.page->practitionerName(), QStringLiteral("Dr Willa Ashgrove"));
    }
    void aLinkOpensAPractitionersDay() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        PageLink link;
        link.page = page::practitioners;
        link.practitioner = PractitionerId(QStringLiteral("p-1"));
        link.date = kTuesday.addDays(3);
        shown.window.openLink(link);
        QTRY_COMPARE(shown.page->practitionerName(), QStringLiteral("Dr Willa Ashgrove"));
        QCOMPARE(shown.page->date(), kTuesday.addDays(3));
    }
    void chipsSayWhatMattersFirst() {
        SessionView session;
        session.status = SessionStatus::Confirmed;
        session.notConfirmed = true;
        session.upNext = true;
        const auto chips = sessionChips(session);
        QCOMPARE(chips.size(), 3U);
        QCOMPARE(chips[0].words, QStringLiteral("Not confirmed"));
        QCOMPARE(chips[1].words, QStringLiteral("Up next"));
        for (const ChipContent& chip : chips)
            QVERIFY(!chip.icon.isEmpty());  // never colour alone
        session.kept = true;
        QCOMPARE(sessionChips(session)[0].words, QStringLiteral("Not in Halaxy, kept"));
    }

private:
    static const PractitionerView* shownPractitioner() {
        static const PractitionerView kFirst = test::samplePractitioners()[2];
        return &kFirst;
    }
};

BLOOM_GUI_TEST_MAIN(TestPractitionersPage)
#include "tst_practitioners_page.moc"
