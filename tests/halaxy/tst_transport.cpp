// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The transport against a server that misbehaves in every way met in practice.
#include "halaxy/proxy_choice.h"
#include "halaxy/qnam_transport.h"
#include "support/raw_server.h"

#include <QDirIterator>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>
#include <QtTest>

using namespace bloom;
using namespace bloom::halaxy;
using namespace std::chrono_literals;
using bloom::test::RawServer;

// Nothing but a GET and the token's POST can be expressed at all.
static_assert(std::is_same_v<decltype(Request::what), std::variant<GetRequest, TokenRequest>>);

namespace {
struct Answered {
    std::optional<Result<Response>> result;
};
QCoro::Task<void> run(Transport& transport, Request request, std::stop_token stop, Answered& answered) {
    Result<Response> result = co_await transport.send(std::move(request), stop);
    answered.result = std::move(result);
}
Request get(const QUrl& url) {
    Request request;
    request.what = GetRequest{url, "secret-token"};
    request.userAgent = "BloomSync/0.1.0 (admin@example.com)";
    return request;
}
Request token(const QUrl& url) {
    Request request;
    request.what = TokenRequest{url, "{\"grant_type\":\"client_credentials\"}"};
    request.userAgent = "BloomSync/0.1.0 (admin@example.com)";
    return request;
}
ErrorKind kindOf(const Answered& answered) {
    return answered.result && !*answered.result ? answered.result->error().kind : ErrorKind::Internal;
}

/// A listener with a certificate nobody vouches for.
class SelfSignedServer : public QTcpServer {
public:
    SelfSignedServer() { listen(QHostAddress::LocalHost); }
    int decrypted = 0;

protected:
    void incomingConnection(qintptr descriptor) override;
};

/// The real clock, counting what is cancelled on it.
class CountingClock final : public Clock {
public:
    int cancelled = 0;
    UtcTime utcNow() const override { return m_real.utcNow(); }
    MonoTime monotonicNow() const override { return m_real.monotonicNow(); }
    TimerId startTimer(milliseconds delay, std::function<void()> fn) override {
        return m_real.startTimer(delay, std::move(fn));
    }
    void cancelTimer(TimerId id) override {
        ++cancelled;
        m_real.cancelTimer(id);
    }
    void post(std::function<void()> fn) override { m_real.post(std::move(fn)); }

private:
    SystemClock m_real;
};
}  // namespace

class TestTransport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aGetCarriesItsHeadersAndBringsTheWholeAnswer();
    void anyStatusIsAValue_data();
    void anyStatusIsAValue();
    void aRedirectIsAnErrorThatNamesItsTargetAndIsNotFollowed();
    void brokenAnswers_data();
    void brokenAnswers();
    void aRefusedConnectionIsNetwork();
    void aDrippingAnswerEndsAtTheDeadline();
    void bodiesOverTheCapEndAtOnce_data();
    void bodiesOverTheCapEndAtOnce();
    void aCertificateNobodyVouchesForIsATlsError();
    void plainTextWhereTlsIsExpectedIsATlsError();
    void stopEndsACallButNeverInsideRequestStop();
    void aStopBeforeTheCallSendsNothing();
    void abortAllEndsEveryCall();
    void aCallThatHasEndedNeedsItsClockNoMore();
    void theTokenPostIsNeverSentTwice();
    void aGetIsSentOnce_data();
    void aGetIsSentOnce();
    void afterTimeoutsInARowConnectionsAreFresh();
    void loopbackNeverTakesAProxy_data();
    void loopbackNeverTakesAProxy();
    void nothingElseOfTheManagerIsUsed();

private:
    SystemClock m_clock;
};

