// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The n-th statement fails, for many n: the run says so, nothing half-written stays, and the next run gives
// what there would have been without the fault.
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

sandbox::GeneratorOptions tiny() {
    auto options = PracticeBench::small();
    options.practitioners = 2;
    options.patients = 8;
    options.appointments = 30;
    return options;
}

/// What a reader sees; times of writing and ids of runs differ, of course.
QStringList mirror(PracticeBench& bench) {
    const auto rows = [&](const char* sql) { return bench.database.rows(QString::fromLatin1(sql)); };
    return rows(
               "SELECT halaxy_practitioner_id, halaxy_practitioner_role_id, last_name FROM practitioners "
               "ORDER BY 1") +
           rows(
               "SELECT halaxy_patient_id, last_name, practitioner_id, total_sessions, first_session_date, "
               "mhcp_used_sessions, mhcp_total_sessions FROM clients ORDER BY 1") +
           rows(
               "SELECT id, status, session_number, invoice_amount, is_paid, deleted_at FROM sessions ORDER "
               "BY 1") +
           rows("SELECT id, total_gross, client_id, practitioner_id FROM invoices ORDER BY 1") +
           rows("SELECT id, client_id, definition FROM referrals ORDER BY 1") +
           rows("SELECT kind, halaxy_id, content_hash FROM source_records ORDER BY 1, 2");
}

}  // namespace

class TestDatabaseFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFailingStatementCostsOneRun() {
        int statements = 0;
        QStringList expected;
        {
            PracticeBench bench(tiny());
            bench.database->setFaultHook([&statements](const QString&) { return ++statements < 0; });
            QCOMPARE(bench.run().outcome, RunOutcome::Success);
            bench.database->setFaultHook({});
            expected = mirror(bench);
        }
        QVERIFY(statements > 500);
        int failures = 0;
        for (int n = 1; n < statements; n += statements / 24) {
            PracticeBench bench(tiny());
            int at = 0;
            bench.database->setFaultHook([&at, n](const QString&) { return ++at == n; });
            const RunReport struck = bench.run();
            // Marking interrupted runs and reserving numbers may fail without harm; nothing else goes unsaid.
            if (struck.outcome == RunOutcome::Success)
                QCOMPARE(mirror(bench), expected);
            else
                QVERIFY(!struck.problems.empty());
            failures += struck.outcome == RunOutcome::Failed ? 1 : 0;
            bench.clock.advance(15min);
            QVERIFY2(bench.run().outcome == RunOutcome::Success, qPrintable(QString::number(n)));
            QCOMPARE(mirror(bench), expected);
        }
        QVERIFY(failures >= 20);
    }
};

QTEST_GUILESS_MAIN(TestDatabaseFaults)
#include "tst_database_faults.moc"
