// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// From nothing to a filled window, on real widgets with the real engine and a sandbox on loopback: the
// wizard's four steps, the first run, the overview, then a sync of one practitioner from its dialog.
#include "apps/window_pages.h"
#include "support/engine_practice.h"
#include "widgets/choose_sync_dialog.h"
#include "widgets/connection_checks_view.h"
#include "widgets/first_start_view.h"
#include "widgets/main_window.h"
#include "widgets/setting_row.h"
#include "widgets/setup_wizard.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QTableView>
#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace bloom::widgets;

namespace {

constexpr int kPatience = 90'000;  // a shared machine may be slow; nothing here asserts a time

template <typename T> T* find(QWidget& in, const char* name) {
    return in.findChild<T*>(QString::fromLatin1(name));
}
void click(QWidget& in, const char* button) {
    QTest::mouseClick(find<QPushButton>(in, button), Qt::LeftButton);
}
void type(QWidget& in, SettingKey key, const QString& words) {
    for (SettingRow* row : in.findChildren<SettingRow*>())
        if (row->key() == key && row->editor()->isVisible())
            QTest::keyClicks(row->editor(), words);
}

}  // namespace

class TestFirstStartLive : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fromNothingToAFilledWindowAndOneManualSync() {
        Theme theme(qApp);
        EnginePractice practice;
        QSettings memory(practice.folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
        engine::EngineHost host(practice.bareOptions());
        FinishedRuns runs(host);
        MainWindow window(host);
        apps::addPages(window, host, memory);
        window.resize(1240, 800);
        window.show();
        host.start();
        QTRY_COMPARE(host.snapshot().state.state, AppState::NotSetUp);
        apps::showFirstStart(window, host);
        const QPointer<FirstStartView> view = window.findChild<FirstStartView*>();

        QTRY_VERIFY(view->isVisible());
        click(*view, "connectDoorButton");
        QCOMPARE(view->currentIndex(), 1);
        auto* next = find<QPushButton>(*view, "nextButton");
        QTRY_VERIFY(!view->wizard()->findChildren<SettingRow*>().isEmpty() && !next->isEnabled());
        const sandbox::Quirks& quirks = practice.server.core().quirks();
        type(*view, SettingKey::BaseUrl, practice.server.baseUrl());
        type(*view, SettingKey::ClientId, quirks.clientId);
        type(*view, SettingKey::ClientSecret, quirks.clientSecret);
        type(*view, SettingKey::ContactEmail, QStringLiteral("desk@willowbank.example"));
        QTRY_VERIFY(next->isEnabled());
        QTest::mouseClick(next, Qt::LeftButton);
        QCOMPARE(view->wizard()->step(), SetupWizard::Test);
        QTRY_VERIFY_WITH_TIMEOUT(next->isEnabled(), kPatience);  // the test has passed
        QCOMPARE(host.snapshot().state.state, AppState::NotSetUp);
        QTest::mouseClick(next, Qt::LeftButton);
        QCOMPARE(view->wizard()->step(), SetupWizard::Window);
        QTest::mouseClick(next, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(view->wizard()->step(), SetupWizard::Sync, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(host.snapshot().lastSuccess, kPatience);
        QTRY_VERIFY(find<QLabel>(*view, "result")->text().contains(QStringLiteral("read")));
        QTest::mouseClick(next, Qt::LeftButton);
        QTRY_VERIFY(view.isNull());

        Page* overview = window.page(page::overview);
        QTRY_COMPARE_WITH_TIMEOUT(overview->state(), PageState::Filled, kPatience);
        QCOMPARE(find<QTableView>(*overview, "practitioners")->model()->rowCount(), 3);

        Q_EMIT window.chooseSyncWanted({});
        auto* dialog = window.findChild<ChooseSyncDialog*>();
        auto* practitioners = find<QComboBox>(*dialog, "practitioner");
        QTRY_COMPARE(practitioners->count(), 3);
        find<QRadioButton>(*dialog, "onePractitioner")->click();
        practitioners->setCurrentIndex(1);
        const auto wanted = dialog->draft().practitioner;
        QVERIFY(wanted);
        click(*dialog, "syncButton");
        const auto manual = [&]() -> const RunReport* {
            for (const RunReport& report : runs.reports())
                if (report.type == RunType::Manual)
                    return &report;
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(manual(), kPatience);
        QCOMPARE(manual()->outcome, RunOutcome::Success);
        QCOMPARE(manual()->scope.practitioner, wanted);
        QTRY_VERIFY(find<QLabel>(*dialog, "result")->text().contains(QStringLiteral("as they were")));
        QTRY_VERIFY(find<QPushButton>(*dialog, "syncButton")->isEnabled());
        QVERIFY(host.stop());
    }
};

QTEST_MAIN(TestFirstStartLive)
#include "tst_first_start_live.moc"
