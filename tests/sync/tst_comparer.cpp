// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Database and Halaxy compared: every difference is named, none is invented, and nothing is changed.
#include "support/gone_bench.h"
#include "sync/comparer.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }

sandbox::GeneratorOptions few() {
    auto options = GoneBench::small();
    options.appointments = 160;
    options.patients = 25;
    return options;
}
sync::Comparison compare(GoneBench& bench) {
    sync::Comparer comparer(*bench.database, bench.client(), bench.clock, bench.settings);
    return finish(bench.clock, comparer.run({}));
}
/// "Appointment/1 differs status", a line each.
QString lines(const sync::Comparison& comparison) {
    QStringList all;
    for (const sync::Difference& one : comparison.differences)
        all << QString(toText(one.key) + u' ' + name(one.kind) + u' ' + one.fields.join(u' ')).trimmed();
    return all.join(u'\n');
}

}  // namespace

class TestComparer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsInStepIsEqual_data() {
        QTest::addColumn<int>("shape");
        QTest::addColumn<int>("referrals");
        QTest::newRow("real") << int(sandbox::Shape::Real) << int(sandbox::ReferralMode::PracticeWide);
        QTest::newRow("plain") << int(sandbox::Shape::Plain) << int(sandbox::ReferralMode::PracticeWide);
        QTest::newRow("by client") << int(sandbox::Shape::Real) << int(sandbox::ReferralMode::BySubject);
    }
    void whatIsInStepIsEqual() {
        QFETCH(int, shape);
        QFETCH(int, referrals);
        sandbox::Quirks quirks;
        quirks.shape = sandbox::Shape(shape);
        quirks.referrals = sandbox::ReferralMode(referrals);
        GoneBench bench(few(), quirks);
        bench.run();
        const QStringList before = bench.businessRows();
        const sync::Comparison same = compare(bench);
        QCOMPARE(lines(same), QString());
        QCOMPARE(same.problems.size(), 0U);
        QVERIFY(same.compared.at(RecordKind::Appointment) > 100);
        QVERIFY(same.compared.at(RecordKind::Referral) > 0);
        QCOMPARE(bench.businessRows(), before);
    }
    void everyDifferenceIsNamed_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* what, const char* says) {
            QTest::newRow(what) << text(what) << text(says);
        };
        row("a new one", "Appointment/%1 only-in-halaxy");
        row("one that is gone", "Appointment/%1 only-here");
        row("a move", "Appointment/%1 differs end start");
        row("a move out of the window", "Appointment/%1 differs end start");
        row("a column of ours", "Appointment/%1 differs sessions.status");
        row("a row deleted", "Appointment/%1 differs sessions");
        row("a row marked deleted", "Appointment/%1 differs sessions");
        row("a client's name", "Patient/%1 differs clients.last_name");
    }
    void everyDifferenceIsNamed() {
        QFETCH(QString, what);
        QFETCH(QString, says);
        GoneBench bench(few());
        bench.run();
        QString id = bench.coming(1).front();
        const QString where = QStringLiteral(" WHERE halaxy_appointment_id = '%1'").arg(id);
        const UtcTime soon = std::chrono::floor<std::chrono::hours>(bench.clock.utcNow()) + 50h;
        if (what == u"a new one") {
            const auto& role = bench.halaxy.practice().roles.rows().front();
            const QString patient = bench.database.cell(text("SELECT min(halaxy_patient_id) FROM clients"));
            id = bench.edit().addAppointment({role.id, soon, 50, {patient}});
        } else if (what == u"one that is gone") {
            bench.vanish({id});
        } else if (what == u"a move") {
            QVERIFY(bench.edit().reschedule(id, soon));
        } else if (what == u"a move out of the window") {
            QVERIFY(bench.edit().reschedule(id, soon + 24h * 200));
        } else if (what == u"a column of ours") {
            bench.database.execute(text("UPDATE sessions SET status = 'no_show'") + where);
        } else if (what == u"a row deleted") {
            bench.database.execute(
                text("DELETE FROM session_invoices WHERE session_id IN (SELECT id FROM sessions") + where +
                u')');
            bench.database.execute(text("DELETE FROM sessions") + where);
        } else if (what == u"a row marked deleted") {
            bench.database.execute(text("UPDATE sessions SET deleted_at = created_at") + where);
        } else {
            id = bench.database.cell(text("SELECT min(halaxy_patient_id) FROM clients"));
            bench.database.execute(
                QStringLiteral("UPDATE clients SET last_name = 'X' WHERE halaxy_patient_id = '%1'").arg(id));
        }
        const QStringList before = bench.businessRows();
        const sync::Comparison comparison = compare(bench);
        QCOMPARE(lines(comparison), says.arg(id));
        QCOMPARE(comparison.problems.size(), 0U);
        QCOMPARE(bench.businessRows(), before);
    }
    void rowsOutsideTheWindowAreReadById() {
        GoneBench bench(few());
        bench.run();
        const QStringList ids = bench.coming(2);
        const UtcTime far = std::chrono::floor<std::chrono::seconds>(bench.clock.utcNow()) + 24h * 200;
        for (const QString& id : ids)
            QVERIFY(bench.edit().reschedule(id, far));
        bench.runAfter(15min);
        QCOMPARE(lines(compare(bench)), QString());
        bench.vanish({ids[0]});
        QVERIFY(bench.edit().cancel(ids[1]));
        QCOMPARE(
            lines(compare(bench)),
            QStringLiteral("Appointment/%1 only-here\nAppointment/%2 differs patients").arg(ids[0], ids[1]));
    }
    void whatCantBeComparedIsAProblem() {
        GoneBench bench(few());
        bench.run();
        bench.addFault(text("missing-rows,resource=Appointment,amount=3"));
        const sync::Comparison comparison = compare(bench);
        QCOMPARE(comparison.problems.size(), 1U);
        QCOMPARE(comparison.problems[0].context, text("Appointment"));
        QCOMPARE(lines(comparison), QString());  // what did not come is no difference
    }
};

QTEST_GUILESS_MAIN(TestComparer)
#include "tst_comparer.moc"
