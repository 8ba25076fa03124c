// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sandbox over real HTTP, with Qt's client: what faults look like on the wire, and that it stays on this
// machine.
#include "sandbox/sandbox_client.h"
#include "sandbox/sandbox_server.h"
#include "sandbox/shifted_clock.h"
#include "support/virtual_clock.h"

#include <QNetworkAccessManager>
#include <QNetworkInterface>
#include <QNetworkReply>
#include <QTcpSocket>
#include <QtTest>

using namespace bloom;
using namespace bloom::sandbox;

class TestSandboxServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }
    void servesAListingPageByPage();
    void spoilsAnswersOnTheWire_data();
    void spoilsAnswersOnTheWire();
    void dripsArriveWhole();
    void takesAdminCallsWithoutAToken();
    void listensOnLoopbackOnly();
    void refusesForeignHosts();
    void stopsAndStartsAgain();
    void livesByItsClock();
    void worksInAThreadOfItsOwn();

private:
    QNetworkRequest request(const QByteArray& target) const;
    QNetworkReply* await(QNetworkReply* reply);
    QJsonObject get(const QByteArray& target);
    void fetchToken();

    ShiftedClock m_clock{tuesdayMorning()};
    QNetworkAccessManager m_network;
    QByteArray m_token;
    std::unique_ptr<SandboxServer> m_server;
};

void TestSandboxServer::init() {
    m_server = std::make_unique<SandboxServer>(m_clock, generate(smallPractice()));
    QVERIFY(m_server->start().has_value());
    m_network.clearConnectionCache();
    fetchToken();
}

QNetworkRequest TestSandboxServer::request(const QByteArray& target) const {
    const QUrl url(target.startsWith("http") ? QString::fromUtf8(target)
                                             : m_server->baseUrl() + QString::fromUtf8(target));
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Bloom (someone@example.com)"));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Authorization", "Bearer " + m_token);
    return request;
}

QNetworkReply* TestSandboxServer::await(QNetworkReply* reply) {
    reply->setParent(this);
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 20000))
        qWarning("no answer");
    return reply;
}

QJsonObject TestSandboxServer::get(const QByteArray& target) {
    return QJsonDocument::fromJson(await(m_network.get(request(target)))->readAll()).object();
}

void TestSandboxServer::fetchToken() {
    const QByteArray credentials =
        R"({"grant_type":"client_credentials","client_id":"sandbox","client_secret":"sandbox-secret"})";
    const auto* reply = await(m_network.post(request("/oauth/token"), credentials));
    const QJsonObject answer = QJsonDocument::fromJson(const_cast<QNetworkReply*>(reply)->readAll()).object();
    m_token = answer.value(QLatin1String("access_token")).toString().toLatin1();
    QVERIFY(!m_token.isEmpty());
}

void TestSandboxServer::servesAListingPageByPage() {
    QString url = m_server->baseUrl() + QStringLiteral("/Appointment?_count=100");
    QStringList ids;
    while (!url.isEmpty()) {
        const QJsonObject bundle = get(url.toUtf8());
        for (const QJsonObject& resource : matches(bundle))
            ids.append(resource.value(QLatin1String("id")).toString());
        url = link(bundle, "next");
    }
    QCOMPARE(ids.size(), qsizetype(m_server->core().practice().appointments.rows().size()));
}

void TestSandboxServer::spoilsAnswersOnTheWire_data() {
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("dropped") << QByteArray("drop");
    QTest::newRow("outage") << QByteArray("outage");
    QTest::newRow("truncated") << QByteArray("truncate");
}

void TestSandboxServer::spoilsAnswersOnTheWire() {
    QFETCH(QByteArray, fault);
    m_server->core().faults().add(*parseFault(QString::fromLatin1(fault)), m_clock.utcNow());
    QCOMPARE(await(m_network.get(request("/Patient")))->error(), QNetworkReply::RemoteHostClosedError);
    m_server->core().faults().clear();
    QCOMPARE(await(m_network.get(request("/Patient")))->error(), QNetworkReply::NoError);
}