void TestTransport::aGetCarriesItsHeadersAndBringsTheWholeAnswer() {
    RawServer server([](const auto&, QTcpSocket& socket) {
        socket.write(RawServer::answer(200, "{\"a\":1}", "X-RateLimit-Remaining: 499\r\n"));
    });
    QnamTransport transport(m_clock);
    Answered answered;
    run(transport, get(server.url(QStringLiteral("/main/Patient?name=a%2Bb"))), {}, answered);
    QTRY_VERIFY(answered.result);
    QVERIFY(answered.result->has_value());
    QCOMPARE((*answered.result)->status, 200);
    QCOMPARE((*answered.result)->body, QByteArray("{\"a\":1}"));
    QCOMPARE((*answered.result)->header("x-ratelimit-remaining"), QByteArray("499"));
    const auto& sent = server.requests.at(0);
    QCOMPARE(sent.method, QByteArray("GET"));
    QCOMPARE(sent.target, QByteArray("/main/Patient?name=a%2Bb"));
    QVERIFY(sent.head.contains(" HTTP/1.1\r\n"));
    QVERIFY(!sent.head.toLower().contains("upgrade"));
    QVERIFY(sent.body.isEmpty() && sent.header("content-type").isEmpty());
    QCOMPARE(sent.header("authorization"), QByteArray("Bearer secret-token"));
    QCOMPARE(sent.header("accept"), QByteArray("application/fhir+json"));
    QCOMPARE(sent.header("user-agent"), QByteArray("BloomSync/0.1.0 (admin@example.com)"));
}

void TestTransport::anyStatusIsAValue_data() {
    QTest::addColumn<int>("status");
    for (const int status :
         {200, 201, 400, 401, 403, 404, 405, 408, 409, 410, 422, 429, 500, 501, 502, 503, 504})
        QTest::addRow("%d", status) << status;
}
void TestTransport::anyStatusIsAValue() {
    QFETCH(int, status);
    RawServer server(
        [status](const auto&, QTcpSocket& socket) { socket.write(RawServer::answer(status, "why")); });
    QnamTransport transport(m_clock);
    Answered answered;
    run(transport, get(server.url(QStringLiteral("/"))), {}, answered);
    QTRY_VERIFY(answered.result);
    QVERIFY(answered.result->has_value());
    QCOMPARE((*answered.result)->status, status);
    QCOMPARE((*answered.result)->body, QByteArray("why"));
}

void TestTransport::aRedirectIsAnErrorThatNamesItsTargetAndIsNotFollowed() {
    RawServer other([](const auto&, QTcpSocket& socket) { socket.write(RawServer::answer(200, "stolen")); });
    const QByteArray target = other.url(QStringLiteral("/x")).toEncoded().replace("127.0.0.1", "localhost");
    RawServer server([target](const auto&, QTcpSocket& socket) {
        socket.write(RawServer::answer(302, "", "Location: " + target + "\r\n"));
    });
    QnamTransport transport(m_clock);
    Answered answered;
    run(transport, get(server.url(QStringLiteral("/"))), {}, answered);
    QTRY_VERIFY(answered.result);
    QCOMPARE(kindOf(answered), ErrorKind::Damaged);
    QVERIFY(answered.result->error().message.contains(QStringLiteral("localhost")));
    QCOMPARE(other.connections, 0);
}

void TestTransport::brokenAnswers_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("closed without a word") << QByteArray();
    QTest::newRow("shorter than announced")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":");
    QTest::newRow("an unfinished chunk")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"a\":");
    QTest::newRow("no HTTP at all") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
}
void TestTransport::brokenAnswers() {
    QFETCH(QByteArray, bytes);
    RawServer server([bytes](const auto&, QTcpSocket& socket) {
        socket.write(bytes);
        socket.disconnectFromHost();
    });
    QnamTransport transport(m_clock);
    Answered answered;
    run(transport, get(server.url(QStringLiteral("/"))), {}, answered);
    QTRY_VERIFY(answered.result);
    QCOMPARE(kindOf(answered), ErrorKind::Network);
}

void TestTransport::aRefusedConnectionIsNetwork() {
    QUrl url;
    {
        RawServer server([](const auto&, QTcpSocket&) {});
        url = server.url(QStringLiteral("/"));
    }
    QnamTransport transport(m_clock);
    Answered answered;
    run(transport, get(url), {}, answered);
    QTRY_VERIFY(answered.result);
    QCOMPARE(kindOf(answered), ErrorKind::Network);
    QVERIFY(answered.result->error().message.contains(QStringLiteral("refused")));
}

void TestTransport::aDrippingAnswerEndsAtTheDeadline() {
    QTimer drip;
    RawServer server([&drip](const auto&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        QObject::connect(&drip, &QTimer::timeout, &socket, [&socket] { socket.write("x"); });
        drip.start(5);
    });
    QnamTransport transport(m_clock);
    Request request = get(server.url(QStringLiteral("/")));
    request.deadline = 150ms;
    Answered answered;
    run(transport, request, {}, answered);
    QTRY_VERIFY(answered.result);
    QCOMPARE(kindOf(answered), ErrorKind::Timeout);
    QTRY_COMPARE(server.closed, 1);
}

