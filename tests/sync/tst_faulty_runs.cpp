// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs against a service with faults: the outcome names what failed, freshness stays, nothing else is
// touched, and afterwards one run gives what would have been there without the fault.
#include "storage/status_store.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }
storage::SyncStatus practiceStatus(PracticeBench& bench) {
    return bench.database.read(
        [](storage::Scope& scope) { return storage::StatusStore(scope).find(PractitionerId()); });
}
/// Sessions, clients and invoices as a reader sees them, without times of writing.
QStringList mirror(PracticeBench& bench) {
    return bench.database.rows(text("SELECT s.halaxy_appointment_id, c.halaxy_patient_id, s.status, "
                                    "s.scheduled_start_time, s.invoice_amount, s.deleted_at FROM sessions s "
                                    "JOIN clients c ON c.id = s.client_id ORDER BY 1, 2")) +
           bench.database.rows(
               text("SELECT halaxy_invoice_id, total_gross, total_paid FROM invoices ORDER BY 1")) +
           bench.database.rows(
               text("SELECT halaxy_patient_id, last_name, mhcp_used_sessions FROM clients ORDER BY 1"));
}

}  // namespace

class TestFaultyRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void faultsAreNamedAndMended_data() {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* fault, const char* outcome, const char* named) {
            QTest::newRow(fault) << text(fault) << text(outcome) << text(named);
        };
        row("server-error,resource=Invoice", "partial", "Invoice");
        row("outage", "failed", "Halaxy can't be reached, tries again at ");
        row("html,resource=Patient", "partial", "Patient");
        row("empty,resource=Appointment", "partial", "Appointment");
        row("truncate,resource=Referral", "partial", "Referral");
        row("next-loops,resource=Appointment", "partial", "Appointment");
        row("next-leaves-host,resource=Patient", "partial", "Patient");
        row("missing-rows,resource=Appointment,amount=2", "partial", "Appointment");
        row("warning-entry,resource=Invoice", "partial", "Invoice");
        row("credentials-refused", "failed", "token");
        row("hang,resource=Appointment", "failed", "Appointment");
        row("empty-searchset,resource=Patient", "partial", "Patient");
    }
    void faultsAreNamedAndMended() {
        QFETCH(QString, fault);
        QFETCH(QString, outcome);
        QFETCH(QString, named);
        PracticeBench bench;
        QCOMPARE(bench.run().outcome, RunOutcome::Success);
        const auto fresh = practiceStatus(bench).lastSuccess;
        const QStringList before = mirror(bench);
        bench.clock.advance(24h);  // the daily whole listing, so that every page is asked for
        bench.addFault(fault);
        const RunReport during = bench.run();
        QCOMPARE(name(during.outcome), outcome);
        if (!named.isEmpty())
            QVERIFY2(messages(during).join(u'\n').contains(named), qPrintable(messages(during).join(u'\n')));
        if (outcome != text("success"))
            QCOMPARE(practiceStatus(bench).lastSuccess, fresh);
        QCOMPARE(mirror(bench), before);
        bench.halaxy.faults().clear();
        bench.clock.advance(15min);
        const RunReport after = bench.run();
        QVERIFY2(after.outcome == RunOutcome::Success, qPrintable(messages(after).join(u'\n')));
        QVERIFY(practiceStatus(bench).lastSuccess > fresh);
        QCOMPARE(mirror(bench), before);
    }
};

QTEST_GUILESS_MAIN(TestFaultyRuns)
#include "tst_faulty_runs.moc"
