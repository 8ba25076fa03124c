// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// halaxy-sandbox as a program: options, the port file, a clean end.
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

class TestSandboxProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesItsPortAndEndsOnASignal_data();
    void writesItsPortAndEndsOnASignal();
    void refusesWrongOptions_data();
    void refusesWrongOptions();
    void reportsAPortInUse();
    void helps();

private:
    static QString program() { return QStringLiteral(BLOOM_BINARY_DIR "/bin/halaxy-sandbox"); }
    static QStringList small() {
        return {QStringLiteral("--patients"),     QStringLiteral("10"),
                QStringLiteral("--appointments"), QStringLiteral("50"),
                QStringLiteral("--now"),          QStringLiteral("2026-11-24T09:40:00+11:00")};
    }
};

void TestSandboxProgram::writesItsPortAndEndsOnASignal_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestSandboxProgram::writesItsPortAndEndsOnASignal() {
    QFETCH(int, signal);
    QTemporaryDir folder;
    const QString portFile = folder.filePath(QStringLiteral("port"));
    QProcess process;
    process.start(program(), small() << QStringLiteral("--port-file") << portFile << QStringLiteral("--live")
                                     << QStringLiteral("--fault")
                                     << QStringLiteral("server-error,status=500"));
    QTRY_VERIFY(QFile::exists(portFile));
    QFile file(portFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const int port = file.readAll().trimmed().toInt();
    QTcpSocket client;
    client.connectToHost(QStringLiteral("127.0.0.1"), quint16(port));
    client.write(
        "GET /main/Patient HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: x\r\nConnection: close\r\n\r\n");
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    const QByteArray answer = client.readAll();
    QVERIFY2(answer.startsWith("HTTP/1.1 500"), answer.left(60).constData());
    QVERIFY(answer.contains("Date: Mon, 23 Nov 2026 22:4"));
    ::kill(pid_t(process.processId()), signal);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void TestSandboxProgram::refusesWrongOptions_data() {
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char* name, const QString& arguments) {
        QTest::newRow(name) << arguments.split(u' ');
    };
    row("an unknown option", QStringLiteral("--colour red"));
    row("a port too high", QStringLiteral("--port 65536"));
    row("a number that is none", QStringLiteral("--patients many"));
    row("a negative number", QStringLiteral("--patients=-1"));
    row("a time that is none", QStringLiteral("--now soon"));
    row("a shape that is none", QStringLiteral("--shape round"));
    row("a fault that is none", QStringLiteral("--fault flood"));
    row("webhooks to another machine", QStringLiteral("--webhook-url http://example.com"));
    row("webhooks to nowhere", QStringLiteral("--webhook-secret s"));
    row("a share of webhooks too high",
        QStringLiteral("--webhook-url http://127.0.0.1:1 --webhook-loss 101"));
    row("an argument", QStringLiteral("now"));
}

void TestSandboxProgram::refusesWrongOptions() {
    QFETCH(QStringList, arguments);
    QProcess process;
    process.start(program(), arguments);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().startsWith("halaxy-sandbox: "));
    QVERIFY(process.readAllStandardOutput().isEmpty());
}

void TestSandboxProgram::reportsAPortInUse() {
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    QProcess process;
    process.start(program(), small() << QStringLiteral("--port") << QString::number(taken.serverPort()));
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("can't listen on port"));
}

void TestSandboxProgram::helps() {
    QProcess process;
    process.start(program(), {QStringLiteral("--help")});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    const QByteArray text = process.readAllStandardOutput();
    for (const char* word : {"--port-file", "--seed", "--now", "--live", "next-loops", "sandbox-secret",
                             "/sandbox/edit", "--webhook-url", "/sandbox/webhooks"})
        QVERIFY2(text.contains(word), word);
}

QTEST_GUILESS_MAIN(TestSandboxProgram)
#include "tst_sandbox_program.moc"
