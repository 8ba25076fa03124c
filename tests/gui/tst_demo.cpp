// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The demo as the program shows it: the real engine against its sandbox over real HTTP, in a time of its own.
// It fills, an outage opens the breaker and it recovers, every scene plays and leaves all in step, and
// nothing of the user's is touched.
#include "apps/demo_director.h"
#include "apps/demo_world.h"
#include "apps/window_session.h"
#include "support/gui_main.h"
#include "support/shot.h"
#include "widgets/breaker_diagram.h"
#include "widgets/first_start_view.h"
#include "widgets/main_window.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QDirIterator>
#include <QLabel>
#include <QListView>
#include <QtTest>
#include <future>

using namespace bloom;
using namespace bloom::apps;
using namespace bloom::widgets;

namespace {
constexpr int kPatience = 90'000;  // a shared machine may be slow; nothing here asserts a time
}

class TestDemo : public QObject {
    Q_OBJECT
    QTemporaryDir m_home;
    Theme* m_theme = nullptr;
    std::unique_ptr<WindowSession> m_session;

    engine::EngineSnapshot now() { return m_session->engine().snapshot(); }
    /// The first sync is over and nothing runs but the backfill.
    bool inStep() {
        const AppState state = now().state.state;
        return now().lastSuccess && (state == AppState::UpToDate || state == AppState::NeedAttention);
    }
    void begin() {
        auto options = parseSyncOptions({QStringLiteral("bloom-sync"), QStringLiteral("--demo"),
                                         QStringLiteral("--speed"), QStringLiteral("60")});
        QVERIFY(options.has_value());
        m_session = std::make_unique<WindowSession>(*options, *m_theme);
        QCOMPARE(m_session->problem(), QString());
        m_session->show();
        QTRY_VERIFY_WITH_TIMEOUT(inStep(), kPatience);
    }
    /// The demo's clock as a viewer has it; begin() ran it 60 times as fast.
    void runAtSpeed(double speed) { m_session->world()->time().setSpeed(speed); }
    /// How often the sandbox has struck with this kind of fault.
    int struck(const QString& fault) {
        std::promise<int> times;
        m_session->world()->change([&](sandbox::SandboxServer& server, UtcTime) {
            times.set_value(server.core().counters().faults.value(fault));
        });
        return times.get_future().get();
    }
    int eventsDone() {
        const auto asked = m_session->engine().inbox({});
        const bool answered = QTest::qWaitFor([&] { return asked.isFinished(); }, kPatience);
        return answered && asked.result() ? asked.result()->settled.done : -1;
    }
    QString sceneText() { return m_session->window().findChild<QLabel*>(QStringLiteral("scene"))->text(); }

private Q_SLOTS:
    void initTestCase() {
        // A real window would keep its things here.
        qputenv("XDG_CONFIG_HOME", m_home.filePath(QStringLiteral("config")).toUtf8());
        qputenv("XDG_DATA_HOME", m_home.filePath(QStringLiteral("data")).toUtf8());
        m_theme = new Theme(qApp);
    }
    void cleanup() { m_session.reset(); }

