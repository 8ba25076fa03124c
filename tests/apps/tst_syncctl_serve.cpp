// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bloom-syncctl serve: what it says while it syncs on the schedule, and how it ends.
#include "apps/terminal.h"

using namespace bloom;
using namespace bloom::test;

class TestSyncctlServe : public QObject, Terminal {
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void serveSyncsAndEndsCleanlyWhenTold() {
        const auto process = launch({s("serve")}, environment(true));
        QVERIFY(QTest::qWaitFor(
            [&] {
                return run("status --json").json().value(s("sessions")).toInt() > 0 ||
                       process->state() == QProcess::NotRunning;
            },
            30'000));
        QCOMPARE(process->state(), QProcess::Running);
        ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
        const Outcome outcome = waitFor(*process);
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.isEmpty());
        // What changes is a line, and what only counts is none.
        QCOMPARE(outcome.err.count("First sync"), 1);
        QCOMPARE(endedWhileStarting("serve").code, 0);
    }
    void serveSaysWhereItListensForWebhooks_data() {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("a secret") << s("HALAXY_WEBHOOK_SECRET") << s("hush")
                                  << QByteArray("listening on http://127.0.0.1:") +
                                         "[0-9]+, every request is verified";
        QTest::newRow("none") << s("BLOOM_WEBHOOK_HOSTS") << s("a.example")
                              << QByteArray("listening on http://127.0.0.1:") +
                                     "[0-9]+, but every request is refused";
        QTest::newRow("off") << s("BLOOM_WEBHOOK_LISTEN") << s("no") << QByteArray("not listening");
    }
    void serveSaysWhereItListensForWebhooks() {
        QFETCH(QString, variable);
        QFETCH(QString, text);
        QFETCH(QByteArray, said);
        auto with = environment(true);
        with.insert(variable, text);
        const auto process = launch({s("serve")}, with);
        QByteArray told;
        const QRegularExpression expected(s("Webhooks: ") + QString::fromLatin1(said));
        QVERIFY2(QTest::qWaitFor(
                     [&] {
                         told += process->readAllStandardError();
                         return expected.match(QString::fromUtf8(told)).hasMatch();
                     },
                     30'000),
                 told);
        QVERIFY(!told.contains("hush"));
        ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
        QCOMPARE(waitFor(*process).code, 0);
    }
    void badWebhookSettingsStopServeAndNothingElse() {
        auto with = environment(true);
        with.insert(s("HALAXY_WEBHOOK_AUTH_HEADER"), s("hush"));
        const Outcome serve = waitFor(*launch({s("serve")}, with));
        QCOMPARE(serve.code, 2);
        QVERIFY2(serve.err.contains("HALAXY_WEBHOOK_AUTH_HEADER"), serve.err);
        QVERIFY(!serve.err.contains("hush"));
        QCOMPARE(waitFor(*launch({s("status")}, with)).code, 0);
    }
    void serveSaysHowEachRunEnded() {
        m_practice->addFault(s("unusable"));
        const auto process = launch({s("serve")}, environment(true));
        QByteArray told;
        QVERIFY(QTest::qWaitFor(
            [&] {
                told += process->readAllStandardError();
                return told.contains("set aside: Appointment/");
            },
            30'000));
        QVERIFY2(told.contains("full: partial in "), told);
        ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
        QCOMPARE(waitFor(*process).code, 0);
    }
};

QTEST_GUILESS_MAIN(TestSyncctlServe)
#include "tst_syncctl_serve.moc"
