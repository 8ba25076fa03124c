// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What each answer and each failure of the way leads to (SYNC.md, Resilience), for a page of a listing, a
// single read, the probe and the token call: the kind of error, the calls sent, what the breaker takes it
// for, the token calls, and how long it waited.
#include "halaxy/halaxy_fixture.h"
#include "storage/error_kinds.h"

using namespace bloom;
using namespace bloom::halaxy;
using namespace std::chrono_literals;
using test::FakeTransport;
using test::HalaxyFixture;

namespace {

using Trouble = std::function<Result<Response>(const Request&)>;
using Headers = QList<QPair<QByteArray, QByteArray>>;
enum class Way { Listing, Read, Probe, Token };

constexpr char kWebPage[] = "<html>no</html>";

Trouble plain(int status, QByteArray body = kWebPage, Headers headers = {}) {
    return [=](const Request&) { return FakeTransport::json(status, body, headers); };
}
Trouble said(int status, QByteArray code = "processing") {
    return [=](const Request&) { return FakeTransport::outcome(status, code); };
}
Trouble broken(ErrorKind kind) {
    return [=](const Request&) { return fail(kind, QStringLiteral("the way failed")); };
}
/// What was asked for, whatever it was.
Result<Response> good(const Request& request) {
    if (std::holds_alternative<TokenRequest>(request.what))
        return FakeTransport::json(200, R"({"access_token":"new","expires_in":3600})");
    const bool single = FakeTransport::urlOf(request).fileName() == QLatin1String("1");
    return single ? HalaxyFixture::askedPatient(request) : FakeTransport::searchset({}, 0);
}
/// Good, but with another status.
Trouble goodWith(int status) {
    return [=](const Request& request) {
        Result<Response> response = good(request);
        response->status = status;
        return response;
    };
}
Result<Response> cutOff(const Request& request) {
    Result<Response> response = good(request);
    response->body.chop(3);
    return response;
}

/// The token that is held, and no token call.
Result<Response> refusedOnce(const Request& request) {
    const bool isOld = FakeTransport::bearerOf(request) == "token-1";
    const bool asksToken = std::holds_alternative<TokenRequest>(request.what);
    return isOld || asksToken ? FakeTransport::json(401, "") : good(request);
}

/// The expectation of one way: "server-error 4 failed 1" = the kind of error, calls sent, what the breaker
/// took it for, token calls beside them.
struct Row {
    const char* name;
    Trouble trouble;
    const char* listing;
    const char* read;
    const char* probe;
    const char* token;
    milliseconds least{0};
    milliseconds most{0};
};

const milliseconds kJitter = 1s + 2s + 4s;  ///< at most, before the three retries

std::vector<Row> rows() {
    const QByteArray day = "99999999";
    const Headers date{{"date", "Tue, 24 Nov 2026 00:00:00 GMT"},
                       {"retry-after", "Tue, 24 Nov 2026 00:00:09 GMT"}};
    const auto after = [](QByteArray seconds) { return Headers{{"retry-after", std::move(seconds)}}; };
    return {
        {"200", good, "ok 1 answered 0", "ok 1 answered 0", "ok 1 answered 0", "ok 1 answered"},
        {"201", goodWith(201), "ok 1 answered 0", "ok 1 answered 0", "ok 1 answered 0", "ok 1 answered"},
        {"204", plain(204, {}), "damaged 1 answered 0", "unknown damaged 1 answered 0",
         "damaged 1 answered 0", "network 4 answered", 0ms, kJitter},
        {"301", plain(301), "damaged 1 answered 0", "unknown damaged 1 answered 0", "damaged 1 answered 0",
         "network 4 answered", 0ms, kJitter},
        {"302", plain(302), "damaged 1 answered 0", "unknown damaged 1 answered 0", "damaged 1 answered 0",
         "network 4 answered", 0ms, kJitter},
        {"304", plain(304, {}), "damaged 1 answered 0", "unknown damaged 1 answered 0",
         "damaged 1 answered 0", "network 4 answered", 0ms, kJitter},
        {"400, the service", said(400), "rejected 1 answered 0", "unknown rejected 1 answered 0",
         "rejected 1 answered 0", "credentials 1 answered"},
        {"400, something on the way", plain(400), "damaged 1 answered 0", "unknown damaged 1 answered 0",
         "damaged 1 answered 0", "network 4 answered", 0ms, kJitter},
        {"401 for an old token", refusedOnce, "ok 2 answered 1", "ok 2 answered 1", "ok 2 answered 1",
         "credentials 1 answered"},
        {"401 again and again", plain(401), "credentials 2 answered 1", "credentials 2 answered 1",
         "credentials 2 answered 1", "credentials 1 answered"},
        {"200, expired", said(200, "expired"), "credentials 2 answered 1", "credentials 2 answered 1",
         "credentials 2 answered 1", "credentials 1 answered"},
        {"400, expired", said(400, "expired"), "credentials 2 answered 1", "credentials 2 answered 1",
         "credentials 2 answered 1", "credentials 1 answered"},
        {"403", said(403), "forbidden 1 answered 0", "unknown forbidden 1 answered 0",
         "forbidden 1 answered 0", "credentials 1 answered"},
        {"404, the service", said(404), "not-found 1 answered 0", "gone 1 answered 0", "no 1 answered 0",
         "settings 1 answered"},
        {"404, something on the way", plain(404), "damaged 1 answered 0", "unknown not-found 1 answered 0",
         "no 1 answered 0", "settings 1 answered"},
        {"405", plain(405), "damaged 1 answered 0", "unknown damaged 1 answered 0", "damaged 1 answered 0",
         "settings 1 answered"},
        {"408", plain(408), "timeout 4 answered 0", "timeout 4 answered 0", "timeout 1 answered 0",
         "timeout 4 answered", 0ms, kJitter},
        {"409", said(409), "rejected 1 answered 0", "unknown rejected 1 answered 0", "rejected 1 answered 0",
         "credentials 1 answered"},
        {"410, the service", said(410), "not-found 1 answered 0", "gone 1 answered 0", "no 1 answered 0",
         "settings 1 answered"},
        {"410, something on the way", plain(410), "damaged 1 answered 0", "unknown not-found 1 answered 0",
         "no 1 answered 0", "settings 1 answered"},
        {"422", plain(422), "rejected 1 answered 0", "unknown rejected 1 answered 0", "rejected 1 answered 0",
         "credentials 1 answered"},
        {"429, in 7 seconds", plain(429, {}, after("7")), "rate-limited 4 answered 0",
         "rate-limited 4 answered 0", "rate-limited 1 answered 0", "rate-limited 4 answered", 21s, 21s},
        {"429, at a time of day", plain(429, {}, date), "rate-limited 4 answered 0",
         "rate-limited 4 answered 0", "rate-limited 1 answered 0", "rate-limited 4 answered", 27s, 27s},
        {"429, without a time", plain(429, {}), "rate-limited 4 answered 0", "rate-limited 4 answered 0",
         "rate-limited 1 answered 0", "rate-limited 4 answered", 7s, 7s},
        {"429, in years", plain(429, {}, after(day)), "rate-limited 1 answered 0",
         "rate-limited 1 answered 0", "rate-limited 1 answered 0", "rate-limited 1 answered", 0ms, 1s},
        {"500", plain(500), "server-error 4 failed 0", "server-error 4 failed 0", "server-error 1 failed 0",
         "server-error 4 failed", 0ms, kJitter},
        {"501", plain(501), "server-error 4 failed 0", "server-error 4 failed 0", "server-error 1 failed 0",
         "server-error 4 failed", 0ms, kJitter},
        {"502", plain(502), "server-error 4 failed 0", "server-error 4 failed 0", "server-error 1 failed 0",
         "server-error 4 failed", 0ms, kJitter},
        {"503, in 20 seconds", plain(503, {}, after("20")), "server-error 4 failed 0",
         "server-error 4 failed 0", "server-error 1 failed 0", "server-error 4 failed", 60s, 60s},
        {"503, at a time of day", plain(503, {}, date), "server-error 4 failed 0", "server-error 4 failed 0",
         "server-error 1 failed 0", "server-error 4 failed", 27s, 27s},
        {"503, in years", plain(503, {}, after(day)), "server-error 1 failed 0", "server-error 1 failed 0",
         "server-error 1 failed 0", "server-error 1 failed"},
        {"504", plain(504), "server-error 4 failed 0", "server-error 4 failed 0", "server-error 1 failed 0",
         "server-error 4 failed", 0ms, kJitter},
        {"refused or reset", broken(ErrorKind::Network), "network 4 failed 0", "network 4 failed 0",
         "network 1 failed 0", "network 4 failed", 0ms, kJitter},
        {"no answer in time", broken(ErrorKind::Timeout), "timeout 4 failed 0", "timeout 4 failed 0",
         "timeout 1 failed 0", "timeout 4 failed", 0ms, kJitter},
        // Trying again mends no certificate; a person must look.
        {"a false certificate", broken(ErrorKind::Tls), "tls 1 failed 0", "tls 1 failed 0", "tls 1 failed 0",
         "tls 1 failed"},
        {"a web page", plain(200), "damaged 1 answered 0", "unknown damaged 1 answered 0",
         "damaged 1 answered 0", "network 4 answered", 0ms, kJitter},
        {"cut off", cutOff, "damaged 1 answered 0", "unknown damaged 1 answered 0", "damaged 1 answered 0",
         "network 4 answered", 0ms, kJitter},
        {"a body without end", broken(ErrorKind::Damaged), "damaged 1 answered 0",
         "unknown damaged 1 answered 0", "damaged 1 answered 0", "network 4 answered", 0ms, kJitter},
        {"cancelled", broken(ErrorKind::Cancelled), "cancelled 1 nothing 0", "cancelled 1 nothing 0",
         "cancelled 1 nothing 0", "cancelled 1 nothing"},
    };
}

/// A client whose breakers each count one failure already, so that a success, a failure and nothing differ.
class Struck {
public:
    explicit Struck(bool tokenToo) {
        m_halaxy.transport.handler = good;
        if (tokenToo) {
            m_halaxy.transport.tokenHandler = broken(ErrorKind::Network);
        } else {
            m_halaxy.transport.handler = broken(ErrorKind::Network);
        }
        test::finish(m_halaxy.clock, m_halaxy.client->probe({}));
        m_halaxy.transport.handler = good;
        m_halaxy.transport.tokenHandler = {};
    }
    QString take(Way way, const Trouble& trouble);
    milliseconds waited() const { return m_waited; }

private:
    QString outcome(Way way);
    QString effect(const BreakerView& view, int calls) const;
    HalaxyFixture m_halaxy;
    milliseconds m_waited{0};
};

QString Struck::outcome(Way way) {
    std::optional<Error> error;
    if (way == Way::Listing) {
        const auto page = test::finish(m_halaxy.clock, m_halaxy.client->list({})->next({}));
        return page ? QStringLiteral("ok") : storage::name(page.error().kind);
    }
    if (way == Way::Probe) {
        const auto answered = test::finish(m_halaxy.clock, m_halaxy.client->probe({}));
        if (!answered)
            return storage::name(answered.error().kind);
        return *answered ? QStringLiteral("ok") : QStringLiteral("no");
    }
    const auto answer = m_halaxy.read();
    if (!answer)
        return storage::name(answer.error().kind);
    if (answer->state == ReadState::Unknown)
        return u"unknown " + storage::name(answer->error->kind);
    return answer->state == ReadState::Gone ? QStringLiteral("gone") : QStringLiteral("ok");
}

QString Struck::effect(const BreakerView& view, int calls) const {
    if (view.failures == 1)
        return QStringLiteral("nothing");
    if (view.failures == 0)
        return QStringLiteral("answered");
    return view.failures == 1 + calls ? QStringLiteral("failed")
                                      : QStringLiteral("%1 failures").arg(view.failures);
}

QString Struck::take(Way way, const Trouble& trouble) {
    (way == Way::Token ? m_halaxy.transport.tokenHandler : m_halaxy.transport.handler) = trouble;
    const auto gets = m_halaxy.transport.gets.size();
    const int tokens = m_halaxy.transport.tokenRequests;
    const UtcTime begun = m_halaxy.clock.utcNow();
    const QString came = outcome(way);
    const int sent = int(m_halaxy.transport.gets.size() - gets);
    const int asked = m_halaxy.transport.tokenRequests - tokens;
    m_waited = m_halaxy.clock.utcNow() - begun - (sent + asked) * m_halaxy.transport.delay;
    const ConnectionView view = m_halaxy.client->view();
    if (way == Way::Token)
        return QStringLiteral("%1 %2 %3").arg(came).arg(asked).arg(effect(view.token, asked));
    return QStringLiteral("%1 %2 %3 %4").arg(came).arg(sent).arg(effect(view.api, sent)).arg(asked);
}

}  // namespace

class TestConformance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyAnswerOnEveryWay_data() {
        QTest::addColumn<int>("row");
        const auto all = rows();
        for (int i = 0; i < int(all.size()); ++i)
            QTest::newRow(all[std::size_t(i)].name) << i;
    }
    void everyAnswerOnEveryWay() {
        QFETCH(int, row);
        const Row expected = rows()[std::size_t(row)];
        const std::pair<Way, const char*> ways[] = {{Way::Listing, expected.listing},
                                                    {Way::Read, expected.read},
                                                    {Way::Probe, expected.probe},
                                                    {Way::Token, expected.token}};
        for (const auto& [way, outcome] : ways) {
            Struck client(way == Way::Token);
            QCOMPARE(client.take(way, expected.trouble), QString::fromLatin1(outcome));
            const milliseconds least = way == Way::Probe ? 0ms : expected.least;
            const milliseconds most = way == Way::Probe ? 0ms : expected.most;
            const QString waited = QStringLiteral("%1 waited %2 ms")
                                       .arg(QString::fromLatin1(outcome))
                                       .arg(client.waited().count());
            QVERIFY2(client.waited() >= least && client.waited() <= most, qPrintable(waited));
        }
    }
};

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
