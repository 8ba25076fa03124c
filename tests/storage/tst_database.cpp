// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, migrating, transactions and what they say when something is wrong.
#include "storage/database.h"
#include "storage/database_errors.h"
#include "storage/migrator.h"
#include "storage/statement.h"
#include "support/temp_database.h"

#include <sys/stat.h>
#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using bloom::test::TempDatabase;

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

int modeOf(const QString& path) {
    struct stat status{};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? int(status.st_mode & 0777) : -1;
}

}  // namespace

class TestDatabase : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsConnectionStrings_data();
    void readsConnectionStrings();
    void filesAreTheUsersAlone();
    void narrowsAFileThatOthersCouldRead();
    void usesTheWriteAheadLogAndForeignKeys();
    void migratesOnceAndKeepsData();
    void refusesANewerSchema();
    void refusesAChangedMigration();
    void refusesAnotherProgramsDatabase();
    void whatIsNotOursIsLeftAsItIs_data();
    void whatIsNotOursIsLeftAsItIs();
    void refusesAFileThatIsNoDatabase();
    void readerNeedsADatabase();
    void rollsBackOnFailure();
    void firstFailureSticks();
    void explainsWhatADatabaseRefuses_data();
    void explainsWhatADatabaseRefuses();
    void nestedTransactionFails();
    void readScopeDoesNotWrite();
    void everyValueMustBeBound();
    void busyRunsTheWholeFunctionAgain();
    void saysWhoLocks();
    void readerSeesCommittedDataOnly();
    void interruptEndsALongQuestion();
    void splitsScripts();
    void lineEndingsDoNotChangeAChecksum();
};

void TestDatabase::readsConnectionStrings_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("empty means the default") << QString() << L("/data/bloom.sqlite") << QString();
    QTest::newRow("path") << L("sqlite:/tmp/a.db") << L("/tmp/a.db") << QString();
    QTest::newRow("url") << L("sqlite:///tmp/a.db") << L("/tmp/a.db") << QString();
    QTest::newRow("any case") << L("SQLite:/tmp/x/../a.db") << L("/tmp/a.db") << QString();
    QTest::newRow("other product") << L("postgresql://user:secret@host/db") << QString() << L("“postgresql”");
    QTest::newRow("no path") << L("sqlite:") << QString() << L("path is missing");
    QTest::newRow("no scheme") << L("Server=x;Password=secret") << QString() << L("sqlite:/path/to/file");
}

void TestDatabase::readsConnectionStrings() {
    QFETCH(QString, text);
    QFETCH(QString, path);
    QFETCH(QString, complaint);
    const auto target = parseTarget(text, L("/data/bloom.sqlite"));
    QCOMPARE(target.has_value(), complaint.isEmpty());
    if (target) {
        QCOMPARE(target->path, path);
        return;
    }
    QCOMPARE(target.error().kind, ErrorKind::Settings);
    QVERIFY2(target.error().message.contains(QString::fromUtf8(complaint.toLatin1())) ||
                 target.error().message.contains(complaint),
             qPrintable(target.error().message));
    QVERIFY(!target.error().message.contains(L("secret")));
}

void TestDatabase::filesAreTheUsersAlone() {
    const mode_t before = ::umask(0);
    TempDatabase database;
    database.execute(L("INSERT INTO cursors VALUES ('a', 'b', 'c')"));
    ::umask(before);
    QCOMPARE(modeOf(database.path()), 0600);
    QCOMPARE(modeOf(database.path() + L("-wal")), 0600);
    QCOMPARE(modeOf(database.path() + L("-shm")), 0600);
    QCOMPARE(modeOf(QFileInfo(database.path()).path()), 0700);
}

void TestDatabase::narrowsAFileThatOthersCouldRead() {
    TempDatabase database;
    database.close();
    ::chmod(QFile::encodeName(database.path()).constData(), 0644);
    database.reopen();
    QCOMPARE(modeOf(database.path()), 0600);
}

