// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The director between a sandbox and a fake engine: whom the sandbox tells, when a scene needs no sync, and
// that what a scene took away comes back.
#include "apps/demo_director.h"
#include "core/practice_time.h"
#include "http/server.h"
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "widgets/main_window.h"

#include <QtTest>
#include <future>

using namespace bloom;
using namespace bloom::apps;
using bloom::test::FakeEngine;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }

struct Stage {
    DemoWorld world{{.now = *parseUtc(QStringLiteral("2026-11-24T09:40:00+11:00")),
                     .practitioners = 3,
                     .patients = 60,
                     .appointments = 900}};
    FakeEngine engine;
    widgets::MainWindow window{engine};
    DemoDirector* director = new DemoDirector(world, engine, window, 1);
    std::vector<http::Request> came;
    http::Server listener{{}, [this](http::Request request, http::Responder responder) {
                              came.push_back(request);
                              responder.send({.status = 200, .headers = {}, .body = {}});
                          }};

    void listen(bool on) {
        if (on && !listener.isListening() && !listener.listen())
            qFatal("can't listen");
        engine::EngineSnapshot snapshot = engine.current;
        snapshot.listener.listening = on;
        snapshot.listener.port = on ? listener.port() : 0;
        engine.showSnapshot(snapshot);
    }
    /// On the sandbox's thread, after all that was asked of it.
    template <typename F> auto inside(F what) {
        std::promise<decltype(what(std::declval<sandbox::SandboxServer&>()))> answer;
        world.change([&](sandbox::SandboxServer& server, UtcTime) { answer.set_value(what(server)); });
        return answer.get_future().get();
    }
    int live() {
        return inside([](sandbox::SandboxServer& server) {
            const auto& rows = server.core().practice().appointments.rows();
            return int(std::ranges::count(rows, false, &sandbox::Appointment::gone));
        });
    }
};

}  // namespace

class TestDemoDirector : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutAListenerASceneIsSynced() {
        Stage stage;
        stage.director->play(text("deletion"));
        QTRY_COMPARE(stage.engine.syncs.size(), std::size_t(1));
        QVERIFY(stage.engine.syncs.front().scope.practitioner.has_value());
        QVERIFY(!stage.world.announces());
        QVERIFY(
            !stage.inside([](sandbox::SandboxServer& s) { return s.core().webhooks().plan().has_value(); }));
    }
    void toAListenerAScenesChangeIsAnnouncedSigned() {
        Stage stage;
        stage.listen(true);
        QVERIFY(stage.world.announces());
        stage.director->play(text("deletion"));
        QTRY_VERIFY_WITH_TIMEOUT(!stage.came.empty(), 30'000);
        QCOMPARE(stage.came.front().target, QByteArray("/api/halaxy-webhook/appointment-deleted"));
        QVERIFY(!stage.came.front().header("X-Halaxy-Signature").isEmpty());
        QVERIFY(stage.engine.syncs.empty());
        stage.director->endScene();
        QTRY_COMPARE(stage.engine.syncs.size(), std::size_t(1));  // leaves all in step, whatever came
        stage.listen(false);
        QVERIFY(
            !stage.inside([](sandbox::SandboxServer& s) { return s.core().webhooks().plan().has_value(); }));
    }
    void aBurstIsTwoHundred() {
        Stage stage;
        stage.listen(true);
        stage.director->play(text("burst"));
        QTRY_VERIFY_WITH_TIMEOUT(stage.came.size() >= 200, 60'000);
        QVERIFY(stage.engine.syncs.empty());
    }
    void whatAMassDeletionTookComesBack_data() {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {"ended", "another scene", "next of the tour"})
            QTest::newRow(ending) << text(ending);
    }
    void whatAMassDeletionTookComesBack() {
        QFETCH(QString, ending);
        Stage stage;
        stage.listen(true);
        const int before = stage.live();
        if (ending == text("next of the tour")) {
            stage.director->startTour();
            while (stage.live() > before - 20)
                stage.director->next();
        } else {
            stage.director->play(text("mass-deletion"));
        }
        QVERIFY(stage.live() < before - 20);
        if (ending == text("ended"))
            stage.director->endScene();
        else if (ending == text("another scene"))
            stage.director->play(text("token"));
        else
            stage.director->next();
        // The tour's own deletion stays: that session was deleted in Halaxy.
        QVERIFY(stage.live() >= before - 1);
        QTest::qWait(300);
        for (const http::Request& request : stage.came)
            QVERIFY(!request.target.endsWith("/appointment-created"));
    }
};

BLOOM_GUI_TEST_MAIN(TestDemoDirector)
#include "tst_demo_director.moc"
