// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What one run shows: entries, causes by count, the text for support, and CSV that no spreadsheet runs.
#include "models/csv.h"
#include "models/error_group_model.h"
#include "models/log_block_cache.h"
#include "models/log_entries_model.h"
#include "models/support_text.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace bloom;
using namespace bloom::models;

namespace {
RunDetail detail() {
    RunDetail d;
    d.run.id = RunId(QStringLiteral("run-1"));
    d.run.outcome = RunOutcome::Partial;
    d.run.askedBy = QStringLiteral("kerry");
    d.run.practitionerName = QStringLiteral("Dr Ada Park");
    LogEntry entry;
    entry.id = QStringLiteral("e1");
    entry.entity = RecordKind::Appointment;
    entry.practitioner = PractitionerId(QStringLiteral("p-1"));
    entry.practitionerName = QStringLiteral("Dr Ada Park");
    entry.processed = 1200;
    entry.outcome = RunOutcome::Partial;
    d.entries = {entry};
    d.errors = {
        {QStringLiteral("HTTP 500"), 2, {}, {QStringLiteral("Appointment/9")}, QStringLiteral("Wait.")},
        {QStringLiteral("Time-out"), 7, {}, {}, QString()}};
    for (int i = 0; i < 8; ++i) {
        d.setAside.push_back({{RecordKind::Appointment, HalaxyId(QString::number(i))},
                              QStringLiteral("No start time"),
                              {},
                              {},
                              {},
                              i == 0});
    }
    return d;
}
std::vector<RunRow> rows(int first, int count) {
    std::vector<RunRow> all;
    for (int i = first; i < first + count; ++i) {
        RunRow row;
        row.id = RunId(QString::number(i));
        all.push_back(row);
    }
    return all;
}
}  // namespace

class TestLogDetailModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void entriesSayWhatAndHowMany() {
        LogEntriesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEntries(detail().entries);
        QCOMPARE(model.index(0, LogEntriesModel::WhatColumn).data().toString(),
                 QStringLiteral("Appointments of Dr Ada Park"));
        QCOMPARE(model.index(0, LogEntriesModel::ReadColumn).data(LogEntriesModel::SortRole).toInt(), 1200);
        for (int column = 0; column < LogEntriesModel::ColumnCount; ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
    }
    void causesStandByCountAndSetAsideByReason() {
        ErrorGroupModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDetail(detail());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.rows()[0].cause, QStringLiteral("Time-out"));
        const CauseRow& setAside = model.rows()[2];
        QCOMPARE(setAside.kind, CauseKind::SetAside);
        QCOMPARE(setAside.count, 8);
        QCOMPARE(setAside.fresh, 1);
        QCOMPARE(setAside.examples.size(), 8);
        QVERIFY(!setAside.advice.isEmpty());
    }
    void recordsNoLongerListedAreNamed() {
        RunDetail listed;
        listed.notConfirmed = {{RecordKind::Appointment, HalaxyId(QStringLiteral("81"))},
                               {RecordKind::Patient, HalaxyId(QStringLiteral("7"))}};
        const auto causes = causesOf(listed);
        QCOMPARE(causes.size(), 1U);
        QCOMPARE(causes[0].kind, CauseKind::NotConfirmed);
        QCOMPARE(causes[0].count, 2);
        QCOMPARE(causes[0].examples,
                 (QStringList{QStringLiteral("Appointment/81"), QStringLiteral("Patient/7")}));
        QVERIFY(supportText(listed).contains(QStringLiteral("not confirmed Appointment/81")));
    }
    void supportGetsIdsAndNoNames() {
        const QString text = supportText(detail());
        QVERIFY(text.contains(QStringLiteral("run-1")));
        QVERIFY(text.contains(QStringLiteral("Appointment/9")));
        QVERIFY(text.contains(QStringLiteral("p-1")));
        QVERIFY(!text.contains(QStringLiteral("Ada")));
        QVERIFY(!text.contains(QStringLiteral("kerry")));
    }
    void csvIsQuotedAndDefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cell");
        QTest::newRow("plain") << "Success" << "Success";
        QTest::newRow("comma") << "a, b" << "\"a, b\"";
        QTest::newRow("quote") << "say \"x\"" << "\"say \"\"x\"\"\"";
        QTest::newRow("line") << "a\nb" << "\"a\nb\"";
        QTest::newRow("formula") << "=1+1" << "'=1+1";
        QTest::newRow("plus") << "+cmd" << "'+cmd";
        QTest::newRow("minus") << "-cmd" << "'-cmd";
        QTest::newRow("at") << "@SUM(A1)" << "'@SUM(A1)";
        QTest::newRow("tab") << "\t=1" << "'\t=1";
        QTest::newRow("formula with comma") << "=A1,B1" << "\"'=A1,B1\"";
        QTest::newRow("a number stays") << "-12.50" << "-12.50";
        QTest::newRow("empty") << "" << "";
    }
    void csvIsQuotedAndDefused() {
        QFETCH(QString, text);
        QFETCH(QString, cell);
        QCOMPARE(csvCell(text), cell);
    }
    void theCacheFindsByRowAfterRowsCameOnTop() {
        LogBlockCache cache(4);
        cache.put(0, rows(0, 256));
        cache.put(512, rows(512, 256));
        QVERIFY(!cache.find(300));
        QCOMPARE(cache.find(512)->id.value, QStringLiteral("512"));
        cache.shiftDown(3);
        QCOMPARE(cache.find(3)->id.value, QStringLiteral("0"));
        QVERIFY(!cache.find(0));
        QCOMPARE(cache.rowOf(RunId(QStringLiteral("512"))), 515);
        cache.truncate(4);
        QVERIFY(!cache.find(4));
        QCOMPARE(cache.blocks(), 1);
    }
    void theCacheGivesUpWhatWasLookedAtLongestAgo() {
        LogBlockCache cache(2);
        cache.put(0, rows(0, 10));
        cache.put(10, rows(10, 10));
        QVERIFY(cache.find(0));
        cache.put(20, rows(20, 10));
        QCOMPARE(cache.blocks(), 2);
        QVERIFY(cache.find(5));
        QVERIFY(!cache.find(15));
    }
};

QTEST_GUILESS_MAIN(TestLogDetailModels)
#include "tst_log_detail_models.moc"
