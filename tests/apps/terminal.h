// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real bloom-syncctl in a home of its own, against a sandbox on loopback.
#pragma once
#include "storage/database.h"
#include "storage/status_store.h"
#include "storage/transaction.h"
#include "support/engine_practice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>
#include <csignal>

namespace bloom::test {

inline QString s(const char* text) { return QString::fromLatin1(text); }

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
    QString text() const { return QString::fromUtf8(out); }
    QString complaint() const { return QString::fromUtf8(err); }
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// What the tests of the terminal have in common; a practice for each test.
class Terminal {
protected:
    std::unique_ptr<EnginePractice> m_practice;

    QProcessEnvironment environment(bool withSettings) const {
        QProcessEnvironment environment;
        environment.insert(s("PATH"), qEnvironmentVariable("PATH"));
        environment.insert(s("USER"), s("mara"));
        environment.insert(s("HOME"), m_practice->folder.path());
        environment.insert(s("XDG_CONFIG_HOME"), m_practice->folder.filePath(s("config")));
        environment.insert(s("XDG_DATA_HOME"), m_practice->folder.filePath(s("data")));
        if (!withSettings)
            return environment;
        const auto settings = m_practice->options().environment;
        for (auto it = settings.begin(); it != settings.end(); ++it)
            environment.insert(it.key(), it.value());
        return environment;
    }
    std::unique_ptr<QProcess> launch(const QStringList& arguments,
                                     const QProcessEnvironment& environment) const {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(environment);
        process->start(s(BLOOM_BINARY_DIR "/bin/bloom-syncctl"), arguments);
        return process;
    }
    static Outcome waitFor(QProcess& process) {
        // The sandbox answers on this thread, so its event loop goes on meanwhile.
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000))
            qFatal("bloom-syncctl did not end");
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput(), process.readAllStandardError()};
    }
    Outcome run(const QStringList& arguments, bool withSettings = true) const {
        return waitFor(*launch(arguments, environment(withSettings)));
    }
    Outcome runWithoutSettings(const char* arguments) const { return run(s(arguments).split(u' '), false); }
    Outcome run(const char* arguments) const { return run(s(arguments).split(u' ')); }
    Outcome run(const char* arguments, const QMap<QString, QString>& more) const {
        auto all = environment(true);
        for (auto it = more.begin(); it != more.end(); ++it)
            all.insert(it.key(), it.value());
        return waitFor(*launch(s(arguments).split(u' '), all));
    }
    /// Told to end while its engine waits for the database that is locked here.
    Outcome endedWhileStarting(const char* arguments) const {
        const auto database = storage::Database::open({dataFolder() + s("/bloom.sqlite")});
        std::unique_ptr<QProcess> process;
        if (!database || !storage::write(**database, [&](storage::Scope&) {
                process = launch(s(arguments).split(u' '), environment(true));
                if (!QTest::qWaitFor([&] { return catchesSigterm(process->processId()); }, 30'000))
                    qFatal("bloom-syncctl did not start");
                ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
                if (!QTest::qWaitFor([&] { return process->state() == QProcess::NotRunning; }, 30'000))
                    qFatal("bloom-syncctl did not end");
            }))
            qFatal("the database can't be locked");
        return waitFor(*process);
    }
    static bool catchesSigterm(qint64 process) {
        QFile status(s("/proc/%1/status").arg(process));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        bool started = false;  // before that it is a copy of this test, which catches it as well
        for (const QByteArray& line : status.readAll().split('\n')) {
            started = started || line == "Name:\tbloom-syncctl";
            if (line.startsWith("SigCgt:"))
                return started && (line.mid(7).trimmed().toULongLong(nullptr, 16) >> (SIGTERM - 1)) & 1;
        }
        return false;
    }
    /// What every refused `sync --json` prints: the members of a report, and why.
    static void compareRefusal(const Outcome& outcome, int code, const QString& says) {
        QCOMPARE(outcome.code, code);
        const QJsonObject object = outcome.json();
        QCOMPARE(object.value(s("outcome")).toString(), s("failed"));
        for (const char* key : {"run", "started", "duration_ms", "calls", "kinds", "practitioners"})
            QVERIFY2(object.contains(QLatin1String(key)), key);
        QStringList messages;
        for (const auto& problem : object.value(s("problems")).toArray())
            messages << problem.toObject().value(s("message")).toString();
        QVERIFY2(messages.join(u' ').contains(says), qPrintable(messages.join(u' ')));
    }
    static int received(const Outcome& outcome, const char* kind) {
        const QJsonObject kinds = outcome.json().value(s("kinds")).toObject();
        return kinds.value(s(kind)).toObject().value(s("received")).toInt();
    }
    static int calls(const Outcome& outcome) { return outcome.json().value(s("calls")).toInt(); }
    QString state() const { return run("status --json").json().value(s("state")).toString(); }
    QString dataFolder() const { return m_practice->folder.filePath(s("data/bloom-sync")); }
    /// As if an engine had run, without one.
    void endRun(const storage::StatusStore::Attempt& attempt) const {
        const auto database = storage::Database::open({dataFolder() + s("/bloom.sqlite")});
        if (!database || !storage::write(**database, [&](storage::Scope& scope) {
                storage::StatusStore(scope).runEnded(attempt, attempt.started);
            }))
            qFatal("the status can't be written");
    }
    // Its engine has the machine's time; the sandbox here runs with it.
    void begin() { m_practice = std::make_unique<EnginePractice>(1, sandboxNow()); }
    static UtcTime sandboxNow() {
        return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
    }
};

}  // namespace bloom::test
