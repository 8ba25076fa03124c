// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// *Changes to this day* on the Practitioners page, and what its context menu does, forgetting a client
// included.
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "support/sample_inbox.h"
#include "support/sample_values.h"
#include "widgets/card.h"
#include "widgets/forget_client_dialog.h"
#include "widgets/main_window.h"
#include "widgets/practitioners_page.h"
#include "widgets/theme.h"

#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;
using bloom::test::FakeEngine;

namespace {
const QDate kTuesday(2026, 11, 24);

struct Shown {
    MainWindow window;
    PractitionersPage* page;
    explicit Shown(FakeEngine& engine) : window(engine) {
        auto owned = std::make_unique<PractitionersPage>(engine);
        page = owned.get();
        window.addPage(std::move(owned));
        window.resize(1240, 800);
        window.show();
        QCoreApplication::processEvents();
    }
    template <typename T> T* find(const char* name) const {
        return page->findChild<T*>(QString::fromLatin1(name));
    }
};

void fill(FakeEngine& engine) {
    engine.practitionersAnswer = test::samplePractitioners();
    engine.dashboardFor = [&engine](PractitionerId, QDate date) -> Result<Dashboard> {
        return test::sampleDashboard(test::samplePractitioners().front(), date, engine.time);
    };
}
}  // namespace

class TestDayChanges : public QObject {
    Q_OBJECT
    Theme* m_theme = nullptr;

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Australia));
        m_theme = new Theme(qApp);
        m_theme->setAppearance(Appearance::Light);
    }

    void changesToTheDayAreListedAndCounted() {
        FakeEngine engine;
        fill(engine);
        engine.dayChangesAnswer = test::sampleDayChanges(engine.time);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        const auto* list = shown.find<QListView>("changes");
        QTRY_COMPARE(list->model()->rowCount(), 6);
        QVERIFY(shown.find<Card>("changesCard")->isVisible());
        QCOMPARE(shown.find<Card>("changesCard")->hint(), QStringLiteral("6"));
        QVERIFY(list->model()->index(0, 0).data().toString().contains(QStringLiteral("by webhook")));
        const int few = list->height();
        QTest::mouseClick(shown.find<QPushButton>("allChanges"), Qt::LeftButton);
        QTRY_VERIFY(list->height() > few);
        shown.page->setPrivacy(true);
        QVERIFY(!list->model()->index(0, 0).data().toString().contains(QStringLiteral("Okafor")));
    }
    void changesComeAsRecordsDo() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QVERIFY(!shown.find<Card>("changesCard")->isVisible());
        engine.dayChangesAnswer = test::sampleDayChanges(engine.time);
        engine::ChangeSet changes;
        changes.everything = true;
        Q_EMIT engine.recordsChanged(changes);
        QTRY_VERIFY(shown.find<Card>("changesCard")->isVisible());
    }
    void changesOfOneDayNeverStandUnderAnother() {
        FakeEngine engine;
        fill(engine);
        engine.dayChangesAnswer = test::sampleDayChanges(engine.time);
        Shown shown(engine);
        QTRY_VERIFY(shown.find<Card>("changesCard")->isVisible());
        engine.dayChangesAnswer = fail(ErrorKind::Cancelled, {});
        shown.page->chooseDate(kTuesday.addDays(1));
        QTRY_VERIFY(!shown.find<Card>("changesCard")->isVisible());
    }
    void aSessionOffersWhatCanBeDone() {
        FakeEngine engine;
        fill(engine);
        engine.dayChangesAnswer = test::sampleDayChanges(engine.time);
        Shown shown(engine);
        auto* list = shown.find<QListView>("changes");
        QTRY_COMPARE(list->model()->rowCount(), 6);
        const auto choose = [&](const char* words) {
            QTimer::singleShot(0, shown.page, [&shown, words] {
                for (QMenu* menu : shown.page->findChildren<QMenu*>())
                    for (QAction* action : menu->actions())
                        if (menu->isVisible() && action->text().startsWith(QLatin1String(words)))
                            action->trigger();
                for (QMenu* menu : shown.page->findChildren<QMenu*>())
                    menu->close();
            });
            Q_EMIT list->customContextMenuRequested(list->visualRect(list->model()->index(4, 0)).center());
        };
        choose("Sync this session");
        QTRY_COMPARE(engine.syncs.size(), 1U);
        QCOMPARE(engine.syncs.front().scope.record,
                 (RecordKey{RecordKind::Appointment, HalaxyId(QStringLiteral("70412"))}));
        choose("Forget this client");
        QTRY_VERIFY(shown.page->findChild<ForgetClientDialog*>());
        QVERIFY(engine.forgotten.empty());  // asked once more
        QTest::mouseClick(
            shown.page->findChild<ForgetClientDialog*>()->findChild<QPushButton*>(QStringLiteral("forget")),
            Qt::LeftButton);
        QTRY_COMPARE(engine.forgotten, std::vector{ClientId(QStringLiteral("c-IC"))});
    }
};

BLOOM_GUI_TEST_MAIN(TestDayChanges)
#include "tst_day_changes.moc"
