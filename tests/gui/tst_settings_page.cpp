// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings on real widgets: judged as typed, tested, saved; what others decide; secrets; practitioners.
#include "models/practitioner_table_model.h"
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "support/sample_values.h"
#include "support/shot.h"
#include "widgets/connection_checks_view.h"
#include "widgets/main_window.h"
#include "widgets/setting_row.h"
#include "widgets/settings_page.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;
using bloom::models::PractitionerTableModel;
using bloom::test::FakeEngine;

namespace {
struct Shown {
    MainWindow window;
    SettingsPage* page;
    explicit Shown(FakeEngine& engine) : window(engine) {
        auto owned = std::make_unique<SettingsPage>(engine);
        page = owned.get();
        window.addPage(std::move(owned));
        window.resize(1240, 800);
        window.show();
        QCoreApplication::processEvents();
    }
    template <typename T> T* find(const char* name) const {
        return page->findChild<T*>(QString::fromLatin1(name));
    }
    SettingRow* row(SettingKey key) const {
        for (SettingRow* each : page->findChildren<SettingRow*>()) {
            if (each->key() == key)
                return each;
        }
        return nullptr;
    }
    QLineEdit* text(SettingKey key) const { return qobject_cast<QLineEdit*>(row(key)->editor()); }
    void type(SettingKey key, const QString& words) const {
        QLineEdit* edit = text(key);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, words);
    }
    void section(int at) const { find<QListWidget>("sections")->setCurrentRow(at); }
};
void fill(FakeEngine& engine) {
    engine.settingsAnswer = test::sampleSettings();
    engine.practitionersAnswer = test::samplePractitioners();
    engine.connectionReport = test::sampleConnectionReport(true);
}
}  // namespace

