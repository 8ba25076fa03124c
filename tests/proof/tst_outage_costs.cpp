// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What trouble costs in calls: an hour of outage of every kind with the whole engine on its schedule, many
// calls that meet one bad token, retries beyond their quota; and the breaker's way from closed to open and
// back.
#include "halaxy/halaxy_fixture.h"
#include "support/inbox_rows.h"
#include "support/practice_bench.h"

using namespace bloom;
using namespace bloom::halaxy;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

using Handler = FakeTransport::Handler;

QString s(const char* text) { return QString::fromLatin1(text); }
Handler failing(ErrorKind kind) {
    return [kind](const Request&) { return fail(kind, s("the way failed")); };
}
Handler status(int status) {
    return [status](const Request&) { return FakeTransport::json(status, "down"); };
}

struct Outage {
    const char* name = "";
    Handler records;  ///< nothing = the service as it is
    Handler token;
    milliseconds delay{10};
};
std::vector<Outage> outages() {
    return {
        {"refused", failing(ErrorKind::Network), {}},
        {"no answer in time", failing(ErrorKind::Timeout), {}, 10s},
        {"no answer, noticed at once", failing(ErrorKind::Timeout), {}},
        {"500", status(500), {}},
        {"503", status(503), {}},
        {"no token", {}, failing(ErrorKind::Network)},
        {"a token endpoint with faults", {}, status(500)},
        {"everything refused", failing(ErrorKind::Network), failing(ErrorKind::Network)},
        {"everything too slow", failing(ErrorKind::Timeout), failing(ErrorKind::Timeout), 10s},
        {"everything 503", status(503), status(503)},
    };
}

/// An engine on its schedule, in step, some time after a run.
class Hour {
public:
    explicit Hour(milliseconds after, int practitioners = 3) : m_bench(practice(practitioners)) {
        m_settings = m_bench.settings;
        m_settings.backfillFrom = s("2026-11-01");
        m_bench.engine().setSettings(m_settings);
        m_bench.engine().start();
        m_bench.clock.advance(2min + after);
    }
    void begin(const Outage& outage) {
        m_service = m_bench.transport.handler;
        m_bench.transport.delay = outage.delay;
        if (outage.records)
            m_bench.transport.handler = outage.records;
        if (outage.token)
            m_bench.transport.tokenHandler = outage.token;
        m_before = calls();
    }
    /// An hour passes; with webhooks one comes each minute.
    void pass(bool withWebhooks) {
        for (int minute = 0; minute < 60; ++minute) {
            if (withWebhooks) {
                const auto& rows = m_bench.halaxy.practice().appointments.rows();
                const QString id = rows[std::size_t(minute)].id;
                putEvents(
                    m_bench.database,
                    {eventOf(RecordKind::Appointment, id, s("appointment.updated"), QString::number(minute))},
                    m_bench.clock.utcNow());
                m_bench.engine().wakeInbox();
            }
            m_bench.clock.advance(1min);
        }
    }
    void end() {
        m_bench.transport.handler = m_bench.transport.tokenHandler = m_service;
        m_bench.transport.delay = 10ms;
    }
    std::size_t cost() const { return calls() - m_before; }
    PracticeBench& bench() { return m_bench; }

private:
    static sandbox::GeneratorOptions practice(int practitioners) {
        auto options = PracticeBench::small();
        options.practitioners = practitioners;
        return options;
    }
    std::size_t calls() const {
        return m_bench.transport.gets.size() + std::size_t(m_bench.transport.tokenRequests);
    }
    PracticeBench m_bench;
    sync::SyncSettings m_settings;
    Handler m_service;
    std::size_t m_before = 0;
};

using Pending = std::shared_ptr<std::optional<Result<ReadAnswer>>>;
std::vector<Pending> sixtyFourReads(HalaxyFixture& halaxy, milliseconds apart) {
    std::vector<Pending> reads;
    for (int i = 0; i < 64; ++i) {
        halaxy.transport.delay = 10ms + i * apart;
        reads.push_back(start(
            halaxy.client->read({RecordKind::Patient, HalaxyId(QString::number(i))}, Priority::Single, {})));
    }
    halaxy.transport.delay = 10ms;
    return reads;
}
bool allFound(const std::vector<Pending>& reads) {
    return std::ranges::all_of(reads, [](const Pending& read) {
        return read->has_value() && read->value() && (*read)->value().state == ReadState::Found;
    });
}

}  // namespace

