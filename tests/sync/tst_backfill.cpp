// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// History: one practitioner's month that does not come stops nobody else's.
#include "storage/practitioner_store.h"
#include "storage/status_store.h"
#include "support/practice_bench.h"
#include "sync/backfill_step.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

sandbox::GeneratorOptions twoYears() {
    auto options = PracticeBench::small();
    options.inWindow = false;
    options.appointments = 1500;
    return options;
}
std::vector<PractitionerView> practitioners(PracticeBench& bench) {
    return bench.database.read([](storage::Scope& scope) { return storage::PractitionerStore(scope).all(); });
}
QDate wholeFrom(PracticeBench& bench, const PractitionerId& practitioner) {
    return bench.database
        .read([&](storage::Scope& scope) { return storage::StatusStore(scope).find(practitioner); })
        .historyCompleteFrom.value_or(QDate());
}
QString outcome(PracticeBench& bench) {
    bench.clock.advance(1min);
    return name(bench.run({RunType::Backfill, {}, {}}).outcome);
}
bool isNeeded(PracticeBench& bench) {
    return bench.database.read([&](storage::Scope& scope) {
        return sync::backfillNeeded(scope, bench.settings, PracticeZone::sydney(), bench.clock.utcNow());
    });
}

}  // namespace

class TestBackfill : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneFailedMonthStopsNobodyElse() {
        PracticeBench bench(twoYears());
        bench.run();
        const auto all = practitioners(bench);
        const PractitionerId unlucky = all[1].id;
        QCOMPARE(wholeFrom(bench, unlucky), QDate(2026, 10, 25));
        bench.addFault(
            QStringLiteral("html,resource=Appointment,practitioner=%1").arg(all[1].halaxyId.value));
        QCOMPARE(outcome(bench), QStringLiteral("partial"));
        QCOMPARE(outcome(bench), QStringLiteral("success"));
        QCOMPARE(outcome(bench), QStringLiteral("success"));
        QCOMPARE(wholeFrom(bench, all[0].id), QDate(2026, 8, 1));
        QCOMPARE(wholeFrom(bench, all[2].id), QDate(2026, 8, 1));
        QCOMPARE(wholeFrom(bench, unlucky), QDate(2026, 10, 25));
        // Tomorrow again, and first, for it lacks the newest month.
        bench.halaxy.faults().clear();
        bench.clock.advance(24h);
        QCOMPARE(outcome(bench), QStringLiteral("success"));
        QCOMPARE(wholeFrom(bench, unlucky), QDate(2026, 10, 1));
        QCOMPARE(wholeFrom(bench, all[0].id), QDate(2026, 8, 1));
    }
    void whenOnlyFailedOnesAreLeftItWaitsForTomorrow() {
        PracticeBench bench(twoYears());
        bench.run();
        QVERIFY(isNeeded(bench));
        bench.addFault(QStringLiteral("html,resource=Appointment"));
        QCOMPARE(outcome(bench), QStringLiteral("failed"));
        QVERIFY(!isNeeded(bench));
        bench.clock.advance(24h);
        QVERIFY(isNeeded(bench));
    }
    void whoAsksByHandHasItTriedAgain() {
        PracticeBench bench(twoYears());
        bench.run();
        bench.addFault(QStringLiteral("html,resource=Appointment"));
        QCOMPARE(outcome(bench), QStringLiteral("failed"));
        bench.halaxy.faults().clear();
        SyncScope all;
        all.backfill = true;
        bench.clock.advance(1min);
        QCOMPARE(name(bench.run({RunType::Manual, all, QStringLiteral("mara")}).outcome),
                 QStringLiteral("success"));
        for (const PractitionerView& one : practitioners(bench))
            QCOMPARE(wholeFrom(bench, one.id), QDate(2025, 1, 1));
    }
};

QTEST_GUILESS_MAIN(TestBackfill)
#include "tst_backfill.moc"
