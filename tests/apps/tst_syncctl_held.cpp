// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bloom-syncctl held and audit, against a sandbox on loopback.
#include "sandbox/edits.h"
#include "support/engine_practice.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

using namespace bloom;
using namespace bloom::test;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

struct Outcome {
    int code = -1;
    QByteArray out, err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

}  // namespace

class TestSyncctlHeld : public QObject {
    Q_OBJECT
    std::unique_ptr<EnginePractice> m_practice;

    Outcome run(const QString& arguments, bool withSettings = true) const {
        QProcessEnvironment environment;
        environment.insert(s("PATH"), qEnvironmentVariable("PATH"));
        environment.insert(s("USER"), s("mara"));
        environment.insert(s("HOME"), m_practice->folder.path());
        environment.insert(s("XDG_CONFIG_HOME"), m_practice->folder.filePath(s("config")));
        environment.insert(s("XDG_DATA_HOME"), m_practice->folder.filePath(s("data")));
        const auto settings = m_practice->options().environment;
        for (auto it = settings.begin(); withSettings && it != settings.end(); ++it)
            environment.insert(it.key(), it.value());
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(s(BLOOM_BINARY_DIR "/bin/bloom-syncctl"), arguments.split(u' '));
        // The sandbox answers on this thread, so its event loop goes on meanwhile.
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000))
            qFatal("bloom-syncctl did not end");
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
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
    void init() {
        m_practice = std::make_unique<EnginePractice>(
            1, std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()));
    }
    void auditSaysWhatDiffersAndChangesNothing() {
        QCOMPARE(run(s("audit")).code, 1);  // no database yet, and none is made
        QVERIFY(!QDirIterator(m_practice->folder.path(), {s("*.sqlite")}, QDir::Files,
                              QDirIterator::Subdirectories)
                     .hasNext());
        QCOMPARE(run(s("sync")).code, 0);
        const Outcome equal = run(s("audit --json"));
        QCOMPARE(equal.code, 0);
        QVERIFY(equal.json().value(s("equal")).toBool());
        const QStringList ids = coming();
        QVERIFY(edit().remove(sandbox::Resource::Appointment, ids[0]));
        QVERIFY(edit().cancel(ids[1]));
        for (int i = 0; i < 2; ++i) {  // nothing was changed by the first
            const Outcome different = run(s("audit"));
            QCOMPARE(different.code, 3);
            const QString out = QString::fromUtf8(different.out);
            QVERIFY2(out.contains(QStringLiteral("Appointment/%1: only here").arg(ids[0])), different.out);
            QVERIFY2(out.contains(QStringLiteral("Appointment/%1: differs: patients").arg(ids[1])),
                     different.out);
        }
        const Outcome json = run(s("audit --json"));
        QCOMPARE(json.code, 3);
        QCOMPARE(json.json().value(s("differences")).toArray().size(), 2);
        QCOMPARE(run(s("sync")).code, 0);
        QCOMPARE(run(s("audit")).code, 0);
        m_practice->addFault(s("missing-rows,resource=Patient"));
        QCOMPARE(run(s("audit")).code, 1);
    }
    void heldIsListedAndDecided_data() {
        QTest::addColumn<QString>("decision");
        QTest::addColumn<QString>("state");
        QTest::newRow("apply") << s("--apply") << s("applied");
        QTest::newRow("discard") << s("--discard") << s("discarded");
    }
    void heldIsListedAndDecided() {
        QFETCH(QString, decision);
        QCOMPARE(run(s("sync")).code, 0);
        QCOMPARE(run(s("held"), false).out, QByteArray("Nothing is held.\n"));
        const QStringList ids = coming();
        for (const QString& id : ids)
            QVERIFY(edit().remove(sandbox::Resource::Appointment, id));
        QCOMPARE(run(s("sync")).code, 3);
        const Outcome listed = run(s("held --json"), false);
        QCOMPARE(listed.code, 0);
        const QJsonObject set = listed.json().value(s("held")).toArray().first().toObject();
        QCOMPARE(set.value(s("count")).toInt(), int(ids.size()));
        QCOMPARE(set.value(s("state")).toString(), s("open"));
        const QString id = set.value(s("id")).toString();
        QCOMPARE(run(s("held --apply none")).code, 2);
        QCOMPARE(run(s("held ") + decision + u' ' + id).code, 0);
        const QJsonObject after =
            run(s("held --json"), false).json().value(s("held")).toArray().first().toObject();
        QTEST(after.value(s("state")).toString(), "state");
        QCOMPARE(after.value(s("decided_by")).toString(), s("mara"));
        QCOMPARE(run(s("held ") + decision + u' ' + id).code, 2);  // decided already
        QCOMPARE(run(s("sync")).code, 0);
    }
};

QTEST_GUILESS_MAIN(TestSyncctlHeld)
#include "tst_syncctl_held.moc"
