// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The client in virtual time: retries, gates, breaker and its probe, single reads, and what the Connection
// page sees.
#include "halaxy_fixture.h"

#include <QUrlQuery>

using namespace bloom;
using namespace bloom::halaxy;
using namespace std::chrono_literals;
using test::FakeTransport;
using test::HalaxyFixture;

namespace {
Result<Response> networkError(const Request&) {
    return fail(ErrorKind::Network, QStringLiteral("broken off"));
}
Result<Response> outage(const Request&) { return FakeTransport::json(503, "down"); }
Result<Response> emptyList(const Request&) { return FakeTransport::searchset({}, 0); }
}  // namespace

class TestClient : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tries_data();
    void tries();
    void retryAfterIsKept();
    void a429ClosesTheGateForAll();
    void aWaitAfterA429IsSeenAndCounted();
    void waitsTooLongForACallEndIt_data();
    void waitsTooLongForACallEndIt();
    void aLong429KeepsTheGateShutForAsLongAsItSays();
    void fiveFailuresOpenTheBreakerAndNothingIsSent();
    void theClientProbesByItselfAndCloses();
    void anHourOfOutageCostsAtMost126Calls_data();
    void anHourOfOutageCostsAtMost126Calls();
    void aProbeWithoutATokenReopens();
    void heldCallsLetTheProbeSleep();
    void aTestOfTheConnectionObeysTheLiveOne();
    void clientErrorsAreNoFailures();
    void heldCallsAreNotSent();
    void listingsWaitForTheMinute();
    void aStoppedCallIsCancelledAndSaysNothing();
    void callsAreShownWithoutPeople();
};

void TestClient::tries_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("calls");
    const auto row = [](int status, ErrorKind kind, int calls) {
        QTest::addRow("%d", status) << status << int(kind) << calls;
    };
    row(0, ErrorKind::Network, 4);
    row(403, ErrorKind::Forbidden, 1);
    row(408, ErrorKind::Timeout, 4);
    row(422, ErrorKind::Rejected, 1);
    row(429, ErrorKind::RateLimited, 4);
    row(500, ErrorKind::ServerError, 4);
    row(503, ErrorKind::ServerError, 4);
}
void TestClient::tries() {
    QFETCH(int, status);
    QFETCH(int, kind);
    QFETCH(int, calls);
    HalaxyFixture halaxy;
    halaxy.transport.handler = [status](const Request& request) {
        return status == 0 ? networkError(request) : FakeTransport::outcome(status, "x");
    };
    ListingQuery query;
    const auto listing = halaxy.client->list(query);
    const auto page = test::finish(halaxy.clock, listing->next({}));
    QVERIFY(!page);
    QCOMPARE(int(page.error().kind), kind);
    QCOMPARE(page.error().context, QStringLiteral("Patient"));
    QCOMPARE(int(halaxy.transport.gets.size()), calls);
    QVERIFY(!listing->completeness().complete);
    QCOMPARE(halaxy.client->view().calls.back().attempt, calls);
}

void TestClient::retryAfterIsKept() {
    HalaxyFixture halaxy;
    const UtcTime begun = halaxy.clock.utcNow();
    halaxy.transport.handler = [&](const Request& request) -> Result<Response> {
        if (halaxy.transport.gets.size() == 1)
            return FakeTransport::json(503, "", {{"retry-after", "20"}});
        return HalaxyFixture::askedPatient(request);
    };
    QVERIFY(halaxy.read());
    QVERIFY(halaxy.clock.utcNow() - begun >= 20s);
}

void TestClient::a429ClosesTheGateForAll() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [&](const Request& request) -> Result<Response> {
        if (halaxy.transport.gets.size() == 1)
            return FakeTransport::json(429, "", {{"retry-after", "7"}, {"x-ratelimit-remaining", "0"}});
        return HalaxyFixture::askedPatient(request);
    };
    const RecordKey key{RecordKind::Patient, HalaxyId(QStringLiteral("1"))};
    const auto first = test::start(halaxy.client->read(key, Priority::Single, {}));
    halaxy.clock.advance(1s);
    const auto second = test::start(halaxy.client->read(key, Priority::Single, {}));
    halaxy.clock.advance(1s);
    QCOMPARE(halaxy.transport.gets.size(), 1U);
    QVERIFY(halaxy.client->view().budget.waitingUntil.has_value());
    halaxy.clock.advance(6s);
    QVERIFY(first->has_value() && second->has_value());
    QCOMPARE(halaxy.client->view().api.failures, 0);
    QVERIFY(!halaxy.client->view().budget.waitingUntil);
    QVERIFY(halaxy.client->usage().rateLimitWait >= 5s);
}

