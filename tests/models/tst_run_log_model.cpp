// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A million runs by anchored blocks: placeholders, stale answers, live rows on top, failures.
#include "models/log_export.h"
#include "models/run_log_model.h"
#include "support/long_log.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QtTest>

using namespace bloom;
using namespace bloom::models;
using test::LongLog;

namespace {
constexpr int kMillion = 1'000'000;
bool isLoaded(const RunLogModel& model, int row) {
    return model.index(row, 0).data(RunLogModel::LoadedRole).toBool();
}
QString idAt(const RunLogModel& model, int row) {
    return model.runAt(row) ? model.runAt(row)->id.value : QString();
}
}  // namespace

class TestRunLogModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMillionRowsAreKnownAndOnlyLookedAtOnesAreRead() {
        LongLog log(kMillion);
        RunLogModel model(log);
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), kMillion);
        QTRY_COMPARE(model.load(), RunLogModel::Load::Ready);
        const int before = log.rowQuestions;
        QVERIFY(!isLoaded(model, 700'000));
        QTRY_VERIFY(isLoaded(model, 700'000));
        QCOMPARE(idAt(model, 700'000), log.row(700'000).id.value);
        QVERIFY(log.rowQuestions - before <= 2);
    }
    void oneRecordIsNotEverybodys() {
        RunRow run;
        QCOMPARE(cellText(run, RunLogModel::PractitionerColumn), QStringLiteral("All"));
        run.entityId = QStringLiteral("511380");
        QCOMPARE(cellText(run, RunLogModel::PractitionerColumn), QString());
        run.practitioner = PractitionerId(QStringLiteral("p"));
        run.practitionerName = QStringLiteral("Pat");
        QCOMPARE(cellText(run, RunLogModel::PractitionerColumn), QStringLiteral("Pat"));
    }
    void aPlaceholderStandsWhereARowIsNotHereYet() {
        LongLog log(kMillion);
        RunLogModel model(log);
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), kMillion);
        const QModelIndex far = model.index(500'000, RunLogModel::StartedColumn);
        QCOMPARE(far.data().toString(), QStringLiteral("…"));
        QVERIFY(!far.data(RunLogModel::RunRole).isValid());
        QTRY_VERIFY(far.data(RunLogModel::RunRole).isValid());
    }
    void aFewBlocksAreHeldHoweverFarOneScrolls() {
        LongLog log(kMillion);
        RunLogModel model(log);
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), kMillion);
        for (int row = 100'000; row <= 900'000; row += 40'000) {
            isLoaded(model, row);
            QTRY_VERIFY(isLoaded(model, row));
        }
        QVERIFY(!model.runAt(100'000));
    }
    void whatIsLookedAtNowIsReadBeforeWhatWasFlownOver() {
        LongLog log(kMillion);
        RunLogModel model(log);
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), kMillion);
        log.deferred = true;
        for (int row = 10'000; row <= 200'000; row += 10'000)
            isLoaded(model, row);
        QTRY_COMPARE(log.waiting(), 1);
        log.answer();
        QTRY_VERIFY(model.runAt(200'000));
        QVERIFY(!model.runAt(10'000));
    }
    void newRunsComeOnTopAndTheRestStaysItself() {
        LongLog log(10'000);
        RunLogModel model(log);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), 10'000);
        isLoaded(model, 5000);
        QTRY_VERIFY(isLoaded(model, 5000));
        const QPersistentModelIndex looked = model.index(5000, 0);
        const QString id = idAt(model, 5000);
        const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy inserted(&model, &RunLogModel::insertedOnTop);
        log.prepend(3);
        QTRY_COMPARE(model.rowCount(), 10'000 + 3);
        QCOMPARE(inserted.first().first().toInt(), 3);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(looked.row(), 5003);
        QCOMPARE(idAt(model, 5003), id);
        QCOMPARE(idAt(model, 0), log.row(0).id.value);
    }
    void aRunThatEndedIsChangedInItsPlace() {
        LongLog log(100);
        RunLogModel model(log);
        RunRow running = log.row(0);
        running.outcome = RunOutcome::Running;
        running.ended.reset();
        log.changed.insert(running.id.value, running);
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), 100);
        QCOMPARE(model.runAt(0)->outcome, RunOutcome::Running);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        log.changed.clear();
        Q_EMIT log.logChanged();
        QTRY_COMPARE(model.runAt(0)->outcome, RunOutcome::Success);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 0);
    }
    void prunedRunsLeaveAtTheBottom() {
        LongLog log(1000);
        RunLogModel model(log);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), 1000);
        log.prune(200);
        log.prepend(1);
        QTRY_COMPARE(model.rowCount(), 801);
    }
    void anAnswerToAnOlderFilterIsDropped() {
        LongLog log(1000);
        log.deferred = true;
        RunLogModel model(log);
        model.setFilter({});
        LogFilter other;
        other.text = QStringLiteral("x");
        model.setFilter(other);
        QCOMPARE(log.waiting(), 2);
        log.answer(1);  // the newer one's shape
        QTRY_COMPARE(log.waiting(), 2);
        log.answer(1);  // its rows
        QTRY_COMPARE(model.rowCount(), 10);
        log.answer(0);  // the older shape, late
        QCoreApplication::processEvents();
        QCOMPARE(log.waiting(), 0);
        QCOMPARE(model.rowCount(), 10);
    }
    void aBlockAskedForBeforeRowsCameOnTopLandsWhereItBelongs() {
        LongLog log(10'000);
        RunLogModel model(log);
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), 10'000);
        const QString id = log.row(5120).id.value;
        log.deferred = true;
        isLoaded(model, 5120);
        QTRY_COMPARE(log.waiting(), 1);
        log.prepend(7);
        QTRY_COMPARE(log.waiting(), 2);  // the new shape
        log.answer(1);
        QTRY_COMPARE(log.waiting(), 2);  // its first rows
        log.answer(1);
        QTRY_COMPARE(model.rowCount(), 10'007);
        log.answer(0);
        QTRY_COMPARE(idAt(model, 5127), id);
    }
    void rowsStayWhenTheShapeCantBeRead() {
        LongLog log(1000);
        RunLogModel model(log);
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), 1000);
        log.failWith = Error{ErrorKind::Database, QStringLiteral("disk"), {}};
        Q_EMIT log.logChanged();
        QTRY_COMPARE(model.load(), RunLogModel::Load::Failed);
        QCOMPARE(model.rowCount(), 1000);
        QCOMPARE(model.problem()->message, QStringLiteral("disk"));
        log.failWith.reset();
        model.refresh();
        QTRY_COMPARE(model.load(), RunLogModel::Load::Ready);
    }
    void anInterruptedQuestionIsAskedAgain() {
        LongLog log(1000);
        log.failWith = Error{ErrorKind::Cancelled, {}, {}};
        RunLogModel model(log);
        model.setFilter({});
        QTRY_COMPARE(log.indexQuestions, 1);
        log.failWith.reset();
        QTRY_COMPARE(model.rowCount(), 1000);
        QCOMPARE(model.load(), RunLogModel::Load::Ready);
    }
    void aBurstOfChangesIsOneQuestion() {
        LongLog log(1000);
        RunLogModel model(log);
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), 1000);
        for (int i = 0; i < 50; ++i)
            log.prepend(1);
        QTRY_COMPARE(model.rowCount(), 1050);
        QCOMPARE(log.indexQuestions, 2);
    }
    void theExportHasEveryRowOfTheFilter() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("log.csv"));
        LongLog log(1000);
        RunRow nasty = log.row(10);
        nasty.message = QStringLiteral("=HYPERLINK(1)");
        log.changed.insert(nasty.id.value, nasty);
        LogExport exporter(log);
        const QSignalSpy finished(&exporter, &LogExport::finished);
        exporter.start({}, path);
        QTRY_COMPARE(finished.count(), 1);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray all = file.readAll();
        QCOMPARE(all.count("\r\n"), 1001);
        QVERIFY(all.contains(",'=HYPERLINK(1)"));
        QVERIFY(all.contains(log.row(999).id.value.toUtf8()));
    }
    void anExportAsksAgainWhenItsQuestionWasEnded() {
        QTemporaryDir folder;
        LongLog log(600);
        log.failWith = Error{ErrorKind::Cancelled, QStringLiteral("Asked anew."), {}};
        LogExport exporter(log);
        const QSignalSpy finished(&exporter, &LogExport::finished);
        exporter.start({}, folder.filePath(QStringLiteral("log.csv")));
        QTRY_VERIFY(log.indexQuestions > 1);
        log.failWith.reset();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished.first().at(1).toInt(), 600);
    }
    void aCancelledExportLeavesNoFile() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("log.csv"));
        LongLog log(1000);
        log.deferred = true;
        {
            LogExport exporter(log);
            const QSignalSpy cancelled(&exporter, &LogExport::cancelled);
            exporter.start({}, path);
            log.answer();
            QTRY_COMPARE(log.waiting(), 1);
            exporter.cancel();
            QCOMPARE(cancelled.count(), 1);
            QVERIFY(!exporter.isRunning());
        }
        QVERIFY(QDir(folder.path()).isEmpty());
    }
    void aFileThatCantBeWrittenIsSaid() {
        LongLog log(10);
        LogExport exporter(log);
        const QSignalSpy failed(&exporter, &LogExport::failed);
        exporter.start({}, QStringLiteral("/no/such/folder/log.csv"));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!exporter.isRunning());
    }
};

QTEST_GUILESS_MAIN(TestRunLogModel)
#include "tst_run_log_model.moc"
