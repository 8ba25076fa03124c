// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The server over real sockets, with clients that mean well: answers now, later, in parts, or not at all.
#include "http/raw_client.h"
#include "http/server.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTimer>
#include <QtTest>

using namespace bloom::http;

namespace {

/// Answers by path: what the tests below ask for.
struct Handlers {
    std::vector<Responder> held;
    std::vector<Request> seen;

    void operator()(const Request& request, const Responder& responder) {
        seen.push_back(request);
        const QByteArray path = request.path();
        if (path == "/echo")
            responder.send(
                {.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = request.body});
        else if (path == "/later")
            QTimer::singleShot(
                30, [responder] { responder.send({.status = 200, .headers = {}, .body = "late"}); });
        else if (path == "/hold")
            held.push_back(responder);
        else if (path == "/drop")
            responder.drop();
        else if (path == "/part")
            part(responder);
        else if (path == "/split")
            responder.send({.status = 200, .headers = {{"X-Echo", "a\r\nSet-Cookie: b"}}, .body = "x"});
        else if (path != "/forget")
            responder.send({.status = 404, .headers = {}, .body = {}});
    }
    static void part(const Responder& responder) {
        responder.begin({.status = 200, .headers = {}, .body = {}}, 10);
        responder.write("12345");
        responder.breakOff();
    }
};

}  // namespace

class TestHttpServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void keepsTheConnectionForTheNextRequest();
    void closesWhenAskedTo();
    void answersPipelinedRequestsInTheirOrder();
    void saysContinueBeforeABody();
    void headGetsNoBody();
    void dripsAnAnswer();
    void breaksOffInTheMiddle();
    void dropsWithoutAnAnswer();
    void forgottenRequestsGetA500();
    void unsafeAnswersBecomeA500();
    void aResponderOutlivesItsClient();
    void aResponderOutlivesItsServer();
    void reportsAPortInUse();
    void takesThePortOfItsOptions();
    void speaksTls();

private:
    ServerOptions m_options;
    Handlers m_handlers;
    std::unique_ptr<Server> m_server;
};

void TestHttpServer::init() {
    m_handlers = {};
    m_server = std::make_unique<Server>(
        m_options, [this](Request request, Responder responder) { m_handlers(request, responder); });
    QVERIFY(m_server->listen().has_value());
}

void TestHttpServer::cleanup() { m_server.reset(); }

void TestHttpServer::keepsTheConnectionForTheNextRequest() {
    RawClient client(m_server->port());
    for (int i = 1; i <= 3; ++i) {
        client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nn" +
                    QByteArray::number(i));
        QCOMPARE(countAnswers(client.receive(i)), i);
    }
    QVERIFY(client.receive(3).endsWith("n3"));
    QVERIFY(client.isConnected());
    QCOMPARE(m_server->counts().accepted, 1u);
}

void TestHttpServer::closesWhenAskedTo() {
    RawClient client(m_server->port());
    client.send(getRequest("/echo", "Connection: close\r\n"));
    QCOMPARE(statusOf(client.receiveAll()), 200);
    QTRY_COMPARE(m_server->connections(), 0);
}

void TestHttpServer::answersPipelinedRequestsInTheirOrder() {
    RawClient client(m_server->port());
    client.send(getRequest("/later") + getRequest("/echo") + getRequest("/nowhere"));
    const QByteArray all = client.receive(3);
    QCOMPARE(countAnswers(all), 3);
    const qsizetype late = all.indexOf("late");
    QVERIFY(late > 0);
    QVERIFY(all.indexOf("text/plain") > late);
    QVERIFY(all.indexOf(" 404 ") > all.indexOf("text/plain"));
}

void TestHttpServer::saysContinueBeforeABody() {
    RawClient client(m_server->port());
    client.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    QTRY_VERIFY(client.socket().bytesAvailable() > 0);
    QVERIFY(client.receive(0).startsWith("HTTP/1.1 100 Continue\r\n\r\n"));
    client.send("body");
    QVERIFY(client.receive(1).endsWith("body"));
}

