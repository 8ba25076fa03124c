// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The token: asked once for all, renewed before its end, refreshed once when it is refused, with a breaker of
// its own.
#include "halaxy_fixture.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace bloom;
using namespace bloom::halaxy;
using namespace std::chrono_literals;
using test::FakeTransport;
using test::HalaxyFixture;

class TestToken : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRequestIsJsonWithUserAgent();
    void manyWaitersCostOneRequest();
    void itIsRenewedAMinuteBeforeItsEnd();
    void sixtyFour401sCostOneRefresh();
    void expiredIsFoundInTheBody_data();
    void expiredIsFoundInTheBody();
    void aFreshTokenRefusedIsCredentials();
    void errors_data();
    void errors();
    void fiveFailuresOpenItsOwnBreaker();
    void aStoppedLeaderLeavesTheRequestToTheNext();
};

void TestToken::theRequestIsJsonWithUserAgent() {
    HalaxyFixture halaxy;
    Request seen;
    halaxy.transport.tokenHandler = [&seen](const Request& request) {
        seen = request;
        return FakeTransport::json(200, R"({"token_type":"Bearer","expires_in":3600,"access_token":"abc"})");
    };
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    QVERIFY(halaxy.read());
    QCOMPARE(FakeTransport::urlOf(seen).toString(),
             QStringLiteral("https://au-api.halaxy.com/main/oauth/token"));
    QCOMPARE(seen.userAgent, QByteArray("BloomSync/0.1.0 (admin@example.com)"));
    const QJsonObject body = QJsonDocument::fromJson(std::get<TokenRequest>(seen.what).jsonBody).object();
    QCOMPARE(body, (QJsonObject{{QStringLiteral("grant_type"), QStringLiteral("client_credentials")},
                                {QStringLiteral("client_id"), QStringLiteral("client-7")},
                                {QStringLiteral("client_secret"), QStringLiteral("secret-7")}}));
    QCOMPARE(FakeTransport::bearerOf(halaxy.transport.gets.at(0)), QByteArray("abc"));
    QCOMPARE(halaxy.client->view().tokenState.state, TokenState::Valid);
    QCOMPARE(*halaxy.client->view().tokenState.validUntil, halaxy.clock.utcNow() - 10ms + 14min);
}

void TestToken::manyWaitersCostOneRequest() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    std::vector<std::shared_ptr<std::optional<Result<ReadAnswer>>>> reads;
    for (int i = 0; i < 64; ++i)
        reads.push_back(test::start(
            halaxy.client->read({RecordKind::Patient, HalaxyId(QString::number(i))}, Priority::Single, {})));
    halaxy.clock.advance(1s);
    for (const auto& read : reads)
        QVERIFY(read->has_value() && read->value() && (*read)->value().state == ReadState::Found);
    QCOMPARE(halaxy.transport.tokenRequests, 1);
}

void TestToken::itIsRenewedAMinuteBeforeItsEnd() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    QVERIFY(halaxy.read());
    halaxy.clock.advance(13min + 59s);
    QVERIFY(halaxy.read());
    QCOMPARE(halaxy.transport.tokenRequests, 1);
    halaxy.clock.advance(2s);
    QVERIFY(halaxy.read());
    QCOMPARE(halaxy.transport.tokenRequests, 2);
    QCOMPARE(FakeTransport::bearerOf(halaxy.transport.gets.back()), QByteArray("token-2"));
}

void TestToken::sixtyFour401sCostOneRefresh() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [](const Request& request) {
        return FakeTransport::bearerOf(request) == "token-1" ? FakeTransport::outcome(401, "login")
                                                             : HalaxyFixture::askedPatient(request);
    };
    std::vector<std::shared_ptr<std::optional<Result<ReadAnswer>>>> reads;
    for (int i = 0; i < 64; ++i)
        reads.push_back(test::start(
            halaxy.client->read({RecordKind::Patient, HalaxyId(QString::number(i))}, Priority::Single, {})));
    halaxy.clock.advance(1s);
    for (const auto& read : reads)
        QVERIFY(read->has_value() && read->value() && (*read)->value().state == ReadState::Found);
    QCOMPARE(halaxy.transport.tokenRequests, 2);
    QCOMPARE(halaxy.transport.gets.size(), 128U);
}

void TestToken::expiredIsFoundInTheBody_data() {
    QTest::addColumn<int>("status");
    for (const int status : {200, 400, 401, 403, 500})
        QTest::addRow("%d", status) << status;
}
void TestToken::expiredIsFoundInTheBody() {
    QFETCH(int, status);
    HalaxyFixture halaxy;
    halaxy.transport.handler = [status](const Request& request) {
        return FakeTransport::bearerOf(request) == "token-1" ? FakeTransport::outcome(status, "expired")
                                                             : HalaxyFixture::askedPatient(request);
    };
    const auto answer = halaxy.read();
    QVERIFY(answer && answer->state == ReadState::Found);
    QCOMPARE(halaxy.transport.tokenRequests, 2);
    QCOMPARE(halaxy.client->view().api.failures, 0);
}