void TestTransport::bodiesOverTheCapEndAtOnce_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("announced") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
    QTest::newRow("endless chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
}
void TestTransport::bodiesOverTheCapEndAtOnce() {
    QFETCH(QByteArray, head);
    const QByteArray kilobyte(1024, 'x');
    const bool chunked = head.contains("chunked");
    RawServer server([&](const auto&, QTcpSocket& socket) {
        socket.write(head);
        for (int i = 0; i < 2048; ++i)
            socket.write(chunked ? "400\r\n" + kilobyte + "\r\n" : kilobyte);
    });
    QnamTransport transport(m_clock);
    Request request = get(server.url(QStringLiteral("/")));
    request.bodyCap = 1024 * 1024;
    Answered answered;
    run(transport, request, {}, answered);
    QTRY_VERIFY(answered.result);
    QCOMPARE(kindOf(answered), ErrorKind::Damaged);
    QTRY_COMPARE(server.closed, 1);
}

void SelfSignedServer::incomingConnection(qintptr descriptor) {
    // Made for this test alone: EC P-256, CN=localhost, self-signed.
    static const QByteArray certificate = R"(-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUKwZyV0FWy+TfEVBSJhtcXjpc798wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzEzMTgzMFoYDzIxMjYxMDMw
MTMxODMwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARGxv7+L79vA7c2NIelE5eTwBE7Qc7vq54MaA2CJ0k5VZg1c1btRMpf
ySgD8+bax/+LZULrCRosfqafS4GyddADo1MwUTAdBgNVHQ4EFgQU0wTYznmI7pK8
mleisExVlRPg9QkwHwYDVR0jBBgwFoAU0wTYznmI7pK8mleisExVlRPg9QkwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAMMb4P1LtI/z7u4pu1Tq9o
H6aTKqJm9zFQ/0sNWqJTLAIhAMg/KHf1BZz0NLiCy2fwqTtgAh2u7YdEvK08+grZ
qsKO
-----END CERTIFICATE-----)";
    static const QByteArray key = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgMhuHbIZo1oM75+x6
dNqgwPohVx9O4bQzc2U+NKC4dzqhRANCAARGxv7+L79vA7c2NIelE5eTwBE7Qc7v
q54MaA2CJ0k5VZg1c1btRMpfySgD8+bax/+LZULrCRosfqafS4GyddAD
-----END PRIVATE KEY-----)";
    auto* socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    socket->setLocalCertificate(QSslCertificate(certificate));
    socket->setPrivateKey(QSslKey(key, QSsl::Ec));
    connect(socket, &QSslSocket::readyRead, this, [this, socket] {
        ++decrypted;
        socket->write(RawServer::answer(200, "{}"));
    });
    socket->startServerEncryption();
}

void TestTransport::aCertificateNobodyVouchesForIsATlsError() {
    if (!QSslSocket::supportsSsl())
        QSKIP("no TLS on this machine");
    SelfSignedServer server;
    QnamTransport transport(m_clock);
    Answered answered;
    run(transport, get(QUrl(QStringLiteral("https://localhost:%1/").arg(server.serverPort()))), {}, answered);
    QTRY_VERIFY(answered.result);
    QCOMPARE(kindOf(answered), ErrorKind::Tls);
    QCOMPARE(server.decrypted, 0);  // the token never left
}

void TestTransport::plainTextWhereTlsIsExpectedIsATlsError() {
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket,
                [socket] { socket->write("HTTP/1.1 400 Bad\r\n\r\n"); });
    });
    QnamTransport transport(m_clock);
    Answered answered;
    run(transport, get(QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(server.serverPort()))), {}, answered);
    QTRY_VERIFY(answered.result);
    QCOMPARE(kindOf(answered), ErrorKind::Tls);
}

