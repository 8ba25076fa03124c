// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks behind the door: the engine's listener lives with database and settings, whatever Halaxy does, and
// never stops the engine.
#include "server/webhook_samples.h"
#include "support/engine_practice.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace bloom;
using namespace bloom::engine;
using namespace bloom::test;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

EngineOptions withSecret(EnginePractice& practice) {
    EngineOptions options = practice.options();
    options.environment.insert(s("HALAXY_WEBHOOK_SECRET"), QString::fromLatin1(kWebhookSecret));
    return options;
}

bool listens(const EngineHost& host) {
    return QTest::qWaitFor([&] { return host.snapshot().listener.listening; }, 30'000);
}

/// The status of the answer; 0 when nobody listens there (any more).
int send(int port, const QByteArray& body, const QByteArray& secret = kWebhookSecret) {
    QTcpSocket client;
    client.connectToHost(s("127.0.0.1"), quint16(port));
    if (!client.waitForConnected(5000))
        return 0;
    client.write(signedRequest("/api/halaxy-webhook", body, secret));
    QByteArray answer;
    (void)QTest::qWaitFor([&] {
        answer += client.readAll();
        return answer.contains("\r\n\r\n") || client.state() != QTcpSocket::ConnectedState;
    });
    return answer.mid(9, 3).toInt();
}
int send(const EngineHost& host, const char* id, const QByteArray& secret = kWebhookSecret) {
    return send(host.snapshot().listener.port, simpleBody("appointment.updated", id), secret);
}

}  // namespace

