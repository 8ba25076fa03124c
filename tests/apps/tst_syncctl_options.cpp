// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The terminal's command line as values: what is understood, and what it says was expected.
#include "apps/syncctl_options.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::apps;

namespace {
QStringList split(const char* line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }
SyncctlCommand command(const char* line) {
    const auto parsed = parseSyncctl(split(line));
    if (!parsed)
        qFatal("%s", qUtf8Printable(parsed.error()));
    return std::get<SyncctlCommand>(*parsed);
}
}  // namespace

class TestSyncctlOptions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aScopeIsUnderstood() {
        const SyncctlCommand all = command("sync");
        QVERIFY(all.scope == SyncScope());
        QVERIFY(!all.json);
        const SyncctlCommand some = command(
            "sync --practitioner PR-77 --kind appointment --from 2026-11-01 --to 2026-11-30 --backfill "
            "--json");
        QCOMPARE(some.practitioner, QStringLiteral("PR-77"));
        QCOMPARE(some.scope.kind, std::optional(RecordKind::Appointment));
        QCOMPARE(some.scope.dates->second, QDate(2026, 11, 30));
        QVERIFY(some.scope.backfill && some.json);
        const SyncctlCommand one = command("sync --record Invoice/123");
        QCOMPARE(one.scope.record->id, HalaxyId(QStringLiteral("123")));
        QCOMPARE(command("dashboard PR-77 --date 2026-11-24").date, QDate(2026, 11, 24));
        QCOMPARE(command("log --limit 5").limit, 5);
        QVERIFY(command("inbox --failed").failed && !command("inbox").replay);
        QCOMPARE(command("inbox --replay 7").replay, std::optional(std::vector<qint64>{7}));
        QCOMPARE(command("inbox --replay all").replay, std::optional(std::vector<qint64>{}));
        QCOMPARE(command("held --apply 7d2c-91").apply, QStringLiteral("7d2c-91"));
        QCOMPARE(command("held --discard 7d2c-91").discard, QStringLiteral("7d2c-91"));
        QVERIFY(command("audit --json").json);
        QCOMPARE(command("alerts --ack 7").acknowledge, std::optional<qint64>(7));
        QVERIFY(!command("alerts --json").acknowledge);
        QCOMPARE(command("backup my.file --force").file, QStringLiteral("my.file"));
        QVERIFY(command("backup my.file --force").force);
        QVERIFY(!command("backup my.file").force);
        QCOMPARE(command("restore my.file").verb, Verb::Restore);
        QCOMPARE(command("serve --interval 5").settings.value(QStringLiteral("interval")),
                 QStringLiteral("5"));
    }
    void whatIsNotUnderstoodSaysWhatWasExpected_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* line, const char* expected) {
            QTest::newRow(*line ? line : "nothing")
                << QString::fromLatin1(line) << QString::fromLatin1(expected);
        };
        row("", "expected a command");
        row("resync", "expected sync, status, dashboard, log, inbox");
        row("sync --kind Person", "expected one of Practitioner");
        row("sync --record 123", "expected KIND/ID");
        row("sync --record Person/1", "expected one of Practitioner");
        row("sync --record Patient/a/b", "expected KIND/ID");
        row("sync --record Patient/1 --kind Patient", "expected no other scope");
        row("sync --from 2026-11-01", "expected both");
        row("sync --from 2026-13-01 --to 2026-12-01", "expected a date as YYYY-MM-DD");
        row("sync --from 1.11.2026 --to 2026-12-01", "expected a date as YYYY-MM-DD");
        row("sync --from 2026-12-01 --to 2026-11-01", "expected the first day");
        row("alerts --ack all", "expected an alert's number");
        row("alerts --ack 0", "expected an alert's number");
        row("alerts 3", "was not expected");
        row("sync --practitioner ../x", "expected a practitioner's id");
        row("sync --json --json", "more than once");
        row("sync now", "was not expected");
        row("sync --fast", "fast");
        row("dashboard", "expected one practitioner");
        row("dashboard PR-1 PR-2", "expected one practitioner");
        row("dashboard PR-1 --date today", "expected a date as YYYY-MM-DD");
        row("log --limit 0", "expected a number from 1 to 10000");
        row("inbox --replay first", "expected an event's number, or all");
        row("inbox --replay 0", "expected an event's number");
        row("inbox --failed --replay all", "expected one of them");
        row("serve --json", "json");
        row("held --apply 1 --discard 2", "expected one of them");
        row("held --apply ../x", "expected the id of a held set");
        row("audit now", "was not expected");
        row("backup", "expected one file");
        row("backup one two", "expected one file");
        row("restore", "expected one file");
        row("restore one --force", "force");
    }
    void whatIsNotUnderstoodSaysWhatWasExpected() {
        QFETCH(QString, line);
        QFETCH(QString, expected);
        const auto parsed = parseSyncctl(line.split(u' ', Qt::SkipEmptyParts));
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().contains(expected), qPrintable(parsed.error()));
    }
    void helpNamesCommandsSettingsAndExitCodes() {
        const QString general = std::get<SyncctlText>(*parseSyncctl(split("--help"))).text;
        for (const char* word : {"sync ", "status", "dashboard", "log", "inbox", "serve", "HALAXY_CLIENT_ID",
                                 "HALAXY_CLIENT_SECRET_FILE", "SQL_CONNECTION_STRING", "Exit codes"})
            QVERIFY2(general.contains(QLatin1String(word)), word);
        const QString sync = std::get<SyncctlText>(*parseSyncctl(split("sync --help"))).text;
        for (const char* word :
             {"--practitioner", "--kind", "--record", "--from", "--to", "--backfill", "--json"})
            QVERIFY2(sync.contains(QLatin1String(word)), word);
    }
};

QTEST_GUILESS_MAIN(TestSyncctlOptions)
#include "tst_syncctl_options.moc"