class TestOutageCosts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anHourOfOutageCostsAtMost126Calls_data();
    void anHourOfOutageCostsAtMost126Calls();
    void aDeadListingCostsNoMoreThanAnOutage_data();
    void aDeadListingCostsNoMoreThanAnOutage();
    void sixtyFourRefusalsCostOneTokenCall_data();
    void sixtyFourRefusalsCostOneTokenCall();
    void sixtyFourCallsAtTheTokensEndCostOneTokenCall();
    void theBreakerGoesRound_data();
    void theBreakerGoesRound();
    void aProbeThatGetsNoTokenReopens();
    void retriesHaveAQuota_data();
    void retriesHaveAQuota();
};

void TestOutageCosts::anHourOfOutageCostsAtMost126Calls_data() {
    QTest::addColumn<int>("outage");
    QTest::addColumn<int>("secondsAfter");
    QTest::addColumn<bool>("withWebhooks");
    const auto all = outages();
    for (int i = 0; i < int(all.size()); ++i) {
        QTest::addRow("%s, while idle", all[std::size_t(i)].name) << i << 0 << false;
        QTest::addRow("%s, before the token's end", all[std::size_t(i)].name) << i << 700 << false;
        QTest::addRow("%s, while webhooks arrive", all[std::size_t(i)].name) << i << 0 << true;
        // 22:42 and the token's 14 minutes: the run of 22:45 has one that ends at 22:54.
        QTest::addRow("%s, in the middle of a run", all[std::size_t(i)].name) << i << 180 << false;
    }
}
void TestOutageCosts::anHourOfOutageCostsAtMost126Calls() {
    QFETCH(int, outage);
    QFETCH(int, secondsAfter);
    QFETCH(bool, withWebhooks);
    const Outage kind = outages()[std::size_t(outage)];
    Hour hour{std::chrono::seconds(secondsAfter) + (secondsAfter == 180 ? 35ms : 0ms)};
    hour.begin(kind);
    hour.pass(withWebhooks);
    const QString cost = QStringLiteral("%1 calls").arg(hour.cost());
    QVERIFY2(hour.cost() <= 126, qPrintable(cost));
    QVERIFY2(hour.cost() >= 80, qPrintable(cost));  // it goes on asking
    QVERIFY(hour.bench().client().circuitOpen());
    const auto failures = [&] {
        return std::ranges::count(hour.bench().finished, RunOutcome::Failed, &RunReport::outcome);
    };
    // Not one a boundary; none where an event met the outage first, since no run begins then.
    QCOMPARE(failures(), withWebhooks && failures() == 0 ? 0 : 1);
    const std::size_t ended = hour.bench().finished.size();
    hour.end();
    hour.bench().clock.advance(2min);
    if (withWebhooks)
        QCOMPARE(inboxStory(hour.bench().database), s("done 60"));  // none failed, none dead
    QVERIFY(!hour.bench().client().circuitOpen());
    QVERIFY(hour.bench().finished.size() > ended);
    QCOMPARE(hour.bench().finished.back().outcome, RunOutcome::Success);
}

void TestOutageCosts::aDeadListingCostsNoMoreThanAnOutage_data() {
    QTest::addColumn<int>("practitioners");
    QTest::newRow("fewer than open the breaker") << 3;
    QTest::newRow("enough to open the breaker") << 8;
}
/// The probe is answered, so the breaker closes each time, and what goes on after an outage meets it again.
void TestOutageCosts::aDeadListingCostsNoMoreThanAnOutage() {
    QFETCH(int, practitioners);
    Hour hour{0ms, practitioners};
    const Handler service = hour.bench().transport.handler;
    Outage dead;
    dead.records = [&](const Request& request) {
        const bool isDead = FakeTransport::urlOf(request).path().endsWith(s("/Appointment"));
        return isDead ? ::status(500)(request) : service(request);
    };
    hour.begin(dead);
    hour.bench().clock.advance(1h);
    QVERIFY2(hour.cost() <= 126, qPrintable(QString::number(hour.cost())));
    hour.end();
    hour.bench().clock.advance(16min);
    QCOMPARE(hour.bench().finished.back().outcome, RunOutcome::Success);
}

