// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The server under clients that mean ill: what they may cost, and that good clients are served meanwhile.
// Deadlines are short here; nothing asserts how long anything took.
#include "http/raw_client.h"
#include "http/server.h"

#include <QtTest>

using namespace bloom::http;
using namespace std::chrono_literals;

class TestHttpAttacks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aDrippedHeaderEndsAtItsDeadline();
    void aDrippedBodyEndsAtItsDeadline();
    void aSilentClientEnds_data();
    void aSilentClientEnds();
    void whoDoesNotReadIsCutOff();
    void aRefusalReachesAClientThatStillSends();
    void anEndlessBodyIsNotTakenIn();
    void theOldestIncompleteConnectionMakesRoom();
    void whoHasJustBeenServedIsNotTheOldest();
    void whoIsBeingAnsweredIsNotEvicted();
    void goodClientsAreServedAmongHundredsOfSlowOnes();
    void pipelinedRequestsWaitForTheirReader();
    void garbageHarmsNobody();

private:
    void serve();
    int goodStatus();

    ServerOptions m_options;
    int m_handled = 0;
    qsizetype m_answerSize = 2;
    std::vector<Responder> m_held;
    std::unique_ptr<Server> m_server;
};

void TestHttpAttacks::init() {
    m_options = {};
    m_options.limits.maxBodyBytes = 1024;
    m_handled = 0;
    m_answerSize = 2;
    m_held.clear();
}

void TestHttpAttacks::cleanup() { m_server.reset(); }

void TestHttpAttacks::serve() {
    m_server = std::make_unique<Server>(m_options, [this](Request request, Responder responder) {
        ++m_handled;
        if (request.path() == "/hold")
            m_held.push_back(responder);
        else
            responder.send({.status = 200, .headers = {}, .body = QByteArray(m_answerSize, 'x')});
    });
    QVERIFY(m_server->listen().has_value());
}

int TestHttpAttacks::goodStatus() {
    RawClient good(m_server->port());
    good.send(getRequest("/"));
    return statusOf(good.receive());
}

void TestHttpAttacks::aDrippedHeaderEndsAtItsDeadline() {
    m_options.limits.headerDeadline = 150ms;
    serve();
    RawClient slow(m_server->port());
    slow.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
    // Each byte comes long before any pause would be noticed: only an absolute deadline ends this.
    while (slow.isConnected()) {
        slow.send("X");
        QTest::qWait(5);
    }
    QCOMPARE(m_server->counts().timedOut, 1u);
    QCOMPARE(m_handled, 0);
}

void TestHttpAttacks::aDrippedBodyEndsAtItsDeadline() {
    m_options.limits.bodyDeadline = 150ms;
    serve();
    RawClient slow(m_server->port());
    slow.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n");
    while (slow.isConnected()) {
        slow.send("X");
        QTest::qWait(5);
    }
    QCOMPARE(m_server->counts().timedOut, 1u);
    QCOMPARE(m_handled, 0);
}

void TestHttpAttacks::aSilentClientEnds_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("that never spoke") << QByteArray();
    QTest::newRow("after a request") << getRequest("/");
}

void TestHttpAttacks::aSilentClientEnds() {
    QFETCH(QByteArray, before);
    m_options.limits.headerDeadline = 100ms;
    m_options.limits.idleDeadline = 100ms;
    serve();
    RawClient silent(m_server->port());
    silent.send(before);
    silent.receiveAll();
    QVERIFY(!silent.isConnected());
    QCOMPARE(m_server->counts().timedOut, 1u);
}

void TestHttpAttacks::whoDoesNotReadIsCutOff() {
    m_options.limits.writeDeadline = 150ms;
    m_answerSize = 64 * 1024 * 1024;
    serve();
    RawClient deaf(m_server->port());
    deaf.socket().setReadBufferSize(1024);
    deaf.send(getRequest("/"));
    QTRY_COMPARE(m_server->counts().timedOut, 1u);
    QCOMPARE(m_server->connections(), 0);
}

void TestHttpAttacks::aRefusalReachesAClientThatStillSends() {
    serve();
    RawClient client(m_server->port());
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n");
    client.send(QByteArray(3'000'000, 'x'));
    const QByteArray answer = client.receive();
    QCOMPARE(statusOf(answer), 413);
    QVERIFY(answer.contains("Connection: close"));
    QCOMPARE(m_handled, 0);
}

