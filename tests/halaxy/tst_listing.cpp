// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Listings: when they are whole, and what every kind of damage does to them. A row is a sequence of pages.
#include "halaxy/query_url.h"
#include "halaxy_fixture.h"

using namespace bloom;
using namespace bloom::halaxy;
using test::FakeTransport;
using test::HalaxyFixture;

namespace {
const QByteArray kBase = "https://au-api.halaxy.com/main/Patient?page=";

/// "1 2 3 /5 >2": rows, total and the number of the next page. "warning", "stranger" and "include" are
/// entries;
/// ">x" for other links: loop, host, scheme, port, relative.
Response page(const QString& text) {
    QByteArrayList entries;
    int total = -1;
    QByteArray next;
    for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QByteArray rest = word.mid(1).toUtf8();
        if (word == QLatin1String("warning"))
            entries << R"({"resourceType":"OperationOutcome","id":"warning"})";
        else if (word == QLatin1String("stranger"))
            entries << R"({"resourceType":"Group","id":"9"})";
        else if (word == QLatin1String("noid"))
            entries << R"({"resourceType":"Patient"})";
        else if (word.startsWith(QLatin1Char('/')))
            total = rest.toInt();
        else if (word.startsWith(QLatin1Char('>')))
            next = rest == "host"       ? QByteArray("https://evil.example.com/main/Patient?page=2")
                   : rest == "scheme"   ? QByteArray("http://au-api.halaxy.com:443/main/Patient?page=2")
                   : rest == "port"     ? QByteArray("https://au-api.halaxy.com:8443/main/Patient?page=2")
                   : rest == "user"     ? QByteArray("https://a@au-api.halaxy.com/main/Patient?page=2")
                   : rest == "relative" ? QByteArray("Patient?page=2")
                                        : QByteArray(kBase + rest);
        else
            entries << HalaxyFixture::patient(word.toUtf8());
    }
    return FakeTransport::searchset(entries, total, next);
}

struct Listed {
    QStringList ids;
    std::vector<Page> pages;
    std::optional<Error> error;
    Completeness completeness;
};
QCoro::Task<Listed> listAll(Client& client, ListingQuery query, std::optional<ListingResume> resume) {
    Listed listed;
    auto listing = client.list(query, resume);
    while (true) {
        Result<std::optional<Page>> page = co_await listing->next({});
        if (!page)
            listed.error = page.error();
        if (!page || !*page)
            break;
        for (const ReadRecord& record : (**page).records)
            listed.ids << record.key.id.value;
        listed.pages.push_back(std::move(**page));
    }
    listed.completeness = listing->completeness();
    co_return listed;
}
}  // namespace

class TestListing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void completeness_data();
    void completeness();
    void damagedBodies_data();
    void damagedBodies();
    void plusInNextIsEscaped();
    void resumesWhereItStopped();
    void unusableRecordsAreSeenAndSetAside();
    void aDoubtIsKeptWhenItGoesOn();
    void queries_data();
    void queries();
    void pagesTellServerDateAndTotal();
};

