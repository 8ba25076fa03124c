// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs over a practice: everything arrives, a second run writes nothing, changes are found.
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

class TestFullRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingArrives() {
        PracticeBench bench;
        const RunReport report = bench.run();
        for (const Error& problem : report.problems)
            qInfo() << problem.message << problem.context;
        QCOMPARE(name(report.outcome), QStringLiteral("success"));
        const auto& practice = bench.halaxy.practice();
        QCOMPARE(bench.count(QStringLiteral("practitioners")),
                 int(std::ranges::count(practice.practitioners.rows(), false,
                                        &sandbox::Practitioner::isExternal)));
        QCOMPARE(bench.count(QStringLiteral("clients")), int(practice.patients.rows().size()));
        QCOMPARE(bench.count(QStringLiteral("invoices")), int(practice.invoices.rows().size()));
        QCOMPARE(bench.count(QStringLiteral("referrals")), int(practice.referrals.rows().size()));
        QVERIFY(bench.count(QStringLiteral("sessions")) > 300);
        for (const auto& [kind, counts] : report.kinds)
            qInfo() << name(kind) << counts.received << counts.created << counts.setAside << counts.missing;
    }
    void anEmptyListExpectsNothing() {
        PracticeBench bench;
        QStringList ids;
        for (const auto& row : bench.halaxy.practice().appointments.rows())
            ids.append(row.id);
        for (const QString& id : ids)
            bench.edit().remove(sandbox::Resource::Appointment, id);
        bench.run();
        QVERIFY(std::ranges::any_of(bench.progress,
                                    [](const RunProgress& p) { return p.kind == RecordKind::Appointment; }));
        for (const RunProgress& progress : bench.progress) {
            QVERIFY(!progress.about || *progress.about > 0);
            for (const RunProgress::Part& part : progress.practitioners)
                QVERIFY(!part.about || *part.about > 0);
        }
    }
    void aSecondRunWritesNoBusinessRow() {
        PracticeBench bench;
        bench.run();
        const QStringList before = bench.businessRows();
        bench.clock.advance(15min);
        const qint64 calls = bench.run().calls;
        QVERIFY(calls > 0);
        const QStringList after = bench.businessRows();
        QCOMPARE(after.size(), before.size());
        for (int i = 0; i < after.size(); ++i)
            QCOMPARE(after[i], before[i]);
    }
};

QTEST_GUILESS_MAIN(TestFullRun)
#include "tst_full_run.moc"
