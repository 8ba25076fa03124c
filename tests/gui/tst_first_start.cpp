// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The two doors, the four steps behind the first, and the choice of what to sync, on real widgets.
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "support/sample_values.h"
#include "support/shot.h"
#include "widgets/choose_sync_dialog.h"
#include "widgets/connection_checks_view.h"
#include "widgets/first_start_view.h"
#include "widgets/setting_row.h"
#include "widgets/setup_wizard.h"
#include "widgets/sync_progress_view.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;
using bloom::test::FakeEngine;

namespace {
using namespace std::chrono_literals;
const RunId kRun(QStringLiteral("run-1"));

template <typename T> T* find(QWidget& in, const char* name) {
    return in.findChild<T*>(QString::fromLatin1(name));
}
void type(QWidget& in, SettingKey key, const char* words) {
    for (SettingRow* row : in.findChildren<SettingRow*>()) {
        if (row->key() == key && row->editor()->isVisible())
            QTest::keyClicks(row->editor(), QString::fromLatin1(words));
    }
}
engine::SettingsView nothingStored() {
    engine::SettingsView view;
    for (const SettingSpec& spec : settingSpecs())
        view.values.push_back({spec.key, spec.defaultText, SettingOrigin::Default, {}, {}});
    view.secretStore = QStringLiteral("system keychain");
    return view;
}
engine::SyncAnswer started() {
    return {engine::SyncAnswerKind::Started, QStringLiteral("Started."), kRun, {}, StateAction::None};
}
RunProgress progress(int done, std::optional<int> about) {
    RunProgress run;
    run.id = kRun;
    run.kind = RecordKind::Appointment;
    run.done = done;
    run.about = about;
    run.records = done;
    run.left = 95s;
    return run;
}
RunReport report(RunOutcome outcome) {
    RunReport ended;
    ended.id = kRun;
    ended.type = RunType::Manual;
    ended.outcome = outcome;
    ended.duration = 31s;
    ended.kinds[RecordKind::Appointment] = {412, 3, 12, 395, 0, 0, 2};
    ended.setAside = {{{RecordKind::Appointment, HalaxyId(QStringLiteral("4020"))},
                       QStringLiteral("No start time"),
                       {},
                       {},
                       {},
                       true}};
    return ended;
}
void show(QWidget& widget) {
    widget.resize(1240, 800);
    widget.show();
    QCoreApplication::processEvents();
}
void toWizard(FirstStartView& view) {
    show(view);
    QTest::mouseClick(find<QPushButton>(view, "connectDoorButton"), Qt::LeftButton);
}
void fillCredentials(FirstStartView& view) {
    type(view, SettingKey::ClientId, "bloom-practice");
    type(view, SettingKey::ClientSecret, "s3cret");
    type(view, SettingKey::ContactEmail, "desk@willowbank.example");
}
}  // namespace