void TestClient::aWaitAfterA429IsSeenAndCounted() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [&](const Request& request) -> Result<Response> {
        if (halaxy.transport.gets.size() == 1)
            return FakeTransport::json(429, "", {{"retry-after", "60"}});
        return HalaxyFixture::askedPatient(request);
    };
    const UtcTime begun = halaxy.clock.utcNow();
    const RecordKey key{RecordKind::Patient, HalaxyId(QStringLiteral("1"))};
    const auto alone = test::start(halaxy.client->read(key, Priority::Single, {}));
    halaxy.clock.advance(5s);
    QCOMPARE(halaxy.client->view().budget.waitingUntil, std::optional(begun + 60s + 20ms));  // token, answer
    halaxy.clock.advance(56s);
    QVERIFY(alone->has_value() && alone->value());
    QVERIFY(halaxy.client->usage().rateLimitWait > 58s);  // all but the retry's own second
    QVERIFY(halaxy.client->usage().rateLimitWait <= 60s);
}

void TestClient::waitsTooLongForACallEndIt_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<int>("calls");
    QTest::newRow("503, an hour") << 503 << QByteArray("3600") << 1;
    QTest::newRow("429, an hour") << 429 << QByteArray("3600") << 1;
    QTest::newRow("503, two minutes each time") << 503 << QByteArray("120") << 3;
    QTest::newRow("429, two minutes each time") << 429 << QByteArray("120") << 3;
}
void TestClient::waitsTooLongForACallEndIt() {
    QFETCH(int, status);
    QFETCH(QByteArray, retryAfter);
    QFETCH(int, calls);
    HalaxyFixture halaxy;
    halaxy.transport.handler = [&](const Request&) {
        return FakeTransport::json(status, "", {{"retry-after", retryAfter}});
    };
    const UtcTime begun = halaxy.clock.utcNow();
    const auto answer = halaxy.read();
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, status == 429 ? ErrorKind::RateLimited : ErrorKind::ServerError);
    QCOMPARE(int(halaxy.transport.gets.size()), calls);
    QVERIFY(halaxy.clock.utcNow() - begun < 5min);
}

void TestClient::aLong429KeepsTheGateShutForAsLongAsItSays() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [](const Request&) {
        return FakeTransport::json(429, "", {{"retry-after", "3600"}});
    };
    QVERIFY(!halaxy.read());
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    halaxy.clock.advance(54min);
    const auto shut = halaxy.read();
    QCOMPARE(shut.error().kind, ErrorKind::RateLimited);
    QVERIFY2(shut.error().message.contains(QStringLiteral("no calls before")),
             qPrintable(shut.error().message));
    QCOMPARE(halaxy.transport.gets.size(), 1U);
    halaxy.clock.advance(4min);
    const UtcTime asked = halaxy.clock.utcNow();
    QVERIFY(halaxy.read());  // waits for the rest
    QVERIFY(halaxy.clock.utcNow() - asked > 1min);
    QCOMPARE(halaxy.transport.gets.size(), 2U);
}

void TestClient::fiveFailuresOpenTheBreakerAndNothingIsSent() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = outage;
    QCOMPARE(halaxy.read().error().kind, ErrorKind::ServerError);
    const auto second = halaxy.read();
    QCOMPARE(second.error().kind, ErrorKind::CircuitOpen);
    QVERIFY(second.error().message.contains(QStringLiteral("tries again at")));
    QCOMPARE(halaxy.transport.gets.size(), 5U);
    QVERIFY(halaxy.client->circuitOpen());
    QVERIFY(halaxy.client->view().api.opensUntil.has_value());
    QCOMPARE(halaxy.read().error().kind, ErrorKind::CircuitOpen);
    QCOMPARE(halaxy.transport.gets.size(), 5U);
}

void TestClient::theClientProbesByItselfAndCloses() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = outage;
    QVERIFY(!halaxy.read());
    QVERIFY(!halaxy.read());
    int told = 0;
    halaxy.client->onChange([&told] { ++told; });
    halaxy.clock.advance(31s);
    QCOMPARE(halaxy.transport.gets.size(), 6U);
    QCOMPARE(FakeTransport::urlOf(halaxy.transport.gets.back()).toString(),
             QStringLiteral("https://au-api.halaxy.com/main/Practitioner?_count=1"));
    QVERIFY(halaxy.client->circuitOpen());
    halaxy.transport.handler = emptyList;
    halaxy.clock.advance(31s);
    QVERIFY(!halaxy.client->circuitOpen());
    QVERIFY(told > 0);
    const auto transitions = halaxy.client->view().api.transitions;
    QCOMPARE(transitions.front().to, BreakerState::Closed);
    QCOMPARE(transitions.back().to, BreakerState::Open);
    QCOMPARE(transitions.back().cause, QStringLiteral("HTTP 503 from Patient"));
    QCOMPARE(halaxy.clock.pending(), 0U);
}

