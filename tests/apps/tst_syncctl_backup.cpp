// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bloom-syncctl backup and restore, the real program: made while an engine works, put back while none does.
#include "apps/terminal.h"
#include "core/row_ids.h"
#include "engine/mirror.h"
#include "storage/backup.h"
#include "storage/damage.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <sys/stat.h>
#include <QDir>
#include <QRegularExpression>

using namespace bloom;
using namespace bloom::test;

namespace {

void change(const storage::DatabaseTarget& target, const QStringList& statements) {
    const auto database = storage::Database::open(target);
    if (!database || !storage::write(**database, [&](storage::Scope& scope) {
            for (const QString& sql : statements)
                storage::Statement(scope, sql).run();
        }))
        qFatal("the database can't be changed");
}
QString cell(const QString& path, const char* sql) {
    const auto database = storage::Database::openDamaged({path});
    if (!database)
        qFatal("the database can't be read");
    return storage::read(**database,
                         [&](storage::Scope& scope) {
                             return storage::Statement(scope, s(sql))
                                 .one([](const storage::Row& row) { return row.text(0); })
                                 .value_or(QString());
                         })
        .value_or(s("failed"));
}

}  // namespace

class TestSyncctlBackup : public QObject, Terminal {
    Q_OBJECT

    storage::DatabaseTarget target() const { return {m_practice->databasePath()}; }
    QString file(const char* name) const { return m_practice->folder.filePath(s(name)); }
    Outcome run(const QStringList& arguments) const {
        QProcessEnvironment all = environment(false);
        all.insert(s("SQL_CONNECTION_STRING"), s("sqlite:") + target().path);
        return waitFor(*launch(arguments, all));
    }
    QStringList replaced() const {
        // Its -wal and -shm lie beside it.
        return QDir(QFileInfo(target().path).path())
            .entryList({s("*.replaced-*")}, QDir::Files)
            .filter(QRegularExpression(s("[0-9]$")));
    }

private Q_SLOTS:
    void init() {
        m_practice = std::make_unique<EnginePractice>();
        change(target(),
               {s("INSERT INTO cursors VALUES ('Patient', 'old', '')"),
                s("INSERT INTO checkpoints VALUES ('l', 'r', '', '', '', '', 'next', NULL, 1, NULL, '')"),
                s("INSERT INTO webhook_inbox (route, event_id, body_hash, event, state, received_at) "
                  "VALUES ('r', 'before', x'00', 'e', 'received', '2026')"),
                s("INSERT INTO source_records (kind, halaxy_id, read_sent, read_answered, content_hash, "
                  "content, "
                  "created_at, updated_at) VALUES ('Patient', '7', 1, 1, x'01', "
                  "'{\"id\":\"7\",\"name\":{\"first\":\"Quintessa\"}}', '', '')"),
                s("INSERT INTO clients (id, halaxy_patient_id, first_name, created_at, updated_at, "
                  "last_synced_at) "
                  "VALUES ('%1', '7', 'Quintessa', '', '', '')")
                    .arg(clientRowId(HalaxyId(s("7"))).value)});
    }

    void makesAWholeCopyWhileAnEngineWorks() {
        engine::EngineHost host(m_practice->options());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(runs.wait(1));
        const Outcome made = run({s("backup"), file("my.backup")});
        QVERIFY2(made.code == 0, made.err);
        QVERIFY(made.text().contains(file("my.backup")));
        QVERIFY(host.stop());
        QCOMPARE(cell(file("my.backup"), "SELECT count(*) FROM sessions"),
                 cell(target().path, "SELECT count(*) FROM sessions"));
        QVERIFY(!QFile::exists(file("my.backup-wal")));
        struct stat status{};
        QCOMPARE(::stat(QFile::encodeName(file("my.backup")).constData(), &status), 0);
        QCOMPARE(int(status.st_mode & 0777), 0600);
        QCOMPARE(cell(target().path, "SELECT who || ' ' || action || ' ' || subject FROM access_log"),
                 s("mara backup ") + file("my.backup"));
    }

    void neverOverwritesWithoutBeingTold() {
        QFile other(file("my.backup"));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("mine");
        other.close();
        const Outcome refused = run({s("backup"), file("my.backup")});
        QCOMPARE(refused.code, 2);
        QVERIFY(refused.complaint().contains(s("--force")));
        QCOMPARE(QFileInfo(file("my.backup")).size(), 4);
        QCOMPARE(run({s("backup"), s("--force"), file("my.backup")}).code, 0);
        QCOMPARE(cell(file("my.backup"), "SELECT value FROM cursors"), s("old"));
        QCOMPARE(run({s("backup"), s("--force"), target().path}).code, 2);
        QCOMPARE(run({s("backup")}).code, 2);
        QCOMPARE(run({s("backup"), file("new/folder/my.backup")}).code, 0);
    }

    void writersNeverMakeItEndless() {
        storage::BackupOptions options;
        options.pages = 2;
        int writes = 0;
        options.between = [&] {
            change(target(), {s("INSERT INTO cursors VALUES ('w%1', '', '')").arg(++writes)});
        };
        const auto made = storage::backUp(target(), file("my.backup"), m_practice->scale->now(), options);
        QVERIFY2(made.has_value(), qPrintable(made ? QString() : made.error().message));
        QVERIFY(writes > 2);
        QVERIFY(made->restarts > 0);
        QVERIFY(cell(file("my.backup"), "SELECT count(*) FROM cursors").toInt() <= writes + 1);
        const auto copy = storage::Database::openDamaged({file("my.backup")});
        QVERIFY(storage::isSound(**copy, true).value());
    }

