// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Webhooks page with a fake engine: its states, the inbox and what can be done with it, Set up.
#include "models/inbox_model.h"
#include "support/fake_engine.h"
#include "support/gui_main.h"
#include "support/sample_inbox.h"
#include "support/sample_values.h"
#include "widgets/main_window.h"
#include "widgets/page_states.h"
#include "widgets/small_widgets.h"
#include "widgets/theme.h"
#include "widgets/timeline.h"
#include "widgets/webhook_setup_dialog.h"
#include "widgets/webhooks_page.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;
using bloom::models::InboxModel;
using bloom::test::FakeEngine;

namespace {
using namespace std::chrono_literals;

struct Shown {
    MainWindow window;
    WebhooksPage* page;
    explicit Shown(FakeEngine& engine, QSettings* memory = nullptr) : window(engine) {
        auto owned = std::make_unique<WebhooksPage>(engine, memory);
        page = owned.get();
        window.addPage(std::move(owned));
        window.resize(1240, 900);
        window.show();
        QCoreApplication::processEvents();
    }
    template <typename T> T* find(const char* name) const {
        return page->findChild<T*>(QString::fromLatin1(name));
    }
    QTableView* table() const { return find<QTableView>("events"); }
    QString figure(const char* name) const { return find<StatBlock>(name)->figure(); }
    void press(const char* name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    WebhookSetupDialog* setup() const { return page->findChild<WebhookSetupDialog*>(); }
    /// The first event in this state.
    qint64 choose(InboxState state) const {
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            const QModelIndex index = table()->model()->index(row, 0);
            if (index.data(InboxModel::StateRole).toInt() != static_cast<int>(state))
                continue;
            table()->selectRow(row);
            QCoreApplication::processEvents();  // its details have their place
            return index.data(InboxModel::IdRole).toLongLong();
        }
        return 0;
    }
};

void fill(FakeEngine& engine) {
    engine.settingsAnswer = test::sampleSettings();
    const InboxView view = test::sampleInbox(engine.time);
    engine.inboxAnswer = view;
    engine.current.inbox = view.counts;
    engine.current.listener = view.listener;
}

void setListener(FakeEngine& engine, const ListenerView& listener, bool events) {
    InboxView view = events ? *engine.inboxAnswer : InboxView{};
    view.listener = listener;
    view.addresses = engine.inboxAnswer->addresses;
    engine.inboxAnswer = view;
    engine.current.listener = listener;
}

ListenerView switchedOff() {
    ListenerView listener = test::sampleListener();
    listener.wanted = listener.listening = false;
    return listener;
}

int asked(const FakeEngine& engine) { return static_cast<int>(engine.inboxFilters.size()); }
}  // namespace

