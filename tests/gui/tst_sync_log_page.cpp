// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Sync log on real widgets: a million rows, live rows that steal no place, details, filters, export,
// states.
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "support/long_log.h"
#include "support/sample_values.h"
#include "support/shot.h"
#include "widgets/commander.h"
#include "widgets/log_filter_bar.h"
#include "widgets/log_table.h"
#include "widgets/main_window.h"
#include "widgets/page_states.h"
#include "widgets/run_detail_pane.h"
#include "widgets/sync_log_page.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;
using bloom::models::RunLogModel;
using bloom::test::FakeEngine;
using bloom::test::LongLog;

namespace {
constexpr int kMillion = 1'000'000;

struct Shown {
    MainWindow window;
    SyncLogPage* page;
    LogTable* table;
    explicit Shown(engine::Engine& engine, QSettings* memory = nullptr) : window(engine) {
        auto owned = std::make_unique<SyncLogPage>(engine, memory);
        page = owned.get();
        window.addPage(std::move(owned));
        window.resize(1240, 800);
        window.show();
        QCoreApplication::processEvents();
        table = page->findChild<LogTable*>();
    }
    template <typename T> T* find(const char* name) const {
        return page->findChild<T*>(QString::fromLatin1(name));
    }
    int topRow() const { return table->rowAt(2); }
    QString idAt(int row) const {
        const auto run = page->log().runAt(row);
        return run ? run->id.value : QString();
    }
};

void fill(FakeEngine& engine, int runs) {
    engine.practitionersAnswer = test::samplePractitioners();
    engine.log = test::sampleLog(runs, engine.time);
    engine.detailFor = [&engine](RunId id) -> Result<RunDetail> {
        for (const RunRow& run : engine.log) {
            if (run.id == id)
                return test::sampleDetail(run);
        }
        return fail(ErrorKind::Usage, QStringLiteral("no such run"));
    };
}
int firstWith(const FakeEngine& engine, RunOutcome outcome) {
    const auto found = std::find_if(engine.log.begin(), engine.log.end(),
                                    [outcome](const RunRow& run) { return run.outcome == outcome; });
    return static_cast<int>(found - engine.log.begin());
}
}  // namespace

