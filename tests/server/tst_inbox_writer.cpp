// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Group commit: what is told was stored, what could not be stored is told, and many requests cost few
// transactions.
#include "server/inbox_writer.h"
#include "storage/statement.h"
#include "support/temp_database.h"

#include <QSemaphore>
#include <QtTest>

using namespace bloom;
using namespace bloom::server;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }
const UtcTime kNow{std::chrono::seconds(1'790'000'000)};

std::vector<storage::NewInboxEvent> one(int number) {
    storage::NewInboxEvent event;
    event.route = s("appointment-updated");
    event.eventId = QString::number(number);
    event.bodyHash = "x";
    event.event = s("appointment.updated");
    event.key = RecordKey{RecordKind::Appointment, HalaxyId(QString::number(number))};
    return {event};
}

}  // namespace

class TestInboxWriter : public QObject {
    Q_OBJECT
    std::unique_ptr<TempDatabase> m_database;
    std::vector<Commit> m_told;
    QSemaphore m_gate;  ///< each transaction of a gated writer waits for one
    std::atomic<int> m_began = 0;

    std::unique_ptr<InboxWriter> writer(InboxWriterOptions options = {}) {
        return std::make_unique<InboxWriter>(
            m_database->target(), *this, [this](const Commit& commit) { m_told.push_back(commit); },
            std::move(options));
    }
    InboxWriterOptions gated() {
        InboxWriterOptions options;
        options.onOpened = [this](storage::Database& database) {
            database.setFaultHook([this](const QString& sql) {
                if (sql.startsWith(s("BEGIN"))) {
                    ++m_began;
                    m_gate.acquire();
                }
                return false;
            });
        };
        return options;
    }
    std::size_t told() const {
        std::size_t count = 0;
        for (const Commit& commit : m_told)
            count += commit.tickets.size();
        return count;
    }
    /// "samples total minimum maximum" of each hour.
    QStringList answers() {
        return m_database->rows(
            s("SELECT samples || ' ' || total || ' ' || minimum || ' ' || maximum FROM "
              "metric_rollups WHERE metric = 'webhook-answer-ms' AND period = 'hour' "
              "AND practitioner_id = '' ORDER BY start"));
    }
    QString rows() { return m_database->cell(s("SELECT count(*) FROM webhook_inbox")); }

private Q_SLOTS:
    void init() {
        m_database = std::make_unique<TempDatabase>();
        m_told.clear();
        m_gate.tryAcquire(m_gate.available());
        m_began = 0;
    }

    void whatIsToldIsStored() {
        const auto inbox = writer();
        QVERIFY(inbox->submit(7, one(1), kNow));
        QTRY_COMPARE(m_told.size(), 1U);
        QCOMPARE(rows(), s("1"));  // on another connection
        QCOMPARE(m_told[0].tickets, std::vector<Ticket>{7});
        QCOMPARE(m_told[0].added, 1);
        QVERIFY(!m_told[0].trouble);
    }
    void whatComesDuringACommitSharesTheNext() {
        const auto inbox = writer(gated());
        inbox->submit(1, one(1), kNow);
        QTRY_COMPARE(m_began.load(), 1);
        for (int i = 2; i <= 100; ++i)
            inbox->submit(Ticket(i), one(i), kNow);
        QVERIFY(m_told.empty());
        m_gate.release(2);
        QTRY_COMPARE(told(), 100U);
        QCOMPARE(inbox->commits(), 2);
        QCOMPARE(rows(), s("100"));
        QCOMPARE(m_told[1].tickets.size(), 99U);
        QCOMPARE(m_told[1].added, 99);
    }
    void whatWasNotStoredIsNeverToldAsStored_data() {
        QTest::addColumn<QString>("statement");
        QTest::newRow("begin") << s("BEGIN");
        QTest::newRow("insert") << s("INSERT INTO webhook_inbox");
        QTest::newRow("address") << s("INSERT INTO webhook_routes");
        QTest::newRow("commit") << s("COMMIT");
    }
    void whatWasNotStoredIsNeverToldAsStored() {
        QFETCH(QString, statement);
        std::atomic<bool> full = true;
        InboxWriterOptions options;
        options.onOpened = [&](storage::Database& database) {
            database.setFaultHook([&](const QString& sql) { return full && sql.startsWith(statement); });
        };
        const auto inbox = writer(options);
        inbox->submit(1, one(1), kNow);
        QTRY_COMPARE(m_told.size(), 1U);
        QVERIFY(m_told[0].trouble);
        QCOMPARE(m_told[0].tickets, std::vector<Ticket>{1});
        QCOMPARE(rows(), s("0"));
        QCOMPARE(inbox->commits(), 0);
        full = false;  // the sender tries again
        inbox->submit(2, one(1), kNow);
        QTRY_COMPARE(m_told.size(), 2U);
        QVERIFY(!m_told[1].trouble);
        QCOMPARE(rows(), s("1"));
    }
    void aLockedDatabaseIsSaidAndNothingIsHalfStored() {
        const auto inbox = writer();
        m_database->write([&](storage::Scope& scope) {
            storage::Statement(scope, s("INSERT INTO counters (name, value) VALUES ('held', 1)")).run();
            inbox->submit(1, one(1), kNow);
            (void)QTest::qWaitFor([&] { return !m_told.empty(); }, 20'000);
        });
        QCOMPARE(m_told.size(), 1U);
        QCOMPARE(m_told[0].trouble->kind, ErrorKind::DatabaseBusy);
        QCOMPARE(rows(), s("0"));
        inbox->submit(2, one(1), kNow);
        QTRY_COMPARE(m_told.size(), 2U);
        QVERIFY(!m_told[1].trouble);
    }
    void tooMuchWaitingIsRefused() {
        InboxWriterOptions options = gated();
        options.mostWaiting = 3;
        const auto inbox = writer(options);
        QVERIFY(inbox->submit(1, one(1), kNow));
        QTRY_COMPARE(m_began.load(), 1);
        for (int i = 2; i <= 4; ++i)
            QVERIFY(inbox->submit(Ticket(i), one(i), kNow));
        QVERIFY(!inbox->submit(5, one(5), kNow));
        m_gate.release(2);
        QTRY_COMPARE(told(), 4U);
        m_gate.release(1);
        QVERIFY(inbox->submit(6, one(5), kNow));
        QTRY_COMPARE(told(), 5U);
    }
    void aFloodOfRejectionsIsOneTransaction() {
        const auto inbox = writer();
        for (int i = 0; i < 5000; ++i)
            inbox->countRejection(s("halaxy-webhook"), s("bad-signature"), kNow);
        QTRY_COMPARE(m_database->cell(s("SELECT requests FROM webhook_rejections")), s("5000"));
        QCOMPARE(inbox->commits(), 1);
        QTRY_COMPARE(m_told.size(), 1U);  // so that it shows
        QVERIFY(m_told.front().turnedAway && m_told.front().tickets.empty());
    }
    void rejectionsOutliveAFailedCommitAndAreStoredAtTheEnd() {
        std::atomic<bool> full = true;
        InboxWriterOptions options;
        options.onOpened = [&](storage::Database& database) {
            database.setFaultHook([&](const QString& sql) { return full && sql.startsWith(s("COMMIT")); });
        };
        auto inbox = writer(options);
        inbox->countRejection(s("other"), s("malformed"), kNow);
        inbox->submit(1, one(1), kNow);
        QTRY_COMPARE(m_told.size(), 1U);
        full = false;
        inbox->countRejection(s("other"), s("malformed"), kNow);
        inbox.reset();
        QCOMPARE(m_database->cell(s("SELECT requests FROM webhook_rejections")), s("2"));
    }
    void answerTimesGoAlongWithACommitThatIsMadeAnyway() {
        InboxWriterOptions options = gated();
        options.answersGather = 0ms;
        const auto inbox = writer(options);
        inbox->submit(1, one(1), kNow);
        QTRY_COMPARE(m_began.load(), 1);
        for (int i = 1; i <= 100; ++i)
            inbox->addAnswers({kNow, 1, i, i, i});
        inbox->addAnswers({kNow + 1h, 2, 30, 10, 20});
        inbox->submit(2, one(2), kNow);
        m_gate.release(2);
        QTRY_COMPARE(told(), 2U);
        QCOMPARE(inbox->commits(), 2);
        QCOMPARE(answers(), QStringList({s("100 5050 1 100"), s("2 30 10 20")}));
    }
    void answerTimesGatherAndAreStoredAtTheEnd() {
        auto inbox = writer();
        inbox->addAnswers({kNow, 1, 7, 7, 7});
        inbox->submit(1, one(1), kNow);
        QTRY_COMPARE(told(), 1U);
        QCOMPARE(answers(), QStringList());  // a line for each commit would cost each of them
        inbox.reset();
        QCOMPARE(answers(), QStringList{s("1 7 7 7")});
    }
    void answerTimesAreStoredThoughNothingElseComes() {
        InboxWriterOptions options;
        options.answersGather = 1ms;
        const auto inbox = writer(options);
        inbox->addAnswers({kNow, 1, 7, 7, 7});
        QTRY_COMPARE(answers(), QStringList{s("1 7 7 7")});
        inbox->addAnswers({kNow, 1, 9, 9, 9});
        QTRY_COMPARE(answers(), QStringList{s("2 16 7 9")});
        QCOMPARE(inbox->commits(), 2);
        QVERIFY(m_told.empty());
    }
    void answerTimesOutliveAFailedCommit() {
        std::atomic<bool> full = true;
        InboxWriterOptions options;
        options.answersGather = 1ms;
        options.onOpened = [&](storage::Database& database) {
            database.setFaultHook([&](const QString& sql) {
                m_began += sql.startsWith(s("BEGIN")) ? 1 : 0;
                return full && sql.startsWith(s("COMMIT"));
            });
        };
        const auto inbox = writer(options);
        inbox->addAnswers({kNow, 1, 7, 7, 7});
        QTRY_VERIFY(m_began.load() >= 2);
        full = false;
        QTRY_COMPARE(answers(), QStringList{s("1 7 7 7")});
    }
    void whatWaitsAtTheEndIsDroppedAndNotTold() {
        auto inbox = writer(gated());
        inbox->submit(1, one(1), kNow);
        QTRY_COMPARE(m_began.load(), 1);
        inbox->submit(2, one(2), kNow);
        m_gate.release(2);
        inbox.reset();
        QTest::qWait(0);
        // The second may have made it into a commit before the end: told is what is stored, either way.
        QCOMPARE(rows(), QString::number(told()));
    }
    void theConnectionNeverCheckpoints() {
        std::atomic<int> pages = -1;
        InboxWriterOptions options;
        options.onOpened = [&](storage::Database& database) {
            const auto read = storage::read(database, [](storage::Scope& scope) {
                return storage::Statement(scope, s("PRAGMA wal_autocheckpoint"))
                    .one([](const storage::Row& row) { return row.number(0); });
            });
            pages = read->value_or(-2);
        };
        const auto inbox = writer(options);
        inbox->submit(1, one(1), kNow);
        QTRY_COMPARE(m_told.size(), 1U);
        QCOMPARE(pages.load(), 0);
    }
    void aDatabaseThatIsNotThereIsTrouble() {
        m_database->close();
        QVERIFY(QFile::remove(m_database->path()));
        const auto inbox = writer();
        inbox->submit(1, one(1), kNow);
        QTRY_COMPARE(m_told.size(), 1U);
        QCOMPARE(m_told[0].trouble->kind, ErrorKind::Database);
        QVERIFY(!QFile::exists(m_database->path()));  // nor is one made
    }
};

QTEST_GUILESS_MAIN(TestInboxWriter)
#include "tst_inbox_writer.moc"
