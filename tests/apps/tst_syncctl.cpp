// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real bloom-syncctl against a sandbox on loopback: what it prints, where, and how it exits.
#include "engine/stored_facts.h"
#include "storage/database.h"
#include "storage/statement.h"
#include "storage/status_store.h"
#include "storage/transaction.h"
#include "support/engine_practice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>
#include <csignal>

using namespace bloom;
using namespace bloom::test;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

}  // namespace

class TestSyncctl : public QObject {
    Q_OBJECT
    std::unique_ptr<EnginePractice> m_practice;

    QProcessEnvironment environment(bool withSettings) const {
        QProcessEnvironment environment;
        environment.insert(s("PATH"), qEnvironmentVariable("PATH"));
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

private Q_SLOTS:
    // Its engine has the machine's time; the sandbox here runs with it.
    void init() { m_practice = std::make_unique<EnginePractice>(1, sandboxNow()); }

    void withoutSettingsItNamesWhatIsMissing() {
        const Outcome outcome = run({s("sync")}, false);
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("HALAXY_CLIENT_ID") && outcome.err.contains("HALAXY_CLIENT_SECRET"),
                 outcome.err);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY2(outcome.err.contains("HALAXY_CLIENT_SECRET_FILE"), outcome.err);
    }
    void aSettingThatCantBeIsNamed() {
        auto bad = environment(true);
        bad.insert(s("HALAXY_SYNC_INTERVAL_MINUTES"), s("soon"));
        const Outcome outcome = waitFor(*launch({s("sync")}, bad));
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("HALAXY_SYNC_INTERVAL_MINUTES"), outcome.err);
    }
    void syncPrintsOneObjectAndASecondRunWritesNothing() {
        const Outcome first = run("sync --json");
        QCOMPARE(first.code, 0);
        const QJsonObject report = first.json();
        QCOMPARE(report.value(s("outcome")).toString(), s("success"));
        for (const char* key : {"started", "duration_ms", "calls", "bytes"})
            QVERIFY2(report.contains(QLatin1String(key)), key);
        const QJsonObject patients = report.value(s("kinds")).toObject().value(s("Patient")).toObject();
        QCOMPARE(patients.value(s("created")).toInt(), 120);
        for (const char* key : {"received", "updated", "unchanged", "deleted", "missing", "set_aside"})
            QVERIFY2(patients.contains(QLatin1String(key)), key);
        QVERIFY(!first.err.contains(m_practice->server.core().quirks().clientSecret.toUtf8()));
        const Outcome second = run("sync --json");
        QCOMPARE(second.code, 0);
        const QJsonObject kinds = second.json().value(s("kinds")).toObject();
        for (const QString& kind : kinds.keys()) {
            const QJsonObject counts = kinds.value(kind).toObject();
            QCOMPARE(counts.value(s("created")).toInt(), 0);
            QCOMPARE(counts.value(s("updated")).toInt(), 0);
        }
    }
    void theDatabaseGoesWhereItIsTold() {
        auto elsewhere = environment(true);
        const QString path = m_practice->folder.filePath(s("mine/own.sqlite"));
        elsewhere.insert(s("SQL_CONNECTION_STRING"), s("sqlite:") + path);
        QCOMPARE(waitFor(*launch({s("sync")}, elsewhere)).code, 0);
        QVERIFY(QFile::exists(path));
        elsewhere.insert(s("SQL_CONNECTION_STRING"), s("mysql://host/db"));
        QCOMPARE(waitFor(*launch({s("sync")}, elsewhere)).code, 2);
    }
    void partOfItAndUnusableRecordsAreThree() {
        m_practice->addFault(s("unusable"));
        const Outcome outcome = run("sync --json");
        QCOMPARE(outcome.code, 3);
        const QJsonObject appointments =
            outcome.json().value(s("kinds")).toObject().value(s("Appointment")).toObject();
        QVERIFY(appointments.value(s("set_aside")).toInt() > 0);
        QVERIFY(!appointments.value(s("set_aside_reasons")).toArray().isEmpty());
        QCOMPARE(state(), s("need-attention"));
    }
    void alertsAreListedAndAcknowledged() {
        QCOMPARE(run("alerts").code, 1);  // no database yet
        m_practice->addFault(s("unusable"));
        QCOMPARE(run("sync").code, 3);
        const auto firing = run("alerts --json").json().value(s("alerts")).toArray();
        QCOMPARE(firing.size(), 1);
        const QJsonObject alert = firing.first().toObject();
        QCOMPARE(alert.value(s("name")).toString(), s("set-aside-records"));
        QVERIFY(alert.value(s("count")).toInt() > 0 && alert.value(s("acknowledged")).isNull());
        QVERIFY(run("alerts").out.contains("--ack 1"));
        QVERIFY(run("status").out.contains("Alerts: 1 firing, 1 not acknowledged"));
        const Outcome unknown = run("alerts --ack 99");
        QCOMPARE(unknown.code, 2);
        QVERIFY2(unknown.err.contains("99"), unknown.err);
        const Outcome known = run("alerts --ack 1 --json", {{s("USER"), s("kim")}});
        QCOMPARE(known.code, 0);
        const QJsonObject acknowledged = known.json().value(s("alerts")).toArray().first().toObject();
        QVERIFY(!acknowledged.value(s("acknowledged")).isNull());
        QCOMPARE(acknowledged.value(s("acknowledged_by")).toString(), s("kim"));
        const QJsonObject status = run("status --json").json();
        QCOMPARE(status.value(s("alerts")).toArray().size(), 1);
        QCOMPARE(status.value(s("held")).toInt(-1), 0);
        QCOMPARE(status.value(s("inbox")).toObject().value(s("waiting")).toInt(-1), 0);
        QVERIFY(run("status").out.contains("Alerts: 1 firing, 0 not acknowledged"));
        m_practice->clearFaults();
        QCOMPARE(run("sync").code, 0);
        QVERIFY(run("alerts").out.contains("No alerts"));
        QVERIFY(!run("status").out.contains("Alerts:"));
    }
    void refusedCredentialsAreOne() {
        m_practice->addFault(s("credentials-refused"));
        const Outcome outcome = run("sync --json");
        QCOMPARE(outcome.code, 1);
        QCOMPARE(outcome.json().value(s("outcome")).toString(), s("failed"));
        QCOMPARE(state(), s("credentials-refused"));
    }
    void statusSaysWhatTheWindowWouldSay_data() {
        QTest::addColumn<RunOutcome>("outcome");
        QTest::addColumn<int>("times");
        QTest::addColumn<int>("minutesAgo");
        QTest::addColumn<QString>("state");
        QTest::newRow("fine") << RunOutcome::Success << 1 << 5 << s("up-to-date");
        QTest::newRow("a part failed") << RunOutcome::Partial << 1 << 5 << s("need-attention");
        QTest::newRow("once failed") << RunOutcome::Failed << 1 << 5 << s("retrying");
        QTest::newRow("failing") << RunOutcome::Failed << 3 << 5 << s("failing");
        QTest::newRow("nobody runs") << RunOutcome::Success << 1 << 300 << s("catching-up");
    }
    void statusSaysWhatTheWindowWouldSay() {
        QFETCH(RunOutcome, outcome);
        QFETCH(int, times);
        QFETCH(int, minutesAgo);
        const UtcTime started = sandboxNow() - std::chrono::minutes(minutesAgo);
        for (int i = 0; i < times; ++i)
            endRun({{}, RunType::Full, outcome, started, Error{ErrorKind::Network, s("gone"), {}}, true});
        QTEST(state(), "state");
    }
    void runsThatEndButNeverWholeAreFailing() {
        const UtcTime now = sandboxNow();
        endRun({{}, RunType::Full, RunOutcome::Success, now - std::chrono::hours(5), {}, true});
        endRun({{}, RunType::Full, RunOutcome::Partial, now - std::chrono::minutes(5), {}, true});
        QCOMPARE(state(), s("failing"));
        // … unless runs are meant to be that far apart.
        auto seldom = environment(true);
        seldom.insert(s("HALAXY_SYNC_INTERVAL_MINUTES"), s("1440"));
        const Outcome status = waitFor(*launch({s("status"), s("--json")}, seldom));
        QCOMPARE(status.json().value(s("state")).toString(), s("need-attention"));
    }
    void heldCallsShowInTheTerminal() {
        endRun({{}, RunType::Full, RunOutcome::Success, sandboxNow(), {}, true});
        QVERIFY(engine::saveSwitches(engine::switchesFile(dataFolder()), {true, s("Kim")}));
        QCOMPARE(state(), s("calls-held"));
    }
    void everyRefusalIsOneObject() {
        QVERIFY(QDir().mkpath(dataFolder()));
        compareRefusal(run({s("sync"), s("--json")}, false), 2, s("HALAXY_CLIENT_SECRET"));
        compareRefusal(run("sync --json", {{s("HALAXY_SYNC_INTERVAL_MINUTES"), s("soon")}}), 2,
                       s("Expected a whole number"));
        compareRefusal(run("sync --json --practitioner PR-0"), 2, s("PR-0"));
        compareRefusal(run("sync --json", {{s("SQL_CONNECTION_STRING"), s("sqlite:/dev/null/x")}}), 1,
                       s("database"));
        QCOMPARE(run("sync").code, 0);
        compareRefusal(endedWhileStarting("sync --json"), 1, s("told to end"));
    }
    void whatTheCommandDoesNotNeedStopsNothing() {
        const QMap<QString, QString> odd{{s("BLOOM_APPEARANCE"), s("pink")},
                                         {s("HALAXY_WEBHOOK_SECRET"), s("two words")}};
        QCOMPARE(run("sync", odd).code, 0);
        const QMap<QString, QString> more{{s("HALAXY_SYNC_INTERVAL_MINUTES"), s("soon")},
                                          {s("HALAXY_BASE_URL"), s("ftp://x")}};
        QCOMPARE(run("status", more).code, 0);
        QCOMPARE(run("log", more).code, 0);
        QCOMPARE(run("log", {{s("SQL_CONNECTION_STRING"), s("mysql://x")}}).code, 2);
    }
    void scopesAreHonouredAndUnknownIdsExplained() {
        const Outcome unknown = run("sync --practitioner PR-0");
        QCOMPARE(unknown.code, 2);
        QCOMPARE(run("sync").code, 0);
        QVERIFY(run("sync --practitioner PR-0").err.contains("expected one of PR-"));
        const Outcome kind = run("sync --kind Patient --json");
        QCOMPARE(kind.code, 0);
        const QJsonObject kinds = kind.json().value(s("kinds")).toObject();
        QCOMPARE(kinds.value(s("Patient")).toObject().value(s("received")).toInt(), 120);
        QCOMPARE(kinds.value(s("Appointment")).toObject().value(s("received")).toInt(), 0);
    }
    void oneRecordIsReadById() {
        QCOMPARE(run("sync").code, 0);
        const QString patient =
            s("Patient/") + m_practice->server.core().practice().patients.rows().front().id;
        const Outcome one = run({s("sync"), s("--record"), patient, s("--json")});
        QCOMPARE(one.code, 0);
        QCOMPARE(one.json().value(s("type")).toString(), s("manual"));
        QCOMPARE(received(one, "Patient"), 1);
        QCOMPARE(received(one, "Appointment"), 0);
        QCOMPARE(received(run("sync --record Patient/999999 --json"), "Patient"), 0);
    }
    void daysAndHistoryAreHonoured() {
        const Outcome window = run("sync --json");
        const QString today = PracticeZone::sydney().localDate(sandboxNow()).toString(Qt::ISODate);
        const Outcome day = run({s("sync"), s("--from"), today, s("--to"), today, s("--json")});
        QCOMPARE(day.code, 0);
        QVERIFY(received(day, "Appointment") > 0);
        QVERIFY(received(day, "Appointment") < received(window, "Appointment"));
        const Outcome history = run("sync --backfill --json");
        QCOMPARE(history.code, 0);
        // The practice's history lies in the window, so it brings nothing, but it is looked for.
        QCOMPARE(received(history, "Appointment"), received(window, "Appointment"));
        QVERIFY(calls(history) > calls(window));
    }
    /// A pause made in the window holds for the terminal too: it says so, and leaves the decision to people.
    void aPauseIsThreeUntilItHasRunOut() {
        QCOMPARE(run("sync").code, 0);
        const auto pauseUntil = [&](std::optional<UtcTime> until) {
            const auto database = storage::Database::open({dataFolder() + s("/bloom.sqlite")});
            return database && storage::write(**database, [&](storage::Scope& scope) {
                       sync::storePause(scope, sync::Pause{until}, sandboxNow());
                   });
        };
        QVERIFY(pauseUntil({}));
        const Outcome paused = run("sync --json");
        QCOMPARE(paused.code, 3);
        QCOMPARE(paused.json().value(s("outcome")).toString(), s("held"));
        QVERIFY2(paused.err.contains("paused"), paused.err);
        QCOMPARE(state(), s("paused"));
        QVERIFY(pauseUntil(sandboxNow() - std::chrono::hours(1)));
        QCOMPARE(run("sync").code, 0);
        QCOMPARE(state(), s("up-to-date"));
    }
    void aRecordThatHalaxyLacksIsNoSuccess() {
        QCOMPARE(run("sync").code, 0);
        const Outcome outcome = run("sync --record Patient/987654321 --json");
        QCOMPARE(outcome.code, 1);
        QCOMPARE(outcome.json().value(s("outcome")).toString(), s("failed"));
        const QByteArray problems = QJsonDocument(outcome.json().value(s("problems")).toArray()).toJson();
        QVERIFY2(problems.contains("Patient/987654321"), problems);
    }
    void heldCallsAreThree() {
        QVERIFY(engine::saveSwitches(engine::switchesFile(dataFolder()), {true, s("Kim")}));
        const Outcome held = run("sync --json");
        QCOMPARE(held.code, 3);
        QCOMPARE(held.json().value(s("outcome")).toString(), s("held"));
        QVERIFY2(held.err.contains("Kim"), held.err);
    }
    void whoeverHasTheDatabaseIsNamed() {
        auto options = m_practice->bareOptions();
        options.dataFolder = dataFolder();
        engine::EngineHost window(options);
        window.start();
        QVERIFY(QTest::qWaitFor([&] { return window.snapshot().ready; }, 30'000));
        const Outcome refused = run("sync --json");
        compareRefusal(refused, 1, s("(tst_syncctl, process %1)").arg(QCoreApplication::applicationPid()));
        QVERIFY2(refused.err.contains("Use that one, or end it first."), refused.err);
        QCOMPARE(run("status").code, 0);  // reading is free
        QVERIFY(window.stop());
        QCOMPARE(run("sync").code, 0);
    }
    void statusDashboardAndLogReadWithoutHalaxy() {
        QCOMPARE(run("status").code, 0);  // before the first sync, too
        QCOMPARE(run("log").code, 1);
        QCOMPARE(run("sync").code, 0);
        m_practice->server.stop();
        const Outcome status = run("status --json");
        QCOMPARE(status.code, 0);
        QCOMPARE(status.json().value(s("practitioners")).toArray().size(), 3);
        const QString id =
            status.json().value(s("practitioners")).toArray().first().toObject().value(s("id")).toString();
        const Outcome dashboard = run({s("dashboard"), id, s("--json")});
        QCOMPARE(dashboard.code, 0);
        QVERIFY(dashboard.json().contains(s("todaysSessions")));
        QVERIFY(dashboard.json().contains(s("monthlyStats")));
        QCOMPARE(run("dashboard PR-0").code, 2);
        const Outcome log = run("log --json");
        QCOMPARE(log.json().value(s("runs")).toArray().size(), 1);
    }
    /// Beside a running engine: it reads what is replayed by itself.
    void eventsAreListedAndReadOnceMore() {
        QCOMPARE(run("inbox").code, 1);  // before the first sync there is nothing to read
        QCOMPARE(run("sync").code, 0);
        const QString session = m_practice->server.core().practice().appointments.rows().front().id;
        {
            const auto database = storage::Database::open({dataFolder() + s("/bloom.sqlite")});
            QVERIFY(database && storage::write(**database, [&](storage::Scope& scope) {
                        storage::Statement(
                            scope, s("INSERT INTO webhook_inbox (route, event_id, body_hash, event, kind, "
                                     "halaxy_id, state, tries, error_kind, error, received_at) VALUES "
                                     "('halaxy-webhook', 'e1', x'00', 'appointment.updated', 'Appointment', "
                                     "?, 'dead', 8, 'rejected', 'Refused.', ?)"))
                            .bind(session, sandboxNow())
                            .run();
                    }));
        }
        const QJsonObject inbox = run("inbox --failed --json").json();
        QCOMPARE(inbox.value(s("dead")).toInt(), 1);
        const QJsonObject event = inbox.value(s("events")).toArray().first().toObject();
        QCOMPARE(event.value(s("record")).toString(), s("Appointment/") + session);
        QCOMPARE(event.value(s("message")).toString(), s("Refused."));
        QVERIFY(run("inbox").out.contains("after 8 tries"));
        QCOMPARE(run("inbox --replay 77").code, 2);
        const auto serving = launch({s("serve")}, environment(true));
        QCOMPARE(run("inbox --replay all --json").json().value(s("replayed")).toInt(), 1);
        QVERIFY(QTest::qWaitFor([&] { return run("inbox --json").json().value(s("done")).toInt() == 1; },
                                60'000));
        ::kill(static_cast<pid_t>(serving->processId()), SIGTERM);
        QCOMPARE(waitFor(*serving).code, 0);
    }
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
    void aSyncThatIsToldToEndEndsAndSaysSo() {
        m_practice->addFault(s("hang,resource=Appointment"));
        const auto process = launch({s("sync"), s("--json")}, environment(true));
        const auto& struck = m_practice->server.core().counters().faults;
        QVERIFY(QTest::qWaitFor([&] { return !struck.isEmpty(); }, 30'000));
        ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
        const Outcome outcome = waitFor(*process);
        QCOMPARE(outcome.code, 1);
        QCOMPARE(outcome.json().value(s("outcome")).toString(), s("interrupted"));
    }

private:
    static UtcTime sandboxNow() {
        return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
    }
};

QTEST_GUILESS_MAIN(TestSyncctl)
#include "tst_syncctl.moc"
