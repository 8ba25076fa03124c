// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Connection with a fake engine: its states, the breaker, the test, holding calls.
#include "models/call_table_model.h"
#include "models/chart_points.h"
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "support/sample_values.h"
#include "support/sample_views.h"
#include "support/shot.h"
#include "widgets/breaker_diagram.h"
#include "widgets/budget_bar.h"
#include "widgets/commander.h"
#include "widgets/connection_page.h"
#include "widgets/main_window.h"
#include "widgets/page_states.h"
#include "widgets/small_widgets.h"
#include "widgets/theme.h"
#include "widgets/timeline.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;
using bloom::test::FakeEngine;
using bloom::test::shot;
using namespace std::chrono;

namespace {

struct Shown {
    MainWindow window;
    ConnectionPage* page;
    explicit Shown(FakeEngine& door) : window(door) {
        auto owned = std::make_unique<ConnectionPage>(door);
        page = owned.get();
        window.addPage(std::move(owned));
        window.resize(1240, 1300);
        window.show();
        QCoreApplication::processEvents();
    }
    template <typename W> W* child(const char* name) {
        return page->findChild<W*>(QString::fromLatin1(name));
    }
};

ConnectionView openView(UtcTime now) {
    ConnectionView view = test::sampleConnection(now);
    view.api.state = BreakerState::Open;
    view.api.failures = 5;
    view.api.opensUntil = now + 12s;
    view.api.lastCause = QStringLiteral("5 failures in a row, the last: HTTP 503 from Appointment");
    return view;
}

}  // namespace