    void restoresAndKeepsWhatMustNotBeLost() {
        QCOMPARE(run({s("backup"), file("my.backup")}).code, 0);
        change(
            target(),
            {s("UPDATE cursors SET value = 'new'"),
             s("INSERT INTO webhook_inbox (route, event_id, body_hash, event, state, received_at) "
               "VALUES ('r', 'after', x'00', 'e', 'processing', '2026')"),
             s("UPDATE clients SET first_name = NULL"),
             s("UPDATE source_records SET gone = 1, gone_at = '2026', purged_at = '2026', content = '{}'"),
             s("INSERT INTO access_log (at, who, action, subject) VALUES ('2026', 'ann', 'forget', 'c7')")});
        const Outcome restored = run({s("restore"), file("my.backup")});
        QVERIFY2(restored.code == 0, restored.err);
        QCOMPARE(replaced().size(), 1);
        QVERIFY(restored.text().contains(replaced().first()));
        QCOMPARE(
            cell(QFileInfo(target().path).path() + u'/' + replaced().first(), "SELECT value FROM cursors"),
            s("new"));
        QCOMPARE(cell(target().path, "SELECT value FROM cursors WHERE name = 'Patient'"), s("old"));
        QCOMPARE(cell(target().path, "SELECT count(*) FROM checkpoints"), s("0"));
        QCOMPARE(cell(target().path,
                      "SELECT group_concat(event_id || ' ' || state) FROM (SELECT * FROM webhook_inbox "
                      "ORDER BY event_id)"),
                 s("after received,before received"));
        QCOMPARE(cell(target().path,
                      "SELECT group_concat(who || ' ' || action) FROM (SELECT * FROM access_log "
                      "ORDER BY action)"),
                 s("mara backup,ann forget,mara restore"));
        QCOMPARE(cell(target().path, "SELECT first_name FROM clients"), QString());
        QVERIFY(!cell(target().path, "SELECT content FROM source_records").contains(s("Quintessa")));
        // And an engine goes on from there.
        engine::EngineHost host(m_practice->options());
        FinishedRuns runs(host);
        host.start();
        QVERIFY(runs.wait(1));
        QCOMPARE(runs.last().outcome, RunOutcome::Success);
        QVERIFY(host.stop());
    }

    void refusesWhileAnEngineIsAtWork() {
        QCOMPARE(run({s("backup"), file("my.backup")}).code, 0);
        engine::EngineLock lock(target());
        QVERIFY(lock.take());
        const Outcome refused = run({s("restore"), file("my.backup")});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.complaint().contains(s("Close it")), refused.err);
        QCOMPARE(replaced(), QStringList());
    }

    void refusesWhatIsNoSoundBackup_data() {
        QTest::addColumn<QString>("what");
        for (const char* what : {"missing", "text", "foreign", "newer", "damaged", "itself", "empty"})
            QTest::newRow(what) << s(what);
    }
    void refusesWhatIsNoSoundBackup() {
        QFETCH(QString, what);
        QString path = file("my.backup");
        if (what != s("missing") && what != s("empty"))
            QCOMPARE(run({s("backup"), path}).code, 0);
        QFile bytes(path);
        if (what == s("empty"))
            QVERIFY(bytes.open(QIODevice::WriteOnly));
        if (what == s("text"))
            QVERIFY(bytes.open(QIODevice::WriteOnly) && bytes.write(QByteArray(9000, 'x')) > 0);
        if (what == s("damaged")) {
            const qint64 page =
                cell(path, "SELECT rootpage FROM sqlite_master WHERE name = 'clients'").toLongLong();
            QVERIFY(bytes.open(QIODevice::ReadWrite) && bytes.seek((page - 1) * 4096) &&
                    bytes.write(QByteArray(4096, '\xA5')) > 0);
        }
        bytes.close();
        if (what == s("foreign"))
            change({path}, {s("DROP TABLE schema_migrations")});
        if (what == s("newer"))
            change({path}, {s("INSERT INTO schema_migrations VALUES (99, 'V99__later', 'x', 'y')")});
        if (what == s("itself"))
            path = target().path;
        const Outcome refused = run({s("restore"), path});
        QVERIFY(refused.code == 1 || refused.code == 2);
        QVERIFY(!refused.err.isEmpty());
        QCOMPARE(replaced(), QStringList());
        QCOMPARE(cell(target().path, "SELECT value FROM cursors"), s("old"));
    }

    void restoresWhereNothingIsYet() {
        QCOMPARE(run({s("backup"), file("my.backup")}).code, 0);
        QVERIFY(QDir(QFileInfo(target().path).path()).removeRecursively());
        const Outcome restored = run({s("restore"), file("my.backup")});
        QVERIFY2(restored.code == 0, restored.err);
        QCOMPARE(cell(target().path, "SELECT value FROM cursors WHERE name = 'Patient'"), s("old"));
    }
};

QTEST_GUILESS_MAIN(TestSyncctlBackup)
#include "tst_syncctl_backup.moc"