void TestToken::aFreshTokenRefusedIsCredentials() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [](const Request&) { return FakeTransport::outcome(401, "login"); };
    const auto answer = halaxy.read();
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Credentials);
    QCOMPARE(halaxy.transport.tokenRequests, 2);
    QCOMPARE(halaxy.transport.gets.size(), 2U);
}

void TestToken::errors_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("requests");
    const auto row = [](const char* name, int status, const char* body, ErrorKind kind, TokenState state,
                        int requests) {
        QTest::newRow(name) << status << QByteArray(body) << int(kind) << int(state) << requests;
    };
    row("refused", 401, "{\"error\":\"invalid_client\"}", ErrorKind::Credentials, TokenState::Refused, 1);
    row("no user agent", 403, "", ErrorKind::Credentials, TokenState::Refused, 1);
    row("bad request", 400, "{}", ErrorKind::Credentials, TokenState::Refused, 1);
    row("not there", 404, "", ErrorKind::Settings, TokenState::Failing, 1);
    row("not for this method", 405, "", ErrorKind::Settings, TokenState::Failing, 1);
    row("a proxy's refusal", 403, "\n<!DOCTYPE html><html>Blocked</html>", ErrorKind::Network,
        TokenState::Failing, 4);
    row("a proxy that did not understand", 400, "<html>Bad request</html>", ErrorKind::Network,
        TokenState::Failing, 4);
    row("a proxy that wants a sign-in", 407, "", ErrorKind::Network, TokenState::Failing, 4);
    row("refused with a page", 401, "<html>", ErrorKind::Credentials, TokenState::Refused, 1);
    row("server fault", 503, "", ErrorKind::ServerError, TokenState::Failing, 4);
    row("web page", 200, "<html>", ErrorKind::Network, TokenState::Failing, 4);
    row("empty", 200, "", ErrorKind::Network, TokenState::Failing, 4);
    row("no token in it", 200, "{}", ErrorKind::Network, TokenState::Failing, 4);
    row("a token that would break the header", 200, "{\"access_token\":\"a\\r\\nX: y\"}", ErrorKind::Network,
        TokenState::Failing, 4);
}
void TestToken::errors() {
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(int, state);
    QFETCH(int, requests);
    HalaxyFixture halaxy;
    halaxy.transport.tokenHandler = [&](const Request&) { return FakeTransport::json(status, body); };
    const auto answer = halaxy.read();
    QVERIFY(!answer);
    QCOMPARE(int(answer.error().kind), kind);
    QCOMPARE(int(halaxy.client->view().tokenState.state), state);
    QVERIFY(!halaxy.client->view().tokenState.problem.isEmpty());
    QCOMPARE(halaxy.transport.tokenRequests, requests);
    QVERIFY(halaxy.transport.gets.empty());
    QVERIFY(!answer.error().message.contains(QStringLiteral("secret-7")));
}

void TestToken::fiveFailuresOpenItsOwnBreaker() {
    HalaxyFixture halaxy;
    halaxy.transport.tokenHandler = [](const Request&) -> Result<Response> {
        return fail(ErrorKind::Network, QStringLiteral("refused"));
    };
    QVERIFY(!halaxy.read());
    QCOMPARE(halaxy.transport.tokenRequests, 4);
    QVERIFY(!halaxy.read());
    QCOMPARE(halaxy.transport.tokenRequests, 5);
    QCOMPARE(halaxy.client->view().token.state, BreakerState::Open);
    QCOMPARE(halaxy.client->view().api.state, BreakerState::Closed);
    QVERIFY(halaxy.client->circuitOpen());
    const auto refused = halaxy.read();
    QCOMPARE(refused.error().kind, ErrorKind::CircuitOpen);
    QCOMPARE(halaxy.transport.tokenRequests, 5);
    halaxy.clock.advance(10min);  // its probes get no token, which says nothing about the rest of Halaxy
    QVERIFY(halaxy.transport.tokenRequests > 20);
    QCOMPARE(halaxy.client->view().token.state, BreakerState::Open);
    QCOMPARE(halaxy.client->view().api.state, BreakerState::Closed);
    QCOMPARE(halaxy.client->view().api.failures, 0);
    QVERIFY(halaxy.transport.gets.empty());
    halaxy.transport.tokenHandler = {};
    halaxy.transport.handler = [](const Request&) { return FakeTransport::searchset({}, 0); };
    halaxy.clock.advance(31s);  // the client's own probe gets a token
    QCOMPARE(halaxy.client->view().token.state, BreakerState::Closed);
    QVERIFY(!halaxy.client->circuitOpen());
}

void TestToken::aStoppedLeaderLeavesTheRequestToTheNext() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    std::stop_source stop;
    const RecordKey key{RecordKind::Patient, HalaxyId(QStringLiteral("1"))};
    const auto leader = test::start(halaxy.client->read(key, Priority::Single, stop.get_token()));
    const auto follower = test::start(halaxy.client->read(key, Priority::Single, {}));
    stop.request_stop();
    halaxy.clock.advance(1s);
    QCOMPARE((*leader)->error().kind, ErrorKind::Cancelled);
    QVERIFY(follower->has_value() && follower->value());
    QCOMPARE(halaxy.transport.tokenRequests, 2);
}

QTEST_GUILESS_MAIN(TestToken)
#include "tst_token.moc"