class TestSyncLogPage : public QObject {
    Q_OBJECT
    Theme* m_theme = nullptr;

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Australia));
        m_theme = new Theme(qApp);
    }
    void init() { m_theme->setAppearance(Appearance::Light); }

    void loadingEmptyAndFailedAreDrawn() {
        FakeEngine silent;
        silent.silent = true;
        Shown loading(silent);
        QCOMPARE(loading.page->state(), PageState::Loading);
        FakeEngine nothing;
        Shown empty(nothing);
        QTRY_COMPARE(empty.page->state(), PageState::Empty);
        test::shot(empty.window, QStringLiteral("sync-log-empty-light"));
        FakeEngine broken;
        broken.logError = Error{ErrorKind::Database, QStringLiteral("The database file is locked."), {}};
        Shown failed(broken);
        QTRY_COMPARE(failed.page->state(), PageState::Failed);
        QVERIFY(failed.page->findChild<MessageView*>()->text().contains(QStringLiteral("locked")));
        test::shot(failed.window, QStringLiteral("sync-log-failed-light"));
    }
    void aMillionRowsAreScrolledByBlocks() {
        LongLog log(kMillion);
        Shown shown(log);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QCOMPARE(shown.table->model()->rowCount(), kMillion);
        QScrollBar* bar = shown.table->verticalScrollBar();
        for (const double place : {0.25, 0.5, 0.75, 1.0}) {
            bar->setValue(static_cast<int>(bar->maximum() * place));
            const int row = shown.topRow();
            QTRY_COMPARE(shown.idAt(row), log.row(row).id.value);
        }
        QVERIFY(shown.topRow() > kMillion - 100);
        QVERIFY(log.rowQuestions < 12);
    }
    void newRunsDontMoveWhatIsRead() {
        LongLog log(kMillion);
        Shown shown(log);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QScrollBar* bar = shown.table->verticalScrollBar();
        bar->setValue(bar->maximum() / 2);
        const int row = shown.topRow();
        QTRY_VERIFY(!shown.idAt(row).isEmpty());
        const QString read = shown.idAt(row);
        const int offset = shown.table->rowViewportPosition(row);
        log.prepend(3);
        QTRY_COMPARE(shown.table->model()->rowCount(), kMillion + 3);
        QCOMPARE(shown.topRow(), row + 3);
        QCOMPARE(shown.idAt(shown.topRow()), read);
        QCOMPARE(shown.table->rowViewportPosition(row + 3), offset);
        QCOMPARE(shown.table->unseen(), 3);
        shown.table->scrollToNewest();
        QCOMPARE(shown.table->unseen(), 0);
    }
    void atTheTopNewRunsAreSeen() {
        LongLog log(1000);
        Shown shown(log);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        log.prepend(2);
        QTRY_COMPARE(shown.table->model()->rowCount(), 1002);
        QCOMPARE(shown.topRow(), 0);
        QCOMPARE(shown.table->unseen(), 0);
    }
    void aRunOpensToItsCausesAndEntries() {
        FakeEngine engine;
        fill(engine, 400);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        test::shot(shown.window, QStringLiteral("sync-log-filled-light"));
        shown.table->selectRow(firstWith(engine, RunOutcome::Failed));
        auto* pane = shown.page->findChild<RunDetailPane*>();
        QTRY_VERIFY(pane->isVisible());
        QCOMPARE(pane->findChild<QLabel*>(QStringLiteral("cause"))->text(),
                 QStringLiteral("Halaxy can't be reached: HTTP 503 from Appointment."));
        auto* problems = pane->findChild<QListView*>(QStringLiteral("problems"));
        QTRY_COMPARE(problems->model()->rowCount(), 3);
        QVERIFY(problems->model()->index(0, 0).data().toString().contains(QStringLiteral("HTTP 503")));
        QCOMPARE(pane->findChild<QTableView*>(QStringLiteral("entries"))->model()->rowCount(), 6);
        test::shot(shown.window, QStringLiteral("sync-log-detail-light"));
        m_theme->setAppearance(Appearance::Dark);
        test::shot(shown.window, QStringLiteral("sync-log-detail-dark"));
    }
    void aLateAnswerForAnotherRunIsDropped() {
        FakeEngine engine;
        fill(engine, 50);
        const int failed = firstWith(engine, RunOutcome::Failed);
        const int partial = firstWith(engine, RunOutcome::Partial);
        engine.detailFor = [&engine](RunId id) -> Result<RunDetail> {
            RunDetail detail = test::sampleDetail(engine.log[0]);
            detail.entries.resize(
                id == engine.log[static_cast<size_t>(firstWith(engine, RunOutcome::Failed))].id ? 1 : 2);
            return detail;
        };
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.table->selectRow(failed);
        shown.table->selectRow(partial);  // before the first answer was delivered
        auto* entries = shown.page->findChild<QTableView*>(QStringLiteral("entries"));
        QTRY_COMPARE(entries->model()->rowCount(), 2);
        QTest::qWait(50);
        QCOMPARE(entries->model()->rowCount(), 2);
    }
    void runAgainAsksForTheSame() {
        FakeEngine engine;
        fill(engine, 50);
        for (RunRow& run : engine.log)
            run.dates = std::pair(QDate(2026, 11, 24), QDate(2026, 12, 1));
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        const auto manual = std::find_if(engine.log.begin(), engine.log.end(),
                                         [](const RunRow& run) { return run.type == RunType::Manual; });
        shown.table->selectRow(static_cast<int>(manual - engine.log.begin()));
        QTRY_VERIFY(shown.find<QPushButton>("againButton")->isVisible());
        QTest::mouseClick(shown.find<QPushButton>("againButton"), Qt::LeftButton);
        QTRY_COMPARE(engine.syncs.size(), 1U);
        QCOMPARE(engine.syncs[0].scope.practitioner, manual->practitioner);
        QCOMPARE(engine.syncs[0].scope.kind, manual->entity);
        QCOMPARE(engine.syncs[0].scope.dates, manual->dates);
        QCOMPARE(engine.syncs[0].askedBy, askingUser());
    }
    void copyForSupportHoldsNoNames() {
        FakeEngine engine;
        fill(engine, 50);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.table->selectRow(firstWith(engine, RunOutcome::Failed));
        QTRY_VERIFY(shown.find<QPushButton>("copyButton")->isEnabled());
        QTest::mouseClick(shown.find<QPushButton>("copyButton"), Qt::LeftButton);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(QStringLiteral("HTTP 503")));
        for (const PractitionerView& each : test::samplePractitioners())
            QVERIFY(!copied.contains(each.displayName));
    }
    void filtersAskForWhatTheySay() {
        FakeEngine engine;
        fill(engine, 400);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        auto* bar = shown.page->findChild<LogFilterBar*>();
        bar->chooseOutcomes({RunOutcome::Failed});
        const auto failed = std::count_if(engine.log.begin(), engine.log.end(), [](const RunRow& run) {
            return run.outcome == RunOutcome::Failed;
        });
        QTRY_COMPARE(shown.table->model()->rowCount(), static_cast<int>(failed));
        QVERIFY(!bar->isEmpty());
        bar->clear();
        QTRY_COMPARE(shown.table->model()->rowCount(), 400);
        QVERIFY(bar->isEmpty());
    }
    void timesAreTheEngines() {
        FakeEngine engine;
        Shown shown(engine);
        auto* bar = shown.page->findChild<LogFilterBar*>();
        for (QComboBox* box : bar->findChildren<QComboBox*>()) {
            if (box->accessibleName() == QStringLiteral("Time"))
                box->setCurrentIndex(1);
        }
        QCOMPARE(bar->filter().from, std::optional(engine.time - std::chrono::hours(1)));
        QVERIFY(!bar->filter().to);
    }
    void theLastHourGoesOnWithTheTime() {
        FakeEngine engine;
        fill(engine, 40);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        auto* bar = shown.page->findChild<LogFilterBar*>();
        for (QComboBox* box : bar->findChildren<QComboBox*>()) {
            if (box->accessibleName() == QStringLiteral("Time"))
                box->setCurrentIndex(1);
        }
        QTRY_COMPARE(shown.page->log().load(), RunLogModel::Load::Ready);
        const QSignalSpy resets(&shown.page->log(), &QAbstractItemModel::modelReset);
        engine.time += std::chrono::minutes(10);
        bar->followTime();
        QCOMPARE(shown.page->log().filter().from, std::optional(engine.time - std::chrono::hours(1)));
        QCOMPARE(shown.page->log().load(), RunLogModel::Load::Ready);
        QTRY_COMPARE(shown.page->log().logIndex().filter.from, shown.page->log().filter().from);
        QCOMPARE(resets.count(), 0);
    }
    void whatNeedsAttentionIsFiltered() {
        FakeEngine engine;
        fill(engine, 400);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        auto* bar = shown.page->findChild<LogFilterBar*>();
        bar->chooseOutcomes({RunOutcome::Success});
        shown.window.commander().perform(StateAction::ShowProblems);
        const std::vector<RunOutcome> wanted{RunOutcome::Partial, RunOutcome::Held, RunOutcome::Failed};
        QCOMPARE(bar->filter().outcomes, wanted);
        PageLink link{.page = page::syncLog, .run = engine.log[0].id, .section = QStringLiteral("problems")};
        shown.window.openLink(link);
        QTRY_COMPARE(shown.page->findChild<RunDetailPane*>()->shownRun(), std::optional(engine.log[0].id));
    }
    void liveChangesOpenNothingAndScrollNothing() {
        FakeEngine engine;
        fill(engine, 200);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        auto* pane = shown.page->findChild<RunDetailPane*>();
        shown.table->selectRow(3);
        QTRY_VERIFY(pane->isVisible());
        QCoreApplication::processEvents();
        QScrollBar* bar = shown.table->verticalScrollBar();
        bar->setValue(bar->maximum());
        const auto goOn = [&](int records) {
            engine.log[3].processed = records;
            Q_EMIT engine.logChanged();
            QTRY_COMPARE(shown.page->log().runAt(3)->processed, records);
            QCoreApplication::processEvents();
        };
        const auto details = engine.queries.count(QStringLiteral("runDetail"));
        goOn(4711);
        QCOMPARE(bar->value(), bar->maximum());
        QCOMPARE(engine.queries.count(QStringLiteral("runDetail")), details + 1);  // the pane is fresh
        QTest::mouseClick(pane->findChild<QToolButton*>(QStringLiteral("closeButton")), Qt::LeftButton);
        QVERIFY(!pane->isVisible());
        goOn(4712);
        QVERIFY(!pane->isVisible());
        bar->setValue(0);
        const QRect row = shown.table->visualRect(shown.page->log().index(3, 1));
        QTest::mouseClick(shown.table->viewport(), Qt::LeftButton, {}, row.center());
        QTRY_VERIFY(pane->isVisible());
    }
    void rowsNotReadYetAreNotCopiedSilently() {
        LongLog log(5000);
        Shown shown(log);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        const QSignalSpy notice(shown.page, &Page::noticeWanted);
        shown.table->selectRow(0);
        QTest::keyClick(shown.table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(notice.count(), 0);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QLatin1Char('\t')));
        shown.table->selectAll();
        QTest::keyClick(shown.table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(notice.count(), 1);
    }
    void noMatchOffersToClear() {
        LongLog log(0);
        FakeEngine engine;
        fill(engine, 40);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.page->findChild<LogFilterBar*>()->chooseOutcomes({RunOutcome::Interrupted});
        auto* clear = shown.find<QPushButton>("noMatchClear");
        QTRY_VERIFY(clear->isVisible());
        QTest::mouseClick(clear, Qt::LeftButton);
        QTRY_COMPARE(shown.table->model()->rowCount(), 40);
        QVERIFY(!clear->isVisible());
    }
    void columnsAreChosenAndRemembered() {
        QTemporaryDir folder;
        QSettings memory(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
        FakeEngine engine;
        fill(engine, 10);
        {
            Shown shown(engine, &memory);
            QVERIFY(shown.table->isColumnHidden(RunLogModel::CallsColumn));
            shown.table->columnMenu()->actions().at(RunLogModel::CallsColumn)->trigger();
            QVERIFY(!shown.table->isColumnHidden(RunLogModel::CallsColumn));
            shown.table->setColumnWidth(RunLogModel::TypeColumn, 211);
        }
        Shown again(engine, &memory);
        QVERIFY(!again.table->isColumnHidden(RunLogModel::CallsColumn));
        QCOMPARE(again.table->columnWidth(RunLogModel::TypeColumn), 211);
    }
    void theExportIsWrittenAndSaid() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("log.csv"));
        FakeEngine engine;
        fill(engine, 700);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        const QSignalSpy notice(shown.page, &Page::noticeWanted);
        shown.page->exportTo(path);
        QVERIFY(shown.find<QWidget>("exportStrip")->isVisible());
        QTRY_COMPARE(notice.count(), 1);
        QVERIFY(notice.first().at(1).toString().contains(QStringLiteral("700")));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count("\r\n"), 701);
        QVERIFY(!shown.find<QWidget>("exportStrip")->isVisible());
    }
    void aLinkOpensARun() {
        FakeEngine engine;
        fill(engine, 300);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        PageLink link;
        link.page = page::syncLog;
        link.run = engine.log[17].id;
        shown.window.openLink(link);
        QTRY_COMPARE(shown.page->findChild<RunDetailPane*>()->shownRun(), std::optional(engine.log[17].id));
        link.run = engine.log[290].id;  // of a block that is not held
        shown.window.openLink(link);
        QTRY_COMPARE(shown.page->findChild<RunDetailPane*>()->shownRun(), std::optional(engine.log[290].id));
    }
};

BLOOM_GUI_TEST_MAIN(TestSyncLogPage)
#include "tst_sync_log_page.moc"
