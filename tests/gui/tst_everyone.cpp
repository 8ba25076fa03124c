// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everyone, plans, what is edited in place, what is missing, what is printed: real widgets on a fake engine.
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "support/sample_care.h"
#include "support/sample_values.h"
#include "support/shot.h"
#include "widgets/client_notes_dialog.h"
#include "widgets/day_columns.h"
#include "widgets/everyone_pane.h"
#include "widgets/main_window.h"
#include "widgets/missing_dialog.h"
#include "widgets/practitioners_page.h"
#include "widgets/targets_dialog.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;
using test::FakeEngine;

namespace {
using namespace std::chrono_literals;
const QDate kTuesday(2026, 11, 24);

QString s(const char* text) { return QString::fromUtf8(text); }

struct Shown {
    MainWindow window;
    PractitionersPage* page;
    explicit Shown(FakeEngine& engine) : window(engine) {
        auto owned = std::make_unique<PractitionersPage>(engine);
        page = owned.get();
        window.addPage(std::move(owned));
        window.resize(1280, 860);
        window.show();
        QCoreApplication::processEvents();
    }
    template <typename T> T* find(const char* name) const { return page->findChild<T*>(s(name)); }
    QTableView* table() const { return find<QTableView>("careTable"); }
    void everyone() {
        page->chooseEveryone();
        QVERIFY(QTest::qWaitFor([this] { return table()->model()->rowCount() > 0; }, 5'000));
        QTest::qWait(60);  // what is new is laid out
    }
    void select(int row) const { table()->setCurrentIndex(table()->model()->index(row, 0)); }
};

void fill(FakeEngine& engine) {
    engine.practitionersAnswer = test::samplePractitioners();
    engine.everyoneAnswer = test::sampleEveryone(engine.time);
    engine.clientNotesAnswer = test::sampleNotes(engine.time);
    engine.ownedChangesAnswer = test::sampleOwnedChanges(engine.time);
    engine.missingAnswer = test::sampleMissing(engine.time);
    engine.current.practiceZone = s("Australia/Sydney");
    engine.dashboardFor = [&engine](PractitionerId id, QDate date) -> Result<Dashboard> {
        for (const PractitionerView& each : test::samplePractitioners())
            if (each.id == id)
                return test::busyDashboard(each, date, engine.time);
        return fail(ErrorKind::Usage, s("nobody"));
    };
}
}  // namespace

class TestEveryone : public QObject {
    Q_OBJECT
    Theme* m_theme = nullptr;

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Australia));
        m_theme = new Theme(qApp);
    }
    void init() { m_theme->setAppearance(Appearance::Light); }

    void everyoneShowsTodayInColumnsAndTheOpenLines() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.everyone();
        QVERIFY(shown.page->showsEveryone());
        QVERIFY(!shown.page->practitioner());
        QCOMPARE(shown.page->findChild<DayColumns*>()->count(), 3);
        QCOMPARE(shown.table()->model()->rowCount(), 10);  // of twelve, two are handled
        QVERIFY(shown.find<QLabel>("careCounts")->text().contains(s("10 open")));
        QVERIFY(shown.find<QLabel>("careCounts")->text().contains(s("3 plan")));
        test::shot(shown.window, s("everyone-light"));
        m_theme->setAppearance(Appearance::Dark);
        test::shot(shown.window, s("everyone-dark"));
    }
    void linesAreDoneSnoozedAndNoted() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.everyone();
        QVERIFY(!shown.find<QPushButton>("careDone")->isEnabled());
        shown.select(0);
        QTest::mouseClick(shown.find<QPushButton>("careDone"), Qt::LeftButton);
        QCOMPARE(engine.marks.size(), 1U);
        QCOMPARE(engine.marks.back().key, s("over-limit/MW"));
        QCOMPARE(engine.marks.back().facts, s("facts"));
        QCOMPARE(engine.marks.back().done, std::optional(true));
        shown.select(1);
        auto* times = shown.find<QPushButton>("careSnooze")->menu();
        times->actions().at(1)->trigger();
        QCOMPARE(engine.marks.back().snoozeUntil, std::optional(kTuesday.addDays(7)));
        shown.select(2);
        QTest::mouseClick(shown.find<QPushButton>("careNote"), Qt::LeftButton);
        auto* edit = shown.page->findChild<QPlainTextEdit*>();
        QVERIFY(edit);
        edit->setPlainText(s("call after five"));
        auto* dialog = edit->window();
        QMetaObject::invokeMethod(dialog, "accept");
        QCOMPARE(engine.marks.back().note, std::optional(s("call after five")));
    }
    void aChangedListKeepsSelectionAndPlace() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.everyone();
        shown.select(4);
        const QString chosen = shown.table()->currentIndex().siblingAtColumn(1).data().toString();
        EveryoneView view = test::sampleEveryone(engine.time);
        view.items.erase(view.items.begin());
        engine.everyoneAnswer = view;
        Q_EMIT engine.careChanged();
        QTRY_COMPARE(shown.table()->model()->rowCount(), 9);
        QVERIFY(!chosen.isEmpty());
        QCOMPARE(shown.table()->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(shown.table()->currentIndex().siblingAtColumn(1).data().toString(), chosen);
    }
    void aLineLeadsToItsDay() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.everyone();
        shown.select(4);  // ended, still booked: yesterday, of the third practitioner
        QTest::keyClick(shown.table(), Qt::Key_Return);
        QTRY_VERIFY(!shown.page->showsEveryone());
        QCOMPARE(shown.page->practitioner(), std::optional(PractitionerId(s("p-3"))));
        QCOMPARE(shown.page->date(), kTuesday.addDays(-1));
    }
    void privacyHidesHereToo() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.everyone();
        QTest::keyClick(&shown.window, Qt::Key_F8);
        for (int row = 0; row < shown.table()->model()->rowCount(); ++row)
            QVERIFY(shown.table()->model()->index(row, 1).data().toString().size() <= 2);
        QCOMPARE(shown.table()->model()->index(0, 4).data().toString(), s("hidden"));
        test::shot(shown.window, s("everyone-privacy-light"));
    }
    void emptyFailedAndFirstDaySayWhatTheyAre() {
        FakeEngine engine;
        fill(engine);
        EveryoneView calm = test::sampleEveryone(engine.time);
        calm.items.clear();
        engine.everyoneAnswer = calm;
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.page->chooseEveryone();
        const auto said = [&](const char* words) {
            for (const QLabel* label : shown.page->findChildren<QLabel*>())
                if (label->isVisible() && label->text().contains(s(words)))
                    return true;
            return false;
        };
        QTRY_VERIFY(said("as far as is known"));  // three plans were not read
        calm.plansUnknown = 0;
        engine.everyoneAnswer = calm;
        Q_EMIT engine.careChanged();
        QTRY_VERIFY(said("all in order"));
        test::shot(shown.window, s("everyone-empty-light"));
        calm.stillLoading = true;
        engine.everyoneAnswer = calm;
        Q_EMIT engine.careChanged();
        QTRY_VERIFY(said("The first sync has not ended"));
        engine.everyoneAnswer = fail(ErrorKind::Database, s("The database file is locked."));
        Q_EMIT engine.careChanged();
        QTRY_VERIFY(said("The database file is locked."));
    }
    void csvAndPdfAreWritten() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        const QSignalSpy notices(shown.page, &Page::noticeWanted);
        const QTemporaryDir folder;
        shown.page->saveDaySheetTo(folder.filePath(s("day.pdf")));
        QTRY_COMPARE(notices.size(), 1);
        QFile pdf(folder.filePath(s("day.pdf")));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.read(5) == "%PDF-");
        QVERIFY(pdf.size() > 2'000);
        QCOMPARE(pdf.permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
        shown.everyone();
        auto* view = shown.page->findChild<EveryonePane*>();
        view->saveCsvTo(folder.filePath(s("care.csv")));
        QTRY_COMPARE(notices.size(), 2);
        QFile csv(folder.filePath(s("care.csv")));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QCOMPARE(csv.readAll().count('\n'), 11);
        view->saveCsvTo(folder.filePath(s("no/such/folder/care.csv")));
        QTRY_COMPARE(notices.size(), 3);
        QCOMPARE(notices.last().first().value<Severity>(), Severity::Problem);
    }
    void plansStandByUrgency() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.page->choose(PractitionerId(s("p-1")));
        auto* plans = shown.find<QListView>("plans");
        QTRY_COMPARE(plans->model()->rowCount(), 4);
        QTest::mouseClick(shown.find<QPushButton>("allPlans"), Qt::LeftButton);
        QCOMPARE(plans->model()->rowCount(), 6);
        QVERIFY(plans->height() >= 6 * plans->sizeHintForRow(0));
        QCOMPARE(shown.find<QLabel>("upEnding")->text(), s("3"));
        QCOMPARE(shown.find<QLabel>("upFollow")->text(), s("2"));
    }
    void detailsOpenInPlaceAndStayOverARefresh() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.page->choose(PractitionerId(s("p-1")));
        auto* feed = shown.find<QListView>("feed");
        QTRY_VERIFY(feed->model()->rowCount() > 4);
        const int before = feed->visualRect(feed->model()->index(2, 0)).height();
        QTest::mouseClick(feed->viewport(), Qt::LeftButton, {},
                          feed->visualRect(feed->model()->index(2, 0)).center());
        QTRY_VERIFY(feed->visualRect(feed->model()->index(2, 0)).height() > before + 40);
        test::shot(shown.window, s("practitioners-details-light"));
        Q_EMIT engine.recordsChanged({{PractitionerId(s("p-1"))}, false, {}, 1});
        QTest::qWait(200);
        QVERIFY(feed->visualRect(feed->model()->index(2, 0)).height() > before + 40);
    }
    void whatIsNextMovesByItself() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.page->choose(PractitionerId(s("p-1")));
        auto* feed = shown.find<QListView>("feed");
        const auto next = [&] {
            for (int row = 0; row < feed->model()->rowCount(); ++row)
                if (feed->model()
                        ->index(row, 0)
                        .data(models::SessionFeedModel::SessionRole)
                        .value<SessionView>()
                        .upNext)
                    return row;
            return -1;
        };
        QTRY_COMPARE(next(), 2);
        const auto asked = engine.queries.size();
        engine.time += 30min;  // past ten
        QTRY_VERIFY_WITH_TIMEOUT(next() > 2, 3'000);
        QCOMPARE(engine.queries.size(), asked);
    }
    void notesAreCheckedAndSaved() {
        FakeEngine engine;
        fill(engine);
        ClientNotesDialog dialog(engine, ClientId(s("PF")), false);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        auto* issues = dialog.findChild<QLineEdit*>(s("issues"));
        auto* save = dialog.findChild<QPushButton*>(s("save"));
        QTRY_COMPARE(issues->text(), s("sleep, work stress"));
        QVERIFY(!save->isEnabled());  // nothing differs
        test::shot(dialog, s("client-notes-light"));
        issues->setText(QString(90, u'x'));
        QVERIFY(!save->isEnabled());
        QVERIFY(dialog.findChild<QLabel*>(s("problem"))->isVisible());
        issues->setText(s("sleep, , sleep , grief"));
        QVERIFY(save->isEnabled());
        engine.commandAnswer = fail(ErrorKind::Database, s("The disk is full."));
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_VERIFY(dialog.findChild<QLabel*>(s("problem"))->text().contains(s("The disk is full.")));
        QCOMPARE(issues->text(), s("sleep, , sleep , grief"));  // nothing typed is lost
        engine.commandAnswer = true;
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_VERIFY(!dialog.isVisible());
        QCOMPARE(engine.clientPatches.back().presentingIssues,
                 std::optional(QStringList({s("sleep"), s("grief")})));
    }
    void targetsAreCheckedAndSaved() {
        FakeEngine engine;
        fill(engine);
        TargetsDialog dialog(engine, test::samplePractitioners()[0]);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        auto* save = dialog.findChild<QPushButton*>(s("save"));
        QVERIFY(!save->isEnabled());
        QTRY_VERIFY(dialog.findChild<QLabel*>(s("ownedChanges"))->text().contains(s("25 → 22")));
        test::shot(dialog, s("targets-light"));
        auto* zone = dialog.findChild<QComboBox*>(s("zone"));
        zone->setEditText(s("Australia/Nowhere"));
        QVERIFY(!save->isEnabled());
        zone->setEditText(s("Australia/Perth"));
        dialog.findChild<QDoubleSpinBox*>(s("monthlyRevenue"))->setValue(18'000.50);
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_COMPARE(engine.patches.size(), 1U);
        QCOMPARE(engine.patches.back().timezone, std::optional(s("Australia/Perth")));
        QCOMPARE(engine.patches.back().monthlyRevenueTarget, std::optional(Cents{1'800'050}));
        QVERIFY(!engine.patches.back().weeklySessionTarget);
    }
    void missingAsksAtOnceAndTellsEachVerdict() {
        FakeEngine engine;
        fill(engine);
        MissingDialog dialog(engine, {PractitionerId(s("p-1")), kTuesday, {}, {}}, false);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        auto* table = dialog.findChild<QTableView*>(s("missingLines"));
        QTRY_COMPARE(table->model()->rowCount(), 10);
        QCOMPARE(engine.missingQuestions.front().date, kTuesday);
        QVERIFY(dialog.findChild<QLabel*>(s("missingSummary"))->text().contains(s("1 in step")));
        test::shot(dialog, s("missing-light"));
        dialog.findChild<QLineEdit*>(s("missingId"))->setText(s("4711"));
        QTest::mouseClick(dialog.findChild<QPushButton*>(s("missingAsk")), Qt::LeftButton);
        QTRY_COMPARE(engine.missingQuestions.size(), 2U);
        QCOMPARE(engine.missingQuestions.back().pasted, s("4711"));
        QVERIFY(engine.missingQuestions.back().practitioner.isEmpty());
        QTRY_VERIFY(dialog.findChild<QPushButton*>(s("missingAsk"))->isEnabled());
        engine.missingAnswer = fail(ErrorKind::Usage, s("Expected the id of an appointment."));
        QTest::mouseClick(dialog.findChild<QPushButton*>(s("missingAsk")), Qt::LeftButton);
        QTRY_VERIFY(dialog.findChild<QLabel*>(s("missingSummary"))->text().contains(s("Expected the id")));
        QVERIFY(!table->isVisible());
    }
    void rightToLeftMirrors() {
        FakeEngine engine;
        fill(engine);
        qApp->setLayoutDirection(Qt::RightToLeft);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.page->choose(PractitionerId(s("p-1")));
        QTRY_VERIFY(shown.find<QListView>("feed")->model()->rowCount() > 4);
        test::shot(shown.window, s("practitioners-rtl-light"));
        shown.everyone();
        test::shot(shown.window, s("everyone-rtl-light"));
        const QWidget* table = shown.table();
        const QWidget* counts = shown.find<QLabel>("careCounts");
        QVERIFY(counts->mapTo(shown.page, QPoint()).x() <
                table->mapTo(shown.page, QPoint()).x() + table->width() / 2);
        qApp->setLayoutDirection(Qt::LeftToRight);
    }
};

BLOOM_GUI_TEST_MAIN(TestEveryone)
#include "tst_everyone.moc"