void TestTransport::stopEndsACallButNeverInsideRequestStop() {
    RawServer server([](const auto&, QTcpSocket&) {});
    QnamTransport transport(m_clock);
    std::stop_source stop;
    Answered answered;
    run(transport, get(server.url(QStringLiteral("/"))), stop.get_token(), answered);
    QTRY_COMPARE(server.requests.size(), 1U);
    stop.request_stop();
    QVERIFY(!answered.result);
    QTRY_VERIFY(answered.result);
    QCOMPARE(kindOf(answered), ErrorKind::Cancelled);
    QTRY_COMPARE(server.closed, 1);
}

void TestTransport::aStopBeforeTheCallSendsNothing() {
    RawServer server([](const auto&, QTcpSocket&) {});
    QnamTransport transport(m_clock);
    std::stop_source stop;
    stop.request_stop();
    Answered answered;
    run(transport, get(server.url(QStringLiteral("/"))), stop.get_token(), answered);
    QCOMPARE(kindOf(answered), ErrorKind::Cancelled);
    QTest::qWait(20);
    QCOMPARE(server.connections, 0);
}

void TestTransport::abortAllEndsEveryCall() {
    RawServer server([](const auto&, QTcpSocket&) {});
    QnamTransport transport(m_clock);
    Answered first;
    Answered second;
    run(transport, get(server.url(QStringLiteral("/1"))), {}, first);
    run(transport, get(server.url(QStringLiteral("/2"))), {}, second);
    QTRY_COMPARE(server.requests.size(), 2U);
    transport.abortAll();
    QTRY_VERIFY(first.result && second.result);
    QCOMPARE(kindOf(first), ErrorKind::Cancelled);
    QCOMPARE(kindOf(second), ErrorKind::Cancelled);
}

void TestTransport::aCallThatHasEndedNeedsItsClockNoMore() {
    RawServer server(
        [](const auto&, QTcpSocket& socket) { socket.write(RawServer::answer(200, "{\"a\":1}", {})); });
    CountingClock clock;
    QnamTransport transport(clock);
    Answered answered;
    run(transport, get(server.url(QStringLiteral("/main/Patient"))), {}, answered);
    QTRY_VERIFY(answered.result);
    // What is left of the call is deleted by the event loop, perhaps after the clock.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(clock.cancelled, 1);
}

void TestTransport::theTokenPostIsNeverSentTwice() {
    // A warm connection that drops just as the POST comes: Qt would send it again on a new one.
    RawServer server([](const RawServer::Request& request, QTcpSocket& socket) {
        if (request.method == "GET")
            socket.write(RawServer::answer(200, "{}"));
        else
            socket.disconnectFromHost();
    });
    QnamTransport transport(m_clock);
    Answered warm;
    run(transport, get(server.url(QStringLiteral("/"))), {}, warm);
    QTRY_VERIFY(warm.result && *warm.result);
    Answered posted;
    run(transport, token(server.url(QStringLiteral("/oauth/token"))), {}, posted);
    QTRY_VERIFY(posted.result);
    QCOMPARE(kindOf(posted), ErrorKind::Network);
    QTest::qWait(50);
    const auto posts = std::count_if(server.requests.begin(), server.requests.end(),
                                     [](const auto& request) { return request.method == "POST"; });
    QCOMPARE(posts, 1);
    QCOMPARE(server.requests.back().header("content-type"), QByteArray("application/json"));
    QCOMPARE(server.requests.back().body, QByteArray("{\"grant_type\":\"client_credentials\"}"));
}

void TestTransport::aGetIsSentOnce_data() {
    QTest::addColumn<bool>("warm");
    QTest::newRow("on a fresh connection") << false;
    QTest::newRow("on a warm one") << true;
}
void TestTransport::aGetIsSentOnce() {
    QFETCH(bool, warm);
    // Retries are counted and spaced by the client; more of them from below would multiply an outage.
    RawServer server([](const RawServer::Request& request, QTcpSocket& socket) {
        if (request.target == "/warm")
            socket.write(RawServer::answer(200, "{}"));
        else
            socket.disconnectFromHost();
    });
    QnamTransport transport(m_clock);
    if (warm) {
        Answered first;
        run(transport, get(server.url(QStringLiteral("/warm"))), {}, first);
        QTRY_VERIFY(first.result && *first.result);
    }
    Answered answered;
    run(transport, get(server.url(QStringLiteral("/main/Patient"))), {}, answered);
    QTRY_VERIFY(answered.result);
    QCOMPARE(kindOf(answered), ErrorKind::Network);
    QCOMPARE(server.requests.size(), warm ? 2U : 1U);
}