void TestClient::anHourOfOutageCostsAtMost126Calls_data() {
    QTest::addColumn<bool>("tokenToo");
    QTest::newRow("only the records") << false;
    QTest::newRow("the token too") << true;
}
void TestClient::anHourOfOutageCostsAtMost126Calls() {
    QFETCH(bool, tokenToo);
    HalaxyFixture halaxy;
    halaxy.transport.handler = emptyList;
    QVERIFY(halaxy.read());  // a token is there
    halaxy.transport.handler = networkError;
    if (tokenToo)
        halaxy.transport.tokenHandler = networkError;
    const quint64 before = halaxy.client->usage().calls;
    for (int minute = 0; minute < 60; ++minute) {
        halaxy.read();
        halaxy.clock.advance(60s);
    }
    const quint64 calls = halaxy.client->usage().calls - before;
    QVERIFY2(calls > 100, qPrintable(QString::number(calls)));
    QVERIFY2(calls <= 126, qPrintable(QString::number(calls)));
    QCOMPARE(halaxy.transport.tokenRequests, 1);  // none is renewed for probes that can't succeed
    halaxy.transport.handler = [](const Request& request) {
        return FakeTransport::bearerOf(request) == "token-1" ? FakeTransport::outcome(401, "expired")
                                                             : FakeTransport::searchset({}, 0);
    };
    halaxy.transport.tokenHandler = {};
    halaxy.clock.advance(31s);
    QVERIFY(!halaxy.client->circuitOpen());
    QCOMPARE(halaxy.transport.tokenRequests, 2);
}

void TestClient::aProbeWithoutATokenReopens() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = outage;
    QVERIFY(!halaxy.read());
    QVERIFY(!halaxy.read());
    halaxy.transport.tokenHandler = networkError;
    halaxy.clock.advance(15min);  // the token ends
    halaxy.transport.handler = [](const Request&) { return FakeTransport::outcome(401, "expired"); };
    const auto gets = halaxy.transport.gets.size();
    halaxy.clock.advance(5min);
    QCOMPARE(halaxy.transport.gets.size(), gets + 1);  // the old token, refused, is not tried again
    QVERIFY(halaxy.transport.tokenRequests > 9);
    QVERIFY(halaxy.transport.tokenRequests < 12);
    QCOMPARE(halaxy.client->view().api.state, BreakerState::Open);
}

void TestClient::heldCallsLetTheProbeSleep() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = outage;
    QVERIFY(!halaxy.read());
    QVERIFY(!halaxy.read());
    halaxy.client->setHeld(true, {});
    const quint64 sent = halaxy.client->usage().calls;
    halaxy.clock.advance(31s);  // due, but held
    int looks = 0;
    const UtcTime end = halaxy.clock.utcNow() + 1min;
    for (; halaxy.clock.utcNow() < end; ++looks)
        QVERIFY(halaxy.clock.advanceToNext());
    QVERIFY2(looks <= 61, qPrintable(QString::number(looks)));
    QCOMPARE(halaxy.client->usage().calls, sent);
    halaxy.client->setHeld(false, {});
    halaxy.clock.advance(2s);
    QCOMPARE(halaxy.client->usage().calls, sent + 1);
}

void TestClient::aTestOfTheConnectionObeysTheLiveOne() {
    HalaxyFixture live;
    live.transport.handler = [](const Request&) {
        return FakeTransport::json(429, "", {{"retry-after", "60"}});
    };
    const RecordKey key{RecordKind::Patient, HalaxyId(QStringLiteral("1"))};
    std::stop_source stop;
    const auto read = test::start(live.client->read(key, Priority::Single, stop.get_token()));
    live.clock.advance(20ms);
    HalaxyFixture tested;
    tested.transport.handler = emptyList;
    tested.clock.advance(20ms);  // the same moment
    tested.client->obey(live.client->view());
    const auto checks = test::start(tested.client->test({}));
    tested.clock.advance(59s);
    QCOMPARE(tested.client->usage().calls, 0U);
    tested.clock.advance(2s);
    QVERIFY(checks->has_value() && checks->value().front().ok);
    QCOMPARE(tested.client->usage().calls, 7U);  // the token and six resources
    live.client->setHeld(true, QStringLiteral("sam"));
    tested.client->obey(live.client->view());
    QVERIFY(!test::finish(tested.clock, tested.client->test({})).front().ok);
    QCOMPARE(tested.client->usage().calls, 7U);
    stop.request_stop();
    live.clock.settle();
    QVERIFY(read->has_value());
}

