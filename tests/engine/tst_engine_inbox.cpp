// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The inbox behind the door: what is replayed is read, over real HTTP, and told to whoever shows.
#include "storage/statement.h"
#include "storage/transaction.h"
#include "support/engine_practice.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::engine;
using namespace bloom::test;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

template <typename F> void inDatabase(const EnginePractice& practice, F fn) {
    const auto database = storage::Database::open({practice.databasePath()});
    if (!database || !storage::write(**database, [&](storage::Scope& scope) { fn(scope); }))
        qFatal("the database can't be written");
}

QString states(const EnginePractice& practice) {
    QStringList all;
    inDatabase(practice, [&](storage::Scope& scope) {
        for (const QString& state :
             storage::Statement(scope, s("SELECT state FROM webhook_inbox ORDER BY id"))
                 .all([](const storage::Row& row) { return row.text(0); }))
            all << state;
    });
    return all.join(u' ');
}

}  // namespace

class TestEngineInbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsReplayedIsReadAndTold() {
        EnginePractice practice;
        EngineHost host(practice.options());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(runs.wait(1));
        const auto& rows = practice.server.core().practice().appointments.rows();
        const auto session = std::ranges::find_if(rows, [&](const sandbox::Appointment& row) {
            return row.patients.size() == 1 && row.start > practice.clock.utcNow();
        });
        QVERIFY(session != rows.end());
        inDatabase(practice, [&](storage::Scope& scope) {
            for (const char* state : {"dead", "ignored"})
                storage::Statement(
                    scope, s("INSERT INTO webhook_inbox (route, event_id, body_hash, event, kind, "
                             "halaxy_id, state, tries, received_at) VALUES ('halaxy-webhook', ?, x'00', "
                             "'appointment.updated', 'Appointment', ?, ?, 8, ?)"))
                    .bind(s(state), session->id, s(state), practice.clock.utcNow())
                    .run();
        });
        practice.server.core().edit(practice.clock.utcNow()).cancel(session->id);
        QSignalSpy told(&host, &Engine::inboxChanged);
        QSignalSpy changes(&host, &Engine::recordsChanged);
        QCOMPARE(answerOf(host.replay({}, s("mara"))).value_or(-1), 1);
        QVERIFY(QTest::qWaitFor([&] { return states(practice) == s("done ignored"); }, 30'000));
        QVERIFY(QTest::qWaitFor([&] { return told.count() > 0 && changes.count() > 0; }, 30'000));
        QCOMPARE(answerOf(host.replay({77}, s("mara"))).value_or(-1), 0);
        QVERIFY(host.stop());
    }
    void withoutADatabaseReplayIsAnError() {
        EnginePractice practice;
        auto options = practice.options();
        options.environment.insert(s("SQL_CONNECTION_STRING"), s("sqlite:/dev/null/x"));
        EngineHost host(options);
        host.start();
        QVERIFY(!answerOf(host.replay({}, s("mara"))));
        QVERIFY(host.stop());
    }
};

QTEST_GUILESS_MAIN(TestEngineInbox)
#include "tst_engine_inbox.moc"
