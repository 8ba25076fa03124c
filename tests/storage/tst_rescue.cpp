// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A damaged database is told apart, what nobody else holds is saved past the damage, and the damaged file
// stays.
#include "core/practice_time.h"
#include "core/row_ids.h"
#include "storage/access_store.h"
#include "storage/carry_over.h"
#include "storage/damage.h"
#include "storage/mirror_store.h"
#include "storage/rescue.h"
#include "storage/salvage.h"
#include "support/temp_database.h"

#include <sys/stat.h>
#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using bloom::test::TempDatabase;

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }
const UtcTime kNow = parseUtc(L("2026-11-24T12:00:00Z")).value();
constexpr qint64 kPage = 4096;

void overwrite(const QString& path, qint64 from, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(from) || file.write(bytes) != bytes.size())
        qFatal("can't damage the file");
}

/// A database with something of everything that must be saved; its file is whole and closed.
class Filled {
public:
    TempDatabase database;

    explicit Filled(int events = 3) {
        for (const char* sql :
             {"INSERT INTO practitioners (id, halaxy_practitioner_id, timezone, weekly_session_target, "
              "admin_status, "
              "syncing, created_at, updated_at, last_synced_at) VALUES ('p', 'PR-7', 'Australia/Perth', 17, "
              "'active', 0, '', '', '')",
              "INSERT INTO clients (id, halaxy_patient_id, presenting_issues, treatment_plan, created_at, "
              "updated_at, last_synced_at) VALUES ('c', '12', '[\"sleep\"]', 'weekly', '', '', '')",
              "INSERT INTO clients (id, halaxy_patient_id, created_at, updated_at, last_synced_at) "
              "VALUES ('d', '13', '', '', '')",
              "INSERT INTO access_log (at, who, action, subject) VALUES ('2026', 'kim', 'export', 'x')",
              "INSERT INTO list_actions VALUES ('follow-up/c', 'c', 'facts', '2026-12-01', 'ring', '2026', "
              "'kim')",
              "INSERT INTO owned_changes (at, who, row_table, row_id, field, old_value, new_value) "
              "VALUES ('2026', 'kim', 'clients', 'c', 'treatment_plan', '', 'rest')",
              "INSERT INTO alerts (name, raised_at, updated_at, acknowledged_at, acknowledged_by) "
              "VALUES ('held-run', '', '', '2026', 'kim')",
              "INSERT INTO held_sets VALUES ('h', 'Patient', x'01', 9, 'r', '', '', 'discarded', '2026', "
              "'kim')",
              "INSERT INTO held_records VALUES ('h', '12', 'kept')",
              "INSERT INTO metric_rollups VALUES ('run-errors', '', 'day', '2026', 4, 1, 0, 1)",
              "INSERT INTO cursors VALUES ('paused', 'until-resumed', '')",
              "INSERT INTO cursors VALUES ('Patient', '2026', '')"})
            database.execute(L(sql));
        database.execute(
            L("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
              "INSERT INTO webhook_inbox (id, route, event_id, body_hash, event, kind, halaxy_id, "
              "state, received_at, error) SELECT i, 'r', 'e' || i, x'00', 'appointment.updated', "
              "'Appointment', i, CASE i % 3 WHEN 0 THEN 'received' WHEN 1 THEN 'processing' ELSE "
              "'dead' END, '2026', hex(zeroblob(100)) FROM n")
                .arg(events));
        database.execute(
            L("INSERT INTO webhook_inbox (route, event_id, body_hash, event, state, received_at, "
              "applied_at) VALUES ('r', 'settled', x'00', 'e', 'done', '2026', '2026')"));
    }
    QString path() const { return database.path(); }
    qint64 rootPage(const char* table) {
        return database.cell(L("SELECT rootpage FROM sqlite_master WHERE name = '%1'").arg(L(table)))
            .toLongLong();
    }
    /// Garbage where a page of the file was.
    void damagePage(qint64 page) { overwrite(path(), (page - 1) * kPage, QByteArray(kPage, '\xA5')); }
    Rescue rescue() {
        const auto rescued = rescueDatabase(database.target(), kNow);
        if (!rescued)
            qFatal("%s", qUtf8Printable(rescued.error().message));
        return *rescued;
    }
    QStringList files() const {
        return QDir(QFileInfo(path()).path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
};

}  // namespace

class TestRescue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsDamageApart_data();
    void tellsDamageApart();
    void onlyOursIsMoved_data();
    void onlyOursIsMoved();
    void savesWhatNobodyElseHolds();
    void readsPastDamagedPages_data();
    void readsPastDamagedPages();
    void ofAFileThatCantBeReadNothingIsSavedButTheFile();
    void nothingMovesWhenTheNewOneCantBeMade();
    void aSecondRescueKeepsBothFiles();
    void whatWasOwnedComesBackWithItsRow();
    void aKilledRescueGoesOn_data();
    void aKilledRescueGoesOn();
    void mentionsABackupThatIsThere();
};