class TestEngineWebhooks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEventIsInTheInboxAndTold() {
        EnginePractice practice;
        EngineHost host(withSecret(practice));
        QSignalSpy changed(&host, &Engine::inboxChanged);
        host.start();
        QVERIFY(listens(host));
        QVERIFY(host.snapshot().listener.verifies);
        QVERIFY(!host.snapshot().listener.reachableFromOutside);
        changed.clear();
        QCOMPARE(send(host, "no-such-appointment"), 200);
        QTRY_VERIFY(changed.count() > 0);
        const auto view = answerOf(host.inbox({}));
        QVERIFY(view);
        QCOMPARE(view->rows.size(), 1U);
        QCOMPARE(view->rows[0].event, s("appointment.updated"));
        QCOMPARE(view->rows[0].received.time_since_epoch() / std::chrono::hours(24),
                 host.now().time_since_epoch() / std::chrono::hours(24));  // the engine's own time
        QVERIFY(view->listener.listening);
        QCOMPARE(view->addresses[0].received, 1);
        QCOMPARE(view->addresses[0].url,
                 s("http://127.0.0.1:%1/api/halaxy-webhook").arg(view->listener.port));
        QVERIFY(host.stop());
    }
    void itKeepsAcceptingWhileHalaxyCantBeReached() {
        EnginePractice practice;
        practice.addFault(s("outage"));
        EngineHost host(withSecret(practice));
        host.start();
        QVERIFY(listens(host));
        QVERIFY(QTest::qWaitFor([&] { return host.snapshot().facts.circuitOpen; }, 60'000));
        QCOMPARE(send(host, "1"), 200);
        QVERIFY(answerOf(host.holdCalls(true, s("Kim"))));
        QCOMPARE(send(host, "2"), 200);
        QVERIFY(answerOf(host.pause(PauseFor::OneHour)));
        QCOMPARE(send(host, "3"), 200);
        QTRY_COMPARE(host.snapshot().inbox.waiting(), 3);
        QVERIFY(host.snapshot().inbox.oldestOpen);
        QVERIFY(host.stop());
    }
    void theLogOfTheDatabaseStaysShortWhileCallsAreHeld() {
        EnginePractice practice;
        EngineHost host(withSecret(practice));
        host.start();
        QVERIFY(listens(host));
        QVERIFY(answerOf(host.holdCalls(true, s("Kim"))));
        QTRY_VERIFY(!host.snapshot().run);
        const auto logSize = [&] { return QFileInfo(practice.databasePath() + s("-wal")).size(); };
        constexpr qint64 kFarTooLong = 6 * 1024 * 1024;
        qint64 written = 0, before = logSize();
        for (int i = 0; written < 2 * kFarTooLong; ++i) {
            QCOMPARE(send(host, qPrintable(QString::number(i))), 200);
            written += std::max<qint64>(0, logSize() - before);
            before = logSize();
        }
        QTRY_VERIFY(logSize() < kFarTooLong);
        QVERIFY(host.stop());
    }
    void aTestGoesThroughTheNetworkAndIsDone_data() {
        QTest::addColumn<QString>("route");
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("header");
        QTest::addColumn<bool>("tls");
        QTest::newRow("signed") << s("halaxy-webhook") << s("a") << QString() << false;
        QTest::newRow("two secrets") << s("appointment-deleted") << s("a,b") << QString() << false;
        QTest::newRow("fixed header") << s("patient-created") << QString() << s("X-Key: k") << false;
        QTest::newRow("TLS") << s("halaxy-webhook") << s("whsec_c2VjcmV0") << QString() << true;
    }
    void aTestGoesThroughTheNetworkAndIsDone() {
        QFETCH(QString, route);
        QFETCH(QString, secret);
        QFETCH(QString, header);
        QFETCH(bool, tls);
        EnginePractice practice;
        EngineOptions options = practice.options();
        options.environment.insert(s("HALAXY_WEBHOOK_SECRET"), secret);
        options.environment.insert(s("HALAXY_WEBHOOK_AUTH_HEADER"), header);
        if (tls) {
            options.environment.insert(s("BLOOM_WEBHOOK_CERTIFICATE"),
                                       s(BLOOM_SOURCE_DIR "/tests/http/data/localhost.crt"));
            options.environment.insert(s("BLOOM_WEBHOOK_KEY"),
                                       s(BLOOM_SOURCE_DIR "/tests/http/data/localhost.key"));
        }
        EngineHost host(options);
        host.start();
        QVERIFY(listens(host));
        const auto sent = answerOf(host.sendTestWebhook(route));
        QVERIFY2(sent, qPrintable(sent ? QString() : sent.error().message));
        const auto view = answerOf(host.inbox({}));
        QCOMPARE(view->rows.size(), 1U);
        QCOMPARE(view->rows[0].state, InboxState::Done);
        QCOMPARE(view->rows[0].event, s("bloom.test"));
        QCOMPARE(view->rows[0].route, route);
        QVERIFY(view->rows[0].isTest);
        QVERIFY(!view->rows[0].key);
        QVERIFY(host.stop());
    }
    void aTestThatCantBeSentSaysWhy() {
        EnginePractice practice;
        EngineHost host(practice.options());
        host.start();
        QVERIFY(listens(host));
        QVERIFY(!host.snapshot().listener.verifies);
        QCOMPARE(answerOf(host.sendTestWebhook(s("halaxy-webhook"))).error().kind, ErrorKind::Settings);
        QCOMPARE(answerOf(host.sendTestWebhook(s("nowhere"))).error().kind, ErrorKind::Usage);
        QVERIFY(answerOf(host.saveSettings({{SettingKey::WebhookListen, s("false")}})));
        QTRY_VERIFY(!host.snapshot().listener.wanted);
        QCOMPARE(answerOf(host.sendTestWebhook(s("halaxy-webhook"))).error().kind, ErrorKind::Usage);
        QVERIFY(host.stop());
    }
    void newSettingsAreTakenAtOnce() {
        EnginePractice practice;
        EngineOptions options = practice.options();
        EngineHost host(options);
        host.start();
        QVERIFY(listens(host));
        QCOMPARE(send(host, "1"), 401);
        QVERIFY(
            answerOf(host.saveSettings({{SettingKey::WebhookSecret, QString::fromLatin1(kWebhookSecret)}})));
        QTRY_COMPARE(send(host, "1"), 200);
        QVERIFY(host.snapshot().listener.verifies);
        QVERIFY(answerOf(host.saveSettings({{SettingKey::WebhookSecret, s("another")}})));
        QTRY_COMPARE(send(host, "2", "another"), 200);
        QCOMPARE(send(host, "3"), 401);
        const int before = host.snapshot().listener.port;
        QVERIFY(answerOf(host.saveSettings({{SettingKey::WebhookListen, s("off")}})));
        QTRY_VERIFY(!host.snapshot().listener.listening);
        QTcpSocket nobody;
        nobody.connectToHost(s("127.0.0.1"), quint16(before));
        QVERIFY(!nobody.waitForConnected(5000));
        QVERIFY(answerOf(host.saveSettings({{SettingKey::WebhookListen, s("on")}})));
        QVERIFY(listens(host));
        QVERIFY(host.stop());
    }
    void aStoredSecretIsFoundThoughTheClientSecretCameFromElsewhere() {
        EnginePractice practice;
        EngineOptions options = practice.options();
        options.secrets = [] {
            auto store = std::make_unique<MemorySecretStore>();
            store->write(spec(SettingKey::WebhookAuthHeader).fileKey, s("X-Key: k"));
            return store;
        };
        EngineHost host(options);
        host.start();
        QVERIFY(QTest::qWaitFor([&] { return host.snapshot().listener.verifies; }, 30'000));
        QVERIFY(listens(host));
        QVERIFY(answerOf(host.sendTestWebhook(s("halaxy-webhook"))));
        QVERIFY(host.stop());
    }
    void aPortInUseIsCalmAndTheEngineGoesOn() {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        EnginePractice practice;
        EngineOptions options = withSecret(practice);
        options.commandLine[s("webhook-port")] = QString::number(other.serverPort());
        options.listener.listenAgain = std::chrono::milliseconds(50);
        EngineHost host(options);
        FinishedRuns runs(host);
        host.start();
        QVERIFY(QTest::qWaitFor([&] { return host.snapshot().listener.problem.has_value(); }, 30'000));
        QVERIFY(!host.snapshot().listener.listening);
        QVERIFY(runs.wait(1));
        QCOMPARE(runs.last().outcome, RunOutcome::Success);
        other.close();
        QVERIFY(listens(host));
        QVERIFY(!host.snapshot().listener.problem);
        QVERIFY(host.stop());
    }
    void onlyTheEngineThatSyncsListens() {
        EnginePractice practice;
        EngineHost first(withSecret(practice));
        first.start();
        QVERIFY(listens(first));
        EngineHost second(withSecret(practice));
        second.start();
        QVERIFY(QTest::qWaitFor([&] { return second.snapshot().facts.otherComputerSyncs; }, 30'000));
        QVERIFY(!second.snapshot().listener.listening);
        QVERIFY(first.stop());
        QVERIFY(listens(second));
        QVERIFY(second.stop());
    }
    void withoutAScheduleNothingListens() {
        EnginePractice practice;
        EngineOptions options = withSecret(practice);
        options.schedule = false;
        EngineHost host(options);
        host.start();
        QVERIFY(QTest::qWaitFor([&] { return host.snapshot().ready && !host.snapshot().facts.starting; },
                                30'000));
        QVERIFY(!host.snapshot().listener.listening);
        QVERIFY(host.stop());
    }
    void anotherDatabaseHasAnotherInbox() {
        EnginePractice practice;
        EngineHost host(withSecret(practice));
        host.start();
        QVERIFY(listens(host));
        QCOMPARE(send(host, "1"), 200);
        const QString elsewhere = s("sqlite:") + practice.folder.filePath(s("elsewhere.sqlite"));
        QVERIFY(answerOf(host.saveSettings({{SettingKey::Database, elsewhere}})));
        QTRY_COMPARE(host.snapshot().inbox.waiting(), 0);
        QVERIFY(listens(host));
        QTRY_COMPARE(send(host, "2"), 200);
        QTRY_COMPARE(answerOf(host.inbox({}))->rows.size(), 1U);
        QCOMPARE(answerOf(host.inbox({}))->rows[0].key->id.value, s("2"));
        QVERIFY(host.stop());
    }
};

QTEST_GUILESS_MAIN(TestEngineWebhooks)
#include "tst_engine_webhooks.moc"