class TestSettingsPage : public QObject {
    Q_OBJECT
    Theme* m_theme = nullptr;

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Australia));
        m_theme = new Theme(qApp);
    }
    void init() { m_theme->setAppearance(Appearance::Light); }

    void itsStatesAreDrawn() {
        FakeEngine silent;
        silent.silent = true;
        Shown loading(silent);
        QCOMPARE(loading.page->state(), PageState::Loading);
        FakeEngine broken;
        broken.settingsAnswer = fail(ErrorKind::Settings, QStringLiteral("The settings file can't be read."));
        Shown failed(broken);
        QTRY_COMPARE(failed.page->state(), PageState::Failed);
        FakeEngine engine;
        fill(engine);
        Shown filled(engine);
        QTRY_COMPARE(filled.page->state(), PageState::Filled);
        const QStringList names{QStringLiteral("halaxy"),        QStringLiteral("schedule"),
                                QStringLiteral("webhooks"),      QStringLiteral("database"),
                                QStringLiteral("practitioners"), QStringLiteral("appearance")};
        for (int at = 0; at < names.size(); ++at) {
            filled.section(at);
            test::shot(filled.window, QStringLiteral("settings-%1-filled-light").arg(names.at(at)));
        }
    }
    void everySettingHasARow() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        for (const SettingKey key :
             {SettingKey::WebhookListen, SettingKey::WebhookAddress, SettingKey::WebhookPort,
              SettingKey::WebhookHosts, SettingKey::WebhookSecret, SettingKey::WebhookAuthHeader,
              SettingKey::WebhookCertificate, SettingKey::WebhookKey, SettingKey::DeltaIntervalMinutes,
              SettingKey::PurgeDays})
            QVERIFY2(shown.row(key), qPrintable(spec(key).fileKey));
        QVERIFY(shown.text(SettingKey::WebhookSecret)->echoMode() == QLineEdit::Password);
    }
    void aLinkOpensTheWebhooks() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.page->openLink({.page = page::settings, .section = QStringLiteral("webhooks")});
        QVERIFY(shown.row(SettingKey::WebhookPort)->isVisible());
    }
    void whoDecidesAWebhookSettingIsNamed() {
        FakeEngine engine;
        fill(engine);
        for (SettingValue& value : engine.settingsAnswer->values)
            if (value.key == SettingKey::WebhookPort)
                value = {value.key,
                         QStringLiteral("9000"),
                         SettingOrigin::Environment,
                         QStringLiteral("BLOOM_WEBHOOK_PORT"),
                         {}};
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QVERIFY(shown.row(SettingKey::WebhookPort)->note().contains(QStringLiteral("BLOOM_WEBHOOK_PORT")));
        QVERIFY(!shown.row(SettingKey::WebhookPort)->editor()->isEnabled());
    }
    void aNumberHasItsUnit_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("value");
        QTest::addColumn<QString>("shown");
        QTest::newRow("minutes") << int(SettingKey::SyncIntervalMinutes) << 1 << "1 min";
        QTest::newRow("no checks for changes") << int(SettingKey::DeltaIntervalMinutes) << 0 << "Off";
        QTest::newRow("a port counts nothing") << int(SettingKey::WebhookPort) << 8788 << "8788";
        QTest::newRow("any port") << int(SettingKey::WebhookPort) << 0 << "Any free one";
    }
    void aNumberHasItsUnit() {
        QFETCH(int, key);
        QFETCH(int, value);
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        auto* box = qobject_cast<QSpinBox*>(shown.row(SettingKey(key))->editor());
        box->setValue(value);
        QTEST(box->text(), "shown");
    }
    void whatIsWrongIsSaidWhileTypingAndNotSaved() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QVERIFY(!shown.find<QWidget>("footer")->isVisible());
        shown.type(SettingKey::ContactEmail, QStringLiteral("nobody"));
        const QString expected = checkSetting(SettingKey::ContactEmail, QStringLiteral("nobody"))->message;
        QCOMPARE(shown.row(SettingKey::ContactEmail)->note(), expected);
        QVERIFY(shown.find<QWidget>("footer")->isVisible());
        QVERIFY(!shown.find<QPushButton>("saveButton")->isEnabled());
        shown.page->save();
        QVERIFY(engine.saved.empty());
        shown.type(SettingKey::ContactEmail, QStringLiteral("desk@willowbank.example"));
        QVERIFY(shown.find<QPushButton>("saveButton")->isEnabled());
    }
    void onlyWhatWasTouchedIsJudged() {
        FakeEngine engine;
        fill(engine);
        for (SettingValue& value : engine.settingsAnswer->values)
            if (value.key == SettingKey::ContactEmail)
                value.problem = Error{ErrorKind::Settings, QStringLiteral("No address."), {}};
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.type(SettingKey::ClientId, QStringLiteral("other"));
        QVERIFY(shown.find<QPushButton>("saveButton")->isEnabled());
    }
    void aProxyGivenHereNeedsItsAddress() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        auto* mode = qobject_cast<QComboBox*>(shown.row(SettingKey::ProxyMode)->editor());
        mode->setCurrentIndex(mode->findData(QStringLiteral("manual")));
        QVERIFY(!shown.find<QPushButton>("saveButton")->isEnabled());
        QVERIFY(shown.row(SettingKey::ProxyUrl)->note().startsWith(QStringLiteral("Enter the address")));
        shown.type(SettingKey::ProxyUrl, QStringLiteral("http://proxy.example:3128"));
        QVERIFY(shown.find<QPushButton>("saveButton")->isEnabled());
        mode->setCurrentIndex(mode->findData(QStringLiteral("none")));
        shown.type(SettingKey::ProxyUrl, QString());
        QVERIFY(shown.find<QPushButton>("saveButton")->isEnabled());
    }
    void onlyWhatChangedIsSaved() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.type(SettingKey::ClientId, QStringLiteral("bloom-practice-new"));
        qobject_cast<QSpinBox*>(shown.row(SettingKey::SyncIntervalMinutes)->editor())->setValue(30);
        const QSignalSpy notice(shown.page, &Page::noticeWanted);
        QTest::mouseClick(shown.find<QPushButton>("saveButton"), Qt::LeftButton);
        QTRY_COMPARE(engine.saved.size(), 1U);
        QCOMPARE(engine.saved[0],
                 (engine::SettingsPatch{{SettingKey::ClientId, QStringLiteral("bloom-practice-new")},
                                        {SettingKey::SyncIntervalMinutes, QStringLiteral("30")}}));
        QTRY_COMPARE(notice.count(), 1);
        QVERIFY(!shown.find<QWidget>("footer")->isVisible());
    }
    void aRefusedSaveKeepsWhatWasTyped() {
        FakeEngine engine;
        fill(engine);
        engine.commandAnswer = fail(ErrorKind::Settings, QStringLiteral("The keychain is locked."));
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.type(SettingKey::ClientSecret, QStringLiteral("s3cret"));
        const QSignalSpy notice(shown.page, &Page::noticeWanted);
        shown.page->save();
        QTRY_COMPARE(notice.count(), 1);
        QVERIFY(notice.first().at(1).toString().contains(QStringLiteral("locked")));
        QCOMPARE(shown.text(SettingKey::ClientSecret)->text(), QStringLiteral("s3cret"));
        QVERIFY(shown.find<QPushButton>("saveButton")->isEnabled());
    }
    void discardBringsBackWhatIsStored() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.type(SettingKey::ClientId, QStringLiteral("other"));
        QTest::mouseClick(shown.find<QPushButton>("discardButton"), Qt::LeftButton);
        QCOMPARE(shown.text(SettingKey::ClientId)->text(), QStringLiteral("bloom-practice-7f3a"));
        QVERIFY(!shown.page->draft().isChanged());
    }
    void theEnvironmentWinsAndIsNamed() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QVERIFY(shown.text(SettingKey::BaseUrl)->isReadOnly());
        QVERIFY(shown.row(SettingKey::BaseUrl)->note().contains(QStringLiteral("HALAXY_BASE_URL")));
        QVERIFY(!shown.text(SettingKey::ClientId)->isReadOnly());
    }
    void secretsAreNeverShown() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        const QLineEdit* secret = shown.text(SettingKey::ClientSecret);
        QCOMPARE(secret->text(), QString());
        QCOMPARE(secret->echoMode(), QLineEdit::Password);
        QVERIFY(secret->placeholderText().startsWith(QStringLiteral("Set")));
    }
    void theTestUsesWhatIsTyped() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.type(SettingKey::ClientId, QStringLiteral("draft"));
        QTest::mouseClick(shown.find<QPushButton>("testButton"), Qt::LeftButton);
        QTRY_COMPARE(engine.drafts.size(), 1U);
        QCOMPARE(engine.drafts[0].value(SettingKey::ClientId), QStringLiteral("draft"));
        QTRY_VERIFY(
            shown.page->findChild<ConnectionChecksView*>()->verdict().contains(QStringLiteral("works")));
        QVERIFY(engine.saved.empty());
        test::shot(shown.window, QStringLiteral("settings-halaxy-tested-light"));
    }
    void thePreviewFollowsTheDraft() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QVERIFY(shown.find<QLabel>("preview")->text().contains(QStringLiteral("25 Oct 2026 to 21 Feb 2027")));
        qobject_cast<QSpinBox*>(shown.row(SettingKey::SyncFutureDays)->editor())->setValue(10);
        QVERIFY(shown.find<QLabel>("preview")->text().contains(QStringLiteral("to 3 Dec 2026")));
    }
    void anUnprotectedSecretStoreIsLabelled() {
        FakeEngine engine;
        fill(engine);
        engine.settingsAnswer->secretStore = QStringLiteral("file, not protected");
        engine.settingsAnswer->secretStoreProtected = false;
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QVERIFY(shown.find<QLabel>("secretHint")->text().contains(QStringLiteral("No system keychain")));
    }
    void aPractitionersTargetIsKeptAtOnce() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        shown.section(4);
        auto* table = shown.find<QTableView>("practitionerTable");
        QTRY_VERIFY(table->isVisible());
        const QModelIndex cell = table->model()->index(0, PractitionerTableModel::WeeklySessionsColumn);
        table->edit(cell);
        auto* editor = table->findChild<QSpinBox*>();
        QVERIFY(editor);
        editor->setValue(31);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(engine.patches.size(), 1U);
        QCOMPARE(engine.patches[0].weeklySessionTarget, std::optional(31));
        QCOMPARE(engine.patches[0].practitioner.value, QStringLiteral("p-3"));
    }
    void aRefusedTargetGoesBackAndIsSaid() {
        FakeEngine engine;
        fill(engine);
        engine.commandAnswer = fail(ErrorKind::Database, QStringLiteral("The disk is full."));
        Shown shown(engine);
        shown.section(4);
        auto* table = shown.find<QTableView>("practitionerTable");
        QTRY_VERIFY(table->isVisible());
        const QModelIndex cell = table->model()->index(0, PractitionerTableModel::WeeklySessionsColumn);
        table->model()->setData(cell, 40);
        QTRY_VERIFY(shown.find<QLabel>("practitionerProblem")->isVisible());
        QCOMPARE(cell.data(Qt::EditRole).toInt(), 25);
    }
};

BLOOM_GUI_TEST_MAIN(TestSettingsPage)
#include "tst_settings_page.moc"