class TestFirstStart : public QObject {
    Q_OBJECT
    Theme* m_theme = nullptr;

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Australia));
        m_theme = new Theme(qApp);
        m_theme->setAppearance(Appearance::Light);
    }

    void theDemoDoorAsksForTheDemo() {
        FakeEngine engine;
        FirstStartView view(engine);
        show(view);
        test::shot(view, QStringLiteral("first-start-doors-light"));
        const QSignalSpy demo(&view, &FirstStartView::demoWanted);
        QTest::mouseClick(find<QPushButton>(view, "demoDoorButton"), Qt::LeftButton);
        QCOMPARE(demo.count(), 1);
        QVERIFY(engine.saved.empty());
    }
    void fourStepsLeadToTheFirstSync() {
        FakeEngine engine;
        engine.settingsAnswer = nothingStored();
        engine.connectionReport = test::sampleConnectionReport(true);
        engine.syncAnswer = started();
        FirstStartView view(engine);
        toWizard(view);
        auto* next = find<QPushButton>(view, "nextButton");
        QTRY_VERIFY(!next->isEnabled());
        fillCredentials(view);
        QVERIFY(next->isEnabled());
        test::shot(view, QStringLiteral("first-start-credentials-light"));
        QTest::mouseClick(next, Qt::LeftButton);
        QCOMPARE(view.wizard()->step(), SetupWizard::Test);
        QTRY_VERIFY(next->isEnabled());
        QCOMPARE(engine.drafts[0].value(SettingKey::ClientSecret), QStringLiteral("s3cret"));
        QVERIFY(engine.saved.empty());
        QTest::mouseClick(next, Qt::LeftButton);
        QCOMPARE(view.wizard()->step(), SetupWizard::Window);
        QTest::mouseClick(next, Qt::LeftButton);
        QTRY_COMPARE(view.wizard()->step(), SetupWizard::Sync);
        QCOMPARE(engine.saved.size(), 1U);
        QCOMPARE(engine.saved[0].value(SettingKey::ClientId), QStringLiteral("bloom-practice"));
        QCOMPARE(engine.syncs.size(), 1U);
        QCOMPARE(engine.syncs[0].type, RunType::Full);
        const QSignalSpy finished(&view, &FirstStartView::finished);
        QTest::mouseClick(next, Qt::LeftButton);
        QCOMPARE(finished.count(), 1);
    }
    void aFailedTestStopsAndNothingIsStored() {
        FakeEngine engine;
        engine.settingsAnswer = nothingStored();
        engine.connectionReport = test::sampleConnectionReport(false);
        FirstStartView view(engine);
        toWizard(view);
        fillCredentials(view);
        view.wizard()->next();
        QTRY_VERIFY(view.findChild<ConnectionChecksView*>()->verdict().contains(QStringLiteral("not work")));
        QVERIFY(!find<QPushButton>(view, "nextButton")->isEnabled());
        view.wizard()->next();
        QCOMPARE(view.wizard()->step(), SetupWizard::Test);
        QVERIFY(engine.saved.empty());
        engine.connectionReport = test::sampleConnectionReport(true);
        QTest::mouseClick(find<QPushButton>(view, "againButton"), Qt::LeftButton);
        QTRY_VERIFY(find<QPushButton>(view, "nextButton")->isEnabled());
    }
    void otherCredentialsAreTestedAgain() {
        FakeEngine engine;
        engine.settingsAnswer = nothingStored();
        engine.connectionReport = test::sampleConnectionReport(true);
        FirstStartView view(engine);
        toWizard(view);
        fillCredentials(view);
        view.wizard()->next();
        QTRY_COMPARE(engine.drafts.size(), 1U);
        QTRY_VERIFY(find<QPushButton>(view, "nextButton")->isEnabled());
        view.wizard()->back();
        type(view, SettingKey::ClientId, "-2");
        view.wizard()->next();
        QTRY_COMPARE(engine.drafts.size(), 2U);
    }
    void anAnswerForOtherCredentialsCountsNothing() {
        FakeEngine engine;
        engine.settingsAnswer = nothingStored();
        engine.connectionReport = test::sampleConnectionReport(true);
        FirstStartView view(engine);
        toWizard(view);
        fillCredentials(view);
        view.wizard()->next();  // its answer waits in the event loop
        view.wizard()->back();
        for (SettingRow* row : view.findChildren<SettingRow*>())
            if (row->key() == SettingKey::ClientId && row->editor()->isVisible())
                qobject_cast<QLineEdit*>(row->editor())->insert(QStringLiteral("x"));
        QCoreApplication::processEvents();
        view.wizard()->next();
        QCOMPARE(engine.drafts.size(), 2U);
    }
    void aDemoThatCantStartIsSaidUnderItsDoor() {
        FakeEngine engine;
        FirstStartView view(engine);
        show(view);
        QVERIFY(!find<QLabel>(view, "demoProblem")->isVisible());
        view.showDemoProblem(QStringLiteral("No."));
        QVERIFY(find<QLabel>(view, "demoProblem")->isVisible());
    }
    void aSaveThatFailsIsSaidAndKeepsTheStep() {
        FakeEngine engine;
        engine.settingsAnswer = nothingStored();
        engine.connectionReport = test::sampleConnectionReport(true);
        engine.commandAnswer = fail(ErrorKind::Settings, QStringLiteral("The folder is read-only."));
        FirstStartView view(engine);
        toWizard(view);
        fillCredentials(view);
        view.wizard()->next();
        QTRY_VERIFY(find<QPushButton>(view, "nextButton")->isEnabled());
        view.wizard()->next();
        view.wizard()->next();
        QTRY_VERIFY(find<QLabel>(view, "problem")->text().contains(QStringLiteral("read-only")));
        QCOMPARE(view.wizard()->step(), SetupWizard::Window);
        QVERIFY(engine.syncs.empty());
    }
    void backFromTheFirstStepIsTheDoors() {
        FakeEngine engine;
        FirstStartView view(engine);
        toWizard(view);
        QCOMPARE(view.currentIndex(), 1);
        QTest::mouseClick(find<QPushButton>(view, "backButton"), Qt::LeftButton);
        QCOMPARE(view.currentIndex(), 0);
    }

    void theDialogAsksForItsScope_data() {
        QTest::addColumn<QByteArray>("radio");
        QTest::newRow("everything") << QByteArray("everything");
        QTest::newRow("practitioner") << QByteArray("onePractitioner");
        QTest::newRow("kind") << QByteArray("oneKind");
        QTest::newRow("record") << QByteArray("oneRecord");
    }
    void theDialogAsksForItsScope() {
        QFETCH(QByteArray, radio);
        FakeEngine engine;
        engine.practitionersAnswer = test::samplePractitioners();
        auto* dialog = new ChooseSyncDialog(engine, {});
        show(*dialog);
        QTRY_COMPARE(find<QComboBox>(*dialog, "practitioner")->count(), 3);
        find<QRadioButton>(*dialog, radio.constData())->setChecked(true);
        find<QLineEdit>(*dialog, "recordId")->setText(QStringLiteral("4711"));
        QTest::mouseClick(find<QPushButton>(*dialog, "syncButton"), Qt::LeftButton);
        QTRY_COMPARE(engine.syncs.size(), 1U);
        const SyncScope& scope = engine.syncs[0].scope;
        QCOMPARE(scope.practitioner.has_value(), radio == "onePractitioner");
        QCOMPARE(scope.kind.has_value(), radio == "oneKind");
        QCOMPARE(scope.record.has_value(), radio == "oneRecord");
        if (scope.record)
            QCOMPARE(toText(*scope.record), QStringLiteral("Appointment/4711"));
        delete dialog;
    }
    void badDaysAndIdsAreRefusedInTheDialog() {
        FakeEngine engine;
        auto* dialog = new ChooseSyncDialog(engine, {});
        show(*dialog);
        find<QCheckBox>(*dialog, "onlyDays")->setChecked(true);
        find<QDateEdit>(*dialog, "to")->setDate(find<QDateEdit>(*dialog, "from")->date().addDays(-1));
        QVERIFY(find<QLabel>(*dialog, "problem")->isVisible());
        QVERIFY(!find<QPushButton>(*dialog, "syncButton")->isEnabled());
        find<QRadioButton>(*dialog, "oneRecord")->setChecked(true);
        QVERIFY(!find<QLabel>(*dialog, "problem")->isVisible());  // nothing typed is no mistake yet
        QVERIFY(!find<QPushButton>(*dialog, "syncButton")->isEnabled());
        find<QLineEdit>(*dialog, "recordId")->setText(QStringLiteral("Patient/5"));
        QVERIFY(find<QLabel>(*dialog, "problem")->isVisible());
        delete dialog;
    }
    void progressCancelAndResultAreShown() {
        FakeEngine engine;
        engine.syncAnswer = started();
        auto* dialog = new ChooseSyncDialog(engine, {});
        show(*dialog);
        QTest::mouseClick(find<QPushButton>(*dialog, "syncButton"), Qt::LeftButton);
        auto* cancel = find<QPushButton>(*dialog, "cancelButton");
        QTRY_VERIFY(cancel->isEnabled());
        engine::EngineSnapshot snapshot = engine.current;
        snapshot.run = progress(140, 412);
        engine.showSnapshot(snapshot);
        auto* bar = find<QProgressBar>(*dialog, "bar");
        QCOMPARE(bar->maximum(), 412);
        QCOMPARE(bar->value(), 140);
        const QString counts = find<QLabel>(*dialog, "counts")->text();
        QVERIFY(counts.contains(QStringLiteral("140 of about 412")));
        QVERIFY(counts.contains(QStringLiteral("about 2 minute")));
        test::shot(*dialog, QStringLiteral("choose-sync-running-light"));
        QTest::mouseClick(cancel, Qt::LeftButton);
        QCOMPARE(engine.cancelled, std::vector<RunId>{kRun});
        Q_EMIT engine.runFinished(report(RunOutcome::Partial));
        const QString result = find<QLabel>(*dialog, "result")->text();
        QVERIFY(
            result.contains(QStringLiteral("412 read, 3 new, 12 changed, 395 as they were, 2 set aside")));
        QVERIFY(result.contains(QStringLiteral("Appointment/4020")));
        QVERIFY(!cancel->isVisible());
        QVERIFY(find<QPushButton>(*dialog, "syncButton")->isEnabled());
        test::shot(*dialog, QStringLiteral("choose-sync-ended-light"));
        delete dialog;
    }
    void anotherRunsEndIsNotTheirs() {
        FakeEngine engine;
        engine.syncAnswer = started();
        SyncProgressView view(engine);
        SyncRequest request;
        view.ask(request);
        QTRY_VERIFY(find<QPushButton>(view, "cancelButton")->isEnabled());
        RunReport other = report(RunOutcome::Success);
        other.id = RunId(QStringLiteral("another"));
        Q_EMIT engine.runFinished(other);
        QVERIFY(view.isBusy());
        Q_EMIT engine.runFinished(report(RunOutcome::Success));
        QVERIFY(!view.isBusy());
    }
    void aRefusalIsSaidAndEndsTheWaiting() {
        FakeEngine engine;
        engine.syncAnswer = {engine::SyncAnswerKind::Paused,
                             QStringLiteral("Syncing is paused."),
                             {},
                             {},
                             StateAction::Resume};
        SyncProgressView view(engine);
        view.ask({});
        QTRY_VERIFY(!view.isBusy());
        QCOMPARE(find<QLabel>(view, "sentence")->text(), QStringLiteral("Syncing is paused."));
    }
    void anOfferIsTakenByItsButtonOnly_data() {
        QTest::addColumn<int>("offer");
        QTest::addColumn<QString>("words");
        QTest::newRow("paused") << static_cast<int>(StateAction::Resume) << QStringLiteral("Resume and sync");
        QTest::newRow("held") << static_cast<int>(StateAction::ReleaseCalls)
                              << QStringLiteral("Release calls");
    }
    void anOfferIsTakenByItsButtonOnly() {
        QFETCH(int, offer);
        QFETCH(QString, words);
        FakeEngine engine;
        engine.syncAnswer = {engine::SyncAnswerKind::Paused,
                             QStringLiteral("Not now."),
                             {},
                             {},
                             static_cast<StateAction>(offer)};
        SyncProgressView view(engine);
        SyncRequest request;
        request.scope.kind = RecordKind::Invoice;
        view.ask(request);
        auto* button = find<QPushButton>(view, "offerButton");
        QTRY_VERIFY(button->isVisible());
        QCOMPARE(button->text(), words);
        QCOMPARE(engine.resumes, 0);
        QVERIFY(engine.holds.empty());
        engine.syncAnswer = started();
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(engine.syncs.size(), 2U);
        QCOMPARE(engine.syncs[1].scope, request.scope);
        QVERIFY(view.isBusy());
        QVERIFY(!button->isVisible());
        QCOMPARE(engine.resumes + static_cast<int>(engine.holds.size()), 1);
    }
    void aCancelledRequestThatOnlyWaitedHasEnded() {
        FakeEngine engine;
        engine.syncAnswer = {
            engine::SyncAnswerKind::Queued, QStringLiteral("Yours is next."), kRun, {}, StateAction::None};
        SyncProgressView view(engine);
        view.ask({});
        auto* cancel = find<QPushButton>(view, "cancelButton");
        QTRY_VERIFY(cancel->isEnabled());
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_VERIFY(!view.isBusy());
        QVERIFY(!cancel->isVisible());
    }
};

BLOOM_GUI_TEST_MAIN(TestFirstStart)
#include "tst_first_start.moc"
