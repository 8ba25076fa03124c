// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shots/scene.h"
#include "support/sample_care.h"
#include "support/sample_values.h"
#include "widgets/practitioners_page.h"

#include <QListView>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

namespace bloom::shots {
namespace {

using test::FakeEngine;
using widgets::MainWindow;
using widgets::PageLink;
namespace page = widgets::page;
using namespace std::chrono_literals;

using Change = std::function<void(Dashboard&)>;

void dressCare(FakeEngine& engine) {
    engine.everyoneAnswer = test::sampleEveryone(engine.time);
    engine.missingAnswer = test::sampleMissing(engine.time);
    engine.clientNotesAnswer = test::sampleNotes(engine.time);
    engine.ownedChangesAnswer = test::sampleOwnedChanges(engine.time);
    engine.current.practiceZone = QStringLiteral("Australia/Sydney");
}

/// Everybody's day, changed.
std::function<void(FakeEngine&)> days(Change change) {
    return [change](FakeEngine& engine) {
        dressCare(engine);
        engine.dashboardFor = [&engine, change](PractitionerId id, QDate date) -> Result<Dashboard> {
            for (const PractitionerView& each : test::samplePractitioners())
                if (each.id == id) {
                    Dashboard d = test::busyDashboard(each, date, engine.time);
                    change(d);
                    return d;
                }
            return fail(ErrorKind::Usage, {});
        };
    };
}

void quiet(Dashboard& d) {
    d.sessions.clear();
    d.plans.clear();
    d.week = {d.week.start, d.week.end,           0, 0, 25, 0, 0, 0, {}, d.week.targetRevenue,
              {},           {0, 0, 0, 0, 0, 0, 0}};
    MonthlyStats month;
    month.month = d.month.month;
    month.targetRevenue = d.month.targetRevenue;
    d.month = month;
    d.upcoming = {0, 0, 0, 0, 0, 0};
}
void firstDay(Dashboard& d) {
    quiet(d);
    d.stillLoading = true;
    d.sync = {};
    d.upcoming = {};
}
void failing(Dashboard& d) {
    d.sync.health = SyncHealth::Error;
    d.sync.consecutiveFailures = 4;
    d.sync.lastSuccess = d.lastUpdated - 5h;
    d.sync.lastError = QStringLiteral("Halaxy can't be reached: HTTP 503 from Appointment.");
}
void beyond(Dashboard& d) {
    d.month.currentRevenue = Cents{3'310'000};
    d.month.projected = Cents{3'712'500};
}
void noTarget(Dashboard& d) { d.month.targetRevenue = {}; }
void credit(Dashboard& d) {
    d.month.currentRevenue = Cents{-42'000};
    d.month.revenueByBilling = {{BillingType::Medicare, Cents{12'000}},
                                {BillingType::Private, Cents{-54'000}}};
    d.month.projected = Cents{-42'000};
}
void longNames(Dashboard& d) {
    const QString name = QStringLiteral("Maximiliana Featherstonehaugh-Cholmondeley van der Wolkenstein");
    d.practitioner.displayName = QStringLiteral("Associate Professor ") + name;
    for (SessionView& session : d.sessions)
        session.clientName = name;
    for (PlanView& plan : d.plans)
        plan.clientName = name;
}

void open(MainWindow& window) {
    auto* feed = window.findChild<QListView*>(QStringLiteral("feed"));
    Q_EMIT feed->clicked(feed->model()->index(2, 0));
}
void toTheEnd(MainWindow& window) {
    QScrollBar* bar = window.findChild<QScrollArea*>(QStringLiteral("sideScroll"))->verticalScrollBar();
    bar->setValue(bar->maximum());
}
/// An entry of the day's menu.
std::function<void(MainWindow&)> entry(int at) {
    return [at](MainWindow& window) {
        window.findChild<QToolButton*>(QStringLiteral("moreButton"))->menu()->actions().at(at)->trigger();
    };
}

}  // namespace

std::vector<Scene> dayScenes() {
    const PageLink day{.page = page::practitioners, .practitioner = PractitionerId(QStringLiteral("p-1"))};
    const PageLink everyone{.page = page::practitioners, .section = QStringLiteral("everyone")};
    const auto busy = days([](Dashboard&) {});
    const auto empty = [](FakeEngine& e) {
        dressCare(e);
        e.everyoneAnswer->items.clear();
    };
    return {
        {"day-busy", day, busy, open},
        {"day-busy-lower", day, busy, toTheEnd},
        {"day-quiet", day, days(quiet)},
        {"day-quiet-lower", day, days(quiet), toTheEnd},
        {"day-first", day, days(firstDay)},
        {"day-failing", day, days(failing)},
        {"day-beyond-target", day, days(beyond)},
        {"day-no-target", day, days(noTarget)},
        {"day-net-credit", day, days(credit)},
        {"day-long-names", day, days(longNames)},
        {"day-long-names-lower", day, days(longNames), toTheEnd},
        {"day-rtl", day, busy, open, false, true},
        {"everyone", everyone, busy},
        {"everyone-empty", everyone, empty},
        {"everyone-rtl", everyone, busy, {}, false, true},
        {"day-missing", day, busy, entry(0), true},
        {"day-targets", day, busy, entry(1), true},
    };
}

}  // namespace bloom::shots