void TestListing::completeness_data() {
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("ids");
    QTest::addColumn<QString>("reason");  // empty = complete
    QTest::addColumn<bool>("fails");
    const auto row = [](const char* name, const char* script, const char* ids, const char* reason,
                        bool fails = false) {
        QTest::newRow(name) << QString::fromLatin1(script) << QString::fromLatin1(ids)
                            << QString::fromLatin1(reason) << fails;
    };
    row("one page", "1 2 3 /3", "1 2 3", "");
    row("two pages", "1 2 /3 >2|3 /3", "1 2 3", "");
    row("empty", "/0", "", "");
    row("without a total the end of next is the end", "1 2 >2|3", "1 2 3", "");
    row("fewer than the total", "1 2 /3", "1 2", "2 of 3 came");
    row("a repeated row hides a lost one", "1 2 /4 >2|2 3 /4", "1 2 3", "3 of 4 came");
    row("a repeated row that hides nothing", "1 2 /3 >2|2 3 /3", "1 2 3", "");
    row("the total grew", "1 2 /3 >2|3 4 /4", "1 2 3 4", "the total changed between pages");
    row("the total went away", "1 2 /3 >2|3", "1 2 3", "the total changed between pages");
    row("a warning entry", "1 2 warning /2", "1 2", "Halaxy added a warning to the list");
    row("a warning on the first page", "1 warning /2 >2|2 /2", "1 2", "Halaxy added a warning to the list");
    row("a stranger", "1 stranger /1", "1", "the list held records of another kind");
    row("a page of nothing in the middle", "1 /2 >2|/2 >3|2 /2", "1 2", "");
    row("next loops to itself", "1 /2 >2|2 /2 >2", "1 2", "The pages lead back to one already read", true);
    row("next loops to the first", "1 /9 >2|2 /9 >3|3 /9 >2", "1 2 3",
        "The pages lead back to one already read", true);
    row("pages repeat for ever under new names", "1 /9 >2|1 /9 >3|1 /9 >4|1 /9 >5|1 /9 >6", "1",
        "The pages repeat themselves", true);
    row("next leaves the host", "1 /2 >host", "1", "The next page lies on another host (evil.example.com)",
        true);
    row("next takes another port", "1 /2 >port", "1",
        "The next page lies on another host (au-api.halaxy.com)", true);
    row("next changes the scheme", "1 /2 >scheme", "1", "The next page lies on another scheme (http)", true);
    row("next carries a user", "1 /2 >user", "1", "The next page lies on another scheme (https)", true);
    row("a relative next is ours", "1 /2 >relative|2 /2", "1 2", "");
    row("the second page fails", "1 /2 >2|!500", "1", "Halaxy had a fault with Patient (500)", true);
    row("something on the way has no such listing", "!404", "",
        "The answer for Patient (404) did not come from Halaxy itself", true);
    row("a record without an id counts", "1 noid /2", "1 without-id-b6cd92f25733dc6efed4ca9541f59545", "");
}

void TestListing::completeness() {
    QFETCH(QString, script);
    QFETCH(QString, ids);
    QFETCH(QString, reason);
    QFETCH(bool, fails);
    HalaxyFixture halaxy;
    const QStringList pages = script.split(QLatin1Char('|'));
    halaxy.transport.handler = [&](const Request&) -> Result<Response> {
        const QString text =
            pages.value(std::min<int>(int(halaxy.transport.gets.size()), int(pages.size())) - 1);
        return text.startsWith(QLatin1Char('!')) ? FakeTransport::json(text.mid(1).toInt(), "") : page(text);
    };
    const Listed listed = test::finish(halaxy.clock, listAll(*halaxy.client, {}, {}));
    QCOMPARE(listed.ids.join(QLatin1Char(' ')), ids);
    QCOMPARE(listed.completeness.reason, reason);
    QCOMPARE(listed.completeness.complete, reason.isEmpty());
    QCOMPARE(listed.error.has_value(), fails);
    for (const Request& request : halaxy.transport.gets)
        QCOMPARE(FakeTransport::urlOf(request).host(), QStringLiteral("au-api.halaxy.com"));
}

void TestListing::damagedBodies_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a web page") << QByteArray("<!DOCTYPE html><html>Maintenance</html>");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("blanks") << QByteArray("  \n ");
    QTest::newRow("cut off") << page(QStringLiteral("1 2 /2")).body.chopped(20);
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("an object of nothing") << QByteArray("{}");
    QTest::newRow("a record instead") << HalaxyFixture::patient("1");
    QTest::newRow("a history") << QByteArray(R"({"resourceType":"Bundle","type":"history","entry":[]})");
    QTest::newRow("an outcome") << QByteArray(R"({"resourceType":"OperationOutcome","issue":[]})");
    QTest::newRow("a million brackets") << QByteArray(1'000'000, '[');
}
void TestListing::damagedBodies() {
    QFETCH(QByteArray, body);
    HalaxyFixture halaxy;
    halaxy.transport.handler = [&](const Request&) { return FakeTransport::json(200, body); };
    const Listed listed = test::finish(halaxy.clock, listAll(*halaxy.client, {}, {}));
    QVERIFY(listed.error);
    QCOMPARE(listed.error->kind, ErrorKind::Damaged);
    QVERIFY(!listed.completeness.complete);
    QCOMPARE(halaxy.transport.gets.size(), 1U);
    QCOMPARE(halaxy.client->view().api.failures, 0);
}

