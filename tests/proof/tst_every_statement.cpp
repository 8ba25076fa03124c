// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Each statement of a run fails once, one after the other: the run says so, nothing half-written stays, and
// the next run gives the rows and the history that there would have been without the fault.
#include "proof/power_cut_vfs.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

/// As small as a practice can be that has everything.
sandbox::GeneratorOptions smallest() {
    auto options = PracticeBench::small();
    options.practitioners = 1;
    options.patients = 3;
    options.appointments = 6;
    return options;
}

/// Rows and each change once; times of writing and ids of runs differ, of course.
QStringList mirror(PracticeBench& bench) {
    QStringList all;
    for (const char* sql :
         {"SELECT halaxy_practitioner_id, halaxy_practitioner_role_id, last_name, status FROM practitioners "
          "ORDER BY 1",
          "SELECT halaxy_patient_id, last_name, practitioner_id, total_sessions, first_session_date, "
          "mhcp_used_sessions, mhcp_total_sessions FROM clients ORDER BY 1",
          "SELECT id, status, session_number, invoice_amount, is_paid, deleted_at FROM sessions ORDER BY 1",
          "SELECT id, total_gross, client_id, practitioner_id FROM invoices ORDER BY 1",
          "SELECT id, client_id, definition FROM referrals ORDER BY 1",
          "SELECT kind, halaxy_id, content_hash, gone FROM source_records ORDER BY 1, 2",
          "SELECT kind, halaxy_id, row_table, change, fields FROM history ORDER BY 1, 2, 3, 4, 5"})
        all += bench.database.rows(s(sql));
    return all;
}

enum class What { FirstRun, NextRun, SingleRecord };

void edit(PracticeBench& bench) {
    sandbox::Editor editor = bench.edit();
    const sandbox::Practice& practice = bench.halaxy.practice();
    editor.cancel(practice.appointments.rows()[1].id);
    editor.reschedule(practice.appointments.rows()[2].id, bench.clock.utcNow() + 20h);
    editor.renamePatient(practice.patients.rows()[0].id, s("Another"), s("Name"));
    editor.addInvoice(practice.appointments.rows()[0].id, practice.patients.rows()[0].id, 21000,
                      s("Patient"));
    bench.clock.advance(15min);
}

/// Everything before what is to fail.
std::unique_ptr<PracticeBench> prepared(What what) {
    auto bench = std::make_unique<PracticeBench>(smallest());
    if (what != What::FirstRun) {
        bench->run();
        edit(*bench);
    }
    return bench;
}

RunReport go(PracticeBench& bench, What what) {
    if (what != What::SingleRecord)
        return bench.run();
    SyncRequest request{RunType::Manual, {}, {}};
    request.scope.record =
        RecordKey{RecordKind::Appointment, HalaxyId(bench.halaxy.practice().appointments.rows()[1].id)};
    return bench.run(request);
}

}  // namespace

class TestEveryStatement : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { PowerCutVfs::instance(); }  // syncing costs nothing there
    void mayFailOnce_data() {
        QTest::addColumn<What>("what");
        QTest::newRow("of the first run") << What::FirstRun;
        QTest::newRow("of a run after changes") << What::NextRun;
        QTest::newRow("of a single read") << What::SingleRecord;
    }
    void mayFailOnce() {
        QFETCH(What, what);
        QLoggingCategory::setFilterRules(s("bloom.*=false"));
        int statements = 0;
        QStringList expected;
        {
            const auto bench = prepared(what);
            bench->database->setFaultHook([&statements](const QString&) { return ++statements < 0; });
            QCOMPARE(go(*bench, what).outcome, RunOutcome::Success);
            bench->database->setFaultHook({});
            QCOMPARE(go(*bench, what).outcome, RunOutcome::Success);
            expected = mirror(*bench);
        }
        QStringList unsaid;
        for (int n = 1; n <= statements; ++n) {
            const auto bench = prepared(what);
            int at = 0;
            QString failed;
            bench->database->setFaultHook([&](const QString& sql) {
                if (++at == n)
                    failed = sql;
                return at == n;
            });
            const RunReport struck = go(*bench, what);
            bench->database->setFaultHook({});
            const QString which = s("statement %1 of %2: %3").arg(n).arg(statements).arg(failed);
            QVERIFY2(!failed.isEmpty(), qPrintable(which));
            // What a run can do without may fail unsaid; then all of it is there.
            if (struck.outcome == RunOutcome::Success)
                unsaid.append(which);
            else
                QVERIFY2(!struck.problems.empty(), qPrintable(which));
            bench->clock.advance(15min);
            const RunReport next = go(*bench, what);
            QVERIFY2(next.outcome == RunOutcome::Success, qPrintable(which));
            if (mirror(*bench) != expected)
                QFAIL(qPrintable(which + s(" left its mark")));
            QVERIFY2(bench->database.cell(s("SELECT count(*) FROM sync_log WHERE is_run = 1 AND status = "
                                            "'pending'")) == s("0"),
                     qPrintable(which));
        }
        qInfo("%d statements", statements);
        // Marking what an earlier program left, and reserving numbers, which is tried again.
        QVERIFY2(unsaid.size() <= 7, qPrintable(unsaid.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestEveryStatement)
#include "tst_every_statement.moc"
