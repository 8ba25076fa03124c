// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite itself finds no more room in the middle of a run: the run says so, what stood stands, and it goes on
// by itself when there is room.
#include "storage/statement.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

/// The connection may use so many pages more.
void roomFor(PracticeBench& bench, int pages) {
    const int used = bench.database.cell(s("PRAGMA page_count")).toInt();
    const auto set = storage::read(*bench.database, [&](storage::Scope& scope) {
        storage::Statement(scope, s("PRAGMA max_page_count = %1").arg(used + pages))
            .all([](const storage::Row&) { return 0; });
    });
    if (!set)
        qFatal("no limit");
}
constexpr int kPlenty = 1'000'000;

}  // namespace

class TestFullDisk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatStoodStandsAndTheNextRunGoesOn() {
        PracticeBench bench;
        roomFor(bench, 60);
        const RunReport struck = bench.run();
        QCOMPARE(struck.outcome, RunOutcome::Failed);
        QVERIFY2(messages(struck).join(u' ').contains(s("disk is full")),
                 qPrintable(messages(struck).join(u' ')));
        const int stood = bench.count(s("source_records"));
        QVERIFY(stood > 0);
        QCOMPARE(bench.database.cell(s("PRAGMA integrity_check")), s("ok"));
        QCOMPARE(bench.database.cell(s("SELECT count(*) FROM sync_status WHERE last_success_at IS NOT NULL")),
                 s("0"));
        roomFor(bench, kPlenty);
        bench.clock.advance(15min);
        QCOMPARE(bench.run().outcome, RunOutcome::Success);
        QVERIFY(bench.count(s("source_records")) > stood);
        PracticeBench whole;
        QCOMPARE(whole.run().outcome, RunOutcome::Success);
        QCOMPARE(bench.count(s("sessions")), whole.count(s("sessions")));
        QCOMPARE(bench.count(s("source_records")), whole.count(s("source_records")));
        // No change of one record was noted twice.
        QCOMPARE(bench.count(s("history")), whole.count(s("history")));
    }

    void theLogHearsOfItWhenThereIsRoom() {
        PracticeBench bench;
        QCOMPARE(bench.run().outcome, RunOutcome::Success);
        bench.engine().start();
        for (int i = 0; i < 300 && bench.finished.size() < 2; ++i)
            bench.clock.advance(10s);
        QCOMPARE(bench.finished.size(), std::size_t(2));
        bench.database->setFaultHook([](const QString& sql) { return sql.startsWith(s("BEGIN IMMEDIATE")); });
        const auto isStruck = [&] {
            return bench.finished.back().type == RunType::Full &&
                   bench.finished.back().outcome == RunOutcome::Failed;
        };
        for (int i = 0; i < 300 && !isStruck(); ++i)
            bench.clock.advance(10s);
        QVERIFY(isStruck());
        const auto statusOf = [&] {
            return bench.database.cell(
                s("SELECT status FROM sync_log WHERE id = '%1'").arg(bench.finished.back().id.value));
        };
        QVERIFY(statusOf() != s("error"));
        bench.database->setFaultHook({});
        bench.clock.advance(31s);
        QCOMPARE(statusOf(), s("error"));
        QCOMPARE(
            bench.database.cell(s("SELECT consecutive_failures FROM sync_status WHERE practitioner_id = ''")),
            s("1"));
    }
};

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_full_disk.moc"