void TestHttpAttacks::anEndlessBodyIsNotTakenIn() {
    serve();
    RawClient client(m_server->port());
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    const QByteArray chunk = "10000\r\n" + QByteArray(0x10000, 'x') + "\r\n";
    qint64 sent = 0;
    while (client.isConnected() && sent < 256 * 1024 * 1024) {
        if (client.socket().bytesToWrite() < 1024 * 1024) {
            client.send(chunk);
            sent += chunk.size();
        }
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    }
    QVERIFY(!client.isConnected());
    QCOMPARE(m_handled, 0);
    QCOMPARE(goodStatus(), 200);
}

void TestHttpAttacks::theOldestIncompleteConnectionMakesRoom() {
    m_options.limits.maxConnections = 4;
    serve();
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 4; ++i) {
        slow.push_back(std::make_unique<RawClient>(m_server->port()));
        slow.back()->send("GET / HTTP/1.1\r\n");
        QTRY_COMPARE(m_server->connections(), i + 1);
    }
    QCOMPARE(goodStatus(), 200);
    QTRY_VERIFY(!slow[0]->isConnected());
    QVERIFY(slow[1]->isConnected() && slow[2]->isConnected() && slow[3]->isConnected());
    QCOMPARE(m_server->counts().evicted, 1u);
}

void TestHttpAttacks::whoHasJustBeenServedIsNotTheOldest() {
    m_options.limits.maxConnections = 2;
    serve();
    RawClient served(m_server->port());
    RawClient slow(m_server->port());
    slow.send("GET / HTTP/1.1\r\n");
    QTRY_COMPARE(m_server->connections(), 2);
    served.send(getRequest("/"));
    QCOMPARE(statusOf(served.receive()), 200);
    QCOMPARE(goodStatus(), 200);
    QTRY_VERIFY(!slow.isConnected());
    QVERIFY(served.isConnected());
}

void TestHttpAttacks::whoIsBeingAnsweredIsNotEvicted() {
    m_options.limits.maxConnections = 2;
    serve();
    RawClient first(m_server->port());
    RawClient second(m_server->port());
    first.send(getRequest("/hold"));
    second.send(getRequest("/hold"));
    QTRY_COMPARE(m_held.size(), 2u);
    RawClient third(m_server->port());
    third.receiveAll();
    QCOMPARE(m_server->counts().turnedAway, 1u);
    for (const Responder& held : m_held)
        held.send({.status = 200, .headers = {}, .body = "ok"});
    QCOMPARE(statusOf(first.receive()), 200);
    QCOMPARE(statusOf(second.receive()), 200);
}

void TestHttpAttacks::goodClientsAreServedAmongHundredsOfSlowOnes() {
    m_options.limits.maxConnections = 64;
    serve();
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 300; ++i) {
        slow.push_back(std::make_unique<RawClient>(m_server->port()));
        slow.back()->send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nx");
        if (i % 30 == 29)
            QCOMPARE(goodStatus(), 200);
    }
    QVERIFY(m_server->connections() <= 64);
    QCOMPARE(m_handled, 10);
}

void TestHttpAttacks::pipelinedRequestsWaitForTheirReader() {
    m_answerSize = 1024 * 1024;
    serve();
    RawClient greedy(m_server->port());
    greedy.socket().setReadBufferSize(1024);
    QByteArray flood;
    for (int i = 0; i < 400; ++i)
        flood += getRequest("/");
    greedy.send(flood);
    QTRY_VERIFY(m_handled > 0);
    QCOMPARE(goodStatus(), 200);
    QTest::qWait(100);
    // What the kernel's buffers hold, not what was asked for.
    QVERIFY2(m_handled < 40, qPrintable(QString::number(m_handled)));
}

void TestHttpAttacks::garbageHarmsNobody() {
    serve();
    quint32 state = 7;
    for (int i = 0; i < 100; ++i) {
        QByteArray garbage(300, Qt::Uninitialized);
        for (char& c : garbage)
            c = char((state = state * 1664525 + 1013904223) >> 24);
        RawClient client(m_server->port());
        client.send(garbage + "\r\n\r\n");
        const int status = statusOf(client.receiveAll());
        QVERIFY2(status >= 400 || status == 0, garbage.toHex().constData());
    }
    QCOMPARE(m_handled, 0);
    QCOMPARE(goodStatus(), 200);
}

QTEST_GUILESS_MAIN(TestHttpAttacks)
#include "tst_http_attacks.moc"
