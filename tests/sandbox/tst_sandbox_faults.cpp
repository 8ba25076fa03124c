// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Each fault, whom it strikes and when it ends.
#include "sandbox/admin_edits.h"
#include "sandbox/sandbox_client.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::sandbox;
using namespace std::chrono_literals;
using Kind = Delivery::Kind;

class TestSandboxFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_client = std::make_unique<SandboxClient>(); }
    void spoilsTheWire_data();
    void spoilsTheWire();
    void replacesTheAnswer_data();
    void replacesTheAnswer();
    void expiredTokensAreForgotten();
    void revokedTokensAreUnknown();
    void credentialsCanBeRefused();
    void anEmptySearchsetIsValid();
    void nextCanLoop();
    void nextCanLeaveTheHost();
    void shiftedPagesLoseOrRepeatRows_data();
    void shiftedPagesLoseOrRepeatRows();
    void repeatedRowsComeTwice();
    void missingRowsFallShortOfTheTotal();
    void hiddenRowsLowerTheTotalToo();
    void theTotalCanChange();
    void aWarningIsNoRecord();
    void recordsCanBeUnusable();
    void theClockCanBeWrong();
    void strikesOnlyWhatItIsAimedAt_data();
    void strikesOnlyWhatItIsAimedAt();
    void strikesOnlySoOften();
    void endsWithItsTime();
    void readsItsOwnNames();
    void refusesWhatItCannotRead();
    void adminAddsListsAndRemoves();
    void countersTellWhatWasCalled();
    void theGuideNamesEveryFaultAndEdit();

private:
    Reply admin(const char* method, const QByteArray& path, const QByteArray& json = {}) {
        return m_client->send({.method = method, .target = "/sandbox/" + path, .headers = {}, .body = json});
    }
    std::unique_ptr<SandboxClient> m_client;
};

void TestSandboxFaults::spoilsTheWire_data() {
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<int>("kind");
    QTest::newRow("none") << QByteArray("latency,milliseconds=0") << int(Kind::Whole);
    QTest::newRow("outage") << QByteArray("outage") << int(Kind::Drop);
    QTest::newRow("drop") << QByteArray("drop") << int(Kind::Drop);
    QTest::newRow("hang") << QByteArray("hang") << int(Kind::Hang);
    QTest::newRow("truncate") << QByteArray("truncate,amount=100") << int(Kind::Truncate);
    QTest::newRow("drip") << QByteArray("drip,amount=7,milliseconds=20") << int(Kind::Drip);
}

void TestSandboxFaults::spoilsTheWire() {
    QFETCH(QByteArray, fault);
    QFETCH(int, kind);
    m_client->fault(fault.constData());
    const Reply reply = m_client->get("Patient");
    QCOMPARE(int(reply.delivery.kind), kind);
    if (reply.delivery.kind == Kind::Truncate)
        QCOMPARE(reply.delivery.bytes, 100);
    if (reply.delivery.kind == Kind::Drip)
        QVERIFY(reply.delivery.bytes == 7 && reply.delivery.interval == 20ms);
    m_client->sandbox.faults().clear();
    m_client->fault("latency,milliseconds=1500");
    QVERIFY(m_client->get("Patient").delivery.delay == 1500ms);
}

void TestSandboxFaults::replacesTheAnswer_data() {
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contains");
    QTest::newRow("rate-limited") << QByteArray("rate-limited,seconds=17") << 429 << QByteArray("throttled");
    QTest::newRow("server-error") << QByteArray("server-error") << 503 << QByteArray("transient");
    QTest::newRow("server-error 500")
        << QByteArray("server-error,status=500") << 500 << QByteArray("exception");
    QTest::newRow("forbidden") << QByteArray("server-error,status=403") << 403 << QByteArray("forbidden");
    QTest::newRow("html") << QByteArray("html") << 200 << QByteArray("<html>");
    QTest::newRow("empty") << QByteArray("empty") << 200 << QByteArray();
}