void TestListing::plusInNextIsEscaped() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [&](const Request&) -> Result<Response> {
        if (halaxy.transport.gets.size() == 1)
            return FakeTransport::searchset(
                {HalaxyFixture::patient("1")}, 2,
                "https://au-api.halaxy.com/main/Patient?_lastUpdated=ge2026-11-01T00:00:00+"
                "10:00&name=a%20b%2Fc&page=2");
        return page(QStringLiteral("2 /2"));
    };
    const Listed listed = test::finish(halaxy.clock, listAll(*halaxy.client, {}, {}));
    QVERIFY(listed.completeness.complete);
    QCOMPARE(
        FakeTransport::urlOf(halaxy.transport.gets.at(1)).toEncoded(),
        QByteArray("https://au-api.halaxy.com/main/Patient?_lastUpdated=ge2026-11-01T00:00:00%2B10:00&name="
                   "a%20b%2Fc&page=2"));
}

void TestListing::resumesWhereItStopped() {
    HalaxyFixture halaxy;
    ListingResume resume;
    resume.next = QUrl(QString::fromLatin1(kBase + "2"));
    resume.seen = {{RecordKind::Patient, HalaxyId(QStringLiteral("1"))},
                   {RecordKind::Patient, HalaxyId(QStringLiteral("2"))}};
    resume.total = 3;
    resume.pages = 1;
    halaxy.transport.handler = [](const Request&) { return page(QStringLiteral("2 3 /3")); };
    Listed listed = test::finish(halaxy.clock, listAll(*halaxy.client, {}, resume));
    QCOMPARE(listed.ids, QStringList{QStringLiteral("3")});
    QVERIFY(listed.completeness.complete);
    QCOMPARE(listed.pages.at(0).number, 2);
    resume.total = 4;  // it was another listing then
    listed = test::finish(halaxy.clock, listAll(*halaxy.client, {}, resume));
    QCOMPARE(listed.completeness.reason, QStringLiteral("the total changed between pages"));
}

void TestListing::unusableRecordsAreSeenAndSetAside() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [](const Request&) {
        return FakeTransport::searchset({R"({"resourceType":"Appointment","id":"5"})"}, 1);
    };
    ListingQuery query;
    query.kind = RecordKind::Appointment;
    const Listed listed = test::finish(halaxy.clock, listAll(*halaxy.client, query, {}));
    QVERIFY(listed.completeness.complete);
    const Page& only = listed.pages.at(0);
    QCOMPARE(only.seen, (std::vector<RecordKey>{{RecordKind::Appointment, HalaxyId(QStringLiteral("5"))}}));
    QVERIFY(!only.records.at(0).usable());
    QCOMPARE(std::get<QString>(only.records.at(0).content), QStringLiteral("has no usable start time"));
    QVERIFY(!only.records.at(0).hash.isEmpty());
}

void TestListing::aDoubtIsKeptWhenItGoesOn() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [](const Request&) { return page(QStringLiteral("2 /2")); };
    ListingResume resume{QUrl(QString::fromLatin1(kBase + "2")),
                         {{RecordKind::Patient, HalaxyId(QStringLiteral("1"))}},
                         2,
                         1,
                         {}};
    auto trusted = test::finish(halaxy.clock, listAll(*halaxy.client, {}, resume));
    QVERIFY(trusted.completeness.complete);
    QCOMPARE(trusted.pages.at(0).doubt, QString());
    resume.doubt = QStringLiteral("the total changed between pages");
    const Listed doubted = test::finish(halaxy.clock, listAll(*halaxy.client, {}, resume));
    QVERIFY(!doubted.completeness.complete);
    QCOMPARE(doubted.completeness.reason, resume.doubt);
    QCOMPARE(doubted.pages.at(0).doubt, resume.doubt);
}