void TestDatabase::usesTheWriteAheadLogAndForeignKeys() {
    TempDatabase database;
    const auto pragma = [&](const char* name) {
        return database.read([&](Scope& scope) {
            return Statement(scope, L("PRAGMA ") + L(name))
                .one([](const Row& row) { return row.text(0); })
                .value();
        });
    };
    QCOMPARE(pragma("journal_mode"), L("wal"));
    QCOMPARE(pragma("foreign_keys"), L("1"));
    QCOMPARE(pragma("synchronous"), L("2"));
    QCOMPARE(pragma("busy_timeout"), L("5000"));
    QCOMPARE(pragma("cache_size"), L("-64000"));
}

void TestDatabase::migratesOnceAndKeepsData() {
    TempDatabase database;
    database.execute(L("INSERT INTO cursors VALUES ('a', 'b', 'c')"));
    database.reopen();
    QCOMPARE(database.cell(L("SELECT name FROM cursors")), L("a"));
    QCOMPARE(database.cell(L("SELECT count(*) FROM schema_migrations")),
             QString::number(builtInMigrations(sqliteDialect()).size()));
}

void TestDatabase::refusesANewerSchema() {
    TempDatabase database;
    database.execute(L("INSERT INTO schema_migrations VALUES (99, 'V99__later', 'x', 'y')"));
    database.close();
    const auto opened = Database::open(database.target());
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::SchemaNewer);
    QVERIFY(opened.error().message.contains(L("schema 99")));
    const auto reader = Database::openReader(database.target());
    QVERIFY(!reader);
    QCOMPARE(reader.error().kind, ErrorKind::SchemaNewer);
}

void TestDatabase::refusesAChangedMigration() {
    TempDatabase database;
    database.execute(L("UPDATE schema_migrations SET checksum = 'other' WHERE version = 1"));
    database.close();
    const auto opened = Database::open(database.target());
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::SchemaChanged);
    QVERIFY(opened.error().message.contains(L("V1__initial")));
}

void TestDatabase::refusesAnotherProgramsDatabase() {
    TempDatabase database;
    database.execute(L("DROP TABLE schema_migrations"));
    database.close();
    const auto opened = Database::open(database.target());
    QVERIFY(!opened);
    QVERIFY(opened.error().message.contains(L("another program")));
}

void TestDatabase::whatIsNotOursIsLeftAsItIs_data() {
    QTest::addColumn<QString>("sql");
    QTest::newRow("another program's") << L("CREATE TABLE notes (text TEXT)");
    QTest::newRow("of a newer Bloom Sync")
        << L("CREATE TABLE schema_migrations AS SELECT 99 AS version, 'V99__later' AS name, 'x' AS checksum");
    QTest::newRow("no database") << QString();
}