void TestTransport::afterTimeoutsInARowConnectionsAreFresh() {
    bool hang = false;
    RawServer server([&hang](const auto&, QTcpSocket& socket) {
        if (!hang)
            socket.write(RawServer::answer(200, "{}"));
    });
    QnamTransport transport(m_clock);
    std::array<Answered, 3> warm;
    for (auto& answered : warm)
        run(transport, get(server.url(QStringLiteral("/warm"))), {}, answered);
    QTRY_VERIFY(std::all_of(warm.begin(), warm.end(), [](const auto& answered) { return answered.result; }));
    QCOMPARE(server.connections, 3);  // one of them stays warm through both time-outs
    hang = true;
    for (int i = 0; i < 2; ++i) {
        Request request = get(server.url(QStringLiteral("/hang")));
        request.deadline = 50ms;
        Answered answered;
        run(transport, request, {}, answered);
        QTRY_COMPARE(kindOf(answered), ErrorKind::Timeout);
    }
    hang = false;
    const int before = server.connections;
    Answered answered;
    run(transport, get(server.url(QStringLiteral("/fresh"))), {}, answered);
    QTRY_VERIFY(answered.result && *answered.result);
    QCOMPARE(server.connections, before + 1);
}

void TestTransport::loopbackNeverTakesAProxy_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("proxied");
    QTest::newRow("the service") << QStringLiteral("https://au-api.halaxy.com/main") << true;
    QTest::newRow("127.0.0.1") << QStringLiteral("http://127.0.0.1:8080/main") << false;
    QTest::newRow("127.5.5.5") << QStringLiteral("http://127.5.5.5/main") << false;
    QTest::newRow("::1") << QStringLiteral("http://[::1]:8080/main") << false;
    QTest::newRow("localhost") << QStringLiteral("http://localhost:8080/main") << false;
    QTest::newRow("a name that only starts so") << QStringLiteral("http://localhost.example.com/") << true;
}
void TestTransport::loopbackNeverTakesAProxy() {
    QFETCH(QString, url);
    QFETCH(bool, proxied);
    ProxyFactory manual({ProxyChoice::Mode::Manual, QUrl(QStringLiteral("http://proxy.example.com:3128"))});
    const QNetworkProxy proxy = manual.queryProxy(QNetworkProxyQuery(QUrl(url))).value(0);
    QCOMPARE(proxy.type(), proxied ? QNetworkProxy::HttpProxy : QNetworkProxy::NoProxy);
    if (proxied) {
        QCOMPARE(proxy.hostName(), QStringLiteral("proxy.example.com"));
        QCOMPARE(proxy.port(), 3128);
    }
    for (const char* variable : {"http_proxy", "https_proxy"})
        qputenv(variable, "http://proxy.example.com:3128");
    ProxyFactory system({ProxyChoice::Mode::System, {}});
    const QNetworkProxy systems = system.queryProxy(QNetworkProxyQuery(QUrl(url))).value(0);
    for (const char* variable : {"http_proxy", "https_proxy"})
        qunsetenv(variable);
    QCOMPARE(systems.type(), proxied ? QNetworkProxy::HttpProxy : QNetworkProxy::NoProxy);
    ProxyFactory none({ProxyChoice::Mode::None, {}});
    QCOMPARE(none.queryProxy(QNetworkProxyQuery(QUrl(url))).value(0).type(), QNetworkProxy::NoProxy);
}

void TestTransport::nothingElseOfTheManagerIsUsed() {
    QByteArray all;
    QDirIterator files(QStringLiteral(BLOOM_SOURCE_DIR "/src/halaxy"),
                       {QStringLiteral("*.cpp"), QStringLiteral("*.h")});
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        all += file.readAll();
    }
    QCOMPARE(all.count("m_manager->sendCustomRequest(wire, \"GET\""), 1);
    QCOMPARE(all.count("sendCustomRequest"), 1);
    QCOMPARE(all.count("m_manager->post("), 1);
    for (const char* word : {"->put(", "->deleteResource(", "ignoreSslErrors", "->head("})
        QVERIFY2(!all.contains(word), word);
}

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