void TestListing::queries_data() {
    QTest::addColumn<QString>("expected");
    const auto row = [](const QByteArray& query) {
        QTest::newRow(query.constData()) << QString::fromLatin1(query);
    };
    row("Patient?_count=100&_sort=_lastUpdated&_lastUpdated=ge2026-11-23T22:40:00Z");
    row("Appointment?_count=100&date=ge2026-11-23T22:40:00Z&date=lt2026-11-23T22:40:02Z&practitioner-role=P-"
        "1,P-2");
    row("Appointment?_count=100&practitioner=P-9");
    row("Appointment?_count=100&actor=PractitionerRole/P-1,PractitionerRole/P-2,Practitioner/P-9");
    row("Invoice?_count=100&recipient=Patient/7");
    row("Referral?_count=50&subject=Patient/7");
    row("Invoice?_count=100&created=ge2026-11-23T22:40:00Z&created=lt2026-11-23T22:40:02Z");
}
void TestListing::queries() {
    QFETCH(QString, expected);
    const auto has = [&](const char* part) { return expected.contains(QLatin1String(part)); };
    const UtcTime moment = *parseUtc(QStringLiteral("2026-11-23T22:40:00.750Z"));
    ListingQuery query;
    query.kind = *parse<RecordKind>(expected.section(QLatin1Char('?'), 0, 0));
    if (has("_lastUpdated=ge")) {
        query.updatedSince = moment;
        query.sort = QStringLiteral("_lastUpdated");
    }
    if (has("date="))
        query.dates = UtcInterval{moment, moment + std::chrono::seconds(1)};
    if (has("created="))
        query.created = UtcInterval{moment, moment + std::chrono::seconds(1)};
    if (has("_count=50"))
        query.count = 50;
    if (has("Patient/7"))
        query.subject = HalaxyId(QStringLiteral("7"));
    if (has("P-")) {
        query.practitionerRoles = {HalaxyId(QStringLiteral("P-1")), HalaxyId(QStringLiteral("P-2"))};
        query.practitioner = HalaxyId(QStringLiteral("P-9"));
        query.parameter = has("actor")   ? PractitionerParameter::Actor
                          : has("role=") ? PractitionerParameter::PractitionerRole
                                         : PractitionerParameter::Practitioner;
    }
    QCOMPARE(listingUrl(QUrl(QStringLiteral("https://h.example/main")), query).toString(QUrl::FullyEncoded),
             QString(QStringLiteral("https://h.example/main/") + expected));
    QCOMPARE(listingUrl(QUrl(QStringLiteral("https://h.example/fhir/r4/")), {}).toString(),
             QStringLiteral("https://h.example/fhir/r4/Patient?_count=100"));
    QCOMPARE(listingUrl(QUrl(QStringLiteral("https://h.example")), {}).toString(),
             QStringLiteral("https://h.example/main/Patient?_count=100"));
}

void TestListing::pagesTellServerDateAndTotal() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = [&](const Request&) {
        Response response =
            page(halaxy.transport.gets.size() == 1 ? QStringLiteral("1 /2 >2") : QStringLiteral("2 /2"));
        response.headers = {{"date", halaxy.transport.gets.size() == 1 ? "Tue, 24 Nov 2026 09:40:05 GMT"
                                                                       : "Tue, 24 Nov 2026 09:40:06 GMT"}};
        return response;
    };
    const Listed listed = test::finish(halaxy.clock, listAll(*halaxy.client, {}, {}));
    QCOMPARE(listed.pages.size(), 2U);
    QCOMPARE(listed.pages[0].number, 1);
    QCOMPARE(*listed.pages[0].total, 2);
    QVERIFY(!listed.pages[0].last && listed.pages[1].last);
    QCOMPARE(listed.pages[0].next.toString(), QString::fromLatin1(kBase + "2"));
    QVERIFY(listed.pages[1].next.isEmpty());
    QCOMPARE(toIsoText(*listed.pages[1].serverDate), QStringLiteral("2026-11-24T09:40:06.000Z"));
    QCOMPARE(toIsoText(*listed.completeness.firstServerDate), QStringLiteral("2026-11-24T09:40:05.000Z"));
    QCOMPARE(listed.completeness.pages, 2);
    QCOMPARE(listed.completeness.distinct, 2);
    QVERIFY(listed.pages[0].stamp.answered < listed.pages[1].stamp.sent);
}

QTEST_GUILESS_MAIN(TestListing)
#include "tst_listing.moc"