class TestConnectionPage : public QObject {
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
    }
    void emptyLeadsToSettings() {
        FakeEngine engine;
        engine.current.facts.configured = false;
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Empty);
        shot(s.window, QStringLiteral("connection-empty-light"));
    }
    void notSetUpIsEmptyToo() {
        FakeEngine engine;
        engine.connectionAnswer = fail(ErrorKind::Settings, QStringLiteral("Not connected yet."));
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Empty);
    }
    void failedSaysWhatFailed() {
        FakeEngine engine;
        engine.connectionAnswer = fail(ErrorKind::Internal, QStringLiteral("The engine ended."));
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Failed);
        QCOMPARE(s.page->findChild<MessageView*>()->text(), QStringLiteral("The engine ended."));
    }
    void heldIsStaleAndCanBeReleased() {
        FakeEngine engine;
        ConnectionView view = test::sampleConnection(engine.time);
        view.held = true;
        view.heldBy = QStringLiteral("Robin");
        view.heldSince = engine.time - 5min;
        engine.connectionAnswer = view;
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Stale);
        QVERIFY(
            s.page->findChild<StaleStrip*>()->sentence().startsWith(QStringLiteral("Robin held all calls")));
        QTest::mouseClick(s.child<QPushButton>("hold"), Qt::LeftButton);
        QCOMPARE(engine.holds, std::vector<bool>{false});
        shot(s.window, QStringLiteral("connection-stale-light"));
    }
    void whatAgesIsAskedAnewWhileItIsLookedAt() {
        FakeEngine engine;
        ConnectionView view = test::sampleConnection(engine.time);
        engine.connectionAnswer = view;
        Shown s(engine);
        QTRY_COMPARE(s.child<SeverityLabel>("token")->text(), QStringLiteral("Token is valid"));
        engine.time += 15min;
        view.budget.used = 0;
        engine.connectionAnswer = view;
        QTRY_VERIFY(s.child<BudgetBar>("budget")->sentence().startsWith(QStringLiteral("0 of 500")));
        QCOMPARE(s.child<SeverityLabel>("token")->text(), QStringLiteral("The last token has run out"));
    }
    void aFailureStandsUntilAnAnswerComes() {
        FakeEngine engine;
        engine.connectionAnswer = test::sampleConnection(engine.time);
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        engine.connectionAnswer = fail(ErrorKind::Internal, QStringLiteral("The engine ended."));
        s.page->refresh();
        QTRY_COMPARE(s.page->state(), PageState::Failed);
        engine.showFacts(engine.calmFacts());
        QCOMPARE(s.page->state(), PageState::Failed);
    }
    void aConnectionThatIsGoneIsNotShownAgain() {
        FakeEngine engine;
        engine.connectionAnswer = test::sampleConnection(engine.time);
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        engine.connectionAnswer = fail(ErrorKind::Settings, QStringLiteral("Not connected yet."));
        Q_EMIT engine.settingsChanged();
        QTRY_COMPARE(s.page->state(), PageState::Empty);
        engine.showFacts(engine.calmFacts());
        QCOMPARE(s.page->state(), PageState::Empty);
    }
    void aTestBehindTheEmptyPageIsANotice() {
        FakeEngine engine;
        engine.current.facts.configured = false;
        engine.connectionReport = test::sampleConnectionReport(false);
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Empty);
        const QSignalSpy notice(s.page, &Page::noticeWanted);
        QTest::mouseClick(s.child<QPushButton>("test"), Qt::LeftButton);
        QTRY_COMPARE(notice.count(), 1);
        QVERIFY(notice.first().at(1).toString().startsWith(QStringLiteral("Token: Refused")));
    }
    void callsAreSortedAndCopied() {
        FakeEngine engine;
        engine.connectionAnswer = test::sampleConnection(engine.time);
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        auto* table = s.child<QTableView>("calls");
        using Model = models::CallTableModel;
        QCOMPARE(table->model()->index(0, 0).data(Model::SortRole).toInt(), 160);
        table->sortByColumn(Model::LatencyColumn, Qt::DescendingOrder);
        const auto latency = [&](int row) {
            return table->model()->index(row, Model::LatencyColumn).data(Model::SortRole).toInt();
        };
        for (int row = 1; row < 160; ++row)
            QVERIFY(latency(row - 1) >= latency(row));
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text().split(QLatin1Char('\t')).size(),
                 static_cast<qsizetype>(Model::ColumnCount));
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
        engine.connectionAnswer = test::sampleConnection(engine.time);
        Shown s(engine);
        QTRY_COMPARE(s.page->state(), PageState::Filled);
        QCOMPARE(s.child<QTableView>("calls")->model()->rowCount(), 160);
        QVERIFY(s.child<QLabel>("breakerSentence")->text().contains(QStringLiteral("0 of 5")));
        QCOMPARE(s.child<Timeline>("transitions")->count(), 3);
        QVERIFY(s.child<BudgetBar>("budget")->sentence().startsWith(QStringLiteral("143 of 500")));
        QVERIFY(s.child<QLabel>("tokenDetail")->text().contains(QStringLiteral("22:51")));
        shot(s.window, QStringLiteral("connection-filled-%1")
                           .arg(dark ? QStringLiteral("dark") : QStringLiteral("light")));
        s.window.resize(1024, 680);
        QCoreApplication::processEvents();
        shot(s.window, QStringLiteral("connection-filled-1024-%1")
                           .arg(dark ? QStringLiteral("dark") : QStringLiteral("light")));
    }
    void openBreakerCountsDown() {
        FakeEngine engine;
        Shown s(engine);
        engine.showConnection(openView(engine.time));
        auto* sentence = s.child<QLabel>("breakerSentence");
        QVERIFY(sentence->text().contains(QStringLiteral("in 12 s")));
        QCOMPARE(s.child<BreakerDiagram>("breaker")->accessibleName(),
                 QStringLiteral("Circuit breaker: Open"));
        engine.time += 5s;
        QTRY_VERIFY(sentence->text().contains(QStringLiteral("in 7 s")));
        shot(s.window, QStringLiteral("connection-open-light"));
    }
    void openTokenBreakerIsTheOneShown() {
        FakeEngine engine;
        Shown s(engine);
        ConnectionView view = openView(engine.time);
        std::swap(view.api, view.token);
        engine.showConnection(view);
        QVERIFY(s.child<QLabel>("breakerSentence")->text().startsWith(QStringLiteral("Access tokens: ")));
        QCOMPARE(s.child<BreakerDiagram>("breaker")->accessibleName(),
                 QStringLiteral("Circuit breaker: Open"));
    }
    void testShowsEachCheck() {
        FakeEngine engine;
        engine.connectionAnswer = test::sampleConnection(engine.time);
        engine.connectionReport.checks = {
            {QStringLiteral("Token"), true, false, QStringLiteral("came at once"), 210ms},
            {QStringLiteral("Invoice"), false, false,
             QStringLiteral("403: the scope is missing; add it in Halaxy."), 95ms},
            {QStringLiteral("Clock"), true, true, QStringLiteral("41 s behind Halaxy"), 80ms}};
        Shown s(engine);
        s.window.openLink({.page = page::connection, .section = QStringLiteral("test")});
        QTRY_COMPARE(s.child<Timeline>("report")->count(), 3);
        QVERIFY(s.child<QPushButton>("test")->isEnabled());
        QCOMPARE(engine.drafts.size(), std::size_t(1));
        QVERIFY(engine.drafts.front().isEmpty());
        shot(s.window, QStringLiteral("connection-tested-light"));
    }
    void tryNowProbes() {
        FakeEngine engine;
        engine.connectionAnswer = openView(engine.time);
        Shown s(engine);
        QTest::mouseClick(s.child<QPushButton>("try"), Qt::LeftButton);
        QCOMPARE(engine.probes, 1);
    }
    void holdHolds() {
        FakeEngine engine;
        engine.connectionAnswer = test::sampleConnection(engine.time);
        Shown s(engine);
        QTest::mouseClick(s.child<QPushButton>("hold"), Qt::LeftButton);
        QCOMPARE(engine.holds, std::vector<bool>{true});
    }
    void callsComeInAboveAndLeaveBelow() {
        models::CallTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<CallView> calls = test::sampleConnection({}).calls;
        const std::vector<CallView> first(calls.begin(), calls.begin() + 100),
            later(calls.begin() + 40, calls.end());
        model.setCalls(first);
        QCOMPARE(model.rowCount(), 100);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setCalls(later);
        QCOMPARE(model.rowCount(), 120);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("GET %1").arg(calls.back().resource));
        model.setCalls(first);  // another engine, counting anew
        QCOMPARE(model.rowCount(), 100);
        model.setCalls({});
        QCOMPARE(model.rowCount(), 0);
    }
    void percentilesAreThoseOfTheAnswered() {
        std::vector<CallView> calls;
        for (int i = 1; i <= 100; ++i) {
            CallView call;
            call.status = 200;
            call.latency = milliseconds(i);
            calls.push_back(call);
        }
        calls.push_back({});  // no answer: says nothing
        QCOMPARE(models::latencyPercentiles(calls), (models::Percentiles{100, 50ms, 90ms, 99ms, 100ms}));
        QCOMPARE(models::latencyPercentiles({}), models::Percentiles{});
    }
    void reducingKeepsExtremes() {
        QList<QPointF> points;
        for (int i = 0; i < 100'000; ++i)
            points.append({double(i), double(i == 77'777 ? 5000 : i % 10)});
        const QList<QPointF> small = models::reduced(points, 1000);
        QCOMPARE(small.size(), 2000);
        QVERIFY(std::ranges::any_of(small, [](const QPointF& p) { return p.y() == 5000; }));
        QVERIFY(std::ranges::is_sorted(small, {}, &QPointF::x));
    }
};

BLOOM_GUI_TEST_MAIN(TestConnectionPage)
#include "tst_connection_page.moc"