void TestOutageCosts::sixtyFourRefusalsCostOneTokenCall_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("apart");
    for (const int apart : {0, 1, 37}) {
        QTest::addRow("401, answers %d ms apart", apart) << 401 << QByteArray("login") << apart;
        QTest::addRow("200 and expired, %d ms apart", apart) << 200 << QByteArray("expired") << apart;
        QTest::addRow("400 and expired, %d ms apart", apart) << 400 << QByteArray("expired") << apart;
    }
}
void TestOutageCosts::sixtyFourRefusalsCostOneTokenCall() {
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(int, apart);
    HalaxyFixture halaxy;
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    QVERIFY(halaxy.read());
    QCOMPARE(halaxy.transport.tokenRequests, 1);
    halaxy.transport.handler = [&](const Request& request) {
        return FakeTransport::bearerOf(request) == "token-1" ? FakeTransport::outcome(status, code)
                                                             : HalaxyFixture::askedPatient(request);
    };
    const auto reads = sixtyFourReads(halaxy, milliseconds(apart));
    halaxy.clock.advance(10s);
    QVERIFY(allFound(reads));
    QCOMPARE(halaxy.transport.tokenRequests, 2);
    QCOMPARE(halaxy.transport.gets.size(), 129U);  // each once more, and the first
}

void TestOutageCosts::sixtyFourCallsAtTheTokensEndCostOneTokenCall() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    QVERIFY(halaxy.read());
    halaxy.clock.advance(14min);
    const auto reads = sixtyFourReads(halaxy, 0ms);
    halaxy.clock.advance(10s);
    QVERIFY(allFound(reads));
    QCOMPARE(halaxy.transport.tokenRequests, 2);
    QCOMPARE(halaxy.transport.gets.size(), 65U);
}

void TestOutageCosts::theBreakerGoesRound_data() {
    QTest::addColumn<bool>("token");
    QTest::newRow("of the records") << false;
    QTest::newRow("of the token endpoint") << true;
}
void TestOutageCosts::theBreakerGoesRound() {
    QFETCH(bool, token);
    HalaxyFixture halaxy;
    (token ? halaxy.transport.tokenHandler : halaxy.transport.handler) = status(503);
    halaxy.read();
    halaxy.read();
    const auto way = [&] {
        QStringList words;
        const ConnectionView view = halaxy.client->view();
        for (const BreakerTransition& one : (token ? view.token : view.api).transitions)
            words.prepend(name(one.to));
        return words.join(u' ');
    };
    QCOMPARE(way(), s("open"));
    halaxy.clock.advance(29s);
    QCOMPARE(way(), s("open"));
    halaxy.clock.advance(2s);  // the probe, and its failure
    QCOMPARE(way(), s("open half-open open"));
    halaxy.transport.handler = [](const Request&) { return FakeTransport::searchset({}, 0); };
    halaxy.transport.tokenHandler = {};
    halaxy.clock.advance(31s);
    QCOMPARE(way(), s("open half-open open half-open closed"));
    QVERIFY(!halaxy.client->circuitOpen());
}

void TestOutageCosts::aProbeThatGetsNoTokenReopens() {
    HalaxyFixture halaxy;
    halaxy.transport.handler = status(503);
    halaxy.read();
    halaxy.read();
    QCOMPARE(halaxy.client->view().api.state, BreakerState::Open);
    // The service is back, but refuses the old token and gives no new one.
    halaxy.transport.handler = [](const Request&) { return FakeTransport::outcome(401, "login"); };
    halaxy.transport.tokenHandler = status(503);
    const auto before = halaxy.client->view().api.transitions.size();
    halaxy.clock.advance(31s);
    const BreakerView view = halaxy.client->view().api;
    QCOMPARE(view.state, BreakerState::Open);
    QCOMPARE(view.transitions.size(), before + 2);  // half-open, and open again
    QVERIFY(view.opensUntil && *view.opensUntil > halaxy.clock.utcNow() + 20s);
}

void TestOutageCosts::retriesHaveAQuota_data() {
    QTest::addColumn<int>("status");
    QTest::newRow("408") << 408;
    QTest::newRow("429") << 429;
}
/// Neither opens the breaker, so nothing else keeps retries from multiplying the calls.
void TestOutageCosts::retriesHaveAQuota() {
    QFETCH(int, status);
    HalaxyFixture halaxy;
    halaxy.transport.handler = ::status(status);
    for (int i = 0; i < 50; ++i)
        QVERIFY(!halaxy.read());
    QCOMPARE(halaxy.transport.gets.size(), 70U);  // twenty retries and no more
    QCOMPARE(halaxy.client->view().api.state, BreakerState::Closed);
    halaxy.transport.handler = HalaxyFixture::askedPatient;
    for (int i = 0; i < 5; ++i)
        QVERIFY(halaxy.read());
    halaxy.transport.handler = ::status(status);
    QVERIFY(!halaxy.read());
    QCOMPARE(halaxy.transport.gets.size(), 77U);  // five successes earned one
}

QTEST_GUILESS_MAIN(TestOutageCosts)
#include "tst_outage_costs.moc"