void TestSandboxFaults::replacesTheAnswer() {
    QFETCH(QByteArray, fault);
    QFETCH(QByteArray, contains);
    m_client->fault(fault.constData());
    const http::Response response = m_client->get("Patient").response;
    QTEST(response.status, "status");
    QVERIFY(response.body.contains(contains));
    QCOMPARE(response.body.isEmpty(), contains.isEmpty());
    QCOMPARE(response.header("retry-after"), response.status == 429 ? QByteArray("17") : QByteArray());
}

void TestSandboxFaults::expiredTokensAreForgotten() {
    m_client->fault("expired-token,count=1");
    const Reply reply = m_client->get("Patient");
    QCOMPARE(reply.response.status, 401);
    QCOMPARE(issueCode(body(reply)), QStringLiteral("expired"));
    QCOMPARE(m_client->status("Patient"), 401);  // still: the token itself is over
    m_client->fetchToken();
    QCOMPARE(m_client->status("Patient"), 200);
}

void TestSandboxFaults::revokedTokensAreUnknown() {
    m_client->fault("revoked-token,count=1");
    QCOMPARE(issueCode(m_client->json("Patient")), QStringLiteral("login"));
    m_client->fetchToken();
    QCOMPARE(m_client->status("Patient"), 200);
}

void TestSandboxFaults::credentialsCanBeRefused() {
    m_client->fault("credentials-refused,count=1");
    QCOMPARE(m_client->status("Patient"), 200);  // the token in hand still works
    m_client->fetchToken();
    QVERIFY(m_client->token.isEmpty());
    m_client->fetchToken();
    QVERIFY(!m_client->token.isEmpty());
}

void TestSandboxFaults::anEmptySearchsetIsValid() {
    m_client->fault("empty-searchset");
    const QJsonObject bundle = m_client->json("Patient");
    QCOMPARE(bundle.value(QLatin1String("total")).toInt(-1), 0);
    QVERIFY(matches(bundle).isEmpty());
    QCOMPARE(link(bundle, "next"), QString());
    QCOMPARE(m_client->status("Patient/41001"), 200);  // reads are not searches
}

void TestSandboxFaults::nextCanLoop() {
    m_client->fault("next-loops");
    const QJsonObject bundle = m_client->json("Patient?page=2&_count=5");
    QCOMPARE(link(bundle, "next"), link(bundle, "self"));
}

void TestSandboxFaults::nextCanLeaveTheHost() {
    m_client->fault("next-leaves-host");
    QVERIFY(link(m_client->json("Patient?_count=5"), "next")
                .startsWith(QLatin1String("http://elsewhere.invalid/")));
}

void TestSandboxFaults::shiftedPagesLoseOrRepeatRows_data() {
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<int>("distinct");
    QTest::newRow("a row comes twice, the last is lost") << QByteArray("shifted-pages,amount=1") << 39;
    QTest::newRow("a row is skipped") << QByteArray("shifted-pages,amount=-1,count=2") << 39;
}

void TestSandboxFaults::shiftedPagesLoseOrRepeatRows() {
    QFETCH(QByteArray, fault);
    m_client->fault(fault.constData());
    QStringList all = m_client->allIds("Patient?_count=10");
    QTEST(int(QSet<QString>(all.begin(), all.end()).size()), "distinct");
}

void TestSandboxFaults::repeatedRowsComeTwice() {
    m_client->fault("repeated-rows,amount=2");
    const QStringList all = m_client->allIds("Patient?_count=10");
    QCOMPARE(all.size(), 40 + 3 * 2);
    QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), 40);
    QCOMPARE(all.mid(8, 2), all.mid(10, 2));
}

void TestSandboxFaults::missingRowsFallShortOfTheTotal() {
    m_client->fault("missing-rows,amount=3,count=1");
    QCOMPARE(m_client->allIds("Patient?_count=10").size(), 37);
    QCOMPARE(m_client->total("Patient"), 40);
}

void TestSandboxFaults::hiddenRowsLowerTheTotalToo() {
    m_client->fault("hidden-rows,amount=4");
    QCOMPARE(m_client->allIds("Patient?_count=10").size(), 30);
    QCOMPARE(m_client->total("Patient"), 30);
    QCOMPARE(m_client->status("Patient/41004"), 200);  // hidden from the listing, not gone
}