void TestClient::clientErrorsAreNoFailures() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [](const Request&) { return FakeTransport::outcome(422, "invalid"); };
    for (int i = 0; i < 10; ++i)
        QVERIFY(halaxy.read());
    QCOMPARE(halaxy.client->view().api.state, BreakerState::Closed);
    QCOMPARE(halaxy.transport.gets.size(), 10U);
}

void TestClient::heldCallsAreNotSent() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    halaxy.client->setHeld(true, QStringLiteral("sam"));
    const auto answer = halaxy.read();
    QCOMPARE(answer.error().kind, ErrorKind::CallsHeld);
    QVERIFY(answer.error().message.contains(QStringLiteral("sam")));
    QCOMPARE(halaxy.client->usage().calls, 0U);
    QVERIFY(halaxy.client->view().held);
    const auto checks = test::finish(halaxy.clock, halaxy.client->test({}));
    QCOMPARE(checks.size(), 1U);
    QVERIFY(!checks.front().ok);
    QCOMPARE(checks.front().detail, QStringLiteral("Calls to Halaxy are held by sam."));
    QCOMPARE(halaxy.client->usage().calls, 0U);
    halaxy.client->setHeld(false, {});
    QVERIFY(halaxy.read());
}

void TestClient::listingsWaitForTheMinute() {
    HalaxyFixture halaxy;
    halaxy.transport.delay = 0ms;
    halaxy.transport.handler = emptyList;
    const UtcTime begun = halaxy.clock.utcNow();
    for (int i = 0; i < 399; ++i)
        QVERIFY(test::finish(halaxy.clock, halaxy.client->list({})->next({})));
    QVERIFY(halaxy.clock.utcNow() - begun < 1s);  // 399 and the token
    const auto listing = halaxy.client->list({});
    const auto waiting = test::start(listing->next({}));
    halaxy.clock.settle();
    QVERIFY(!waiting->has_value());
    QVERIFY(halaxy.read());  // single reads have a hundred of their own
    halaxy.clock.advance(61s);
    QVERIFY(waiting->has_value());
}

void TestClient::aStoppedCallIsCancelledAndSaysNothing() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    QVERIFY(halaxy.read());
    std::stop_source stop;
    const auto read = test::start(halaxy.client->read({RecordKind::Patient, HalaxyId(QStringLiteral("1"))},
                                                      Priority::Single, stop.get_token()));
    stop.request_stop();
    QVERIFY(!read->has_value());
    halaxy.clock.settle();
    QCOMPARE((*read)->error().kind, ErrorKind::Cancelled);
    QCOMPARE(halaxy.client->view().api.failures, 0);
    QCOMPARE(halaxy.clock.pending(), 0U);
}

void TestClient::callsAreShownWithoutPeople() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    QVERIFY(halaxy.read(QStringLiteral("4711")));
    ListingQuery query;
    query.kind = RecordKind::Referral;
    query.subject = HalaxyId(QStringLiteral("4711"));
    halaxy.transport.handler = emptyList;
    test::finish(halaxy.clock, halaxy.client->list(query)->next({}));
    const auto calls = halaxy.client->view().calls;
    QCOMPARE(calls.size(), 3U);
    QCOMPARE(calls[0].resource, QStringLiteral("token"));
    QCOMPARE(calls[0].method, QStringLiteral("POST"));
    QCOMPARE(calls[1].resource, QStringLiteral("Patient"));
    QCOMPARE(calls[2].query, QStringLiteral("_count=100 subject"));
    QCOMPARE(calls[2].status, 200);
    for (const CallView& call : calls)
        QVERIFY(!QString(call.resource + call.query + call.error).contains(QStringLiteral("4711")));
    halaxy.transport.delay = 0ms;
    for (int i = 0; i < 600; ++i) {
        test::finish(halaxy.clock, halaxy.client->list(query)->next({}));
        halaxy.clock.advance(200ms);
    }
    QCOMPARE(halaxy.client->view().calls.size(), 500U);
    QCOMPARE(halaxy.client->view().calls.back().number, 603U);
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
