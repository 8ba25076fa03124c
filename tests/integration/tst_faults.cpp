// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Each fault of the service, end to end over HTTP, asserted three times: during it the run is partial or
// failed, names what failed, and freshness does not move; no row it has nothing to say about is touched;
// after it one run gives rows equal to the truth.
#include "integration/changes.h"
#include "integration/expected_rows.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;

namespace {
QString t(const char* text) { return QString::fromLatin1(text); }

bool names(const RunReport& report, const QString& what) {
    return std::any_of(report.problems.begin(), report.problems.end(), [&](const Error& problem) {
        return problem.context.contains(what) && !problem.message.isEmpty();
    });
}
}  // namespace

class TestFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFaultIsTold_data();
    void aFaultIsTold();
};

void TestFaults::aFaultIsTold_data() {
    QTest::addColumn<QString>("faults");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* faults, const char* named) {
        QTest::newRow(faults) << t(faults) << t(named);
    };
    row("latency,resource=Patient,milliseconds=900", "Patient");  // beyond the deadline of the faster clock
    row("rate-limited,resource=Invoice,seconds=5", "Invoice");
    row("rate-limited,seconds=2", "Practitioner");
    row("server-error,resource=Referral,status=500", "Referral");
    row("server-error,resource=Patient,status=503", "Patient");
    row("server-error,resource=Invoice,status=403", "Invoice");
    row("server-error,resource=PractitionerRole,status=422", "PractitionerRole");
    row("outage", "Practitioner|token");
    row("outage,skip=5", "Appointment|Patient|token");
    row("drop,resource=Referral", "Referral");
    row("truncate,resource=Patient", "Patient");
    row("truncate,resource=Invoice,amount=0", "Invoice");
    row("html,resource=Appointment", "Appointment");
    row("html", "Practitioner");
    row("empty,resource=PractitionerRole", "PractitionerRole");
    row("empty-searchset,resource=Patient", "Patient");
    row("empty-searchset,resource=Appointment", "Appointment");
    row("empty-searchset,resource=Practitioner", "Practitioner");
    row("empty-searchset", "Practitioner");
    row("next-loops,resource=Invoice", "Invoice");
    row("next-leaves-host,resource=Patient", "Patient");
    row("hang,resource=Referral", "Referral");
    row("hang", "Practitioner");
    row("drip,resource=Patient,amount=1,milliseconds=50", "Patient");
    row("expired-token", "Practitioner");
    row("revoked-token", "Practitioner");
    row("revoked-token,count=1 credentials-refused", "token");
    row("shifted-pages,resource=Invoice,amount=-2", "Invoice");
    row("shifted-pages,resource=Patient,amount=-3", "Patient");
    row("missing-rows,resource=Invoice,amount=4", "Invoice");
    row("warning-entry,resource=Patient", "Patient");
    row("changing-total,resource=Invoice", "Invoice");
}

void TestFaults::aFaultIsTold() {
    QFETCH(QString, faults);
    QFETCH(QString, named);
    LivePractice live;
    live.listWholeEachRun();
    QCOMPARE(live.run().outcome, RunOutcome::Success);
    const QSet<QString> patients = changeThePractice(live);
    const auto before = wholeRows(live.database);
    const QStringList fresh = live.freshness();

    live.addFaults(faults);
    const RunReport during = live.run();
    QVERIFY2(during.outcome == RunOutcome::Partial || during.outcome == RunOutcome::Failed,
             qPrintable(tell(during)));
    const QStringList any = named.split(u'|');
    QVERIFY2(std::any_of(any.begin(), any.end(), [&](const QString& what) { return names(during, what); }),
             qPrintable(tell(during)));
    QCOMPARE(live.freshness(), fresh);
    QCOMPARE(wronglyTouched(live.database, before, patients), QString());
    QCOMPARE(deletedRows(live.database), 0);

    QVERIFY(live.recover());
    const RunReport after = live.run();
    QVERIFY2(after.outcome == RunOutcome::Success, qPrintable(tell(after)));
    QCOMPARE(compareLines(live.stored(), live.expected()), QString());
    QVERIFY(live.freshness() != fresh);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
