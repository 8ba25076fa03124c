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
    void reads_data();
    void aRefusalOfSomethingOnTheWayIsNoAnswer_data();
    void aRefusalOfSomethingOnTheWayIsNoAnswer();
    void reads();
    void readManyAsksInBatchesAndCallsNothingGone();
    void readManyFailsWhereTheCallDid_data();
    void readManyFailsWhereTheCallDid();
    void idsCantLeaveTheirResource();
    void stampsOrderReadings();
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

void TestClient::aRefusalOfSomethingOnTheWayIsNoAnswer_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("outcome");
    QTest::addColumn<int>("kind");
    QTest::newRow("400 of the service") << 400 << true << int(ErrorKind::Rejected);
    QTest::newRow("400 of a proxy") << 400 << false << int(ErrorKind::Damaged);
    QTest::newRow("405 of a proxy") << 405 << false << int(ErrorKind::Damaged);
    QTest::newRow("404 of the service") << 404 << true << int(ErrorKind::NotFound);
    QTest::newRow("404 of a proxy") << 404 << false << int(ErrorKind::Damaged);
    QTest::newRow("422 is the service's") << 422 << false << int(ErrorKind::Rejected);
}
void TestClient::aRefusalOfSomethingOnTheWayIsNoAnswer() {
    QFETCH(int, status);
    QFETCH(bool, outcome);
    QFETCH(int, kind);
    HalaxyFixture halaxy;
    halaxy.transport.handler = [status, outcome](const Request&) {
        return outcome ? FakeTransport::outcome(status, "x") : FakeTransport::json(status, "<html>no</html>");
    };
    const auto listing = halaxy.client->list(ListingQuery());
    const auto page = test::finish(halaxy.clock, listing->next({}));
    QVERIFY(!page);
    QCOMPARE(int(page.error().kind), kind);
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
    const auto read = test::start(live.client->read(key, Priority::Single, {}));
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

void TestClient::reads_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("means");
    const QByteArray outcome = R"({"resourceType":"OperationOutcome","issue":[{"code":"not-found"}]})";
    QTest::newRow("the record") << 200 << HalaxyFixture::patient("1") << QStringLiteral("found");
    QTest::newRow("404 of the service") << 404 << outcome << QStringLiteral("gone");
    QTest::newRow("410 of the service") << 410 << outcome << QStringLiteral("gone");
    QTest::newRow("404 of something on the way") << 404 << QByteArray("<html>") << QStringLiteral("unknown");
    QTest::newRow("404 without a body") << 404 << QByteArray() << QStringLiteral("unknown");
    QTest::newRow("another record") << 200 << HalaxyFixture::patient("2") << QStringLiteral("unknown");
    QTest::newRow("a web page") << 200 << QByteArray("<!doctype html>") << QStringLiteral("unknown");
    QTest::newRow("nothing") << 200 << QByteArray() << QStringLiteral("unknown");
    QTest::newRow("cut off") << 200 << HalaxyFixture::patient("1").chopped(5) << QStringLiteral("unknown");
    QTest::newRow("an outcome with 200") << 200 << outcome << QStringLiteral("unknown");
    QTest::newRow("no scope") << 403 << outcome << QStringLiteral("unknown");
    QTest::newRow("a fault") << 500 << outcome << QStringLiteral("error");
}
void TestClient::reads() {
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, means);
    HalaxyFixture halaxy;
    halaxy.transport.handler = [&](const Request&) { return FakeTransport::json(status, body); };
    const auto answer = halaxy.read();
    const std::map<ReadState, QString> names{{ReadState::Found, QStringLiteral("found")},
                                             {ReadState::Gone, QStringLiteral("gone")},
                                             {ReadState::Unknown, QStringLiteral("unknown")}};
    QCOMPARE(answer ? names.at(answer->state) : QStringLiteral("error"), means);
    if (answer && answer->state == ReadState::Unknown)
        QCOMPARE(answer->error->context, QStringLiteral("Patient/1"));
    QCOMPARE(answer && answer->record.has_value(), means == QLatin1String("found"));
}

void TestClient::readManyAsksInBatchesAndCallsNothingGone() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [](const Request& request) -> Result<Response> {
        QByteArrayList found;
        const QString ids = QUrlQuery(FakeTransport::urlOf(request)).queryItemValue(QStringLiteral("_id"));
        for (const QString& id : ids.split(QLatin1Char(',')))
            if (id != QLatin1String("7"))
                found << HalaxyFixture::patient(id.toUtf8());
        return FakeTransport::searchset(found, int(found.size()));
    };
    std::vector<RecordKey> keys;
    for (int i = 0; i < 120; ++i)
        keys.push_back({RecordKind::Patient, HalaxyId(QString::number(i))});
    const auto answers = test::finish(halaxy.clock, halaxy.client->readMany(keys, Priority::Single, {}));
    QVERIFY(answers);
    QCOMPARE(answers->size(), 120U);
    QCOMPARE(halaxy.transport.gets.size(), 3U);
    for (const ReadAnswer& answer : *answers) {
        const bool missing = answer.key.id.value == QLatin1String("7");
        QCOMPARE(answer.state, missing ? ReadState::Unknown : ReadState::Found);
    }
}

void TestClient::readManyFailsWhereTheCallDid_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("means");
    const auto row = [](int status, const char* means) {
        QTest::newRow(means) << status << QString::fromLatin1(means);
    };
    row(503, "server-error");
    row(429, "rate-limited");
    row(401, "credentials");
    row(403, "unknown: forbidden");
    row(422, "unknown: rejected");
}
void TestClient::readManyFailsWhereTheCallDid() {
    QFETCH(int, status);
    QFETCH(QString, means);
    static const std::map<ErrorKind, const char*> names{{ErrorKind::ServerError, "server-error"},
                                                        {ErrorKind::RateLimited, "rate-limited"},
                                                        {ErrorKind::Credentials, "credentials"},
                                                        {ErrorKind::Forbidden, "forbidden"},
                                                        {ErrorKind::Rejected, "rejected"}};
    HalaxyFixture halaxy;
    halaxy.transport.handler = [&](const Request&) { return FakeTransport::outcome(status, "processing"); };
    const std::vector<RecordKey> keys{{RecordKind::Patient, HalaxyId(QStringLiteral("7"))}};
    const auto answers = test::finish(halaxy.clock, halaxy.client->readMany(keys, Priority::Single, {}));
    const QString came = answers ? u"unknown: " + QString::fromLatin1(names.at(answers->at(0).error->kind))
                                 : QString::fromLatin1(names.at(answers.error().kind));
    QCOMPARE(came, means);
}

void TestClient::idsCantLeaveTheirResource() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [](const Request&) { return FakeTransport::outcome(404, "not-found"); };
    QVERIFY(halaxy.read(QStringLiteral("../Invoice/1?_count=1#x")));
    const QString sent = QString::fromLatin1(FakeTransport::urlOf(halaxy.transport.gets.at(0)).toEncoded());
    QVERIFY2(sent.startsWith(QStringLiteral("https://au-api.halaxy.com/main/Patient/")), qPrintable(sent));
    QCOMPARE(sent.count(QLatin1Char('/')), 5);
    QVERIFY(!sent.contains(QLatin1Char('?')) && !sent.contains(QLatin1Char('#')));
}

void TestClient::stampsOrderReadings() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    const auto first = halaxy.read();
    const auto second = halaxy.read();
    QVERIFY(first->stamp.sent < first->stamp.answered);
    QVERIFY(first->stamp.answered < second->stamp.sent);
    QCOMPARE(first->record->stamp, first->stamp);
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
