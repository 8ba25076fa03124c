// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who may call and how often: token, User-Agent, rate limit, as HALAXY.md has them.
#include "sandbox/sandbox_client.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::sandbox;
using namespace std::chrono_literals;

namespace {

http::Request tokenRequest(const QByteArray& body) {
    return {.method = "POST",
            .target = "/main/oauth/token",
            .headers = {{"Content-Type", "application/json"}},
            .body = body};
}

}  // namespace

class TestSandboxAccess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesATokenThatClaimsAnHour();
    void refusesOtherTokenRequests_data();
    void refusesOtherTokenRequests();
    void tokensLiveFifteenMinutes();
    void theExpiredOutcomeMayComeWithAnotherStatus();
    void withoutUserAgentEverythingIsForbidden();
    void withoutATokenNothingIsShown();
    void onlyReads();
    void fiveHundredCallsAMinute();
    void theWindowSlides();
    void othersLeaveLessOfTheMinute();
    void theLimitCanBeOff();
    void everyAnswerHasTheServersDate();
};

void TestSandboxAccess::givesATokenThatClaimsAnHour() {
    SandboxClient client;
    const QJsonObject answer = body(client.send(tokenRequest(
        R"({"grant_type":"client_credentials","client_id":"sandbox","client_secret":"sandbox-secret"})")));
    QCOMPARE(answer.value(QLatin1String("token_type")).toString(), QStringLiteral("Bearer"));
    QCOMPARE(answer.value(QLatin1String("expires_in")).toInt(), 3600);
    QVERIFY(answer.value(QLatin1String("access_token")).toString() != QString::fromLatin1(client.token));
}

void TestSandboxAccess::refusesOtherTokenRequests_data() {
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<int>("status");
    QTest::newRow("a form") << QByteArray("grant_type=client_credentials&client_id=sandbox") << 400;
    QTest::newRow("another grant") << QByteArray(R"({"grant_type":"password"})") << 400;
    QTest::newRow("nothing") << QByteArray() << 400;
    QTest::newRow("a wrong secret")
        << QByteArray(R"({"grant_type":"client_credentials","client_id":"sandbox","client_secret":"x"})")
        << 401;
    QTest::newRow("a wrong client")
        << QByteArray(
               R"({"grant_type":"client_credentials","client_id":"x","client_secret":"sandbox-secret"})")
        << 401;
}

void TestSandboxAccess::refusesOtherTokenRequests() {
    QFETCH(QByteArray, sent);
    SandboxClient client;
    const Reply reply = client.send(tokenRequest(sent));
    QTEST(reply.response.status, "status");
    QCOMPARE(body(reply).value(QLatin1String("resourceType")).toString(), QStringLiteral("OperationOutcome"));
}

void TestSandboxAccess::tokensLiveFifteenMinutes() {
    SandboxClient client;
    client.now += 15min - 1s;
    QCOMPARE(client.status("Patient"), 200);
    client.now += 1s;
    const Reply reply = client.get("Patient");
    QCOMPARE(reply.response.status, 401);
    QCOMPARE(issueCode(body(reply)), QStringLiteral("expired"));
    client.fetchToken();
    QCOMPARE(client.status("Patient"), 200);
}

void TestSandboxAccess::theExpiredOutcomeMayComeWithAnotherStatus() {
    SandboxClient client({.expiredStatus = 400});
    client.now += 16min;
    const Reply reply = client.get("Patient");
    QCOMPARE(reply.response.status, 400);
    QCOMPARE(issueCode(body(reply)), QStringLiteral("expired"));
}

void TestSandboxAccess::withoutUserAgentEverythingIsForbidden() {
    SandboxClient client;
    http::Request request{.method = "GET",
                          .target = "/main/Patient",
                          .headers = {{"Authorization", "Bearer " + client.token}},
                          .body = {}};
    QCOMPARE(client.sandbox.handle(request, client.now).response.status, 403);
    request = tokenRequest(
        R"({"grant_type":"client_credentials","client_id":"sandbox","client_secret":"sandbox-secret"})");
    QCOMPARE(client.sandbox.handle(request, client.now).response.status, 403);
}

