// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Calls of the JSON endpoint without sockets: what is ours, who is allowed, what is asked for. (What is
// answered over HTTP is tests/apps/check_openapi.py's.)
#include "server/dashboard_call.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace bloom;
using namespace bloom::server;

namespace {
const QByteArray kKey = "a-key-long-enough-for-this";

http::Request request(const char* target, std::vector<http::Header> headers = {{"x-functions-key", kKey}},
                      const char* method = "GET") {
    return {method, target, std::move(headers), {}};
}
int statusOf(const std::optional<DashboardCall>& call) {
    return !call ? -1 : call->answer ? call->answer->status : 0;
}
}  // namespace

class TestDashboardCall : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void otherAddressesAreNotOurs() {
        for (const char* target : {"/", "/healthz", "/api/halaxy-webhook", "/api/practitionersx", "/api"})
            QVERIFY(!takeDashboardCall(request(target), kKey));
    }
    void withoutAKeyNothingIsThere() {
        QCOMPARE(statusOf(takeDashboardCall(request("/api/practitioners", {{"x-functions-key", ""}}), {})),
                 404);
        QCOMPARE(statusOf(takeDashboardCall(request("/api/practitioners/PR-1/dashboard"), {})), 404);
    }
    void theKeyDecides_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("status");
        QTest::newRow("none") << QByteArray("accept") << QByteArray("*/*") << 401;
        QTest::newRow("functions key") << QByteArray("X-Functions-Key") << kKey << 0;
        QTest::newRow("bearer") << QByteArray("Authorization") << "Bearer " + kKey << 0;
        QTest::newRow("bearer, another case") << QByteArray("authorization") << "bearer  " + kKey << 0;
        QTest::newRow("basic") << QByteArray("Authorization") << "Basic " + kKey << 401;
        QTest::newRow("only the word") << QByteArray("Authorization") << QByteArray("Bearer ") << 401;
        QTest::newRow("shorter") << QByteArray("x-functions-key") << kKey.chopped(1) << 401;
        QTest::newRow("longer") << QByteArray("x-functions-key") << kKey + "x" << 401;
        QTest::newRow("empty") << QByteArray("x-functions-key") << QByteArray() << 401;
        QTest::newRow("another case") << QByteArray("x-functions-key") << kKey.toUpper() << 401;
    }
    void theKeyDecides() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(int, status);
        const auto call = takeDashboardCall(request("/api/practitioners", {{name, value}}), kKey);
        QCOMPARE(statusOf(call), status);
        if (status == 401)
            QCOMPARE(call->answer->header("WWW-Authenticate"), QByteArray("Bearer"));
    }
    void whatIsAskedFor() {
        auto call = takeDashboardCall(request("/api/practitioners"), kKey);
        QVERIFY(call->practitioner.isEmpty());
        call = takeDashboardCall(request("/api/practitioners/PR-77/dashboard"), kKey);
        QCOMPARE(call->practitioner, QStringLiteral("PR-77"));
        QVERIFY(!call->date.isValid());
        call = takeDashboardCall(request("/api/practitioners/PR%2D77/dashboard?date=2026-11-24"), kKey);
        QCOMPARE(call->practitioner, QStringLiteral("PR-77"));
        QCOMPARE(call->date, QDate(2026, 11, 24));
    }
    void whatIsUnusableIsRefused_data() {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        const auto row = [](const char* target, int status) {
            QTest::newRow(target) << QByteArray(target) << status;
        };
        row("/api/practitioners/", 404);
        row("/api/practitioners/PR-1", 404);
        row("/api/practitioners//dashboard", 404);
        row("/api/practitioners/a%2Fb/dashboard", 404);
        row("/api/practitioners/%00/dashboard", 404);
        row("/api/practitioners/PR-1/dashboard/", 404);
        row("/api/practitioners/PR-1/dashboard?date=2026-02-30", 400);
        row("/api/practitioners/PR-1/dashboard?date=24.11.2026", 400);
        row("/api/practitioners/PR-1/dashboard?date=", 400);
        row("/api/practitioners/PR-1/dashboard?date=2026-11-24T09:00", 400);
        row("/api/practitioners/PR-1/dashboard?date=1026-11-24", 400);
        row("/api/practitioners/PR-1/dashboard?date=2026-11-24&date=2026-11-25", 400);
        row("/api/practitioners/PR-1/dashboard?other=1", 0);
    }
    void whatIsUnusableIsRefused() {
        QFETCH(QByteArray, target);
        QFETCH(int, status);
        const auto call = takeDashboardCall(request(target.constData()), kKey);
        QCOMPARE(statusOf(call), status);
        if (status == 0)
            return;
        const QJsonObject body = QJsonDocument::fromJson(call->answer->body).object();
        QCOMPARE(body.value(QLatin1String("success")), QJsonValue(false));
        QVERIFY(!body.value(QLatin1String("error")).toString().isEmpty());
    }
    void onlyGet() {
        const auto call =
            takeDashboardCall(request("/api/practitioners", {{"x-functions-key", kKey}}, "DELETE"), kKey);
        QCOMPARE(statusOf(call), 405);
        QCOMPARE(call->answer->header("Allow"), QByteArray("GET"));
    }
    void tagsAreOfTheContent() {
        const QByteArray tag = entityTag("a");
        QCOMPARE(entityTag("a"), tag);
        QVERIFY(entityTag("b") != tag);
        QCOMPARE(dataResponse("{}", tag, {}).status, 200);
        QCOMPARE(dataResponse("{}", tag, {}).body, QByteArray(R"({"success":true,"data":{}})"));
        for (const QByteArray& held : {tag, QByteArray("\"x\", " + tag), QByteArray("*"), tag.mid(2)}) {
            const auto response = dataResponse("{}", tag, held);
            QCOMPARE(response.status, 304);
            QVERIFY(response.body.isEmpty());
            QCOMPARE(response.header("ETag"), tag);
        }
        QCOMPARE(dataResponse("{}", tag, "\"x\"").status, 200);
    }
    void troubleIsForLater() {
        const auto later = errorResponse({ErrorKind::DatabaseBusy, QStringLiteral("It is locked."), {}});
        QCOMPARE(later.status, 503);
        QVERIFY(!later.header("Retry-After").isEmpty());
        QCOMPARE(errorResponse({ErrorKind::NotFound, QStringLiteral("Nobody."), {}}).status, 404);
    }
};

QTEST_GUILESS_MAIN(TestDashboardCall)
#include "tst_dashboard_call.moc"
