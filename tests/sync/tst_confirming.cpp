// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What listings don't show is read by id: everything has its turn, and what is settled leaves the list.
#include "support/gone_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }
const KindCounts& of(const RunReport& report, RecordKind kind) { return report.kinds.at(kind); }

/// Live appointments of the next weeks with one patient, by id.
QStringList comingSessions(PracticeBench& bench) {
    return bench.database.rows(
        QStringLiteral("SELECT halaxy_appointment_id FROM sessions WHERE deleted_at IS NULL AND is_group = 0 "
                       "AND scheduled_start_time > '%1' ORDER BY halaxy_appointment_id")
            .arg(toIsoText(bench.clock.utcNow() + 24h)));
}
QString startOf(PracticeBench& bench, const QString& appointment) {
    return bench.database.cell(
        QStringLiteral("SELECT scheduled_start_time FROM sessions WHERE halaxy_appointment_id = '%1'")
            .arg(appointment));
}

}  // namespace

class TestConfirming : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void manyThatVanishedDontHideOneThatMoved() {
        PracticeBench bench;
        bench.run();
        QStringList coming = comingSessions(bench);
        const QString moved = coming.takeLast();
        QVERIFY(coming.size() > 70);
        for (const QString& vanished : coming.mid(0, 70))
            QVERIFY(bench.edit().remove(sandbox::Resource::Appointment, vanished));
        const UtcTime far = std::chrono::floor<std::chrono::seconds>(bench.clock.utcNow()) + 24h * 200;
        QVERIFY(bench.edit().reschedule(moved, far));
        bench.clock.advance(15min);
        QCOMPARE(of(bench.run(), RecordKind::Appointment).missing, 70);  // too many to delete
        QCOMPARE(startOf(bench, moved), toIsoText(far));
        QCOMPARE(bench.count(text("not_confirmed")), 70);
    }
    void whatAListingHidesIsConfirmedByReading() {
        PracticeBench bench;
        bench.addFault(text("hidden-rows,resource=Patient,amount=7"));
        bench.run();
        QCOMPARE(bench.count(text("not_confirmed")), 0);
        bench.clock.advance(24h);  // listed whole again
        const RunReport report = bench.run();
        QCOMPARE(of(report, RecordKind::Patient).missing, 0);
        QCOMPARE(bench.count(text("not_confirmed")), 0);
        QCOMPARE(bench.count(text("clients WHERE deleted_at IS NULL")), 40);
    }
    void aRunConfirmsWithSixtyReadsAndNoMore() {
        auto options = GoneBench::small();
        options.appointments = 1200;
        GoneBench bench(options);
        bench.run();
        QStringList sessions = bench.coming(56);
        bench.vanish(sessions);
        const QString invoice = bench.database.cell(text("SELECT min(halaxy_invoice_id) FROM invoices"));
        QVERIFY(bench.edit().remove(sandbox::Resource::Invoice, invoice));
        bench.transport.gets.clear();
        bench.runAfter(24h);  // invoices are listed whole again
        const auto asked = std::ranges::count_if(bench.transport.gets, [](const halaxy::Request& request) {
            return FakeTransport::urlOf(request).query().contains(text("_id=")) ||
                   !GoneBench::recordOf(request).isEmpty();
        });
        QVERIFY2(asked <= 60, qPrintable(QString::number(asked)));
        QVERIFY(bench.count(text("not_confirmed")) > 0);
        bench.runAfter(15min);
        QCOMPARE(bench.count(text("not_confirmed")), 0);
        QCOMPARE(bench.count(text("invoices WHERE deleted_at IS NOT NULL")), 1);
    }
    void whatWasSetAsideAndIsGoneLeavesTheList() {
        PracticeBench bench;
        bench.addFault(text("unusable,resource=Appointment,amount=40"));
        QCOMPARE(name(bench.run().outcome), text("partial"));
        const QStringList broken = bench.database.rows(text("SELECT halaxy_id FROM set_aside"));
        QVERIFY(broken.size() > 5);
        for (const QString& id : broken)
            QVERIFY(bench.edit().remove(sandbox::Resource::Appointment, id));
        bench.halaxy.faults().clear();
        bench.clock.advance(15min);
        QCOMPARE(name(bench.run().outcome), text("success"));
        QCOMPARE(bench.count(text("set_aside")), 0);
    }
    void whatIsSetAsideIsLetGoOfByTheSameRule_data() {
        QTest::addColumn<QString>("who");
        QTest::addColumn<QString>("answers");
        QTest::addColumn<int>("left");
        QTest::newRow("gone") << text("never held") << text("as it is") << 0;
        QTest::newRow("gone once more") << text("tombstone") << text("as it is") << 0;
        QTest::newRow("a proxy says so") << text("never held") << text("404 of a proxy") << 1;
        QTest::newRow("of everybody") << text("never held") << text("all gone") << 1;
        QTest::newRow("trouble") << text("never held") << text("trouble") << 1;
        QTest::newRow("there and usable") << text("there") << text("blind to many") << 0;
        QTest::newRow("there, and denied") << text("there") << text("all gone") << 1;
    }
    void whatIsSetAsideIsLetGoOfByTheSameRule() {
        QFETCH(QString, who);
        QFETCH(QString, answers);
        GoneBench bench(GoneBench::small());
        bench.run();
        QString id = bench.database.cell(
            text("SELECT halaxy_id FROM source_records WHERE kind = 'Patient' ORDER BY halaxy_id LIMIT 1"));
        if (who == u"never held")
            id = text("999");
        if (who == u"tombstone") {
            QVERIFY(bench.edit().remove(sandbox::Resource::Patient, id));
            bench.runAfter(24h);
            QCOMPARE(bench.count(text("source_records WHERE kind = 'Patient' AND gone = 1")), 1);
        }
        bench.database.execute(
            QStringLiteral("INSERT INTO set_aside (kind, halaxy_id, content_hash, reason, first_seen, "
                           "last_seen, run_id) VALUES ('Patient', '%1', x'00', 'has no usable name', "
                           "'2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 'r')")
                .arg(id));
        if (answers == u"all gone")
            bench.answer(text("Patient/.*"), bench.always(bench.goneAnswer()));
        if (answers == u"404 of a proxy")
            bench.answer(text("Patient/") + id, bench.always({404, {}, "<html>not here</html>"}));
        if (answers == u"trouble")
            bench.answer(text("Patient/") + id, bench.always(FakeTransport::outcome(400, "invalid")));
        const auto others = bench.answerOthers;
        bench.answerOthers = [&](const halaxy::Request& request) -> Result<halaxy::Response> {
            const QUrl url = FakeTransport::urlOf(request);
            if (url.path().endsWith(text("/Patient")) && url.query().contains(text("_id=")))
                return FakeTransport::searchset({}, 0);
            return others(request);
        };
        bench.runAfter(15min);
        QTEST(bench.count(text("set_aside")), "left");
        bench.runAfter(15min);
        QTEST(bench.count(text("set_aside")), "left");
    }
    void whatCantBeReadByItsIdStaysSetAside() {
        PracticeBench bench;
        bench.run();
        bench.database.execute(text(
            "INSERT INTO set_aside (kind, halaxy_id, content_hash, reason, first_seen, last_seen, run_id) "
            "VALUES ('Patient', '999', x'00', 'has no usable id', '2026-11-01T00:00:00.000Z', "
            "'2026-11-01T00:00:00.000Z', 'r')"));
        bench.addFault(text("server-error,resource=Patient"));
        bench.clock.advance(15min);
        bench.run();
        QCOMPARE(bench.count(text("set_aside")), 1);
        bench.halaxy.faults().clear();
        bench.clock.advance(15min);
        bench.run();
        QCOMPARE(bench.count(text("set_aside")), 0);
    }
    void whatHasNoIdIsForgottenByAWholeListing_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("left");
        QTest::newRow("a kind") << text("Patient") << QString() << 0;
        QTest::newRow("appointments") << text("Appointment") << QString() << 0;
        QTest::newRow("not by a broken one") << text("Appointment") << text("html,resource=Appointment") << 1;
    }
    void whatHasNoIdIsForgottenByAWholeListing() {
        QFETCH(QString, kind);
        QFETCH(QString, fault);
        PracticeBench bench;
        bench.run();
        bench.database.execute(
            QStringLiteral(
                "INSERT INTO set_aside (kind, halaxy_id, content_hash, reason, first_seen, last_seen, "
                "run_id) VALUES ('%1', 'without-id-00ff', x'00', 'has no usable id', "
                "'2026-11-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', 'r')")
                .arg(kind));
        if (!fault.isEmpty())
            bench.addFault(fault);
        bench.clock.advance(24h);
        bench.run();
        QTEST(bench.count(text("set_aside")), "left");
    }
    void aRunOfOneKindAsksForNothingElse() {
        PracticeBench bench;
        bench.run();
        const QString vanished = comingSessions(bench).front();
        QVERIFY(bench.edit().remove(sandbox::Resource::Appointment, vanished));
        bench.calls({});
        SyncScope invoices;
        invoices.kind = RecordKind::Invoice;
        bench.clock.advance(1min);
        bench.run({RunType::Manual, invoices, text("mara")});
        QCOMPARE(bench.calls(text("Appointment")), 0);
    }
};

QTEST_GUILESS_MAIN(TestConfirming)
#include "tst_confirming.moc"