void TestSandboxServer::dripsArriveWhole() {
    m_server->core().faults().add(*parseFault(QStringLiteral("drip,amount=2000,milliseconds=1")),
                                  m_clock.utcNow());
    QCOMPARE(matches(get("/Patient?_count=20")).size(), 20);
    m_server->core().faults().clear();
    m_server->core().faults().add(*parseFault(QStringLiteral("latency,milliseconds=5")), m_clock.utcNow());
    QCOMPARE(matches(get("/Patient?_count=20")).size(), 20);
    m_server->core().faults().clear();
    m_server->core().faults().add(*parseFault(QStringLiteral("hang,count=1")), m_clock.utcNow());
    QNetworkReply* hanging = m_network.get(request("/Patient"));
    QCOMPARE(matches(get("/Patient?_count=20")).size(), 20);  // others are served meanwhile
    QVERIFY(!hanging->isFinished());
    hanging->abort();
    hanging->deleteLater();
}

void TestSandboxServer::takesAdminCallsWithoutAToken() {
    m_token.clear();
    const QByteArray origin = m_server->baseUrl().section(u'/', 0, 2).toUtf8();
    QCOMPARE(get(origin + "/sandbox/counters").value(QLatin1String("tokens")).toInt(), 1);
    auto* reply = await(m_network.post(request(origin + "/sandbox/edit"),
                                       QByteArray(R"({"edit":"delete","resource":"Patient","id":"41001"})")));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QVERIFY(!m_server->core().practice().patients.findLive(QStringLiteral("41001")));
}

void TestSandboxServer::listensOnLoopbackOnly() {
    for (const QHostAddress& address : QNetworkInterface::allAddresses()) {
        if (address.isLoopback() || address.protocol() != QAbstractSocket::IPv4Protocol)
            continue;
        QTcpSocket outside;
        outside.connectToHost(address, m_server->port());
        QVERIFY2(!outside.waitForConnected(1000), qPrintable(address.toString()));
    }
    QVERIFY(m_server->baseUrl().startsWith(QLatin1String("http://127.0.0.1:")));
}

void TestSandboxServer::refusesForeignHosts() {
    QNetworkRequest rebound = request("/Patient");
    rebound.setRawHeader("Host", "evil.example");
    const auto* reply = await(m_network.get(rebound));
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 421);
}

void TestSandboxServer::stopsAndStartsAgain() {
    const quint16 port = m_server->port();
    m_server->stop();
    QCOMPARE(await(m_network.get(request("http://127.0.0.1:" + QByteArray::number(port) + "/main/Patient")))
                 ->error(),
             QNetworkReply::ConnectionRefusedError);
    QCOMPARE(m_server->start(port).value_or(0), port);
    QCOMPARE(matches(get("/Patient?_count=20")).size(), 20);
}

void TestSandboxServer::livesByItsClock() {
    test::VirtualClock clock(tuesdayMorning());
    SandboxServer server(clock, generate(smallPractice()));
    const std::size_t before = server.core().practice().appointments.rows().size();
    clock.advance(std::chrono::hours(2));
    QCOMPARE(server.core().practice().appointments.rows().size(), before);
    server.setLive({});
    clock.advance(std::chrono::hours(2));
    QVERIFY(server.core().practice().appointments.rows().size() > before);
}

void TestSandboxServer::worksInAThreadOfItsOwn() {
    QThread thread;
    thread.start();
    auto* server = new SandboxServer(m_clock, generate(smallPractice()));
    server->moveToThread(&thread);
    quint16 port = 0;
    QMetaObject::invokeMethod(
        server, [&] { port = server->start().value_or(0); }, Qt::BlockingQueuedConnection);
    QVERIFY(port > 0);
    // The other server's token means nothing here, which shows who answered.
    const auto* reply =
        await(m_network.get(request("http://127.0.0.1:" + QByteArray::number(port) + "/main/Patient")));
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 401);
    QMetaObject::invokeMethod(server, [&] { delete server; }, Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait(5000));
}

QTEST_GUILESS_MAIN(TestSandboxServer)
#include "tst_sandbox_server.moc"