void TestHttpServer::headGetsNoBody() {
    RawClient client(m_server->port());
    client.send("HEAD /later HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const QByteArray answer = client.receive(1, true);
    QVERIFY(answer.contains("Content-Length: 4\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\n"));
}

void TestHttpServer::dripsAnAnswer() {
    RawClient client(m_server->port());
    client.send(getRequest("/hold"));
    QTRY_COMPARE(m_handlers.held.size(), 1u);
    const Responder responder = m_handlers.held.front();
    responder.begin({.status = 200, .headers = {}, .body = {}}, 3);
    for (const char* drop : {"a", "b"}) {
        responder.write(drop);
        QVERIFY(responder.isOpen());
        QTRY_VERIFY(client.receive(0).endsWith(drop));
    }
    responder.write("cdef");  // more than promised
    QVERIFY(client.receive(1).endsWith("abc"));
    QVERIFY(!responder.isOpen());
}

void TestHttpServer::breaksOffInTheMiddle() {
    RawClient client(m_server->port());
    client.send(getRequest("/part"));
    const QByteArray answer = client.receiveAll();
    QVERIFY(answer.contains("Content-Length: 10\r\n"));
    QCOMPARE(bodyOf(answer), QByteArray("12345"));
}

void TestHttpServer::dropsWithoutAnAnswer() {
    RawClient client(m_server->port());
    client.send(getRequest("/drop"));
    QCOMPARE(client.receiveAll(), QByteArray());
}

void TestHttpServer::forgottenRequestsGetA500() {
    RawClient client(m_server->port());
    client.send(getRequest("/forget"));
    QCOMPARE(statusOf(client.receive()), 500);
}

void TestHttpServer::unsafeAnswersBecomeA500() {
    QTest::ignoreMessage(QtWarningMsg,
                         "http: a response header held a control character; answered 500 instead");
    RawClient client(m_server->port());
    client.send(getRequest("/split"));
    const QByteArray answer = client.receiveAll();
    QCOMPARE(statusOf(answer), 500);
    QVERIFY(!answer.contains("Set-Cookie"));
}

void TestHttpServer::aResponderOutlivesItsClient() {
    {
        RawClient client(m_server->port());
        client.send(getRequest("/hold"));
        QTRY_COMPARE(m_handlers.held.size(), 1u);
        client.socket().abort();
    }
    QTRY_VERIFY(!m_handlers.held.front().isOpen());
    m_handlers.held.front().send({.status = 200, .headers = {}, .body = "too late"});
    m_handlers.held.clear();
    QCOMPARE(m_server->connections(), 0);
}

void TestHttpServer::aResponderOutlivesItsServer() {
    RawClient client(m_server->port());
    client.send(getRequest("/hold"));
    QTRY_COMPARE(m_handlers.held.size(), 1u);
    m_server.reset();
    QVERIFY(!m_handlers.held.front().isOpen());
    m_handlers.held.front().send({.status = 200, .headers = {}, .body = "too late"});
    QCOMPARE(client.receiveAll(), QByteArray());
}

void TestHttpServer::reportsAPortInUse() {
    Server second(m_options, [](Request, Responder) {});
    const auto port = second.listen(m_server->port());
    QVERIFY(!port.has_value());
    QVERIFY(!port.error().isEmpty());
}

void TestHttpServer::takesThePortOfItsOptions() {
    ServerOptions options;
    options.port = m_server->port();
    Server second(options, [](const Request&, const Responder&) {});
    QVERIFY(!second.listen());  // taken: a second server on the same port says so
    m_server->close();
    QCOMPARE(second.listen().value_or(0), options.port);
}

void TestHttpServer::speaksTls() {
    QFile certificate(QStringLiteral(BLOOM_SOURCE_DIR "/tests/http/data/localhost.crt"));
    QFile key(QStringLiteral(BLOOM_SOURCE_DIR "/tests/http/data/localhost.key"));
    QVERIFY(certificate.open(QIODevice::ReadOnly) && key.open(QIODevice::ReadOnly));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(&certificate));
    tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    ServerOptions options;
    options.tls = tls;
    Server server(options, [this](Request request, Responder responder) { m_handlers(request, responder); });
    QVERIFY(server.listen().has_value());

    QSslSocket client;
    client.setPeerVerifyMode(QSslSocket::VerifyNone);
    client.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.port());
    QTRY_VERIFY(client.isEncrypted());
    client.write(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret");
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    const QByteArray answer = client.readAll();
    QCOMPARE(statusOf(answer), 200);
    QCOMPARE(bodyOf(answer), QByteArray("secret"));
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_http_server.moc"
