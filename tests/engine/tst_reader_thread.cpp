// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The reader thread: questions wait for the database, newer ones end older ones, and every question gets an
// answer.
#include "engine/coalescer.h"
#include "engine/reader_thread.h"
#include "storage/statement.h"
#include "support/temp_database.h"

#include <QSemaphore>
#include <QtTest>

using namespace bloom;
using namespace bloom::engine;

namespace {
const QString kView = QStringLiteral("view");
using Question = std::function<Result<int>(storage::Database&)>;
Question answering(int number) {
    return [number](storage::Database&) -> Result<int> { return number; };
}
}  // namespace

class TestReaderThread : public QObject {
    Q_OBJECT
    test::TempDatabase m_database;

private Q_SLOTS:
    void questionsWaitUntilTheDatabaseIsOpen() {
        ReaderThread reader(QStringLiteral("r"));
        const auto early = reader.ask<int>({}, answering(7));
        QTest::qWait(1);
        QVERIFY(!early.isFinished());
        reader.open(m_database.target());
        QTRY_VERIFY(early.isFinished());
        QCOMPARE(early.result().value(), 7);
    }
    void aClosedDatabaseAnswersWithItsReason() {
        ReaderThread reader(QStringLiteral("r"));
        const auto early = reader.ask<int>({}, answering(7));
        reader.close({ErrorKind::SchemaNewer, QStringLiteral("newer"), {}});
        QTRY_VERIFY(early.isFinished());
        QCOMPARE(early.result().error().kind, ErrorKind::SchemaNewer);
        reader.open(m_database.target());
        const auto late = reader.ask<int>({}, answering(8));
        QTRY_VERIFY(late.isFinished());
        QCOMPARE(late.result().value(), 8);
    }
    void aNewerQuestionForTheSameViewEndsTheOlder() {
        ReaderThread reader(QStringLiteral("r"));
        reader.open(m_database.target());
        QSemaphore busy;
        const auto first = reader.ask<int>({}, [&](storage::Database&) -> Result<int> {
            busy.acquire();
            return 1;
        });
        const auto older = reader.ask<int>(kView, answering(2));
        const auto other = reader.ask<int>(QStringLiteral("other"), answering(3));
        const auto newer = reader.ask<int>(kView, answering(4));
        busy.release();
        QTRY_VERIFY(newer.isFinished());
        QCOMPARE(first.result().value(), 1);
        QCOMPARE(older.result().error().kind, ErrorKind::Cancelled);
        QCOMPARE(other.result().value(), 3);
        QCOMPARE(newer.result().value(), 4);
    }
    void aQuestionThatRunsIsInterruptedByANewerOne() {
        ReaderThread reader(QStringLiteral("r"));
        reader.open(m_database.target());
        const auto endless = reader.ask<int>(kView, [](storage::Database& database) {
            return storage::read(database, [](storage::Scope& scope) {
                return storage::Statement(scope,
                                          QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                                                         "SELECT i + 1 FROM n) SELECT count(*) FROM n"))
                    .one([](const storage::Row& row) { return row.number(0); })
                    .value_or(0);
            });
        });
        QTest::qWait(20);  // most likely it runs by now; if not, it is ended before it does
        const auto newer = reader.ask<int>(kView, answering(5));
        QTRY_VERIFY(newer.isFinished());
        QCOMPARE(newer.result().value(), 5);
        QCOMPARE(endless.result().error().kind, ErrorKind::Cancelled);
    }
    void afterTheEndThereIsStillAnAnswer() {
        ReaderThread reader(QStringLiteral("r"));
        const auto waiting = reader.ask<int>({}, answering(1));  // no database ever opens
        QVERIFY(reader.stop(std::chrono::seconds(5)));
        QTRY_VERIFY(waiting.isFinished());
        QCOMPARE(waiting.result().error().kind, ErrorKind::Cancelled);
        const auto late = reader.ask<int>({}, answering(2));
        QVERIFY(late.isFinished());
        QCOMPARE(late.result().error().kind, ErrorKind::Cancelled);
    }
    void manyTouchesAreFewCallsAndTheLastIsNotLost() {
        int value = 0, seen = 0, calls = 0;
        Coalescer coalescer(std::chrono::milliseconds(20), [&] {
            seen = value;
            ++calls;
        });
        for (value = 1; value < 1000; ++value)
            coalescer.touch();
        QTRY_COMPARE(seen, 1000);
        QCOMPARE(calls, 1);
        value = 2000;
        coalescer.touch();  // inside the interval: told at its end
        QTRY_COMPARE(seen, 2000);
        QCOMPARE(calls, 2);
    }
};

QTEST_GUILESS_MAIN(TestReaderThread)
#include "tst_reader_thread.moc"
