// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bloom-syncctl held and audit, against a sandbox on loopback.
#include "apps/terminal.h"
#include "sandbox/edits.h"

#include <QDirIterator>

using namespace bloom;
using namespace bloom::test;

class TestSyncctlHeld : public QObject, Terminal {
    Q_OBJECT
    sandbox::Editor edit() const {
        sandbox::Sandbox& halaxy = m_practice->server.core();
        return {halaxy.practice(), halaxy.quirks(), m_practice->clock.utcNow()};
    }
    QStringList coming() const {
        QStringList ids;
        const UtcTime now = m_practice->clock.utcNow();
        for (const auto& row : m_practice->server.core().practice().appointments.rows())
            if (!row.gone && !row.patients.empty() && row.start > now + std::chrono::hours(24) &&
                row.start < now + std::chrono::hours(24 * 60))
                ids << row.id;
        return ids;
    }

private Q_SLOTS:
    void init() { begin(); }
    void auditSaysWhatDiffersAndChangesNothing() {
        QCOMPARE(run("audit").code, 1);  // no database yet, and none is made
        QVERIFY(!QDirIterator(m_practice->folder.path(), {s("*.sqlite")}, QDir::Files,
                              QDirIterator::Subdirectories)
                     .hasNext());
        QCOMPARE(run("sync").code, 0);
        const Outcome equal = run("audit --json");
        QCOMPARE(equal.code, 0);
        QVERIFY(equal.json().value(s("equal")).toBool());
        const QStringList ids = coming();
        QVERIFY(edit().remove(sandbox::Resource::Appointment, ids[0]));
        QVERIFY(edit().cancel(ids[1]));
        for (int i = 0; i < 2; ++i) {  // nothing was changed by the first
            const Outcome different = run("audit");
            QCOMPARE(different.code, 3);
            const QString out = different.text();
            QVERIFY2(out.contains(QStringLiteral("Appointment/%1: only here").arg(ids[0])), different.out);
            QVERIFY2(out.contains(QStringLiteral("Appointment/%1: differs: patients").arg(ids[1])),
                     different.out);
        }
        const Outcome json = run("audit --json");
        QCOMPARE(json.code, 3);
        QCOMPARE(json.json().value(s("differences")).toArray().size(), 2);
        QCOMPARE(run("sync").code, 0);
        QCOMPARE(run("audit").code, 0);
        m_practice->addFault(s("missing-rows,resource=Patient"));
        QCOMPARE(run("audit").code, 1);
    }
    void heldIsListedAndDecided_data() {
        QTest::addColumn<QString>("decision");
        QTest::addColumn<QString>("state");
        QTest::newRow("apply") << s("--apply") << s("applied");
        QTest::newRow("discard") << s("--discard") << s("discarded");
    }
    void heldIsListedAndDecided() {
        QFETCH(QString, decision);
        QCOMPARE(run("sync").code, 0);
        QCOMPARE(runWithoutSettings("held").out, QByteArray("Nothing is held.\n"));
        const QStringList ids = coming();
        for (const QString& id : ids)
            QVERIFY(edit().remove(sandbox::Resource::Appointment, id));
        QCOMPARE(run("sync").code, 3);
        const Outcome listed = runWithoutSettings("held --json");
        QCOMPARE(listed.code, 0);
        const QJsonObject set = listed.json().value(s("held")).toArray().first().toObject();
        QCOMPARE(set.value(s("count")).toInt(), int(ids.size()));
        QCOMPARE(set.value(s("state")).toString(), s("open"));
        const QString id = set.value(s("id")).toString();
        QCOMPARE(run("held --apply none").code, 2);
        QCOMPARE(run({s("held"), decision, id}).code, 0);
        const QJsonObject after =
            runWithoutSettings("held --json").json().value(s("held")).toArray().first().toObject();
        QTEST(after.value(s("state")).toString(), "state");
        QCOMPARE(after.value(s("decided_by")).toString(), s("mara"));
        QCOMPARE(run({s("held"), decision, id}).code, 2);  // decided already
        QCOMPARE(run("sync").code, 0);
    }
};

QTEST_GUILESS_MAIN(TestSyncctlHeld)
#include "tst_syncctl_held.moc"