void TestSandboxAccess::withoutATokenNothingIsShown() {
    SandboxClient client;
    for (const QByteArray& header : {QByteArray(), QByteArray("Bearer "), QByteArray("Bearer nonsense"),
                                     QByteArray("Basic " + client.token)}) {
        const Reply reply = client.send(
            {.method = "GET", .target = "/main/Patient", .headers = {{"Authorization", header}}, .body = {}});
        QCOMPARE(reply.response.status, 401);
        QCOMPARE(issueCode(body(reply)), QStringLiteral("login"));
    }
}

void TestSandboxAccess::onlyReads() {
    SandboxClient client;
    for (const char* method : {"POST", "PUT", "PATCH", "DELETE"}) {
        const Reply reply = client.send({.method = method,
                                         .target = "/main/Patient/41001",
                                         .headers = {{"Authorization", "Bearer " + client.token}},
                                         .body = "{}"});
        QCOMPARE(reply.response.status, 405);
    }
}

void TestSandboxAccess::fiveHundredCallsAMinute() {
    SandboxClient client;
    for (int left = 499; left >= 0; --left) {
        const http::Response response = client.get("Practitioner").response;
        QCOMPARE(response.status, 200);
        QCOMPARE(response.header("x-ratelimit-limit"), QByteArray("500"));
        QCOMPARE(response.header("x-ratelimit-remaining"), QByteArray::number(left));
    }
    client.now += 20s;
    const Reply refused = client.get("Practitioner");
    QCOMPARE(refused.response.status, 429);
    QCOMPARE(refused.response.header("retry-after"), QByteArray("40"));
    QCOMPARE(refused.response.header("x-ratelimit-remaining"), QByteArray("0"));
    QCOMPARE(issueCode(body(refused)), QStringLiteral("throttled"));
    client.now += 40s;
    QCOMPARE(client.status("Practitioner"), 200);
}

void TestSandboxAccess::theWindowSlides() {
    SandboxClient client({.requestsPerMinute = 3});
    QCOMPARE(client.status("Practitioner"), 200);
    client.now += 50s;
    QCOMPARE(client.status("Practitioner"), 200);
    QCOMPARE(client.status("Practitioner"), 200);
    QCOMPARE(client.status("Practitioner"), 429);
    client.now += 10s;  // only the first has left the window
    QCOMPARE(client.status("Practitioner"), 200);
    QCOMPARE(client.status("Practitioner"), 429);
}

void TestSandboxAccess::othersLeaveLessOfTheMinute() {
    SandboxClient client({.requestsPerMinute = 20, .othersPerMinute = 18});
    const http::Response first = client.get("Practitioner").response;
    QCOMPARE(first.header("x-ratelimit-limit"), QByteArray("20"));
    QCOMPARE(first.header("x-ratelimit-remaining"), QByteArray("1"));
    QCOMPARE(client.status("Practitioner"), 200);
    QCOMPARE(client.get("Practitioner").response.header("retry-after"), QByteArray("60"));
    client.sandbox.quirks().retryAfterAsDate = true;
    const http::Response dated = client.get("Practitioner").response;
    QCOMPARE(dated.status, 429);
    QCOMPARE(dated.header("Date"), QByteArray("Mon, 23 Nov 2026 22:40:00 GMT"));
    QCOMPARE(dated.header("retry-after"), QByteArray("Mon, 23 Nov 2026 22:41:00 GMT"));
}

void TestSandboxAccess::theLimitCanBeOff() {
    SandboxClient client({.requestsPerMinute = 0});
    for (int i = 0; i < 600; ++i)
        QCOMPARE(client.status("Practitioner?_count=1"), 200);
    QVERIFY(client.get("Practitioner").response.header("x-ratelimit-limit").isEmpty());
}

void TestSandboxAccess::everyAnswerHasTheServersDate() {
    SandboxClient client;
    QCOMPARE(client.get("Patient").response.header("Date"), QByteArray("Mon, 23 Nov 2026 22:40:00 GMT"));
    QCOMPARE(client.get("Patient/0").response.header("Date"), QByteArray("Mon, 23 Nov 2026 22:40:00 GMT"));
    client.sandbox.quirks().withDate = false;
    QVERIFY(client.get("Patient").response.header("Date").isEmpty());
}

QTEST_GUILESS_MAIN(TestSandboxAccess)
#include "tst_sandbox_access.moc"
