// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The listener over real sockets, in a thread of its own as in the product: 200 only for what is durable, 503
// for what is not, and good senders are served whatever others do.
#include "core/practice_time.h"
#include "http/raw_client.h"
#include "server/listener.h"
#include "server/webhook_body.h"
#include "support/temp_database.h"
#include "webhook_samples.h"

#include <QSslSocket>
#include <QTcpServer>
#include <QtTest>

using namespace bloom;
using namespace bloom::server;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }
UtcTime systemNow() { return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()); }
const QByteArray kRelay = "/api/halaxy-webhook";
const QByteArray kUpdated = "/api/halaxy-webhook/appointment-updated";

}  // namespace

class TestWebhookListener : public QObject {
    Q_OBJECT
    std::unique_ptr<TempDatabase> m_database;
    ListenerConfig m_config;
    ListenerOptions m_options;
    QThread m_thread;
    Listener* m_listener = nullptr;
    ListenerView m_view;
    int m_committed = 0;
    std::atomic<bool> m_diskFull = false;
    std::atomic<int> m_commitTakes = 0;  ///< ms of m_time
    std::atomic<int> m_time = 0;

    void open() {
        m_options.writer.onOpened = [this](storage::Database& database) {
            database.setFaultHook([this](const QString& sql) {
                if (!sql.startsWith(s("COMMIT")))
                    return false;
                m_time += m_commitTakes;
                return m_diskFull.load();
            });
        };
        m_listener = new Listener(m_config, m_database->target(), m_options);
        m_listener->moveToThread(&m_thread);
        connect(m_listener, &Listener::changed, this, [this](const ListenerView& view) { m_view = view; });
        connect(m_listener, &Listener::committed, this, [this] { ++m_committed; });
        m_thread.start();
        QMetaObject::invokeMethod(m_listener, [this] { m_listener->open(); }, Qt::BlockingQueuedConnection);
    }
    void close() {
        if (!m_listener)
            return;
        QMetaObject::invokeMethod(m_listener, [this] { delete m_listener; }, Qt::BlockingQueuedConnection);
        m_listener = nullptr;
        m_thread.quit();
        m_thread.wait();
    }
    quint16 port() {
        (void)QTest::qWaitFor([this] { return m_view.listening; }, 10'000);
        return quint16(m_view.port);
    }
    /// Status and body of one answer.
    QString ask(const QByteArray& request) {
        RawClient client(port());
        client.send(request);
        const QByteArray answer = client.receive();
        return QString::number(statusOf(answer)) + u' ' + QString::fromUtf8(bodyOf(answer));
    }
    QByteArray answerTo(const QByteArray& request) {
        RawClient client(port());
        client.send(request);
        return client.receive();
    }
    QStringList rows(const char* sql) { return m_database->rows(s(sql)); }
    QString count() { return m_database->cell(s("SELECT count(*) FROM webhook_inbox")); }
    QString rejections() {
        return m_database
            ->rows(s("SELECT route, reason, requests FROM webhook_rejections ORDER BY route, reason"))
            .join(s("; "));
    }

private Q_SLOTS:
    void init() {
        m_database = std::make_unique<TempDatabase>();
        m_config = {};
        m_config.secrets.secrets = {kWebhookSecret};
        m_options = {};
        m_options.now = systemNow;
        m_view = {};
        m_committed = 0;
        m_diskFull = false;
        m_commitTakes = m_time = 0;
    }
    void cleanup() { close(); }

    void bothShapesAreStoredBeforeTheAnswer() {
        open();
        QCOMPARE(ask(signedRequest(kRelay, simpleBody("appointment.updated", "12"))), s("200 OK"));
        QCOMPARE(count(), s("1"));
        QCOMPARE(ask(signedRequest("/api/halaxy-webhook/appointment-deleted",
                                   bundleBody({{"e1", "Appointment/13"}, {"e2", "Appointment/14"}}))),
                 s("200 OK"));
        QCOMPARE(
            rows("SELECT route, event, kind, halaxy_id, is_delete, state FROM webhook_inbox ORDER BY id"),
            QStringList({s("halaxy-webhook|appointment.updated|Appointment|12|0|received"),
                         s("appointment-deleted|appointment.deleted|Appointment|13|1|received"),
                         s("appointment-deleted|appointment.deleted|Appointment|14|1|received")}));
        QTRY_COMPARE(m_committed, 2);
    }
    void nothingIsAcknowledgedThatWasNotCommitted() {
        open();
        m_diskFull = true;
        const QByteArray request = signedRequest(kRelay, simpleBody("appointment.updated", "12"));
        const QByteArray refused = answerTo(request);
        QCOMPARE(statusOf(refused), 503);
        QVERIFY(refused.contains("Retry-After: 30\r\n"));
        QCOMPARE(count(), s("0"));
        m_diskFull = false;
        QCOMPARE(ask(request), s("200 OK"));
        QCOMPARE(count(), s("1"));
        QCOMPARE(m_committed, 1);
    }
    void whatASenderWaitedForIts200IsAMetric() {
        m_options.now = [this] { return UtcTime(496'000h) + milliseconds(m_time); };
        open();
        const auto body = [](const char* id) { return simpleBody("appointment.updated", id); };
        m_commitTakes = 700;
        QCOMPARE(ask(signedRequest(kRelay, body("1"))), s("200 OK"));
        m_commitTakes = -300;  // the clock was set back
        QCOMPARE(ask(signedRequest(kRelay, body("2"))), s("200 OK"));
        m_commitTakes = 200;
        QCOMPARE(ask(signedRequest(kRelay, body("3"))), s("200 OK"));
        // Who got no 200 was not served, however quick that was.
        m_diskFull = true;
        QCOMPARE(statusOf(answerTo(signedRequest(kRelay, body("4")))), 503);
        m_diskFull = false;
        QCOMPARE(ask(signedRequest(kRelay, body("5"), "another")), s("401 Invalid signature"));
        QVERIFY(ask(getRequest("/healthz")).startsWith(s("200 ")));
        close();
        QCOMPARE(rows("SELECT metric, practitioner_id, period, start, samples, total, minimum, maximum "
                      "FROM metric_rollups"),
                 QStringList{s("webhook-answer-ms||hour|%1|3|900|0|700").arg(toIsoText(UtcTime(496'000h)))});
    }
    void aLockedDatabaseAnswers503AndLosesNothing() {
        open();
        const QByteArray request = signedRequest(kRelay, simpleBody("appointment.updated", "12"));
        m_database->write([&](storage::Scope&) {
            const QByteArray refused = answerTo(request);
            QCOMPARE(statusOf(refused), 503);
            QVERIFY(refused.contains("Retry-After: 5\r\n"));
            // Who asks for something else meanwhile is answered at once.
            QVERIFY(ask(getRequest("/healthz")).startsWith(s("200 ")));
        });
        QCOMPARE(ask(request), s("200 OK"));
        QCOMPARE(count(), s("1"));
    }
    void overloadAnswers503() {
        m_options.writer.mostWaiting = 0;
        open();
        QVERIFY(
            answerTo(signedRequest(kRelay, simpleBody("appointment.updated", "12"))).contains("Retry-After"));
    }
    void anEventNobodyKnowsIsAnsweredAndShownAsIgnored() {
        open();
        QTest::ignoreMessage(QtInfoMsg, QRegularExpression(s("claim\\.lodged")));
        QCOMPARE(ask(signedRequest(kRelay, simpleBody("claim.lodged", "3"))), s("200 OK"));
        QCOMPARE(rows("SELECT event, state FROM webhook_inbox"), QStringList{s("claim.lodged|ignored")});
    }
    void theSameDeliveredTwiceIsHeldOnce() {
        open();
        const QByteArray simple = signedRequest(kRelay, simpleBody("appointment.updated", "12"));
        const QByteArray bundle = signedRequest(kUpdated, bundleBody({{"e1", "Appointment/13"}}));
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(ask(simple), s("200 OK"));
            QCOMPARE(ask(bundle), s("200 OK"));
        }
        QCOMPARE(count(), s("2"));
        m_database->execute(s("UPDATE webhook_inbox SET state = 'processing'"));
        QCOMPARE(ask(simple), s("200 OK"));  // it may have changed again since
        QCOMPARE(ask(bundle), s("200 OK"));
        QCOMPARE(count(), s("3"));
    }
    void whatIsTurnedAwayIsCountedAndNotKept() {
        open();
        const QByteArray body = simpleBody("appointment.updated", "12");
        QCOMPARE(ask(signedRequest(kRelay, body, "another")), s("401 Invalid signature"));
        QCOMPARE(ask(signedRequest(kRelay, body, "another")), s("401 Invalid signature"));
        QCOMPARE(ask(postRequest(kUpdated, body)), s("401 Invalid signature"));
        QVERIFY(ask(signedRequest(kRelay, "{}")).startsWith(s("400 Expected")));
        QCOMPARE(answerTo(getRequest(kRelay)).contains("Allow: POST\r\n"), true);
        QVERIFY(ask(getRequest("/admin")).startsWith(s("404")));
        QTRY_COMPARE(
            rejections(),
            s("appointment-updated|unsigned|1; halaxy-webhook|bad-signature|2; halaxy-webhook|malformed|1; "
              "halaxy-webhook|wrong-method|1; other|unknown-address|1"));
        QCOMPARE(count(), s("0"));
    }
    void twoSecretsAreLive() {
        m_config.secrets = halaxy::webhookSecrets(s("old, new"), s("X-Key: fixed"));
        open();
        const auto body = [](const char* id) { return simpleBody("appointment.updated", id); };
        QCOMPARE(ask(signedRequest(kRelay, body("1"), "old")), s("200 OK"));
        QCOMPARE(ask(signedRequest(kRelay, body("2"), "new")), s("200 OK"));
        QCOMPARE(ask(postRequest(kRelay, body("3"), "X-Key: fixed\r\n")), s("200 OK"));
        QCOMPARE(ask(signedRequest(kRelay, body("4"), "older")), s("401 Invalid signature"));
        QCOMPARE(count(), s("3"));
    }
    void aSignedMessageIdIsTheKey() {
        open();
        const QByteArray time = QByteArray::number(
            qint64(std::chrono::duration_cast<std::chrono::seconds>(systemNow().time_since_epoch()).count()));
        const QByteArray body = simpleBody("appointment.updated", "12");
        const auto request = [&](const QByteArray& id) {
            return postRequest(kRelay, body,
                               "webhook-id: " + id + "\r\nwebhook-timestamp: " + time +
                                   "\r\nwebhook-signature: " +
                                   halaxy::standardSignature(body, id, time, kWebhookSecret) + "\r\n");
        };
        for (const char* id : {"msg_1", "msg_1", "msg_2"})
            QCOMPARE(ask(request(id)), s("200 OK"));
        QCOMPARE(rows("SELECT event_id FROM webhook_inbox ORDER BY id"),
                 QStringList({s("msg_1"), s("msg_2")}));
    }
    void withoutASecretEverythingIsRefused() {
        m_config.secrets = {};
        QTest::ignoreMessage(QtInfoMsg, QRegularExpression(s("no secret is set")));
        open();
        const QString answer = ask(signedRequest(kRelay, simpleBody("appointment.updated", "12"), ""));
        QVERIFY2(answer.startsWith(s("401 ")) && answer.contains(s("secret")), qPrintable(answer));
        QVERIFY(!m_view.verifies);
        QTRY_COMPARE(rejections(), s("halaxy-webhook|no-secret|1"));
    }
    void healthSaysLittle() {
        open();
        const QByteArray answer = answerTo(getRequest("/healthz"));
        QCOMPARE(statusOf(answer), 200);
        QCOMPARE(bodyOf(answer), QByteArray(R"({"status":"ok","stores":true,"verifies":true})"));
        m_diskFull = true;
        ask(signedRequest(kRelay, simpleBody("appointment.updated", "12")));
        QVERIFY(ask(getRequest("/healthz")).contains(s("\"stores\":false")));
    }
    void foreignNamesAreRefusedAndListedOnesTaken() {
        m_config.hosts = {"bloom.example.com"};
        open();
        const auto named = [](const char* host) -> QByteArray {
            return QByteArray("GET /healthz HTTP/1.1\r\nHost: ") + host + "\r\n\r\n";
        };
        QVERIFY(ask(named("bloom.example.com")).startsWith(s("200")));
        QVERIFY(ask(named("Bloom.Example.COM:443")).startsWith(s("200")));
        QVERIFY(ask(named("127.0.0.1:8787")).startsWith(s("200")));
        QVERIFY(ask(named("evil.example")).startsWith(s("421")));
        QTRY_COMPARE(rejections(), s("other|foreign-host|1"));
    }
    void tooLargeIsRefusedAndCounted() {
        open();
        const QByteArray large(256 * 1024 + 1, ' ');
        QCOMPARE(statusOf(answerTo(signedRequest(kRelay, large))), 413);
        QCOMPARE(statusOf(answerTo(postRequest(kRelay, "{}", "X: " + QByteArray(17 * 1024, 'x') + "\r\n"))),
                 431);
        QByteArray largest = simpleBody("appointment.updated", "12");
        largest += QByteArray(256 * 1024 - largest.size(), ' ');
        QCOMPARE(ask(signedRequest(kRelay, largest)), s("200 OK"));
        QTRY_COMPARE(rejections(), s("other|header-too-large|1; other|too-large|1"));
    }
    void goodSendersAreServedAmongHundredsOfSlowOnes() {
        open();
        std::vector<std::unique_ptr<RawClient>> slow;
        for (int i = 0; i < 300; ++i) {
            slow.push_back(std::make_unique<RawClient>(port()));
            slow.back()->send("POST /api/halaxy-webhook HTTP/1.1\r\nHost: localhost\r\n");
        }
        for (int i = 0; i < 20; ++i)
            QCOMPARE(ask(signedRequest(kRelay, simpleBody("appointment.updated", QByteArray::number(i)))),
                     s("200 OK"));
        QCOMPARE(count(), s("20"));
        quint64 evicted = 0;
        QMetaObject::invokeMethod(
            m_listener, [&] { evicted = m_listener->counts().evicted; }, Qt::BlockingQueuedConnection);
        QVERIFY(evicted >= 300 - 256);
    }
    void manyClientsShareTransactions() {
        open();
        constexpr int kClients = 100, kEach = 10;
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < kClients; ++i)
            clients.push_back(std::make_unique<RawClient>(port()));
        for (int round = 0; round < kEach; ++round)
            for (int i = 0; i < kClients; ++i)
                clients[std::size_t(i)]->send(signedRequest(
                    kRelay, simpleBody("appointment.updated", QByteArray::number(round * kClients + i))));
        for (const auto& client : clients)
            QCOMPARE(client->receive(kEach).count("HTTP/1.1 200 OK"), kEach);
        QCOMPARE(count(), QString::number(kClients * kEach));
        QVERIFY2(m_listener->commits() < kClients * kEach,
                 qPrintable(QString::number(m_listener->commits())));
    }
    void aClientThatLeftIsNoTrouble() {
        open();
        m_database->write([&](storage::Scope&) {
            RawClient client(port());
            client.send(signedRequest(kRelay, simpleBody("appointment.updated", "12")));
            client.socket().waitForBytesWritten();
            QVERIFY(ask(getRequest("/healthz")).startsWith(s("200 ")));  // so it was read before
        });
        QTRY_COMPARE(ask(getRequest("/healthz")).left(3), s("200"));
        QCOMPARE(ask(signedRequest(kRelay, simpleBody("appointment.updated", "13"))), s("200 OK"));
    }
    void closingWhileRequestsWaitEnds() {
        open();
        RawClient client(port());
        m_database->write([&](storage::Scope&) {
            client.send(signedRequest(kRelay, simpleBody("appointment.updated", "12")));
            QVERIFY(ask(getRequest("/healthz")).startsWith(s("200 ")));
            close();
        });
        QVERIFY(!client.receiveAll().contains(" 200 "));
        QCOMPARE(count(), s("0"));
    }
    void aPortInUseIsToldAndTakenOnceItIsFree() {
        auto other = std::make_unique<QTcpServer>();
        QVERIFY(other->listen(QHostAddress::LocalHost));
        m_config.port = other->serverPort();
        m_options.listenAgain = 20ms;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(s("can't receive webhooks")));
        open();
        QTRY_VERIFY(m_view.problem);
        QVERIFY(m_view.problem->message.contains(QString::number(m_config.port)));
        QVERIFY(!m_view.listening);
        other.reset();
        QTRY_VERIFY(m_view.listening);
        QVERIFY(!m_view.problem);
        QCOMPARE(ask(signedRequest(kRelay, simpleBody("appointment.updated", "12"))), s("200 OK"));
    }
    void speaksTls() {
        m_config.certificate = s(BLOOM_SOURCE_DIR "/tests/http/data/localhost.crt");
        m_config.key = s(BLOOM_SOURCE_DIR "/tests/http/data/localhost.key");
        open();
        const quint16 secure = port();
        QVERIFY(m_view.tls);
        QSslSocket client;
        client.setPeerVerifyMode(QSslSocket::VerifyNone);
        client.connectToHostEncrypted(s("127.0.0.1"), secure);
        QTRY_VERIFY(client.isEncrypted());
        client.write(signedRequest(kRelay, simpleBody("appointment.updated", "12")));
        QTRY_VERIFY(client.bytesAvailable() > 0);
        QCOMPARE(statusOf(client.readAll()), 200);
        QCOMPARE(count(), s("1"));
        RawClient plain(secure);
        plain.send(getRequest("/healthz"));
        QVERIFY(!plain.receiveAll().contains(" 200 "));
    }
    void halfOfTlsIsNoListenerWithoutIt_data() {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        const QString good = s(BLOOM_SOURCE_DIR "/tests/http/data/localhost");
        QTest::newRow("no key") << good + s(".crt") << QString();
        QTest::newRow("no certificate") << QString() << good + s(".key");
        QTest::newRow("not there") << s("nowhere.crt") << s("nowhere.key");
        QTest::newRow("the wrong way round") << good + s(".key") << good + s(".crt");
    }
    void halfOfTlsIsNoListenerWithoutIt() {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        m_config.certificate = certificate;
        m_config.key = key;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(s("can't be used")));
        open();
        QTRY_VERIFY(m_view.problem);
        QCOMPARE(m_view.problem->kind, ErrorKind::Settings);
        QVERIFY(!m_view.listening);
    }
    void addressesToCopy_data() {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("hosts");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<QString>("base");
        QTest::newRow("loopback") << s("127.0.0.1") << QString() << false << s("http://127.0.0.1:8787");
        QTest::newRow("by name") << s("localhost") << QString() << false << s("http://127.0.0.1:8787");
        QTest::newRow("everywhere") << s("0.0.0.0") << QString() << false << s("http://127.0.0.1:8787");
        QTest::newRow("behind a proxy")
            << s("127.0.0.1") << s("Bloom.example.com, b") << false << s("https://bloom.example.com");
        QTest::newRow("TLS") << s("0.0.0.0") << s("bloom.example.com") << true
                             << s("https://bloom.example.com:8787");
        QTest::newRow("IPv6") << s("::1") << QString() << false << s("http://[::1]:8787");
    }
    void addressesToCopy() {
        QFETCH(QString, address);
        QFETCH(QString, hosts);
        QFETCH(bool, tls);
        QFETCH(QString, base);
        Settings settings;
        settings.webhookAddress = address;
        settings.webhookHosts = hosts;
        settings.webhookCertificate = tls ? s("x") : QString();
        const ListenerView view = listenerView(listenerConfig(settings));
        QCOMPARE(view.publicBase, base);
        QCOMPARE(view.reachableFromOutside, address == s("0.0.0.0"));
    }
};

QTEST_GUILESS_MAIN(TestWebhookListener)
#include "tst_webhook_listener.moc"