void TestSandboxFaults::theTotalCanChange() {
    m_client->fault("changing-total");
    QCOMPARE(m_client->total("Patient?_count=10&page=1"), 41);
    QCOMPARE(m_client->total("Patient?_count=10&page=2"), 42);
}

void TestSandboxFaults::aWarningIsNoRecord() {
    m_client->fault("warning-entry");
    const QJsonObject bundle = m_client->json("Patient?_count=10");
    const QJsonObject first = bundle.value(QLatin1String("entry")).toArray().at(0).toObject();
    const QJsonObject resource = first.value(QLatin1String("resource")).toObject();
    QCOMPARE(resource.value(QLatin1String("resourceType")).toString(), QStringLiteral("OperationOutcome"));
    QCOMPARE(resource.value(QLatin1String("id")).toString(), QStringLiteral("warning"));
    QCOMPARE(matches(bundle).size(), 10);
}

void TestSandboxFaults::recordsCanBeUnusable() {
    m_client->fault("unusable,amount=5");
    int without = 0;
    for (const QJsonObject& resource : matches(m_client->json("Appointment?_count=20")))
        without += !resource.contains(QLatin1String("start"));
    QCOMPARE(without, 4);
    for (const QJsonObject& resource : matches(m_client->json("Patient")))
        QVERIFY(resource.contains(QLatin1String("id")));
}

void TestSandboxFaults::theClockCanBeWrong() {
    m_client->fault("clock-skew,seconds=-3600");
    QCOMPARE(m_client->get("Patient").response.header("Date"), QByteArray("Mon, 23 Nov 2026 21:40:00 GMT"));
    const Reply edit =
        admin("POST", "edit", R"({"edit":"rename-patient","id":"41001","given":"A","family":"B"})");
    QCOMPARE(edit.response.status, 200);
    QVERIFY(m_client->sandbox.practice().patients.find(QStringLiteral("41001"))->lastUpdated ==
            m_client->now - 1h);
}

void TestSandboxFaults::strikesOnlyWhatItIsAimedAt_data() {
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("struck");
    const QByteArray patients("server-error,resource=Patient");
    QTest::newRow("its resource") << patients << QByteArray("Patient?_count=1") << true;
    QTest::newRow("a read of its resource") << patients << QByteArray("Patient/41001") << true;
    QTest::newRow("another resource") << patients << QByteArray("Appointment") << false;
    const QByteArray second("server-error,practitioner=PR-1002");
    QTest::newRow("its practitioner") << second << QByteArray("Appointment?practitioner=PR-1002") << true;
    QTest::newRow("its practitioner's role")
        << second << QByteArray("Appointment?practitioner-role=PR-2012") << true;
    QTest::newRow("its practitioner as actor")
        << second << QByteArray("Appointment?actor=Practitioner/PR-1002") << true;
    QTest::newRow("another practitioner")
        << second << QByteArray("Appointment?practitioner=PR-1001") << false;
    QTest::newRow("nobody named") << second << QByteArray("Appointment") << false;
    QTest::newRow("a role") << QByteArray("server-error,practitioner=PR-2012")
                            << QByteArray("Appointment?practitioner-role=PR-2011,PR-2012") << true;
    QTest::newRow("the token endpoint")
        << QByteArray("server-error,resource=token") << QByteArray("Patient") << false;
}

void TestSandboxFaults::strikesOnlyWhatItIsAimedAt() {
    QFETCH(QByteArray, fault);
    QFETCH(QByteArray, target);
    QFETCH(bool, struck);
    m_client->fault(fault.constData());
    QCOMPARE(m_client->status(target), struck ? 503 : 200);
}

void TestSandboxFaults::strikesOnlySoOften() {
    m_client->fault("server-error,skip=1,count=2,every=2");
    QList<int> statuses;
    for (int i = 0; i < 6; ++i)
        statuses.append(m_client->status("Patient?_count=1"));
    QCOMPARE(statuses, (QList<int>{200, 503, 200, 503, 200, 200}));
    QVERIFY(m_client->sandbox.faults().active(m_client->now).empty());
}

