// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads by id: one, many in batches, and what an answer to one says about the record.
#include "halaxy_fixture.h"

#include <QUrlQuery>

using namespace bloom;
using namespace bloom::halaxy;
using namespace std::chrono_literals;
using test::FakeTransport;
using test::HalaxyFixture;

class TestClientReads : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void aRefusalOfSomethingOnTheWayIsNoAnswer_data();
    void aRefusalOfSomethingOnTheWayIsNoAnswer();
    void reads();
    void readManyAsksInBatchesAndCallsNothingGone();
    void readManyFailsWhereTheCallDid_data();
    void readManyFailsWhereTheCallDid();
    void idsCantLeaveTheirResource();
    void stampsOrderReadings();
};

void TestClientReads::reads_data() {
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

void TestClientReads::aRefusalOfSomethingOnTheWayIsNoAnswer_data() {
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

void TestClientReads::aRefusalOfSomethingOnTheWayIsNoAnswer() {
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

void TestClientReads::reads() {
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

void TestClientReads::readManyAsksInBatchesAndCallsNothingGone() {
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

void TestClientReads::readManyFailsWhereTheCallDid_data() {
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

void TestClientReads::readManyFailsWhereTheCallDid() {
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

void TestClientReads::idsCantLeaveTheirResource() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [](const Request&) { return FakeTransport::outcome(404, "not-found"); };
    QVERIFY(halaxy.read(QStringLiteral("../Invoice/1?_count=1#x")));
    const QString sent = QString::fromLatin1(FakeTransport::urlOf(halaxy.transport.gets.at(0)).toEncoded());
    QVERIFY2(sent.startsWith(QStringLiteral("https://au-api.halaxy.com/main/Patient/")), qPrintable(sent));
    QCOMPARE(sent.count(QLatin1Char('/')), 5);
    QVERIFY(!sent.contains(QLatin1Char('?')) && !sent.contains(QLatin1Char('#')));
}

void TestClientReads::stampsOrderReadings() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    const auto first = halaxy.read();
    const auto second = halaxy.read();
    QVERIFY(first->stamp.sent < first->stamp.answered);
    QVERIFY(first->stamp.answered < second->stamp.sent);
    QCOMPARE(first->record->stamp, first->stamp);
}

QTEST_GUILESS_MAIN(TestClientReads)
#include "tst_client_reads.moc"
