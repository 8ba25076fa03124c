// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Held deletions and forgetting a client: what is listed, that Apply asks once more, what became of it.
#include "models/held_model.h"
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "support/sample_inbox.h"
#include "support/sample_values.h"
#include "widgets/forget_client_dialog.h"
#include "widgets/held_dialog.h"

#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;
using bloom::models::HeldModel;
using bloom::test::FakeEngine;

namespace {

struct Shown {
    HeldDialog* dialog;
    explicit Shown(FakeEngine& engine) : dialog(new HeldDialog(engine)) {
        dialog->show();
        QCoreApplication::processEvents();
    }
    ~Shown() { delete dialog; }
    Q_DISABLE_COPY_MOVE(Shown)
    template <typename T> T* find(const char* name) const {
        return dialog->findChild<T*>(QString::fromLatin1(name));
    }
    QAbstractItemModel* records() const { return find<QTableView>("records")->model(); }
    bool offers(const char* name) const { return find<QPushButton>(name)->isVisible(); }
    void press(const char* name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
};

void setPrivacy(FakeEngine& engine, bool on) {
    engine::SettingsView view = test::sampleSettings();
    for (SettingValue& value : view.values)
        if (value.key == SettingKey::PrivacyMode)
            value.text = on ? QStringLiteral("true") : QStringLiteral("false");
    engine.settingsAnswer = view;
}

}  // namespace

class TestHeldDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listsExactlyTheRecordsOfTheSet() {
        FakeEngine engine;
        engine.heldAnswer = test::sampleHeldSets(engine.time);
        const Shown shown(engine);
        QTRY_COMPARE(shown.records()->rowCount(), 12);
        QCOMPARE(shown.records()->index(0, HeldModel::ClientColumn).data().toString(),
                 QStringLiteral("Ada Park"));
        QCOMPARE(shown.records()->index(0, HeldModel::IdColumn).data().toString(), QStringLiteral("81200"));
        QVERIFY(shown.find<QLabel>("sentence")->text().startsWith(QStringLiteral("12 of 80")));
        QVERIFY(!shown.find<QLabel>("more")->isVisible());
        shown.dialog->choose(QStringLiteral("held-2"));
        QCOMPARE(shown.records()->rowCount(), 7);
        QVERIFY(shown.find<QLabel>("more")->text().startsWith(QStringLiteral("24 more")));
    }
    void privacyShowsInitialsOnly() {
        FakeEngine engine;
        engine.heldAnswer = test::sampleHeldSets(engine.time);
        setPrivacy(engine, true);
        const Shown shown(engine);
        QTRY_COMPARE(shown.records()->index(0, HeldModel::ClientColumn).data().toString(),
                     QStringLiteral("AP"));
    }
    void applyAsksOnceMore() {
        FakeEngine engine;
        engine.heldAnswer = test::sampleHeldSets(engine.time);
        const Shown shown(engine);
        QTRY_VERIFY(shown.offers("applyButton"));
        shown.press("applyButton");
        QVERIFY(engine.decisions.empty());
        QVERIFY(!shown.offers("applyButton") && !shown.offers("discardButton"));
        QVERIFY(shown.find<QPushButton>("notYetButton")->hasFocus());
        shown.press("notYetButton");
        QVERIFY(shown.offers("applyButton") && engine.decisions.empty());
        shown.press("applyButton");
        shown.press("reallyApplyButton");
        QCOMPARE(engine.decisions.size(), 1U);
        QCOMPARE(engine.decisions.front(), std::pair(QStringLiteral("held-1"), HeldDecision::Apply));
    }
    void discardKeepsAll() {
        FakeEngine engine;
        engine.heldAnswer = test::sampleHeldSets(engine.time);
        const Shown shown(engine);
        QTRY_VERIFY(shown.offers("discardButton"));
        shown.press("discardButton");
        QCOMPARE(engine.decisions.front(), std::pair(QStringLiteral("held-1"), HeldDecision::Discard));
    }
    void enterDecidesNothing() {
        FakeEngine engine;
        engine.heldAnswer = test::sampleHeldSets(engine.time);
        const Shown shown(engine);
        QTRY_VERIFY(shown.offers("applyButton"));
        QTest::keyClick(shown.find<QListWidget>("heldSets"), Qt::Key_Return);
        QTest::keyClick(shown.find<QTableView>("records"), Qt::Key_Return);
        QVERIFY(shown.offers("applyButton") && engine.decisions.empty());
    }
    void aRefusalIsSaid() {
        FakeEngine engine;
        engine.heldAnswer = test::sampleHeldSets(engine.time);
        engine.commandAnswer = fail(ErrorKind::CallsHeld, QStringLiteral("All calls are held."));
        const Shown shown(engine);
        QTRY_VERIFY(shown.offers("applyButton"));
        shown.press("applyButton");
        shown.press("reallyApplyButton");
        QTRY_COMPARE(shown.find<QLabel>("problem")->text(), QStringLiteral("All calls are held."));
        QVERIFY(shown.offers("applyButton"));
    }
    void progressIsShownWhileItIsApplied() {
        FakeEngine engine;
        engine.heldAnswer = test::sampleHeldSets(engine.time);
        const Shown shown(engine);
        QTRY_VERIFY(shown.offers("applyButton"));
        engine.heldAnswer = std::vector{test::sampleApplying(engine.time)};
        Q_EMIT engine.heldChanged();
        QTRY_VERIFY(shown.find<QProgressBar>("progress")->isVisible());
        QCOMPARE(shown.find<QProgressBar>("progress")->value(), 7);
        QVERIFY(!shown.offers("applyButton") && !shown.offers("discardButton"));
        QVERIFY(shown.find<QLabel>("outcome")->text().contains(QStringLiteral("6 gone")));
    }
    void whatWasDecidedNamesWho() {
        FakeEngine engine;
        engine.heldAnswer = test::sampleHeldSets(engine.time);
        const Shown shown(engine);
        QTRY_VERIFY(shown.offers("applyButton"));
        shown.dialog->choose(QStringLiteral("held-0"));
        QVERIFY(shown.find<QLabel>("outcome")->text().startsWith(QStringLiteral("Applied by ann")));
        QVERIFY(!shown.offers("applyButton"));
        QCOMPARE(shown.records()->index(3, HeldModel::OutcomeColumn).data().toString(),
                 QStringLiteral("Still in Halaxy: kept"));
    }
    void withNothingHeldItSaysSo() {
        FakeEngine engine;
        const Shown shown(engine);
        QTRY_VERIFY(shown.find<QLabel>("nothing")->text().contains(QStringLiteral("No deletion is held")));
        QVERIFY(!shown.offers("applyButton"));
    }
    void forgettingIsAskedForAndMayBeRefused() {
        FakeEngine engine;
        engine.commandAnswer = fail(ErrorKind::Usage, QStringLiteral("Halaxy still has this client."));
        QPointer<ForgetClientDialog> dialog =
            new ForgetClientDialog(engine, ClientId(QStringLiteral("c-1")), QStringLiteral("AP"));
        dialog->show();
        auto* forget = dialog->findChild<QPushButton*>(QStringLiteral("forget"));
        QVERIFY(!forget->isDefault());
        QTest::mouseClick(forget, Qt::LeftButton);
        const auto* problem = dialog->findChild<QLabel*>(QStringLiteral("problem"));
        QTRY_COMPARE(problem->text(), QStringLiteral("Halaxy still has this client."));
        const QSignalSpy forgotten(dialog, &ForgetClientDialog::forgotten);
        engine.commandAnswer = true;
        QTest::mouseClick(forget, Qt::LeftButton);
        QTRY_VERIFY(!dialog);
        QCOMPARE(forgotten.count(), 1);
        QCOMPARE(engine.forgotten,
                 (std::vector{ClientId(QStringLiteral("c-1")), ClientId(QStringLiteral("c-1"))}));
    }
};

BLOOM_GUI_TEST_MAIN(TestHeldDialog)
#include "tst_held_dialog.moc"
