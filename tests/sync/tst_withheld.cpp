// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs against a service that keeps something back: an id, a client whom sessions name, everything.
#include "storage/status_store.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }

bool anyFresh(PracticeBench& bench) {
    return bench.count(text("sync_status WHERE last_success_at IS NOT NULL")) > 0;
}

using Spoil = std::function<void(halaxy::Response&, const QUrl&)>;
/// Answers about this resource come spoiled until the handler given back is set again.
FakeTransport::Handler spoil(PracticeBench& bench, const char* resource, Spoil how) {
    const FakeTransport::Handler real = bench.transport.handler;
    const QString path = u'/' + text(resource);
    bench.transport.handler = [real, how = std::move(how),
                               path](const halaxy::Request& request) -> Result<halaxy::Response> {
        Result<halaxy::Response> answer = real(request);
        const QUrl url = FakeTransport::urlOf(request);
        if (answer && (url.path().endsWith(path) || url.path().contains(path + u'/')))
            how(*answer, url);
        return answer;
    };
    return real;
}

}  // namespace

class TestWithheld : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRecordWithoutAnIdIsSetAsideOnce_data() {
        QTest::addColumn<RecordKind>("kind");
        for (const RecordKind kind : kRecordKinds)
            QTest::newRow(qPrintable(name(kind))) << kind;
    }
    void aRecordWithoutAnIdIsSetAsideOnce() {
        QFETCH(RecordKind, kind);
        PracticeBench bench;
        const QByteArray resource = name(kind).toLatin1();
        const auto real = spoil(bench, resource.constData(), [resource](halaxy::Response& response, auto) {
            const QByteArray before = "\"resourceType\":\"" + resource + "\"";
            const auto at = response.body.indexOf(before);
            if (at >= 0)
                response.body.insert(at, R"("resourceType":")" + resource +
                                             R"(","note":"odd"},"search":{"mode":"match"}},{"resource":{)");
            response.body.replace(R"("total":)", R"("was":)");
        });
        const RunReport first = bench.run();
        QVERIFY2(first.outcome == RunOutcome::Partial, qPrintable(messages(first).join(u'\n')));
        QCOMPARE(messages(first), QStringList());
        QCOMPARE(first.setAside.size(), 1U);
        QCOMPARE(first.setAside[0].reason, text("has no usable id"));
        QCOMPARE(first.setAside[0].key.kind, kind);
        QCOMPARE(first.kinds.at(kind).setAside, 1);
        QCOMPARE(bench.count(text("set_aside")), 1);
        bench.clock.advance(24h);
        const RunReport second = bench.run();
        QVERIFY2(second.outcome == RunOutcome::Success, qPrintable(messages(second).join(u'\n')));
        QCOMPARE(second.kinds.at(kind).setAside, 1);
        QCOMPARE(bench.count(text("set_aside")), 1);
    }
    void aRecordThatGetsItsIdIsNoLongerSetAside() {
        PracticeBench bench;
        const auto real = spoil(bench, "Patient", [](halaxy::Response& response, auto) {
            response.body.replace(R"("resourceType":"Patient","id":)", R"("resourceType":"Patient","was":)");
        });
        const RunReport first = bench.run();
        QCOMPARE(first.kinds.at(RecordKind::Patient).setAside, 40);
        bench.transport.handler = real;
        bench.clock.advance(24h);
        QCOMPARE(name(bench.run().outcome), text("success"));
        QCOMPARE(bench.count(text("set_aside")), 0);
    }
    void aKeyThatMayNotReadClientsIsNoSuccess() {
        PracticeBench bench;
        bench.addFault(text("empty-searchset,resource=Patient"));
        const RunReport first = bench.run();
        QCOMPARE(name(first.outcome), text("partial"));
        QCOMPARE(first.setAside.size(), size_t(bench.count(text("clients WHERE is_placeholder = 1"))));
        QCOMPARE(first.setAside.front().reason,
                 text("Sessions name this client, but Halaxy does not give it."));
        for (const PractitionerReport& part : first.practitioners)
            QCOMPARE(part.outcome, RunOutcome::Partial);
        QVERIFY(!anyFresh(bench));
        bench.clock.advance(15min);
        const RunReport second = bench.run();
        QCOMPARE(name(second.outcome), text("partial"));
        QVERIFY2(messages(second).join(u'\n').contains(text("The list of Patient came empty although ")),
                 qPrintable(messages(second).join(u'\n')));
        QVERIFY(!anyFresh(bench));
        bench.halaxy.faults().clear();
        bench.clock.advance(15min);
        const RunReport third = bench.run();
        QVERIFY2(third.outcome == RunOutcome::Success, qPrintable(messages(third).join(u'\n')));
        QCOMPARE(bench.count(text("clients WHERE is_placeholder = 1")), 0);
        QCOMPARE(bench.count(text("set_aside")), 0);
    }
    void aFailedReadByIdIsNamedAndAskedAgain_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("a fault") << 503 << ErrorKind::ServerError;
        QTest::newRow("too many calls") << 429 << ErrorKind::RateLimited;
        QTest::newRow("not allowed") << 403 << ErrorKind::Forbidden;
    }
    void aFailedReadByIdIsNamedAndAskedAgain() {
        QFETCH(int, status);
        QFETCH(ErrorKind, kind);
        PracticeBench bench;
        bench.addFault(text("hidden-rows,resource=Patient,amount=7"));
        const auto real = spoil(bench, "Patient", [status](halaxy::Response& response, const QUrl& url) {
            if (url.query().contains(text("_id=")))
                response = FakeTransport::outcome(status, "processing");
        });
        const RunReport first = bench.run();
        QCOMPARE(name(first.outcome), text("partial"));
        QCOMPARE(first.problems.size(), 1U);
        QCOMPARE(first.problems.front().kind, kind);
        QCOMPARE(first.problems.front().context, text("Patient"));
        QCOMPARE(bench.count(text("clients WHERE is_placeholder = 1")), 5);
        QVERIFY(!anyFresh(bench));
        // Neither the sessions nor the list of clients name them again.
        bench.transport.handler = real;
        bench.clock.advance(15min);
        const RunReport second = bench.run();
        QVERIFY2(second.outcome == RunOutcome::Success, qPrintable(messages(second).join(u'\n')));
        QCOMPARE(bench.count(text("clients WHERE is_placeholder = 1")), 0);
        QVERIFY(anyFresh(bench));
    }
    void anOutageInTheLastReadsIsNoSuccess() {
        PracticeBench bench;
        bench.addFault(text("hidden-rows,resource=Patient,amount=7"));
        const auto real = spoil(bench, "Patient", [](halaxy::Response& response, const QUrl& url) {
            if (url.query().contains(text("_id=")))
                response = FakeTransport::outcome(503, "processing");
        });
        bench.run();
        bench.clock.advance(15min);
        // The clients nobody holds are asked for after everything else has come.
        bench.transport.handler = [real, down = false](const halaxy::Request& request) mutable {
            down = down || FakeTransport::urlOf(request).query().contains(text("_id="));
            return down ? fail(ErrorKind::Network, text("The connection broke off")) : real(request);
        };
        const RunReport report = bench.run();
        QCOMPARE(name(report.outcome), text("partial"));
        QCOMPARE(messages(report), QStringList(text("Patient: The connection broke off")));
        for (const PractitionerReport& part : report.practitioners)
            QCOMPARE(part.outcome, RunOutcome::Partial);
        QVERIFY(!anyFresh(bench));
    }
    void aClientWhomNobodyGivesIsSetAsideOnce() {
        PracticeBench bench;
        const auto& rows = bench.halaxy.practice().appointments.rows();
        const auto session = std::ranges::find_if(rows, [&](const sandbox::Appointment& row) {
            return row.patients.size() == 1 && row.start > bench.clock.utcNow();
        });
        const QString patient = session->patients.front().patientId;
        QVERIFY(bench.edit().remove(sandbox::Resource::Patient, patient));
        const RunReport first = bench.run();
        QCOMPARE(name(first.outcome), text("partial"));
        QCOMPARE(messages(first), QStringList());
        QCOMPARE(first.setAside.size(), 1U);
        bench.clock.advance(15min);
        bench.calls({});
        const RunReport second = bench.run();
        QCOMPARE(name(second.outcome), text("success"));
        QCOMPARE(second.setAside.size(), 1U);
        QCOMPARE(bench.calls(text("Patient")), 2);  // the list, and those whom sessions name
        QVERIFY(bench.edit().restore(sandbox::Resource::Patient, patient));
        bench.clock.advance(15min);
        QCOMPARE(name(bench.run().outcome), text("success"));
        QCOMPARE(bench.count(text("clients WHERE is_placeholder = 1")), 0);
        QCOMPARE(bench.count(text("set_aside")), 0);
    }
    void aPracticeOfNobodyIsNoSuccess() {
        PracticeBench bench;
        bench.addFault(text("empty-searchset"));
        const RunReport report = bench.run();
        QCOMPARE(name(report.outcome), text("partial"));
        QCOMPARE(
            messages(report),
            QStringList(text("Practitioner: Halaxy lists no practitioner: check what the key may read.")));
        QVERIFY(!anyFresh(bench));
    }
    void anUnknownRoleThatIsReadLeavesNothingSetAside() {
        // Listed for the whole practice, so that appointments of roles nobody knows come, too.
        sandbox::Quirks quirks;
        quirks.ignoredParameters = {text("Appointment.practitioner-role"), text("Appointment.practitioner"),
                                    text("Appointment.actor")};
        PracticeBench bench(PracticeBench::small(), quirks);
        bench.addFault(text("hidden-rows,resource=PractitionerRole,amount=3"));
        const RunReport report = bench.run();
        QCOMPARE(messages(report), QStringList());
        QCOMPARE(name(report.outcome), text("success"));
        QVERIFY(report.setAside.empty());
        QCOMPARE(report.kinds.at(RecordKind::Appointment).setAside, 0);
        QCOMPARE(bench.calls(text("PractitionerRole")), 2);
        QCOMPARE(report.kinds.at(RecordKind::Appointment).created, 400);
        QCOMPARE(bench.count(text("sync_log WHERE status = 'partial'")), 0);
    }
};

QTEST_GUILESS_MAIN(TestWithheld)
#include "tst_withheld.moc"