void TestDatabase::whatIsNotOursIsLeftAsItIs() {
    QFETCH(QString, sql);
    QTemporaryDir folder;
    const QString path = folder.filePath(L("theirs.db"));
    if (!sql.isEmpty()) {
        QSqlDatabase theirs = QSqlDatabase::addDatabase(L("QSQLITE"), L("theirs"));
        theirs.setDatabaseName(path);
        QVERIFY(theirs.open());
        QVERIFY(QSqlQuery(theirs).exec(sql));
    }
    QSqlDatabase::removeDatabase(L("theirs"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    if (sql.isEmpty())
        file.write(QByteArray(5000, 'x'));
    file.seek(0);
    const QByteArray before = file.readAll();
    ::chmod(QFile::encodeName(path).constData(), 0644);
    QVERIFY(!Database::open({path}));
    file.seek(0);
    QCOMPARE(file.readAll(), before);
    QCOMPARE(modeOf(path), 0644);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList(L("theirs.db")));
}

void TestDatabase::refusesAFileThatIsNoDatabase() {
    QTemporaryDir folder;
    QFile file(folder.filePath(L("notes.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    const auto opened = Database::open({file.fileName()});
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::DatabaseDamaged);
    QVERIFY(opened.error().message.contains(L("is not a database")));
    QCOMPARE(file.size(), 5000);
}

void TestDatabase::readerNeedsADatabase() {
    QTemporaryDir folder;
    const auto opened = Database::openReader({folder.filePath(L("none.sqlite"))});
    QVERIFY(!opened);
    QVERIFY(!QFileInfo::exists(folder.filePath(L("none.sqlite"))));
}

void TestDatabase::rollsBackOnFailure() {
    TempDatabase database;
    const auto answer = write(*database, [](Scope& scope) {
        Statement(scope, L("INSERT INTO cursors VALUES ('a', 'b', 'c')")).run();
        Statement(scope, L("INSERT INTO cursors VALUES ('a', NULL, 'c')")).run();
        return 1;
    });
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Database);
    QCOMPARE(database.cell(L("SELECT count(*) FROM cursors")), L("0"));
    database.execute(L("INSERT INTO cursors VALUES ('a', 'b', 'c')"));  // the connection goes on
}

void TestDatabase::firstFailureSticks() {
    TempDatabase database;
    int ran = 0;
    const auto answer = write(*database, [&](Scope& scope) {
        Statement(scope, L("NONSENSE")).run();
        ran = Statement(scope, L("INSERT INTO cursors VALUES ('a', 'b', 'c')")).run();
        scope.fail({ErrorKind::Internal, L("later"), {}});
    });
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Database);
    QCOMPARE(ran, 0);
}

void TestDatabase::explainsWhatADatabaseRefuses_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("busy") << 5 << ErrorKind::DatabaseBusy << L("locked by another program");
    QTest::newRow("busy, its snapshot is old")
        << 517 << ErrorKind::DatabaseBusy << L("locked by another program");
    QTest::newRow("read-only") << 8 << ErrorKind::Database << L("is read-only");
    QTest::newRow("read-only folder") << 1544 << ErrorKind::Database << L("is read-only");
    QTest::newRow("interrupted") << 9 << ErrorKind::Cancelled << L("newer question");
    QTest::newRow("disk fault") << 10 << ErrorKind::Database << L("The disk failed");
    QTest::newRow("damaged") << 11 << ErrorKind::DatabaseDamaged << L("is damaged");
    QTest::newRow("full disk") << 13 << ErrorKind::Database << L("The disk is full");
    QTest::newRow("can't open") << 14 << ErrorKind::Database << L("can't be opened");
    QTest::newRow("no database") << 26 << ErrorKind::DatabaseDamaged << L("is not a database");
    QTest::newRow("anything else") << 19 << ErrorKind::Database << L("NOT NULL constraint");
}

void TestDatabase::explainsWhatADatabaseRefuses() {
    QFETCH(int, code);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, words);
    const Error error = explain(QSqlError(QString(), L("NOT NULL constraint failed: sessions.status"),
                                          QSqlError::StatementError, QString::number(code)),
                                L("/data/bloom.sqlite"));
    QCOMPARE(error.kind, kind);
    QVERIFY2(error.message.contains(words), qPrintable(error.message));
    QCOMPARE(error.context, L("/data/bloom.sqlite"));
}

void TestDatabase::nestedTransactionFails() {
    TempDatabase database;
    std::optional<ErrorKind> inner;
    database.write([&](Scope& scope) {
        Statement(scope, L("INSERT INTO cursors VALUES ('a', 'b', 'c')")).run();
        const auto nested = write(*database, [](Scope&) { return 1; });
        inner = nested ? std::nullopt : std::optional(nested.error().kind);
    });
    QCOMPARE(inner, std::optional(ErrorKind::Internal));
    QCOMPARE(database.cell(L("SELECT count(*) FROM cursors")), L("1"));
}

void TestDatabase::readScopeDoesNotWrite() {
    TempDatabase database;
    const auto answer =
        read(*database, [](Scope& scope) { return Statement(scope, L("DELETE FROM cursors")).run(); });
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Internal);
}

void TestDatabase::everyValueMustBeBound() {
    TempDatabase database;
    const auto insert = [&](int values) {
        return write(*database, [&](Scope& scope) {
            Statement statement(scope, L("INSERT INTO cursors /* ? */ VALUES (?, '?', ?) -- ?"));
            for (int i = 0; i < values; ++i)
                statement.bind(QString::number(i));
            statement.run();
        });
    };
    QVERIFY(insert(2));
    for (const int values : {1, 3}) {
        const auto answer = insert(values);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Internal);
    }
}

