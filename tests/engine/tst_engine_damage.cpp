// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine and a database in trouble: a damaged one is moved aside and rebuilt, any other trouble moves
// nothing and ends by itself when it is mended. And a client is forgotten at the door.
#include "storage/access_store.h"
#include "storage/migrator.h"
#include "storage/statement.h"
#include "storage/transaction.h"
#include "support/engine_practice.h"

#include <sys/stat.h>
#include <unistd.h>
#include <QDir>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QtTest>

using namespace bloom;
using namespace bloom::engine;
using namespace bloom::test;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }
constexpr qint64 kPage = 4096;

bool waitReady(EngineHost& host) {
    return QTest::qWaitFor([&] { return host.snapshot().ready && !host.snapshot().facts.starting; }, 60'000);
}
bool waitForState(EngineHost& host, AppState state) {
    return QTest::qWaitFor([&] { return host.snapshot().state.state == state; }, 60'000);
}
QStringList movedAside(const EnginePractice& practice) {
    // Its -wal and -shm lie beside it.
    return QDir(QFileInfo(practice.databasePath()).path())
        .entryList({s("*.damaged-*")}, QDir::Files)
        .filter(QRegularExpression(s("[0-9]$")));
}
QString cell(const EnginePractice& practice, const QString& sql) {
    const auto database = storage::Database::openReader({practice.databasePath()});
    if (!database)
        qFatal("the database can't be read");
    return storage::read(**database,
                         [&](storage::Scope& scope) {
                             return storage::Statement(scope, sql)
                                 .one([](const storage::Row& row) { return row.text(0); })
                                 .value_or(QString());
                         })
        .value_or(s("failed"));
}
void change(const EnginePractice& practice, const QStringList& statements) {
    const auto database = storage::Database::open({practice.databasePath()});
    if (!database || !storage::write(**database, [&](storage::Scope& scope) {
            for (const QString& sql : statements)
                storage::Statement(scope, sql).run();
        }))
        qFatal("the database can't be changed");
}
void overwrite(const QString& path, qint64 from, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(from) || file.write(bytes) != bytes.size())
        qFatal("can't write into the file");
}
QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestEngineDamage : public QObject {
    Q_OBJECT
    /// A whole mirror, closed, whose first practitioner has a target of their own. Sessions it holds.
    static QString fill(EnginePractice& practice) {
        EngineHost host(practice.options());
        FinishedRuns runs(host);
        host.start();
        if (!runs.wait(1) || runs.last().outcome != RunOutcome::Success)
            qFatal("no first run");
        PractitionerPatch patch;
        patch.practitioner = answerOf(host.practitioners())->front().id;
        patch.weeklySessionTarget = 17;
        if (!answerOf(host.savePractitioner(patch, QStringLiteral("tester"))) || !host.stop())
            qFatal("no target");
        return cell(practice, s("SELECT count(*) FROM sessions WHERE deleted_at IS NULL"));
    }
    static void looksUnclean(const EnginePractice& practice) {
        QFile log(practice.databasePath() + s("-wal"));
        if (!log.open(QIODevice::WriteOnly) || log.write(QByteArray(64, 'x')) != 64)
            qFatal("no log");
    }

private Q_SLOTS:
    void initTestCase() {
        // What only permissions keep from us must keep something from us.
        if (::geteuid() == 0)
            QVERIFY(::setegid(65534) == 0 && ::seteuid(65534) == 0);
    }
    void cleanupTestCase() {
        // What looks for leaks at the end is not let in by somebody who gave their rights away.
        if (::getuid() == 0)
            QVERIFY(::seteuid(0) == 0 && ::setegid(0) == 0);
    }

    void damageFoundAtAStartIsMendedByAFullRun() {
        EnginePractice practice;
        const QString sessions = fill(practice);
        const qint64 page =
            cell(practice, s("SELECT rootpage FROM sqlite_master WHERE name = 'sessions'")).toLongLong();
        change(practice,
               {});  // all of it in the file: an engine that stopped in a hurry left some in its log
        overwrite(practice.databasePath(), (page - 1) * kPage, QByteArray(kPage, '\xA5'));
        looksUnclean(practice);
        EngineHost host(practice.options());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(runs.wait(1));
        QCOMPARE(runs.last().outcome, RunOutcome::Success);
        QCOMPARE(movedAside(practice).size(), 1);
        QVERIFY2(host.snapshot().facts.databaseNotice.contains(movedAside(practice).first()),
                 qPrintable(host.snapshot().facts.databaseNotice));
        const auto overview = answerOf(host.overview());
        QVERIFY(std::ranges::any_of(overview->attention, [](const AttentionItem& item) {
            return item.kind == AttentionKind::DatabaseTrouble;
        }));
        QVERIFY(host.stop());
        QCOMPARE(cell(practice, s("SELECT count(*) FROM sessions WHERE deleted_at IS NULL")), sessions);
        QCOMPARE(cell(practice, s("SELECT count(*) FROM practitioners WHERE weekly_session_target = 17")),
                 s("1"));
        QCOMPARE(cell(practice, s("SELECT count(*) FROM carried_over")), s("0"));
    }

    void damageAQuestionMeetsIsMendedWhileRunning() {
        EnginePractice practice;
        const QString sessions = fill(practice);
        EngineHost host(practice.bareOptions());  // nothing but questions
        host.start();
        QVERIFY(waitReady(host));
        const qint64 size = QFileInfo(practice.databasePath()).size();
        overwrite(practice.databasePath(), kPage, QByteArray(int(size - kPage), '\xA5'));
        QTRY_VERIFY_WITH_TIMEOUT(
            (answerOf(host.overview()), answerOf(host.logIndex({})), !movedAside(practice).isEmpty()),
            60'000);
        QVERIFY(waitReady(host));
        QTRY_VERIFY_WITH_TIMEOUT(answerOf(host.overview()).has_value(), 30'000);
        QCOMPARE(movedAside(practice).size(), 1);
        QVERIFY(host.stop());
        EngineHost again(practice.options());
        FinishedRuns runs(again);
        again.start();
        QVERIFY(runs.wait(1));
        QVERIFY(again.stop());
        QCOMPARE(cell(practice, s("SELECT count(*) FROM sessions WHERE deleted_at IS NULL")), sessions);
    }

    void damageARunMeetsIsMendedByTheNext() {
        EnginePractice practice;
        const QString sessions = fill(practice);
        {
            // Calls are held at the start: a run before the damage would know every page by heart.
            EngineHost before(practice.options());
            before.start();
            QVERIFY(waitReady(before));
            QVERIFY(answerOf(before.holdCalls(true, s("kim"))));
            QVERIFY(before.stop());
        }
        EngineHost host(practice.options());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(waitReady(host));
        const qint64 size = QFileInfo(practice.databasePath()).size();
        overwrite(practice.databasePath(), kPage, QByteArray(int(size - kPage), '\xA5'));
        QVERIFY(answerOf(host.holdCalls(false, {})));
        // No question is asked: only what the engine does by itself meets it.
        answerOf(host.requestSync({RunType::Manual, {}, s("kim")}));
        QTRY_VERIFY_WITH_TIMEOUT(!movedAside(practice).isEmpty(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(!runs.reports().empty() && runs.last().outcome == RunOutcome::Success,
                                 60'000);
        QCOMPARE(movedAside(practice).size(), 1);
        QVERIFY2(host.snapshot().facts.databaseNotice.contains(movedAside(practice).first()),
                 qPrintable(host.snapshot().facts.databaseNotice));
        QVERIFY(host.stop());
        QCOMPARE(cell(practice, s("SELECT count(*) FROM sessions WHERE deleted_at IS NULL")), sessions);
    }

    void otherTroubleMovesNothingAndEndsByItself_data() {
        QTest::addColumn<QString>("trouble");
        QTest::newRow("a file nobody may write") << s("file");
        QTest::newRow("a folder nobody may write") << s("folder");
        QTest::newRow("locked by another program") << s("locked");
        QTest::newRow("a newer schema") << s("newer");
        QTest::newRow("another program's database") << s("foreign");
    }
    void otherTroubleMovesNothingAndEndsByItself() {
        QFETCH(QString, trouble);
        EnginePractice practice;
        {
            EngineHost first(practice.bareOptions());
            first.start();
            QVERIFY(waitReady(first));
            QVERIFY(first.stop());
        }
        change(practice, {});  // a reader that closed last left its log
        const QString path = practice.databasePath();
        const QByteArray file = QFile::encodeName(path), folder = QFile::encodeName(QFileInfo(path).path());
        const QString newer = s("INSERT INTO schema_migrations VALUES (99, 'V99__later', 'x', 'y')");
        if (trouble == s("newer"))
            change(practice, {newer});
        const QByteArray before = contentOf(path);
        if (trouble == s("foreign")) {
            QVERIFY(QFile::rename(path, path + s(".ours")));
            {
                QSqlDatabase theirs = QSqlDatabase::addDatabase(s("QSQLITE"), s("theirs"));
                theirs.setDatabaseName(path);
                QVERIFY(theirs.open() && QSqlQuery(theirs).exec(s("CREATE TABLE notes (text)")));
            }
            QSqlDatabase::removeDatabase(s("theirs"));
        }
        std::optional<QSqlDatabase> other;
        if (trouble == s("locked")) {
            other = QSqlDatabase::addDatabase(s("QSQLITE"), s("other"));
            other->setDatabaseName(path);
            QVERIFY(other->open());
            QVERIFY(QSqlQuery(*other).exec(s("PRAGMA locking_mode = EXCLUSIVE")));
            QVERIFY(QSqlQuery(*other).exec(s("CREATE TABLE theirs (text)")));
            QVERIFY(QSqlQuery(*other).exec(s("DROP TABLE theirs")));
        }
        if (trouble == s("file"))
            QCOMPARE(::chmod(file.constData(), 0400), 0);
        if (trouble == s("folder"))
            QCOMPARE(::chmod(folder.constData(), 0500), 0);

        EngineHost host(practice.options());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(waitForState(host, AppState::DatabaseUnavailable));
        QVERIFY(host.snapshot().facts.databaseProblem.contains(path) ||
                host.snapshot().facts.databaseProblem.contains(s("newer")));
        QCOMPARE(movedAside(practice), QStringList());
        if (trouble != s("foreign") && trouble != s("locked"))
            QCOMPARE(contentOf(path), before);

        if (trouble == s("file"))
            QCOMPARE(::chmod(file.constData(), 0600), 0);
        if (trouble == s("folder"))
            QCOMPARE(::chmod(folder.constData(), 0700), 0);
        if (trouble == s("newer")) {
            QSqlDatabase mend = QSqlDatabase::addDatabase(s("QSQLITE"), s("mend"));
            mend.setDatabaseName(path);
            QVERIFY(mend.open() &&
                    QSqlQuery(mend).exec(s("DELETE FROM schema_migrations WHERE version = 99")));
        }
        QSqlDatabase::removeDatabase(s("mend"));
        if (trouble == s("foreign")) {
            QVERIFY(QFile::rename(path, path + s(".theirs")));
            QVERIFY(QFile::rename(path + s(".ours"), path));
        }
        if (other) {
            other->close();
            other.reset();
            QSqlDatabase::removeDatabase(s("other"));
        }
        QVERIFY(runs.wait(1));
        QCOMPARE(runs.last().outcome, RunOutcome::Success);
        QCOMPARE(movedAside(practice), QStringList());
        QVERIFY(host.stop());
    }

    void aFileNamedByHandMustShowThatItIsOurs_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("moved");
        QTest::newRow("somebody's text") << QByteArray(9000, 'x') << false;
        QTest::newRow("ours under a lost header")
            << QByteArray(200, 'x') + QByteArray("CREATE TABLE source_records (") + QByteArray(9000, 'x')
            << true;
    }
    void aFileNamedByHandMustShowThatItIsOurs() {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, moved);
        EnginePractice practice;
        const QString path = practice.folder.filePath(s("named.file"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        auto options = practice.bareOptions();
        options.environment.insert(s("SQL_CONNECTION_STRING"), s("sqlite:") + path);
        EngineHost host(options);
        host.start();
        if (moved)
            QVERIFY(waitReady(host));
        else
            QVERIFY(waitForState(host, AppState::DatabaseUnavailable));
        QVERIFY(host.stop());
        const QStringList aside = QDir(practice.folder.path())
                                      .entryList({s("named.file.damaged-*")}, QDir::Files)
                                      .filter(QRegularExpression(s("[0-9]$")));
        QCOMPARE(aside.size(), moved ? 1 : 0);
        QCOMPARE(contentOf(moved ? practice.folder.filePath(aside.value(0)) : path), bytes);
    }

    void aClientIsForgottenAtTheDoor() {
        EnginePractice practice;
        fill(practice);
        const QString gone =
            cell(practice, s("SELECT halaxy_patient_id FROM clients WHERE length(last_name) > 4 "
                             "AND (SELECT count(*) FROM clients o WHERE o.last_name = clients.last_name) = 1 "
                             "ORDER BY id LIMIT 1"));
        const QString lastName =
            cell(practice, s("SELECT last_name FROM clients WHERE halaxy_patient_id = '%1'").arg(gone));
        const ClientId client(
            cell(practice, s("SELECT id FROM clients WHERE halaxy_patient_id = '%1'").arg(gone)));
        const ClientId other(
            cell(practice, s("SELECT id FROM clients WHERE halaxy_patient_id <> '%1'").arg(gone)));
        QVERIFY(!lastName.isEmpty());
        change(practice, {s("UPDATE source_records SET gone = 1, gone_at = '2026-11-24T00:00:00.000Z' "
                            "WHERE kind = 'Patient' AND halaxy_id = '%1'")
                              .arg(gone)});
        EngineHost host(practice.bareOptions());
        host.start();
        QVERIFY(waitReady(host));
        const auto refused = answerOf(host.forgetClient(other, s("kim")));
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains(s("Halaxy")));
        QVERIFY(!answerOf(host.forgetClient(ClientId(s("nobody")), s("kim"))));
        QVERIFY(answerOf(host.forgetClient(client, s("kim"))));
        // The log is emptied soon, whatever readers do meanwhile.
        QTRY_VERIFY_WITH_TIMEOUT(!contentOf(practice.databasePath() + s("-wal")).contains(lastName.toUtf8()),
                                 30'000);
        QVERIFY(!contentOf(practice.databasePath()).contains(lastName.toUtf8()));
        QVERIFY(host.stop());
        QCOMPARE(cell(practice, s("SELECT who || ' ' || action || ' ' || subject FROM access_log")),
                 s("kim forget ") + client.value);
        QVERIFY(!contentOf(practice.databasePath()).contains(lastName.toUtf8()));
    }
};

QTEST_GUILESS_MAIN(TestEngineDamage)
#include "tst_engine_damage.moc"