void TestRescue::tellsDamageApart_data() {
    QTest::addColumn<QString>("damage");
    QTest::addColumn<bool>("opens");
    QTest::addColumn<bool>("sound");
    QTest::newRow("none") << QString() << true << true;
    QTest::newRow("garbage for a header") << L("header") << false << false;
    QTest::newRow("a damaged page") << L("page") << true << false;
    QTest::newRow("cut short") << L("short") << false << false;
    QTest::newRow("a damaged log") << L("wal") << true << true;
}

void TestRescue::tellsDamageApart() {
    QFETCH(QString, damage);
    QFETCH(bool, opens);
    QFETCH(bool, sound);
    Filled filled(2000);
    const qint64 root = filled.rootPage("webhook_inbox");
    filled.database.close();
    QVERIFY(!endedUncleanly(filled.database.target()));
    if (damage == L("header"))
        overwrite(filled.path(), 0, QByteArray(100, 'x'));
    if (damage == L("page"))
        filled.damagePage(root);
    if (damage == L("short"))
        QVERIFY(QFile::resize(filled.path(), QFileInfo(filled.path()).size() / 2));
    if (damage == L("wal")) {
        QFile log(filled.path() + L("-wal"));
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write(QByteArray(50'000, 'x'));
        log.close();
        QVERIFY(endedUncleanly(filled.database.target()));
    }
    const auto opened = Database::open(filled.database.target());
    QCOMPARE(opened.has_value(), opens);
    if (!opened)
        QCOMPARE(opened.error().kind, ErrorKind::DatabaseDamaged);
    else
        QCOMPARE(isSound(**opened, false).value(), sound);
}

void TestRescue::onlyOursIsMoved_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("ours");
    QTest::newRow("somebody's text") << QByteArray(9000, 'x') << false;
    QTest::newRow("zeros after a crash") << QByteArray(9000, '\0') << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("our schema under a lost header")
        << QByteArray(100, 'x') + QByteArray("..CREATE TABLE source_records (") + QByteArray(3000, 'x')
        << true;
    QTest::newRow("another's schema") << QByteArray("SQLite format 3..CREATE TABLE notes (") << false;
}

void TestRescue::onlyOursIsMoved() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, ours);
    QTemporaryDir folder;
    QFile file(folder.filePath(L("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    QCOMPARE(looksLikeOurs(file.fileName()), ours);
}

void TestRescue::savesWhatNobodyElseHolds() {
    Filled filled;
    filled.database.close();
    const Rescue rescue = filled.rescue();
    QVERIFY(rescue.readable);
    QCOMPARE(rescue.practitioners, 1);
    QCOMPARE(rescue.clients, 1);
    QCOMPARE(rescue.events, 3);
    QVERIFY(rescue.movedTo.endsWith(L("bloom.sqlite.damaged-20261124-120000")) ||
            rescue.movedTo.contains(L(".damaged-20261124-120000")));
    struct stat status{};
    QCOMPARE(::stat(QFile::encodeName(rescue.movedTo).constData(), &status), 0);
    QCOMPARE(int(status.st_mode & 0777), 0600);
    filled.database.reopen();
    TempDatabase& database = filled.database;
    QCOMPARE(database.rows(L("SELECT event_id, state FROM webhook_inbox ORDER BY id")),
             QStringList({L("e1|received"), L("e2|dead"), L("e3|received")}));
    QCOMPARE(database.rows(L("SELECT who, action FROM access_log ORDER BY id")),
             QStringList({L("kim|export"), L("bloom-sync|damaged-moved-aside")}));
    QCOMPARE(database.cell(L("SELECT acknowledged_by FROM alerts")), L("kim"));
    QCOMPARE(database.cell(L("SELECT * FROM list_actions")),
             L("follow-up/c|c|facts|2026-12-01|ring|2026|kim"));
    QCOMPARE(database.cell(L("SELECT who, field, new_value FROM owned_changes")),
             L("kim|treatment_plan|rest"));
    QCOMPARE(database.cell(L("SELECT state FROM held_sets")), L("discarded"));
    QCOMPARE(database.cell(L("SELECT outcome FROM held_records")), L("kept"));
    QCOMPARE(database.cell(L("SELECT total FROM metric_rollups")), L("1"));
    QCOMPARE(database.rows(L("SELECT name FROM cursors ORDER BY name")),
             QStringList({L("paused"), L("rescued")}));
    QCOMPARE(database.cell(L("SELECT count(*) FROM practitioners")), L("0"));
    QCOMPARE(database.read(lastRescue), std::optional(rescue));
    QVERIFY(describe(rescue).contains(rescue.movedTo));
}

void TestRescue::readsPastDamagedPages_data() {
    QTest::addColumn<QList<int>>("leaves");
    QTest::newRow("one") << QList<int>{40};
    QTest::newRow("two far apart") << QList<int>{20, 70};
    QTest::newRow("two beside each other, and one") << QList<int>{30, 31, 60};
    QTest::newRow("the first") << QList<int>{0};
}

void TestRescue::readsPastDamagedPages() {
    QFETCH(QList<int>, leaves);
    Filled filled(3000);
    // Leaves of the inbox, and how many events each holds.
    const QStringList pages = filled.database.rows(
        L("SELECT pageno, ncell FROM dbstat WHERE name = 'webhook_inbox' AND pagetype = 'leaf' "
          "ORDER BY path"));
    filled.database.close();
    int lost = 0;
    for (const int leaf : leaves) {
        const QStringList page = pages.value(leaf).split(u'|');
        QVERIFY(page.size() == 2);
        filled.damagePage(page[0].toLongLong());
        lost += page[1].toInt();
    }
    const Rescue rescue = filled.rescue();
    filled.database.reopen();
    // Nothing is missing but what those pages held.
    QCOMPARE(rescue.events, 3000 - lost);
    QCOMPARE(filled.database.cell(L("SELECT max(id) FROM webhook_inbox")), L("3000"));
}

void TestRescue::ofAFileThatCantBeReadNothingIsSavedButTheFile() {
    Filled filled;
    filled.database.close();
    QFile file(filled.path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const qint64 size = file.size();
    file.close();
    overwrite(filled.path(), 0, QByteArray(100, 'x'));
    const Rescue rescue = filled.rescue();
    QVERIFY(!rescue.readable);
    QCOMPARE(QFileInfo(rescue.movedTo).size(), size);
    filled.database.reopen();
    QCOMPARE(filled.database.cell(L("SELECT count(*) FROM webhook_inbox")), L("0"));
}

void TestRescue::nothingMovesWhenTheNewOneCantBeMade() {
    Filled filled;
    filled.database.close();
    // Where the new one would be made stands a folder with something in it.
    QVERIFY(QDir().mkpath(successorPath(filled.database.target()) + L("/taken")));
    const auto rescued = rescueDatabase(filled.database.target(), kNow);
    QVERIFY(!rescued);
    QCOMPARE(rescued.error().kind, ErrorKind::DatabaseDamaged);
    QVERIFY(rescued.error().message.contains(L("Nothing was moved")));
    QCOMPARE(filled.files().filter(L("damaged")), QStringList());
    filled.database.reopen();
    QCOMPARE(filled.database.cell(L("SELECT count(*) FROM webhook_inbox WHERE state <> 'done'")), L("3"));
}

void TestRescue::aSecondRescueKeepsBothFiles() {
    Filled filled;
    filled.database.close();
    const Rescue first = filled.rescue();
    const Rescue second = filled.rescue();
    QVERIFY(first.movedTo != second.movedTo);
    QVERIFY(QFileInfo::exists(first.movedTo) && QFileInfo::exists(second.movedTo));
    QCOMPARE(second.events, 3);
    QCOMPARE(second.practitioners, 1);  // who waits for a row since the first
    QCOMPARE(second.clients, 1);
    filled.database.reopen();
    QCOMPARE(filled.database.cell(L("SELECT count(*) FROM carried_over")), L("2"));
}

void TestRescue::whatWasOwnedComesBackWithItsRow() {
    Filled filled;
    filled.database.close();
    filled.rescue();
    filled.database.reopen();
    filled.database.write([](Scope& scope) {
        storage::ClientRow client;
        client.patientId = HalaxyId(L("12"));
        client.id = clientRowId(client.patientId);
        client.name.first = L("Ann");
        MirrorStore(scope).put(client, kNow);
        storage::PractitionerRow practitioner;
        practitioner.halaxyId = HalaxyId(L("PR-7"));
        practitioner.id = practitionerRowId(practitioner.halaxyId);
        MirrorStore(scope).put(practitioner, kNow);
        CarryOver(scope).apply(OwnedTable::Practitioners, practitioner.halaxyId);
    });
    QCOMPARE(filled.database.cell(L("SELECT presenting_issues, treatment_plan FROM clients")),
             L("[\"sleep\"]|weekly"));
    QCOMPARE(
        filled.database.cell(L("SELECT timezone, weekly_session_target, weekly_revenue_target, admin_status, "
                               "syncing, status FROM practitioners")),
        L("Australia/Perth|17|550000|active|0|active"));
    QCOMPARE(filled.database.cell(L("SELECT count(*) FROM carried_over")), L("0"));
}

void TestRescue::aKilledRescueGoesOn_data() {
    QTest::addColumn<bool>("moved");
    QTest::newRow("before the damaged one was moved") << false;
    QTest::newRow("after it, before the new one took its place") << true;
}

void TestRescue::aKilledRescueGoesOn() {
    QFETCH(bool, moved);
    Filled filled;
    filled.database.close();
    QVERIFY(QFile::copy(filled.path(), filled.path() + L(".keep")));
    filled.rescue();
    const QString successor = successorPath(filled.database.target());
    QVERIFY(QFile::rename(filled.path(), successor));
    if (!moved)
        QVERIFY(QFile::rename(filled.path() + L(".keep"), filled.path()));
    endInterruptedRescue(filled.database.target());
    QVERIFY(!QFileInfo::exists(successor));
    filled.database.reopen();
    // The new one has its place, or the damaged one still has: then it is rescued again.
    QCOMPARE(filled.database.read(lastRescue).has_value(), moved);
    QCOMPARE(filled.database.cell(L("SELECT count(*) FROM webhook_inbox WHERE state <> 'done'")), L("3"));
}

void TestRescue::mentionsABackupThatIsThere() {
    Filled filled;
    const QString there = filled.path() + L(".mine"), gone = filled.path() + L(".gone");
    QVERIFY(QFile(there).open(QIODevice::WriteOnly));
    filled.database.write([&](Scope& scope) {
        AccessStore(scope).add({kNow, L("kim"), L("backup"), there});
        AccessStore(scope).add({kNow, L("kim"), L("backup"), gone});
    });
    filled.database.close();
    const Rescue rescue = filled.rescue();
    QCOMPARE(rescue.backup, there);
    QVERIFY(describe(rescue).contains(there));
}

QTEST_GUILESS_MAIN(TestRescue)
#include "tst_rescue.moc"