void TestSandboxFaults::endsWithItsTime() {
    m_client->fault("outage,for=60");
    QVERIFY(m_client->get("Patient").delivery.kind == Kind::Drop);
    m_client->now += 59s;
    QVERIFY(m_client->get("Patient").delivery.kind == Kind::Drop);
    m_client->now += 1s;
    QVERIFY(m_client->get("Patient").delivery.kind == Kind::Whole);
}

void TestSandboxFaults::readsItsOwnNames() {
    QVERIFY(faultNames().size() >= 20);
    for (const QString& name : faultNames()) {
        const auto fault = parseFault(name);
        QVERIFY(fault.has_value());
        QCOMPARE(faultName(fault->kind), name);
    }
}

void TestSandboxFaults::refusesWhatItCannotRead() {
    for (const char* text :
         {"", "flood", "outage,for", "outage,for=soon", "outage,colour=red", "drop,count=x"})
        QVERIFY2(!parseFault(QString::fromLatin1(text)).has_value(), text);
}

void TestSandboxFaults::adminAddsListsAndRemoves() {
    QCOMPARE(admin("POST", "faults", R"({"kind":"flood"})").response.status, 400);
    QCOMPARE(admin("POST", "faults", R"({"kind":"drop","colour":"red"})").response.status, 400);
    const Reply added =
        admin("POST", "faults", R"({"kind":"server-error","resource":"Patient","status":500,"count":5})");
    QCOMPARE(added.response.status, 200);
    const int id = body(added).value(QLatin1String("id")).toInt();
    QCOMPARE(m_client->status("Patient"), 500);
    QVERIFY(admin("GET", "faults").response.body.contains("server-error"));
    QCOMPARE(admin("DELETE", "faults/999").response.status, 404);
    QCOMPARE(admin("DELETE", "faults/" + QByteArray::number(id)).response.status, 200);
    QCOMPARE(m_client->status("Patient"), 200);
    admin("POST", "faults", R"({"kind":"drop"})");
    QCOMPARE(admin("DELETE", "faults").response.body, QByteArray("[]\n"));
    QVERIFY(m_client->get("Patient").delivery.kind == Kind::Whole);
    QCOMPARE(admin("GET", "nothing").response.status, 404);
}

void TestSandboxFaults::countersTellWhatWasCalled() {
    m_client->fault("server-error,resource=Invoice,count=1");
    m_client->get("Patient?_count=2");
    m_client->get("Patient/41001");
    m_client->get("Invoice");
    const QJsonObject told = body(admin("GET", "counters"));
    QCOMPARE(told.value(QLatin1String("requests")).toInt(), 4);  // with the token's
    QCOMPARE(told.value(QLatin1String("tokens")).toInt(), 1);
    QCOMPARE(told.value(QLatin1String("searches")).toObject().value(QLatin1String("Patient")).toInt(), 1);
    QCOMPARE(told.value(QLatin1String("reads")).toObject().value(QLatin1String("Patient")).toInt(), 1);
    QCOMPARE(told.value(QLatin1String("statuses")).toObject().value(QLatin1String("503")).toInt(), 1);
    QCOMPARE(told.value(QLatin1String("faults")).toObject().value(QLatin1String("server-error")).toInt(), 1);
    QCOMPARE(m_client->sandbox.counters().calls.back().target, QStringLiteral("/main/Invoice"));
    QCOMPARE(body(admin("DELETE", "counters")).value(QLatin1String("requests")).toInt(-1), 0);
}

void TestSandboxFaults::theGuideNamesEveryFaultAndEdit() {
    QFile guide(QStringLiteral(BLOOM_SOURCE_DIR "/docs/halaxy-sandbox.md"));
    QVERIFY(guide.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(guide.readAll());
    for (const QString& name : faultNames() + editNames())
        QVERIFY2(text.contains(QString(u'`' + name + u'`')), qPrintable(name));
}

QTEST_GUILESS_MAIN(TestSandboxFaults)
#include "tst_sandbox_faults.moc"
