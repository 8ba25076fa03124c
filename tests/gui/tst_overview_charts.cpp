// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of Overview with a fake engine: what they draw, and what they say where there is nothing to
// draw.
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "support/sample_inbox.h"
#include "support/sample_views.h"
#include "widgets/line_chart.h"
#include "widgets/overview_page.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;
using bloom::test::FakeEngine;

namespace {

struct Shown {
    OverviewPage page;
    explicit Shown(FakeEngine& engine) : page(engine) {
        page.resize(1240, 800);
        page.show();
    }
};

}  // namespace

class TestOverviewCharts : public QObject {
    Q_OBJECT
    Theme* m_theme = nullptr;

private Q_SLOTS:
    void initTestCase() { m_theme = new Theme(qApp); }

    void webhookDelaysAreDrawnOrSayWhyNot_data() {
        QTest::addColumn<bool>("wanted");
        QTest::addColumn<bool>("some");
        QTest::addColumn<bool>("fails");
        QTest::addColumn<QString>("says");  // empty: no card
        QTest::newRow("some") << true << true << false
                              << QStringLiteral("half within 1.0 s · 90 % within 1.4 s · slowest 5.9 s");
        QTest::newRow("none") << true << false << false
                              << QStringLiteral("No webhook was acted on in the last 24 hours.");
        QTest::newRow("none, and none wanted") << false << false << false << QString();
        QTest::newRow("some, and none wanted any more")
            << false << true << false
            << QStringLiteral("half within 1.0 s · 90 % within 1.4 s · slowest 5.9 s");
        QTest::newRow("can't be read") << true << false << true << QStringLiteral("The disk is full.");
    }
    void webhookDelaysAreDrawnOrSayWhyNot() {
        QFETCH(bool, wanted);
        QFETCH(bool, some);
        QFETCH(bool, fails);
        QFETCH(QString, says);
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        engine.current.listener = test::sampleListener();
        engine.current.listener.wanted = wanted;
        if (some)
            engine.metricsAnswer = test::sampleMetrics(engine.time);
        if (fails)
            engine.metricsAnswer = fail(ErrorKind::Database, QStringLiteral("The disk is full."));
        Shown s(engine);
        QTRY_COMPARE(s.page.state(), PageState::Filled);
        QTRY_VERIFY(!engine.metricsQueries.empty());
        QCOMPARE(engine.metricsQueries.front().period, MetricPeriod::Live);
        const auto* chart = s.page.findChild<LineChart*>(QStringLiteral("delayChart"));
        QTRY_COMPARE(chart->isVisible(), !says.isEmpty());
        if (says.isEmpty())
            return;
        QTRY_COMPARE(chart->summary(), says);
        QCOMPARE(chart->accessibleDescription(), says);
    }
    void webhookDelaysAreAskedForAgain() {
        FakeEngine engine;
        engine.overviewAnswer = test::sampleOverview(engine.time);
        engine.current.listener = test::sampleListener();
        Shown s(engine);
        const auto* chart = s.page.findChild<LineChart*>(QStringLiteral("delayChart"));
        QTRY_COMPARE(engine.metricsQueries.size(), 2U);  // as it was made, and once the engine was ready
        QTRY_VERIFY(chart->isVisible());
        engine.metricsAnswer = test::sampleMetrics(engine.time);
        s.page.refresh();
        QTRY_VERIFY(chart->summary().startsWith(QStringLiteral("half within")));
        engine.metricsAnswer = fail(ErrorKind::Database, QStringLiteral("The disk is full."));
        s.page.refresh();
        QTRY_COMPARE(engine.metricsQueries.size(), 4U);
        QCoreApplication::processEvents();
        QVERIFY(chart->summary().startsWith(QStringLiteral("half within")));  // what was drawn stays
    }
    void oneQuestionAboutDelaysAtATime() {
        FakeEngine engine;
        engine.silent = true;
        Shown s(engine);
        for (int i = 0; i < 5; ++i)
            s.page.refresh();
        QCOMPARE(engine.metricsQueries.size(), 1U);
    }
};

BLOOM_GUI_TEST_MAIN(TestOverviewCharts)
#include "tst_overview_charts.moc"
