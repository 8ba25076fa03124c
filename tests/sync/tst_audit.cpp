// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The daily audit of rows that no listing covers, and rows changed behind the engine's back.
#include "core/row_ids.h"
#include "support/gone_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }
const SyncRequest kAudit{RunType::Audit, {}, {}};

/// So many sessions far outside the window, followed there by a run.
QStringList moveFar(GoneBench& bench, int count) {
    auto settings = bench.settings;
    settings.backfillFrom = text("2026-11-01");
    bench.engine().setSettings(settings);
    bench.run();
    const QStringList ids = bench.coming(count);
    const UtcTime far = std::chrono::floor<std::chrono::seconds>(bench.clock.utcNow()) + 24h * 200;
    for (const QString& id : ids)
        if (!bench.edit().reschedule(id, far))
            qFatal("no such appointment");
    while (bench.count(text("not_confirmed")) > 0 || bench.finished.size() < 2)
        bench.runAfter(15min);
    return ids;
}
QStringList audits(const GoneBench& bench) {
    QStringList times;
    for (const RunReport& report : bench.finished)
        if (report.type == RunType::Audit)
            times << toIsoText(report.started).left(10) + u' ' + name(report.outcome);
    return times;
}

}  // namespace

class TestAudit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsGoneOutsideTheWindowIsFound() {
        GoneBench bench;
        const QStringList ids = moveFar(bench, 8);
        bench.vanish({ids[0]});
        QVERIFY(bench.edit().cancel(ids[1]));
        bench.runAfter(15min);
        QVERIFY(bench.isLive(ids[0]));  // no listing covers it
        const RunReport report = bench.runAfter(24h, kAudit);
        QCOMPARE(outcomeOf(report), text("success"));
        QCOMPARE(appointmentsOf(report).deleted, 1);
        QVERIFY(!bench.isLive(ids[0]));
        QCOMPARE(bench.sessionOf(ids[1], "status"), text("cancelled"));
        QCOMPARE(bench.count(text("record_audits")), 8);
        QCOMPARE(bench.count(text("history WHERE channel = 'audit' AND change = 'delete'")), 1);
        bench.transport.gets.clear();
        bench.runAfter(1h, kAudit);  // all had their turn today
        QVERIFY(bench.transport.gets.empty());
    }
    void theLongestUnauditedComeFirst() {
        auto options = GoneBench::small();
        options.appointments = 1500;
        GoneBench bench(options);
        const QStringList ids = moveFar(bench, 300);
        bench.runAfter(24h, kAudit);
        QCOMPARE(bench.count(text("record_audits")), 200);
        bench.runAfter(24h, kAudit);
        const QStringList audited = bench.database.rows(text("SELECT halaxy_id FROM record_audits"));
        for (const QString& id : ids)
            QVERIFY2(audited.contains(id), qPrintable(id));
    }
    void aMassIsHeldHereToo() {
        GoneBench bench;
        const QStringList ids = moveFar(bench, 60);
        bench.vanish(ids);
        QCOMPARE(outcomeOf(bench.runAfter(24h, kAudit)), text("held"));
        QCOMPARE(bench.sets(), text("open 60"));
        QVERIFY(bench.isLive(ids[0]));
    }
    void withoutACanaryNothingIsDeletedHereEither() {
        GoneBench bench;
        const QStringList ids = moveFar(bench, 3);
        bench.vanish(ids);
        bench.answer(text("Appointment/.*"), bench.always(bench.goneAnswer()));
        QCOMPARE(outcomeOf(bench.runAfter(24h, kAudit)), text("partial"));
        QVERIFY(bench.isLive(ids[0]));
    }
    void theEngineAuditsOnceALocalDay() {
        GoneBench bench;
        moveFar(bench, 3);
        auto settings = bench.settings;
        settings.backfillFrom = text("2026-11-01");
        settings.interval = 360min;
        bench.engine().setSettings(settings);
        bench.finished.clear();
        bench.engine().start();
        bench.clock.advance(72h);
        QCOMPARE(audits(bench).size(), 3);
        QVERIFY(!audits(bench).join(u' ').contains(text("failed")));
    }
    void withNothingToAuditThereIsNoRun() {
        GoneBench bench;
        auto settings = bench.settings;
        settings.backfillFrom = text("2026-11-20");
        settings.historyDays = 3000;
        settings.futureDays = 3000;
        settings.interval = 360min;
        bench.engine().setSettings(settings);
        bench.engine().start();
        bench.clock.advance(26h);
        QCOMPARE(audits(bench), QStringList());
    }

    void whatSomebodyChangedIsPutBack_data() {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("fields");
        const auto row = [](const char* name, const char* change, const char* table, const char* fields) {
            QTest::newRow(name) << text(change) << text(table) << text(fields);
        };
        row("columns of a session",
            "UPDATE sessions SET status = 'no_show', notes = 'x' WHERE halaxy_appointment_id = '%1'",
            "sessions", "notes status");
        row("a session marked deleted",
            "UPDATE sessions SET deleted_at = '2026-11-01T00:00:00.000Z' WHERE halaxy_appointment_id = '%1'",
            "sessions", "");
        row("a session deleted", "DELETE FROM sessions WHERE halaxy_appointment_id = '%1'", "sessions", "");
        row("a session added",
            "INSERT INTO sessions (id, halaxy_appointment_id, practitioner_id, client_id, "
            "scheduled_start_time, scheduled_end_time, duration_minutes, status, created_at, updated_at, "
            "last_synced_at) SELECT 'added', '%1', practitioner_id, (SELECT id FROM clients c WHERE "
            "c.id <> client_id LIMIT 1), scheduled_start_time, scheduled_end_time, 50, 'scheduled', "
            "created_at, updated_at, last_synced_at FROM sessions WHERE halaxy_appointment_id = '%1'",
            "sessions", "");
    }
    void whatSomebodyChangedIsPutBack() {
        QFETCH(QString, change);
        QFETCH(QString, table);
        GoneBench bench;
        bench.run();
        const QString id = bench.coming(1).front();
        const QString rows = QStringLiteral(
                                 "SELECT id, status, notes, client_id, practitioner_id FROM sessions WHERE "
                                 "deleted_at IS NULL AND halaxy_appointment_id = '%1' ORDER BY id")
                                 .arg(id);
        const QStringList before = bench.database.rows(rows);
        if (change.startsWith(text("DELETE")))
            bench.database.execute(QStringLiteral("DELETE FROM session_invoices WHERE session_id IN (SELECT "
                                                  "id FROM sessions WHERE halaxy_appointment_id = '%1')")
                                       .arg(id));
        bench.database.execute(change.arg(id));
        QVERIFY(bench.database.rows(rows) != before);
        QCOMPARE(outcomeOf(bench.runAfter(15min)), text("success"));
        QCOMPARE(bench.database.rows(rows), before);
        const QStringList conflicts = bench.database.rows(
            QStringLiteral("SELECT (SELECT group_concat(key, ' ') FROM (SELECT key FROM json_each(fields) "
                           "ORDER BY key)) FROM history WHERE change = 'conflict' AND halaxy_id = '%1' AND "
                           "row_table = '%2'")
                .arg(id, table));
        QCOMPARE(conflicts.size(), 1);
        QTEST(QString(conflicts[0]).replace(u'-', QString()), "fields");
        // And once: the next run has nothing to put back.
        bench.runAfter(15min);
        QCOMPARE(bench.count(text("history WHERE change = 'conflict'")), 1);
    }
    void rowsThatSomebodyMadeAreTakenAway_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("row");
        QTest::newRow("a session")
            << text(
                   "INSERT INTO sessions (id, halaxy_appointment_id, practitioner_id, client_id, "
                   "scheduled_start_time, scheduled_end_time, duration_minutes, status, created_at, "
                   "updated_at, last_synced_at) SELECT 'added', '777', practitioner_id, client_id, "
                   "scheduled_start_time, scheduled_end_time, 50, 'scheduled', created_at, updated_at, "
                   "last_synced_at FROM sessions ORDER BY scheduled_start_time DESC LIMIT 1")
            << text("sessions");
        QTest::newRow("an invoice")
            << text(
                   "INSERT INTO invoices (id, halaxy_invoice_id, status, created_at, updated_at, "
                   "last_synced_at) SELECT '%1', '777', status, created_at, updated_at, last_synced_at "
                   "FROM invoices LIMIT 1")
                   .arg(invoiceRowId(HalaxyId(text("777"))).value)
            << text("invoices");
    }
    void rowsThatSomebodyMadeAreTakenAway() {
        QFETCH(QString, sql);
        QFETCH(QString, row);
        GoneBench bench;
        bench.run();
        bench.database.execute(sql);
        QCOMPARE(outcomeOf(bench.runAfter(24h)), text("success"));
        QCOMPARE(bench.count(row +
                             (row == u"sessions" ? text(" WHERE halaxy_appointment_id = '777'")
                                                 : text(" WHERE halaxy_invoice_id = '777'")) +
                             text(" AND deleted_at IS NOT NULL")),
                 1);
        QCOMPARE(bench.count(text("history WHERE change = 'conflict' AND halaxy_id = '777'")), 1);
        QCOMPARE(bench.count(text("not_confirmed")), 0);
        bench.runAfter(24h);
        QCOMPARE(bench.count(text("history WHERE change = 'conflict'")), 1);
    }
    void whatSomebodyChangedOfAClientIsPutBackWhenTheyAreListed() {
        GoneBench bench;
        bench.run();
        const QString id =
            bench.database.cell(text("SELECT min(halaxy_patient_id) FROM clients WHERE is_placeholder = 0"));
        const QString row =
            QStringLiteral("SELECT last_name, deleted_at FROM clients WHERE halaxy_patient_id = '%1'")
                .arg(id);
        const QString before = bench.database.cell(row);
        bench.database.execute(
            QStringLiteral("UPDATE clients SET last_name = 'Wrong', deleted_at = created_at, "
                           "treatment_plan = 'ours' WHERE halaxy_patient_id = '%1'")
                .arg(id));
        bench.runAfter(24h);
        QCOMPARE(bench.database.cell(row), before);
        QCOMPARE(
            bench.database.cell(
                QStringLiteral("SELECT treatment_plan FROM clients WHERE halaxy_patient_id = '%1'").arg(id)),
            text("ours"));
        QCOMPARE(bench.count(text("history WHERE change = 'conflict'")), 1);
    }
    void whatSomebodyChangedOutsideTheWindowIsPutBackByTheAudit() {
        GoneBench bench;
        const QStringList ids = moveFar(bench, 2);
        bench.database.execute(
            QStringLiteral("UPDATE sessions SET notes = 'wrong' WHERE halaxy_appointment_id = '%1'")
                .arg(ids[0]));
        bench.runAfter(24h, kAudit);
        QCOMPARE(bench.sessionOf(ids[0], "notes"), bench.sessionOf(ids[1], "notes"));
        QCOMPARE(bench.count(text("history WHERE change = 'conflict' AND channel = 'audit'")), 1);
    }
};

QTEST_GUILESS_MAIN(TestAudit)
#include "tst_audit.moc"
