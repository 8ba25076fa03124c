// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of bloom-sync, and that a second start finds the first.
#include "apps/single_instance.h"
#include "apps/sync_options.h"
#include "core/practice_time.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::apps;

namespace {
QStringList words(const QString& line) {
    return QStringList(QStringLiteral("bloom-sync")) + line.split(u' ', Qt::SkipEmptyParts);
}
}  // namespace

class TestSyncOptions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesWhatMakesNoSense_data() {
        QTest::addColumn<QString>("line");
        QTest::newRow("unknown option") << QStringLiteral("--frobnicate");
        QTest::newRow("an argument") << QStringLiteral("now");
        QTest::newRow("seed without demo") << QStringLiteral("--seed 4");
        QTest::newRow("speed out of range") << QStringLiteral("--demo --speed 1000");
        QTest::newRow("no time") << QStringLiteral("--demo --now tomorrow");
        QTest::newRow("no number") << QStringLiteral("--demo --seed x");
        QTest::newRow("a real setting in the demo")
            << QStringLiteral("--demo --base-url http://127.0.0.1:1/main");
    }
    void refusesWhatMakesNoSense() {
        QFETCH(QString, line);
        const auto options = parseSyncOptions(words(line));
        QVERIFY(!options.has_value());
        QVERIFY(!options.error().isEmpty());
    }
    void takesSettingsByTheirOptions() {
        const auto options =
            parseSyncOptions(words(QStringLiteral("--base-url http://127.0.0.1:1/main --interval 30")));
        QVERIFY(options.has_value());
        QVERIFY(!options->demo);
        QCOMPARE(options->settings.value(QStringLiteral("base-url")),
                 QStringLiteral("http://127.0.0.1:1/main"));
        QCOMPARE(options->settings.value(QStringLiteral("interval")), QStringLiteral("30"));
    }
    void demoBeginsOnItsTuesday() {
        const auto options = parseSyncOptions(words(QStringLiteral("--demo --seed 7")));
        QVERIFY(options.has_value() && options->demo);
        QCOMPARE(options->seed, quint64(7));
        QCOMPARE(toIsoText(options->now), QStringLiteral("2026-11-23T22:40:00.000Z"));
    }
    void helpAndVersionAreTexts() {
        QVERIFY(parseSyncOptions(words(QStringLiteral("--help")))->text.contains(QStringLiteral("--demo")));
        QCOMPARE(parseSyncOptions(words(QStringLiteral("--help")))->text.section(u'\n', 0, 0),
                 QStringLiteral("Usage: bloom-sync [options]"));
        QVERIFY(parseSyncOptions(words(QStringLiteral("--version")))
                    ->text.startsWith(QStringLiteral("bloom-sync ")));
    }
    void secondStartRaisesTheFirst() {
        const QString world = QStringLiteral("test %1").arg(QCoreApplication::applicationPid());
        SingleInstance first(world);
        QVERIFY(!first.raiseOther());
        first.listen();
        QSignalSpy raised(&first, &SingleInstance::raiseWanted);
        SingleInstance second(world);
        QVERIFY(second.raiseOther());
        QTRY_COMPARE(raised.count(), 1);
        SingleInstance other(world + u'x');
        QVERIFY(!other.raiseOther());  // another world is not disturbed
    }
};

QTEST_GUILESS_MAIN(TestSyncOptions)
#include "tst_sync_options.moc"