class TestWebhooksPage : public QObject {
    Q_OBJECT
    Theme* m_theme = nullptr;

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Australia));
        m_theme = new Theme(qApp);
    }
    void init() { m_theme->setAppearance(Appearance::Light); }

    void loadingIsASkeleton() {
        FakeEngine engine;
        engine.silent = true;
        const Shown shown(engine);
        QCOMPARE(shown.page->state(), PageState::Loading);
        QVERIFY(shown.page->findChild<Skeleton*>()->isVisible());
    }
    void emptyOffersToSetUp() {
        FakeEngine engine;
        fill(engine);
        setListener(engine, test::sampleListener(), false);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Empty);
        QTest::mouseClick(shown.page->findChild<MessageView*>()->findChild<QPushButton*>(), Qt::LeftButton);
        QVERIFY(shown.setup() && shown.setup()->isVisible());
    }
    void switchedOffIsCalmAndLeadsToItsSwitch() {
        FakeEngine engine;
        fill(engine);
        setListener(engine, switchedOff(), false);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Empty);
        const auto* message = shown.page->findChild<MessageView*>();
        QVERIFY(message->text().contains(QStringLiteral("Changes arrive within 2 minute")));
        const QSignalSpy links(shown.page, &Page::linkWanted);
        QTest::mouseClick(message->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(links.first().first().value<PageLink>(),
                 (PageLink{.page = page::settings, .section = QStringLiteral("webhooks")}));
    }
    void failedSaysWhyAndTriesAgain() {
        FakeEngine engine;
        fill(engine);
        const Result<InboxView> good = engine.inboxAnswer;
        engine.inboxAnswer = fail(ErrorKind::Database, QStringLiteral("The disk is full."));
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Failed);
        const auto* message = shown.page->findChild<MessageView*>();
        QCOMPARE(message->text(), QStringLiteral("The disk is full."));
        engine.inboxAnswer = good;
        QTest::mouseClick(message->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
    }
    void aFailureKeepsWhatIsShown() {
        FakeEngine engine;
        fill(engine);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        engine.inboxAnswer = fail(ErrorKind::Database, QStringLiteral("The disk is full."));
        Q_EMIT engine.inboxChanged();
        QTRY_COMPARE(shown.page->state(), PageState::Failed);
        QVERIFY(shown.table()->isVisible());
    }
    void whatWaitsForHalaxyIsStale_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("says");
        QTest::addColumn<int>("action");
        QTest::newRow("out of reach") << 0 << "can't be reached" << int(StateAction::TryNow);
        QTest::newRow("paused") << 1 << "paused" << int(StateAction::Resume);
        QTest::newRow("held") << 2 << "held" << int(StateAction::ReleaseCalls);
    }
    void whatWaitsForHalaxyIsStale() {
        QFETCH(int, which);
        QFETCH(QString, says);
        QFETCH(int, action);
        FakeEngine engine;
        fill(engine);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        HealthFacts facts = engine.calmFacts();
        facts.circuitOpen = which == 0;
        facts.paused = which == 1;
        facts.callsHeld = which == 2;
        engine.showFacts(facts);
        QCOMPARE(shown.page->state(), PageState::Stale);
        auto* strip = shown.page->findChild<StaleStrip*>();
        QVERIFY(strip->sentence().contains(says));
        const QSignalSpy actions(shown.page, &Page::actionWanted);
        QTest::mouseClick(strip->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(actions.first().first().value<StateAction>(), StateAction(action));
    }
    void filledShowsCountsAgeRateAndDelay() {
        FakeEngine engine;
        fill(engine);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QCOMPARE(shown.table()->model()->rowCount(), 40);
        QCOMPARE(shown.figure("waiting"), QStringLiteral("3"));
        QVERIFY(
            shown.find<StatBlock>("waiting")->accessibleDescription().contains(QStringLiteral("3 min 34 s")));
        QCOMPARE(shown.figure("failed"), QStringLiteral("3"));
        QCOMPARE(shown.figure("dead"), QStringLiteral("2"));
        QCOMPARE(shown.figure("rate"), QStringLiteral("1.5 / min"));
        QCOMPARE(shown.figure("delay"), QStringLiteral("0.8 s"));
        QCOMPARE(shown.find<Timeline>("rejected")->count(), 3);
    }
    void noSecretIsANoteWithItsButton() {
        FakeEngine engine;
        fill(engine);
        ListenerView listener = test::sampleListener();
        listener.verifies = false;
        setListener(engine, listener, false);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QVERIFY(shown.find<SeverityLabel>("listener")->text().contains(QStringLiteral("No secret")));
        const QSignalSpy links(shown.page, &Page::linkWanted);
        shown.press("listenerMend");
        QCOMPARE(links.first().first().value<PageLink>().section, QStringLiteral("webhooks"));
    }
    void theListenerFollowsTheEngine() {
        FakeEngine engine;
        fill(engine);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        engine::EngineSnapshot snapshot = engine.current;
        snapshot.listener.listening = false;
        snapshot.listener.problem = Error{ErrorKind::Settings, QStringLiteral("Port 8787 is taken."), {}};
        engine.showSnapshot(snapshot);
        QVERIFY(shown.find<QLabel>("listenerSentence")->text().startsWith(QStringLiteral("Port 8787")));
    }
    void aFilterAsksForItsStates() {
        FakeEngine engine;
        fill(engine);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QTest::mouseClick(shown.find<QToolButton>("filter-dead"), Qt::LeftButton);
        QTRY_VERIFY(!engine.inboxFilters.back().states.empty());
        QCOMPARE(engine.inboxFilters.back().states, std::vector{InboxState::Dead});
        QVERIFY(shown.find<QToolButton>("filter-dead")->text().contains(u'2'));
    }
    void aBurstIsNotAQuestionEach() {
        FakeEngine engine;
        fill(engine);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        const int before = asked(engine);
        for (int i = 0; i < 50; ++i)
            Q_EMIT engine.inboxChanged();
        QTRY_VERIFY(asked(engine) > before);
        QTest::qWait(20);
        QVERIFY2(asked(engine) <= before + 3, qPrintable(QString::number(asked(engine) - before)));
    }
    void nobodyLookingAsksNothing() {
        FakeEngine engine;
        fill(engine);
        Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.window.hide();
        const int before = asked(engine);
        Q_EMIT engine.inboxChanged();
        QCoreApplication::processEvents();
        QCOMPARE(asked(engine), before);
    }
    void anAnswerTakenAwayIsAskedForAgain() {
        FakeEngine engine;
        fill(engine);
        const Result<InboxView> good = engine.inboxAnswer;
        engine.inboxAnswer = fail(ErrorKind::Cancelled, {});
        const Shown shown(engine);
        QCOMPARE(shown.page->state(), PageState::Loading);
        engine.inboxAnswer = good;
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
    }
    void theSetUpIsBroughtUpToDate() {
        FakeEngine engine;
        fill(engine);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.press("setup");
        InboxView view = *engine.inboxAnswer;
        for (WebhookAddressView& address : view.addresses)
            address.url.replace(QStringLiteral("willowbank"), QStringLiteral("ashgrove"));
        engine.inboxAnswer = view;
        Q_EMIT engine.inboxChanged();
        QTRY_VERIFY(shown.setup()
                        ->findChild<QLineEdit*>(QStringLiteral("url-patient-created"))
                        ->text()
                        .contains(QStringLiteral("ashgrove")));
    }
    void replaysOneManyAndAll() {
        FakeEngine engine;
        fill(engine);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QVERIFY(!shown.find<QPushButton>("replayThis")->isVisible());
        const qint64 event = shown.choose(InboxState::Dead);
        shown.press("replayThis");
        QCOMPARE(engine.replays.size(), 1U);
        QCOMPARE(engine.replays.back(), std::vector<qint64>{event});
        shown.table()->selectAll();
        shown.press("replaySelected");
        QCOMPARE(engine.replays.size(), 2U);
        QCOMPARE(engine.replays.back().size(), 40U);
        shown.press("replayFailed");
        QVERIFY(engine.replays.back().empty());
        const QSignalSpy notices(shown.page, &Page::noticeWanted);
        engine.commandAnswer = fail(ErrorKind::Database, QStringLiteral("Busy."));
        shown.press("replayFailed");
        QTRY_VERIFY(!notices.isEmpty());
        QTRY_COMPARE(notices.last().last().toString(), QStringLiteral("Busy."));
    }
    void whatIsDoneIsNotFailed() {
        FakeEngine engine;
        fill(engine);
        InboxView view = *engine.inboxAnswer;
        view.counts.failed = view.counts.dead = 0;
        engine.inboxAnswer = view;
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        QVERIFY(!shown.find<QPushButton>("replayFailed")->isEnabled());
    }
    void anEventLeadsToItsRecord() {
        FakeEngine engine;
        fill(engine);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        const qint64 event = shown.choose(InboxState::Failed);
        const auto row = std::ranges::find(engine.inboxAnswer->rows, event, &InboxRow::id);
        shown.press("copyId");
        QCOMPARE(QGuiApplication::clipboard()->text(), row->key->id.value);
        shown.press("syncRecord");
        QTRY_COMPARE(engine.syncs.size(), 1U);
        QCOMPARE(engine.syncs.front().scope.record, row->key);
        shown.choose(InboxState::Ignored);
        QVERIFY(!shown.find<QPushButton>("syncRecord")->isEnabled());
    }
    void theChosenEventStaysChosenWhileOthersCome() {
        FakeEngine engine;
        fill(engine);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        const qint64 event = shown.choose(InboxState::Failed);
        InboxView view = *engine.inboxAnswer;
        InboxRow fresh = view.rows.front();
        fresh.id = 9'000;
        view.rows.insert(view.rows.begin(), fresh);
        engine.inboxAnswer = view;
        Q_EMIT engine.inboxChanged();
        QTRY_COMPARE(shown.table()->model()->rowCount(), 41);
        const QModelIndexList chosen = shown.table()->selectionModel()->selectedRows();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.front().data(InboxModel::IdRole).toLongLong(), event);
    }
    void columnsAreRemembered() {
        const QTemporaryDir folder;
        QSettings memory(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
        FakeEngine engine;
        fill(engine);
        {
            const Shown shown(engine, &memory);
            shown.table()->setColumnWidth(InboxModel::EventColumn, 311);
        }
        const Shown again(engine, &memory);
        QCOMPARE(again.table()->columnWidth(InboxModel::EventColumn), 311);
    }
    void setUpListsCopiesAndTestsEachAddress() {
        FakeEngine engine;
        fill(engine);
        const Shown shown(engine);
        QTRY_COMPARE(shown.page->state(), PageState::Filled);
        shown.press("setup");
        auto* dialog = shown.setup();
        QTRY_COMPARE(dialog->findChildren<QLineEdit*>().size(), 9);
        const auto part = [](const char* name) { return QString::fromLatin1(name); };
        QTest::mouseClick(dialog->findChild<QToolButton*>(part("copy-invoice-deleted")), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("https://hooks.willowbank.example/api/halaxy-webhook/invoice-deleted"));
        auto* test = dialog->findChild<QPushButton*>(part("test-invoice-deleted"));
        auto* result = dialog->findChild<QLabel*>(part("result-invoice-deleted"));
        QTest::mouseClick(test, Qt::LeftButton);
        QCOMPARE(engine.testWebhooks, QStringList{QStringLiteral("invoice-deleted")});
        QTRY_VERIFY(result->text().startsWith(QStringLiteral("Arrived")));
        engine.commandAnswer = fail(ErrorKind::Network, QStringLiteral("Nobody answers at port 8787."));
        QTest::mouseClick(test, Qt::LeftButton);
        QTRY_COMPARE(result->text(), QStringLiteral("Nobody answers at port 8787."));
        shown.press("setup");  // a second wish raises the first dialog
        QCOMPARE(shown.page->findChildren<WebhookSetupDialog*>().size(), 1);
    }
    void setUpCanBeWalkedByKeyboardInItsOrder() {
        FakeEngine engine;
        fill(engine);
        WebhookSetupDialog dialog(engine);
        dialog.showView(*engine.inboxAnswer);
        dialog.show();
        QTRY_COMPARE(dialog.findChildren<QLineEdit*>().size(), 9);
        const QWidget* url = dialog.findChild<QLineEdit*>(QStringLiteral("url-patient-created"));
        const QWidget* copy = dialog.findChild<QToolButton*>(QStringLiteral("copy-patient-created"));
        const QWidget* test = dialog.findChild<QPushButton*>(QStringLiteral("test-patient-created"));
        const auto next = [](const QWidget* from) {
            const QWidget* to = from->nextInFocusChain();
            while (!(to->focusPolicy() & Qt::TabFocus))
                to = to->nextInFocusChain();
            return to;
        };
        QCOMPARE(next(url), copy);
        QCOMPARE(next(copy), test);
        for (const QWidget* each : dialog.findChildren<QLineEdit*>())
            QVERIFY(!each->accessibleName().isEmpty());
    }
    void whoSendsATestStaysWhereTheyAre() {
        FakeEngine engine;
        fill(engine);
        WebhookSetupDialog dialog(engine);
        dialog.showView(*engine.inboxAnswer);
        dialog.show();
        dialog.activateWindow();
        auto* test = dialog.findChild<QPushButton*>(QStringLiteral("test-patient-created"));
        QTest::mouseClick(test, Qt::LeftButton);
        QTest::mouseClick(test, Qt::LeftButton);  // one is under way
        QCOMPARE(engine.testWebhooks.size(), 1);
        QCOMPARE(dialog.focusWidget(), test);
        const auto* result = dialog.findChild<QLabel*>(QStringLiteral("result-patient-created"));
        QTRY_VERIFY(result->text().startsWith(QStringLiteral("Arrived")));
        QCOMPARE(dialog.focusWidget(), test);
    }
    void nothingCanBeTestedWhileNobodyListens() {
        FakeEngine engine;
        fill(engine);
        setListener(engine, switchedOff(), true);
        WebhookSetupDialog dialog(engine);
        dialog.showView(*engine.inboxAnswer);
        dialog.show();
        QTRY_COMPARE(dialog.findChildren<QLineEdit*>().size(), 9);
        QVERIFY(!dialog.findChild<QPushButton*>(QStringLiteral("test-patient-created"))->isEnabled());
        QVERIFY(dialog.findChild<SeverityLabel*>(QStringLiteral("problem"))
                    ->text()
                    .contains(QStringLiteral("switched off")));
    }
};

BLOOM_GUI_TEST_MAIN(TestWebhooksPage)
#include "tst_webhooks_page.moc"