    void becomesFilledAndTouchesNothing() {
        begin();
        QTRY_COMPARE(m_session->window().page(page::overview)->state(), PageState::Filled);
        QVERIFY(m_session->window().windowTitle().contains(QStringLiteral("Bloom Sync Demo")));
        QVERIFY(m_session->window().findChild<QWidget*>(QStringLiteral("demoStrip"))->isVisible());
        m_session->window().resize(1240, 800);
        for (const QString& id : {page::overview, page::practitioners, page::syncLog, page::webhooks,
                                  page::connection, page::settings}) {
            m_session->window().showPage(id);
            QTRY_VERIFY_WITH_TIMEOUT(m_session->window().page(id)->state() != PageState::Loading, kPatience);
            QTest::qWait(300);
            test::shot(m_session->window(), QStringLiteral("demo-") + id);
        }
        m_session.reset();
        QDirIterator files(m_home.path(), QDir::Files, QDirIterator::Subdirectories);
        QVERIFY2(!files.hasNext(), qPrintable(files.next()));
    }
    void realWindowWithoutSettingsShowsTheTwoDoors() {
        const auto options = parseSyncOptions({QStringLiteral("bloom-sync"), QStringLiteral("--webhook-port"),
                                               QStringLiteral("0")});  // tests run beside each other
        m_session = std::make_unique<WindowSession>(*options, *m_theme);
        m_session->show();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->window().findChild<FirstStartView*>() != nullptr, kPatience);
        QTRY_VERIFY(m_session->window().findChild<FirstStartView*>()->isVisible());
        QTest::qWait(200);
        test::shot(m_session->window(), QStringLiteral("first-start"));
    }
    void outageOpensTheBreakerAndItRecovers() {
        begin();
        const auto before = now().lastSuccess;
        runAtSpeed(1);  // the outage lasts a minute: time enough to look at it
        m_session->director()->play(QStringLiteral("outage"));
        QTRY_VERIFY_WITH_TIMEOUT(now().state.state == AppState::CannotReach, kPatience);
        QCOMPARE(m_session->window().currentPage()->id(), page::connection);
        auto* breaker = m_session->window().findChild<BreakerDiagram*>();
        QTRY_VERIFY(breaker->accessibleName() != QStringLiteral("Circuit breaker: Closed"));
        QCOMPARE(now().lastSuccess, before);  // freshness does not move during it
        test::shot(m_session->window(), QStringLiteral("demo-outage"));
        runAtSpeed(60);
        QTRY_VERIFY_WITH_TIMEOUT(inStep() && now().lastSuccess > before, kPatience);
        QTRY_COMPARE(breaker->accessibleName(), QStringLiteral("Circuit breaker: Closed"));
    }
    void everySceneStrikesSaysWhatToLookAtAndEndsInStep() {
        const QMap<QString, QString> faults{{QStringLiteral("token"), QStringLiteral("expired-token")},
                                            {QStringLiteral("truncated"), QStringLiteral("truncate")},
                                            {QStringLiteral("storm"), QStringLiteral("rate-limited")},
                                            {QStringLiteral("outage"), QStringLiteral("outage")}};
        begin();
        for (const DemoScene& scene : demoScenes()) {
            const QString fault = faults.value(scene.id);  // empty: the scene edits, see tst_demo_scenes
            const int before = struck(fault);
            runAtSpeed(1);
            m_session->director()->play(scene.id);
            QVERIFY(sceneText().contains(scene.look.toHtmlEscaped()));
            const QString shown = m_session->window().page(scene.page) ? scene.page : page::overview;
            QTRY_COMPARE_WITH_TIMEOUT(m_session->window().currentPage()->id(), shown, kPatience);
            if (!fault.isEmpty())
                QTRY_VERIFY2_WITH_TIMEOUT(struck(fault) > before, qPrintable(scene.id), kPatience);
            const UtcTime ended = m_session->world()->time().now();
            m_session->director()->endScene();
            QVERIFY(!m_session->director()->isPlaying());
            runAtSpeed(60);
            QTRY_VERIFY2_WITH_TIMEOUT(inStep() && now().lastSuccess > ended, qPrintable(scene.id), kPatience);
        }
    }
    void whatPeopleDoInThePracticeShowsByItself_data() {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<QString>("change");  // as it stands among the changes to the day
        QTest::newRow("a session moves") << QStringLiteral("reschedule") << QStringLiteral("Changed");
        QTest::newRow("is cancelled") << QStringLiteral("cancellation") << QStringLiteral("Cancelled");
        QTest::newRow("is deleted") << QStringLiteral("deletion") << QStringLiteral("Deleted");
    }
    void whatPeopleDoInThePracticeShowsByItself() {
        QFETCH(QString, scene);
        QFETCH(QString, change);
        begin();
        runAtSpeed(1);  // no scheduled run takes the webhook's place
        const UtcTime played = m_session->world()->time().now();
        m_session->director()->play(scene);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->window().currentPage()->id(), page::practitioners, kPatience);
        const QAbstractItemModel* changes =
            m_session->window().findChild<QListView*>(QStringLiteral("changes"))->model();
        // A check for changes that goes on at that moment may be sooner than the webhook.
        const auto shows = [&] {
            for (int i = 0; i < changes->rowCount(); ++i)
                if (changes->index(i, 0).data().toString().startsWith(change))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(shows(), kPatience);
        qInfo("shown after %lld ms", qint64((m_session->world()->time().now() - played).count()));
        QTest::qWait(300);
        test::shot(m_session->window(), QStringLiteral("demo-scene-") + scene);
    }
    void aBurstIsAppliedAndShown() {
        begin();
        runAtSpeed(1);
        const int before = eventsDone();
        m_session->director()->play(QStringLiteral("burst"));
        QTRY_COMPARE_WITH_TIMEOUT(m_session->window().currentPage()->id(), page::webhooks, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(now().inbox.received + now().inbox.processing > 0, kPatience);
        test::shot(m_session->window(), QStringLiteral("demo-scene-burst"));
        runAtSpeed(60);  // the rest waits for the calls that a minute allows
        QTRY_VERIFY_WITH_TIMEOUT(now().inbox.waiting() == 0 && eventsDone() - before >= 200, kPatience);
        QTest::qWait(600);
        test::shot(m_session->window(), QStringLiteral("demo-scene-burst-done"));
    }
    void aMassDeletionIsHeldAndItsEndSettlesIt() {
        begin();
        runAtSpeed(1);
        const UtcTime played = m_session->world()->time().now();
        m_session->director()->play(QStringLiteral("mass-deletion"));
        QTRY_VERIFY_WITH_TIMEOUT(now().state.state == AppState::HeldNeedsYou, kPatience);
        qInfo("held after %lld ms", qint64((m_session->world()->time().now() - played).count()));
        QTest::qWait(600);
        test::shot(m_session->window(), QStringLiteral("demo-scene-mass-deletion"));
        m_session->director()->endScene();
        runAtSpeed(60);
        QTRY_VERIFY_WITH_TIMEOUT(now().facts.heldRuns == 0 && inStep(), kPatience);
    }
    void tourGoesThroughAllScenes() {
        begin();
        m_session->director()->startTour();
        const auto scenes = tourScenes();
        for (std::size_t i = 0; i < scenes.size(); ++i) {
            QVERIFY(sceneText().startsWith(QStringLiteral("<b>%1 of %2").arg(i + 1).arg(scenes.size())));
            QVERIFY(sceneText().contains(scenes[i]->title.toHtmlEscaped()));
            m_session->director()->next();
        }
        QVERIFY(!m_session->director()->isPlaying());
    }
};

BLOOM_GUI_TEST_MAIN(TestDemo)
#include "tst_demo.moc"