void TestDatabase::busyRunsTheWholeFunctionAgain() {
    TempDatabase database;
    int runs = 0;
    const auto answer = write(*database, [&](Scope& scope) {
        if (++runs < 3)
            scope.fail({ErrorKind::DatabaseBusy, L("busy"), {}});
        return runs;
    });
    QCOMPARE(answer.value_or(0), 3);
    runs = 0;
    const auto never = write(*database, [&](Scope& scope) {
        ++runs;
        scope.fail({ErrorKind::DatabaseBusy, L("busy"), {}});
    });
    QVERIFY(!never);
    QCOMPARE(runs, 3);
}

void TestDatabase::saysWhoLocks() {
    TempDatabase database;
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(L("QSQLITE"), L("other"));
        other.setDatabaseName(database.path());
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(L("BEGIN IMMEDIATE")));
        database.read([](Scope& scope) { Statement(scope, L("PRAGMA busy_timeout = 1")).control(); });
        const auto answer = write(*database, [](Scope&) { return 1; });
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::DatabaseBusy);
        QVERIFY(answer.error().message.contains(L("locked by another program")));
    }
    QSqlDatabase::removeDatabase(L("other"));
}

void TestDatabase::readerSeesCommittedDataOnly() {
    TempDatabase database;
    const auto reader = Database::openReader(database.target());
    QVERIFY(reader);
    const auto count = [&] {
        return read(**reader,
                    [](Scope& scope) {
                        return Statement(scope, L("SELECT count(*) FROM cursors"))
                            .one([](const Row& row) { return row.number(0); })
                            .value_or(-1);
                    })
            .value_or(-2);
    };
    database.write([&](Scope& scope) {
        Statement(scope, L("INSERT INTO cursors VALUES ('a', 'b', 'c')")).run();
        QCOMPARE(count(), 0);
    });
    QCOMPARE(count(), 1);
    QVERIFY(!write(**reader, [](Scope& scope) { Statement(scope, L("DELETE FROM cursors")).run(); }));
}

void TestDatabase::interruptEndsALongQuestion() {
    TempDatabase database;
    const auto reader = Database::openReader(database.target());
    QVERIFY(reader);
    const auto interrupter = (*reader)->interrupter();
    const auto answer = read(**reader, [&](Scope& scope) {
        int rows = 0;
        // Ends only because the statement, once under way, is interrupted.
        Statement(scope, L("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"))
            .all([&](const Row& row) {
                if (++rows == 10)
                    interrupter->interrupt();
                return row.integer(0);
            });
        return rows;
    });
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Cancelled);
    QVERIFY(read(**reader, [](Scope& scope) {
        return Statement(scope, L("SELECT 1")).one([](const Row& row) { return row.number(0); }).value_or(0);
    }));
}

void TestDatabase::splitsScripts() {
    const QStringList statements =
        splitStatements(L("-- a; comment\nCREATE TABLE a (b TEXT DEFAULT ';', -- it's\n c TEXT);\n\n/* x; */ "
                          "INSERT INTO \"a;b\";;"));
    QCOMPARE(statements.size(), 2);
    QVERIFY(statements[0].startsWith(L("CREATE TABLE a (b TEXT DEFAULT ';',")));
    QVERIFY(statements[0].endsWith(L("c TEXT)")));
    QCOMPARE(statements[1], L("INSERT INTO \"a;b\""));
}

void TestDatabase::lineEndingsDoNotChangeAChecksum() {
    const Migration unix{1, L("V1__a"), "CREATE TABLE a (b);\n"};
    const Migration dos{1, L("V1__a"), "CREATE TABLE a (b);\r\n"};
    const Migration other{1, L("V1__a"), "CREATE TABLE a (c);\n"};
    QCOMPARE(unix.checksum(), dos.checksum());
    QVERIFY(unix.checksum() != other.checksum());
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
