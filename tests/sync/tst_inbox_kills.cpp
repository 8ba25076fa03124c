// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The program dies between any two statements of an event's way through: the event is still acted on, and
// its change is in the history once.
#include "support/inbox_rows.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }

sandbox::GeneratorOptions tiny() {
    auto options = PracticeBench::small();
    options.practitioners = 2;
    options.patients = 8;
    options.appointments = 30;
    return options;
}

struct KillBench : PracticeBench {
    KillBench() : PracticeBench(tiny()) {
        settings.backfillFrom = text("2026-11-01");
        restart();
        run();
        for (const sandbox::Appointment& row : halaxy.practice().appointments.rows())
            if (row.patients.size() == 1 && row.start > clock.utcNow())
                session = row.id;
    }
    /// A session is cancelled, and two events say so.
    void happen() {
        const auto event = [&](const char* what, const char* id) {
            return eventOf(RecordKind::Appointment, session, text(what), text(id));
        };
        putEvents(database, {event("appointment.updated", "1"), event("appointment.updated", "2")},
                  clock.utcNow());
        edit().cancel(session);
    }
    QString session;
    QString history() {
        return database.cell(
            text("SELECT count(*) FROM history WHERE channel = 'webhook' AND row_table = 'sessions'"));
    }
};

}  // namespace

class TestInboxKills : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void betweenAnyTwoStatementsNothingIsLostOrDoubled() {
        int statements = 0;
        {
            KillBench bench;
            bench.happen();
            bench.engine().start();
            bench.database->setFaultHook([&](const QString&) { return ++statements < 0; });
            bench.clock.advance(100ms);
            QCOMPARE(inboxStory(bench.database), text("done 2"));
            QCOMPARE(bench.history(), text("1"));
        }
        QVERIFY(statements > 20);
        for (int n = 1; n <= statements; ++n) {
            KillBench bench;
            bench.happen();
            bench.engine().start();
            int at = 0;
            // From here on the program is dead: nothing it does reaches the disk.
            bench.database->setFaultHook([&at, n](const QString&) { return ++at >= n; });
            bench.clock.advance(100ms);
            bench.restart();
            bench.engine().start();
            bench.clock.advance(40s);
            const QByteArray at_n = "statement " + QByteArray::number(n);
            QVERIFY2(inboxStory(bench.database) == text("done 2"), at_n);
            QVERIFY2(bench.count(text("history WHERE row_table = 'sessions' AND kind = 'Appointment' AND "
                                      "change = 'update' AND fields LIKE '%cancelled%'")) == 1,
                     at_n);
            QVERIFY2(bench.count(text("sync_log WHERE status = 'pending'")) == 0, at_n);
        }
    }
    void aDatabaseThatFailsForAWhileCostsNoTry() {
        KillBench bench;
        bench.engine().start();
        bench.clock.advance(2s);
        bench.happen();
        bench.engine().wakeInbox();
        bench.database->setFaultHook([](const QString& sql) { return sql.startsWith(text("UPDATE")); });
        bench.clock.advance(10min);
        bench.database->setFaultHook({});
        QCOMPARE(bench.database.cell(text("SELECT max(tries) FROM webhook_inbox")), text("0"));
        bench.clock.advance(16min);
        QCOMPARE(inboxStory(bench.database), text("done 2"));
    }
};

QTEST_GUILESS_MAIN(TestInboxKills)
#include "tst_inbox_kills.moc"
