// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shots/door_scenes.h"

#include "apps/window_pages.h"
#include "shots/scene.h"
#include "shots/stage.h"
#include "support/fake_engine.h"
#include "support/sample_inbox.h"
#include "support/sample_values.h"
#include "support/sample_views.h"
#include "widgets/attention_list.h"
#include "widgets/forget_client_dialog.h"
#include "widgets/held_dialog.h"
#include "widgets/main_window.h"
#include "widgets/webhook_setup_dialog.h"

#include <QApplication>
#include <QDialog>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>

namespace bloom::shots {
namespace {

using test::FakeEngine;
using widgets::MainWindow;
using widgets::PageLink;
using Take = std::function<void(QWidget&, const QString&)>;
namespace page = widgets::page;

/// A practice in step, with webhooks coming.
void dress(FakeEngine& engine) {
    engine.overviewAnswer = test::sampleOverview(engine.time);
    engine.practitionersAnswer = test::samplePractitioners();
    engine.dashboardFor = [&engine](PractitionerId id, QDate date) -> Result<Dashboard> {
        for (const PractitionerView& each : test::samplePractitioners())
            if (each.id == id)
                return test::sampleDashboard(each, date, engine.time);
        return fail(ErrorKind::Usage, {});
    };
    engine.settingsAnswer = test::sampleSettings();
    const InboxView inbox = test::sampleInbox(engine.time);
    engine.inboxAnswer = inbox;
    engine.metricsAnswer = test::sampleMetrics(engine.time);
    engine.current.inbox = inbox.counts;
    engine.current.listener = inbox.listener;
}

void setListener(FakeEngine& engine, const ListenerView& listener) {
    InboxView inbox = *engine.inboxAnswer;
    inbox.listener = listener;
    engine.inboxAnswer = inbox;
    engine.current.listener = listener;
}

void setNoEvents(FakeEngine& engine) {
    InboxView inbox = *engine.inboxAnswer;
    inbox.rows.clear();
    inbox.counts = {};
    inbox.settled = {};
    inbox.rejections.clear();
    inbox.perMinute = 0;
    inbox.delayMedian.reset();
    inbox.delayP95.reset();
    for (WebhookAddressView& address : inbox.addresses)
        address.lastReceived.reset();
    engine.inboxAnswer = inbox;
    engine.metricsAnswer = MetricsView{};
    engine.current.inbox = {};
}

void chooseEvent(MainWindow& window, InboxState state) {
    auto* table = window.findChild<QTableView*>(QStringLiteral("events"));
    for (int row = 0; row < table->model()->rowCount(); ++row)
        if (table->model()->index(row, 0).data(Qt::UserRole + 2).toInt() == static_cast<int>(state)) {
            // Not selectRow(): in a right-to-left layout it chooses nothing.
            table->setCurrentIndex(table->model()->index(row, 0));
            return;
        }
}

void press(QWidget& in, const char* name) {
    if (auto* button = in.findChild<QPushButton*>(QString::fromLatin1(name)))
        button->click();
}

std::vector<Scene> webhookScenes() {
    const PageLink link{.page = page::webhooks};
    const PageLink setup{.page = page::webhooks, .section = QStringLiteral("setup")};
    const auto change = [](auto edit) {
        return [edit](FakeEngine& e) {
            ListenerView listener = test::sampleListener();
            edit(listener);
            setListener(e, listener);
        };
    };
    const auto failing = [](MainWindow& window) { chooseEvent(window, InboxState::Failed); };
    return {
        {"webhooks-filled", link, [](FakeEngine&) {}},
        {"webhooks-failed-event", link, [](FakeEngine&) {}, failing},
        {"webhooks-turned-away", link, [](FakeEngine&) {},
         [](MainWindow& window) {
             auto* card = window.findChild<QWidget*>(QStringLiteral("rejectedCard"));
             window.page(page::webhooks)->findChild<QScrollArea*>()->ensureWidgetVisible(card);
         }},
        {"webhooks-loading", link, [](FakeEngine& e) { e.silent = true; }},
        {"webhooks-empty", link, setNoEvents},
        {"webhooks-failed", link,
         [](FakeEngine& e) {
             e.inboxAnswer = fail(ErrorKind::Database, QStringLiteral("The database file is locked."));
         }},
        {"webhooks-off", link,
         [change](FakeEngine& e) {
             setNoEvents(e);
             change([](ListenerView& l) { l.wanted = l.listening = false; })(e);
         }},
        {"webhooks-off-with-events", link, change([](ListenerView& l) { l.wanted = l.listening = false; })},
        {"webhooks-no-secret", link, change([](ListenerView& l) { l.verifies = false; })},
        {"webhooks-problem", link, change([](ListenerView& l) {
             l.listening = false;
             l.problem = Error{ErrorKind::Settings,
                               QStringLiteral("Port 8787 is used by another program; choose another one."),
                               {}};
         })},
        {"webhooks-open-to-all", link, change([](ListenerView& l) {
             l.reachableFromOutside = true;
             l.address = QStringLiteral("0.0.0.0");
         })},
        {"webhooks-backlog", link,
         [](FakeEngine& e) {
             InboxView inbox = *e.inboxAnswer;
             inbox.counts.received = 214;
             inbox.counts.oldestOpen = e.time - std::chrono::minutes(26);
             for (InboxRow& row : inbox.rows)
                 row.state = InboxState::Received;
             e.inboxAnswer = inbox;
             e.current.inbox = inbox.counts;
             e.current.facts.circuitOpen = true;
         }},
        {"webhooks-setup", setup, [](FakeEngine&) {},
         [](MainWindow& window) {
             press(*window.findChild<widgets::WebhookSetupDialog*>(), "test-appointment-updated");
         },
         true},
        {"webhooks-setup-no-secret", setup,
         [change](FakeEngine& e) {
             change([](ListenerView& l) { l.verifies = false; })(e);
             e.commandAnswer =
                 fail(ErrorKind::Settings,
                      QStringLiteral("Refused with 401: no secret is set, so nothing can be signed."));
         },
         [](MainWindow& window) {
             press(*window.findChild<widgets::WebhookSetupDialog*>(), "test-appointment-updated");
         },
         true},
    };
}

std::vector<Scene> heldScenes() {
    const PageLink held{.page = page::overview, .section = QStringLiteral("held")};
    const auto sets = [](FakeEngine& e) { e.heldAnswer = test::sampleHeldSets(e.time); };
    const auto dialog = [](MainWindow& window) { return window.findChild<widgets::HeldDialog*>(); };
    return {
        {"held-open", held, sets, [](MainWindow&) {}, true},
        {"held-confirm", held, sets, [dialog](MainWindow& w) { press(*dialog(w), "applyButton"); }, true},
        {"held-applying", held,
         [](FakeEngine& e) { e.heldAnswer = std::vector{test::sampleApplying(e.time)}; }, [](MainWindow&) {},
         true},
        {"held-applied", held, sets, [dialog](MainWindow& w) { dialog(w)->choose(QStringLiteral("held-0")); },
         true},
        {"held-discarded", held, sets,
         [dialog](MainWindow& w) { dialog(w)->choose(QStringLiteral("held-2")); }, true},
        {"held-none", held, [](FakeEngine&) {}, [](MainWindow&) {}, true},
    };
}

std::vector<Scene> otherScenes() {
    const PageLink overview{.page = page::overview};
    const PageLink day{.page = page::practitioners, .practitioner = PractitionerId(QStringLiteral("p-1"))};
    const auto alerts = [](FakeEngine& e) {
        e.alertsAnswer = test::sampleAlerts(e.time);
        e.heldAnswer = test::sampleHeldSets(e.time);
    };
    const auto toTheEnd = [](MainWindow& window) {
        auto* card = window.findChild<QWidget*>(QStringLiteral("delayCard"));
        window.page(page::overview)->findChild<QScrollArea*>()->ensureWidgetVisible(card);
    };
    const auto off = [](FakeEngine& e) {
        setNoEvents(e);
        ListenerView listener = test::sampleListener();
        listener.wanted = listener.listening = false;
        setListener(e, listener);
    };
    return {
        {"overview-inbox", overview, [](FakeEngine&) {}},
        {"overview-webhooks-off", overview, off},
        {"overview-no-secret", overview,
         [](FakeEngine& e) {
             ListenerView listener = test::sampleListener();
             listener.verifies = false;
             setListener(e, listener);
         }},
        {"overview-charts", overview, [](FakeEngine&) {}, toTheEnd},
        {"overview-charts-no-webhooks", overview, setNoEvents, toTheEnd},
        {"overview-alerts", overview, alerts},
        {"overview-alerts-unfolded", overview, alerts, [](MainWindow& w) { press(w, "fold"); }},
        {"practitioners-changes", day,
         [](FakeEngine& e) { e.dayChangesAnswer = test::sampleDayChanges(e.time); }},
        {"practitioners-changes-all", day,
         [](FakeEngine& e) { e.dayChangesAnswer = test::sampleDayChanges(e.time); },
         [](MainWindow& w) { press(w, "allChanges"); }},
        {"settings-webhooks",
         {.page = page::settings, .section = QStringLiteral("webhooks")},
         [](FakeEngine&) {}},
        {"settings-schedule",
         {.page = page::settings, .section = QStringLiteral("schedule")},
         [](FakeEngine&) {}},
    };
}

void shootForget(const Take& take) {
    FakeEngine engine;
    engine.commandAnswer =
        fail(ErrorKind::Usage, QStringLiteral("Halaxy still has this client; nothing was forgotten."));
    widgets::ForgetClientDialog dialog(engine, ClientId(QStringLiteral("c-1")),
                                       QStringLiteral("Ines Carvalho"));
    dialog.show();
    settle();
    take(dialog, QStringLiteral("forget-client"));
    press(dialog, "forget");
    settle();
    take(dialog, QStringLiteral("forget-client-refused"));
}

void shoot(const Scene& scene, QSize size, const QString& name, const Take& take) {
    QTemporaryDir folder;
    QSettings memory(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    if (scene.rightToLeft)
        qApp->setLayoutDirection(Qt::RightToLeft);
    FakeEngine engine;
    dress(engine);
    scene.prepare(engine);
    engine.showFacts(engine.current.facts);
    MainWindow window(engine);
    apps::addPages(window, engine, memory);
    window.resize(size);
    window.show();
    window.openLink(scene.link);
    settle();
    if (scene.then)
        scene.then(window);
    settle();
    QWidget* shown = &window;
    if (scene.dialog)
        for (QDialog* dialog : window.findChildren<QDialog*>())
            shown = dialog->isVisible() ? dialog : shown;
    take(*shown, name);
    if (scene.rightToLeft)
        qApp->setLayoutDirection(Qt::LeftToRight);
}

}  // namespace

void shootDoorScenes(bool scaled, const QRegularExpression& only, const Take& take) {
    std::vector<Scene> scenes = webhookScenes();
    for (const std::vector<Scene>& more : {heldScenes(), otherScenes(), dayScenes()})
        scenes.insert(scenes.end(), more.begin(), more.end());
    for (const Scene& scene : scenes) {
        const QString name = QString::fromLatin1(scene.name);
        if (!only.match(name).hasMatch())
            continue;
        if (!scaled)
            shoot(scene, {1280, 860}, name, take);
        if (!scene.dialog)
            shoot(scene, {1024, 680}, scaled ? name : name + QStringLiteral("-1024x680"), take);
        else if (scaled)
            shoot(scene, {1024, 680}, name, take);
    }
    if (only.match(QStringLiteral("forget-client")).hasMatch())
        shootForget(take);
}

}  // namespace bloom::shots
