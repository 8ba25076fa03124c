// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The client over real HTTP against the sandbox: every kind comes whole, in both shapes of the service.
#include "halaxy/client.h"
#include "halaxy/qnam_transport.h"
#include "sandbox/sandbox_server.h"
#include "support/finish.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::halaxy;

namespace {
struct Listed {
    std::map<QString, ReadRecord> records;
    Completeness completeness;
    std::optional<Error> error;
    int pages = 0;
};

QCoro::Task<Listed> listAll(Client& client, ListingQuery query) {
    Listed listed;
    auto listing = client.list(query);
    while (true) {
        Result<std::optional<Page>> page = co_await listing->next({});
        if (!page)
            listed.error = page.error();
        if (!page || !*page)
            break;
        ++listed.pages;
        for (const ReadRecord& record : (**page).records)
            listed.records.emplace(record.key.id.value, record);
    }
    listed.completeness = listing->completeness();
    co_return listed;
}

sandbox::Practice smallPractice(UtcTime now) {
    sandbox::GeneratorOptions options;
    options.now = now;
    options.practitioners = 3;
    options.patients = 40;
    options.appointments = 400;
    return sandbox::generate(options);
}

template <typename T> int living(const sandbox::Table<T>& table) {
    return int(
        std::count_if(table.rows().begin(), table.rows().end(), [](const T& row) { return !row.gone; }));
}
}  // namespace

class TestClientSandbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindComesWhole_data();
    void everyKindComesWhole();
    void oneRecordIsFoundOrGone();
    void testConnectionTellsEveryScope();

private:
    SystemClock m_clock;
};

void TestClientSandbox::everyKindComesWhole_data() {
    QTest::addColumn<int>("shape");
    QTest::newRow("the real service") << int(sandbox::Shape::Real);
    QTest::newRow("the specification") << int(sandbox::Shape::Plain);
}

void TestClientSandbox::everyKindComesWhole() {
    QFETCH(int, shape);
    sandbox::Quirks quirks;
    quirks.shape = sandbox::Shape(shape);
    sandbox::SandboxServer server(m_clock, smallPractice(m_clock.utcNow()), quirks);
    QVERIFY(server.start());
    QnamTransport transport(m_clock);
    std::int64_t counter = 0;
    const ClientConfig config{QUrl(server.baseUrl()), QStringLiteral("sandbox"),
                              QStringLiteral("sandbox-secret"),
                              QStringLiteral("BloomSync/0.1.0 (admin@example.com)")};
    const auto client = makeClient(config, transport, m_clock, [&counter] { return ++counter; }, 1);
    const sandbox::Practice& truth = server.core().practice();
    const auto own =
        std::ranges::count(truth.practitioners.rows(), false, &sandbox::Practitioner::isExternal);
    QVERIFY(living(truth.practitioners) > own);
    const int practitioners = quirks.shape == sandbox::Shape::Real ? living(truth.practitioners) : int(own);
    const std::map<RecordKind, int> expected{
        {RecordKind::Practitioner, practitioners},     {RecordKind::PractitionerRole, living(truth.roles)},
        {RecordKind::Patient, living(truth.patients)}, {RecordKind::Appointment, living(truth.appointments)},
        {RecordKind::Invoice, living(truth.invoices)}, {RecordKind::Referral, living(truth.referrals)}};
    for (const auto& [kind, count] : expected) {
        ListingQuery query;
        query.kind = kind;
        const auto listed = test::finishReal(listAll(*client, query));
        QVERIFY(listed);
        QVERIFY2(!listed->error, listed->error ? qPrintable(listed->error->message) : "");
        QVERIFY2(listed->completeness.complete, qPrintable(listed->completeness.reason));
        QCOMPARE(int(listed->records.size()), count);
        for (const auto& [id, record] : listed->records)
            QVERIFY2(record.usable(), qPrintable(toText(record.key)));
    }
    QCOMPARE(server.core().counters().tokens, 1);
}

void TestClientSandbox::oneRecordIsFoundOrGone() {
    sandbox::SandboxServer server(m_clock, smallPractice(m_clock.utcNow()));
    QVERIFY(server.start());
    QnamTransport transport(m_clock);
    std::int64_t counter = 0;
    const ClientConfig config{QUrl(server.baseUrl()), QStringLiteral("sandbox"),
                              QStringLiteral("sandbox-secret"),
                              QStringLiteral("BloomSync/0.1.0 (admin@example.com)")};
    const auto client = makeClient(config, transport, m_clock, [&counter] { return ++counter; }, 1);
    auto& rows = server.core().practice().patients.rows();
    rows[1].gone = true;
    std::vector<RecordKey> keys;
    for (int i = 0; i < 3; ++i)
        keys.push_back({RecordKind::Patient, HalaxyId(rows[std::size_t(i)].id)});
    const auto found = test::finishReal(client->read(keys[0], Priority::Single, {}));
    QVERIFY(found && *found);
    QCOMPARE((*found)->state, ReadState::Found);
    const auto gone = test::finishReal(client->read(keys[1], Priority::Single, {}));
    QVERIFY(gone && *gone);
    QCOMPARE((*gone)->state, ReadState::Gone);
    const auto many = test::finishReal(client->readMany(keys, Priority::Single, {}));
    QVERIFY(many && *many);
    QCOMPARE((*many)->at(0).state, ReadState::Found);
    QCOMPARE((*many)->at(1).state, ReadState::Unknown);
    QCOMPARE((*many)->at(2).state, ReadState::Found);
}

void TestClientSandbox::testConnectionTellsEveryScope() {
    sandbox::SandboxServer server(m_clock, smallPractice(m_clock.utcNow()));
    QVERIFY(server.start());
    server.core().faults().add(
        *sandbox::parseFault(QStringLiteral("server-error,resource=Invoice,status=403")), m_clock.utcNow());
    QnamTransport transport(m_clock);
    std::int64_t counter = 0;
    const ClientConfig config{QUrl(server.baseUrl()), QStringLiteral("sandbox"),
                              QStringLiteral("sandbox-secret"),
                              QStringLiteral("BloomSync/0.1.0 (admin@example.com)")};
    const auto client = makeClient(config, transport, m_clock, [&counter] { return ++counter; }, 1);
    const auto checks = test::finishReal(client->test({}));
    QVERIFY(checks);
    QStringList lines;
    for (const ConnectionCheck& check : *checks)
        lines << check.name + (check.ok ? QStringLiteral(" ok") : QStringLiteral(" failed"));
    QCOMPARE(lines.join(QStringLiteral(", ")),
             QStringLiteral("Token ok, Practitioner ok, PractitionerRole ok, Patient ok, Appointment ok, "
                            "Invoice failed, Referral ok, Clock ok"));
}

QTEST_GUILESS_MAIN(TestClientSandbox)
#include "tst_client_sandbox.moc"
