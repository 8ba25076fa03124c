// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/demo_scenes.h"

#include "sandbox/admin_webhooks.h"

#include <QCoreApplication>
#include <algorithm>

namespace bloom::apps {

namespace {

using namespace std::chrono;
using sandbox::Fault;
using sandbox::FaultKind;
using sandbox::Resource;
using sandbox::SandboxServer;
using Touched = std::optional<HalaxyId>;

struct Scenes {
    Q_DECLARE_TR_FUNCTIONS(DemoScenes)
};

auto faultScene(Fault fault) {
    return [fault](SandboxServer& server, UtcTime now) -> Touched {
        server.core().faults().add(fault, now);
        return {};
    };
}

/// The next session that somebody still expects, at least a quarter of an hour from now.
const sandbox::Appointment* nextSession(const sandbox::Practice& practice, UtcTime now) {
    const sandbox::Appointment* best = nullptr;
    for (const sandbox::Appointment& a : practice.appointments.rows()) {
        const bool booked =
            !a.gone && a.patients.size() == 1 && !a.withoutStart && !a.enteredInError &&
            a.patients.front().status.compare(QLatin1String("booked"), Qt::CaseInsensitive) == 0;
        if (booked && a.start > now + minutes(15) && (!best || a.start < best->start))
            best = &a;
    }
    return best;
}

Touched owner(const sandbox::Practice& practice, const sandbox::Appointment& appointment) {
    const QString id = practice.practitionerOf(appointment.roleId);
    return id.isEmpty() ? Touched() : Touched(HalaxyId(id));
}

Touched rescheduleNext(SandboxServer& server, UtcTime now) {
    const auto* session = nextSession(server.core().practice(), now);
    if (!session)
        return {};
    const Touched whose = owner(server.core().practice(), *session);
    server.core().edit(now).reschedule(session->id, session->start + hours(1));
    return whose;
}

Touched cancelNext(SandboxServer& server, UtcTime now) {
    const auto* session = nextSession(server.core().practice(), now);
    if (!session)
        return {};
    const Touched whose = owner(server.core().practice(), *session);
    server.core().edit(now).cancel(session->id);
    return whose;
}

/// The next session vanishes, as when somebody deletes it.
Touched deleteNext(SandboxServer& server, UtcTime now) {
    const auto* session = nextSession(server.core().practice(), now);
    if (!session)
        return {};
    const Touched whose = owner(server.core().practice(), *session);
    server.core().edit(now).remove(Resource::Appointment, QString(session->id));
    return whose;
}

/// Many clients answer a reminder in one minute; where fewer are booked, the rest is only announced.
Touched confirmMany(SandboxServer& server, UtcTime now) {
    constexpr int kMany = 200;
    sandbox::Practice& practice = server.core().practice();
    sandbox::Editor editor = server.core().edit(now);
    int left = kMany;
    for (const sandbox::Appointment& a : practice.appointments.rows()) {
        const bool booked =
            !a.gone && a.start > now && a.patients.size() == 1 &&
            a.patients.front().status.compare(QLatin1String("booked"), Qt::CaseInsensitive) == 0;
        if (left > 0 && booked && editor.setStatus(a.id, QStringLiteral("confirmed")))
            --left;
    }
    if (left > 0)
        sandbox::burst(practice, Resource::Appointment, left, now);
    return {};
}

/// More than a tenth of all sessions, the next ones first, then those just over: all within the window.
QStringList aTenthOf(const sandbox::Practice& practice, UtcTime now) {
    std::vector<const sandbox::Appointment*> near;
    std::size_t live = 0;
    for (const sandbox::Appointment& a : practice.appointments.rows()) {
        live += a.gone ? 0 : 1;
        if (!a.gone && a.start > now - days(25) && a.start < now + days(85))
            near.push_back(&a);
    }
    std::ranges::sort(near, {}, [now](const sandbox::Appointment* a) {
        return std::pair(a->start <= now, a->start <= now ? now - a->start : a->start - now);
    });
    near.resize(std::min(near.size(), live * 11 / 100 + 6));
    QStringList ids;
    for (const sandbox::Appointment* a : near)
        ids << a->id;
    return ids;
}

/// As when a calendar is emptied by mistake. Nobody announces it, and its end brings every record back.
DemoScene massDeletion(DemoScene scene) {
    const auto removed = std::make_shared<QStringList>();
    scene.begin = [removed](SandboxServer& server, UtcTime now) -> Touched {
        *removed = aTenthOf(server.core().practice(), now);
        for (const QString& id : *removed)
            server.core().edit(now).remove(Resource::Appointment, id);
        server.core().webhooks().skip(server.core().practice());
        return {};
    };
    scene.end = [removed](SandboxServer& server, UtcTime now) {
        for (const QString& id : std::exchange(*removed, {}))
            server.core().edit(now).restore(Resource::Appointment, id);
        server.core().webhooks().skip(server.core().practice());
    };
    return scene;
}

DemoScene scene(const char* id, const QString& title, const QString& look, const QString& page,
                decltype(DemoScene::begin) begin = {}) {
    return {QString::fromLatin1(id), title, look, page, std::move(begin)};
}

DemoScene announced(DemoScene scene) {
    scene.announced = true;
    return scene;
}

DemoScene besideTheTour(DemoScene scene) {
    scene.inTour = false;
    return scene;
}

/// What people do in the practice; webhooks tell of all but the last.
std::vector<DemoScene> practiceScenes() {
    using namespace widgets;
    return {
        announced(scene("reschedule", Scenes::tr("A session moves"),
                        Scenes::tr("The next booked session moves by an hour in Halaxy. Watch the day: "
                                   "within seconds it stands an hour later."),
                        page::practitioners, rescheduleNext)),
        announced(scene("cancellation", Scenes::tr("A session is cancelled"),
                        Scenes::tr("The next booked session is cancelled in Halaxy. Watch the day: within "
                                   "seconds it is a faint line, and the week's count changes."),
                        page::practitioners, cancelNext)),
        announced(scene("deletion", Scenes::tr("A session is deleted"),
                        Scenes::tr("The next booked session is deleted in Halaxy. Watch the day: Bloom asks "
                                   "for it by its id, hears that it is gone, and takes it off the day."),
                        page::practitioners, deleteNext)),
        announced(scene("burst", Scenes::tr("A burst of 200 webhooks"),
                        Scenes::tr("Two hundred clients confirm at once. Watch the inbox: each event is "
                                   "stored before it is answered, then its record is read, within the "
                                   "calls that a minute allows."),
                        page::webhooks, confirmMany)),
        massDeletion(scene("mass-deletion", Scenes::tr("A mass deletion"),
                           Scenes::tr("More than a tenth of all sessions vanish from Halaxy. Watch the "
                                      "state: that is too many to believe, so nothing is deleted until "
                                      "somebody decides."),
                           page::overview)),
    };
}

/// What goes wrong on the way.
std::vector<DemoScene> faultScenes() {
    using namespace widgets;
    const Fault outage{.kind = FaultKind::Outage, .lasting = seconds(60)};
    const Fault storm{.kind = FaultKind::RateLimited, .lasting = seconds(20), .seconds = 10};
    const Fault expired{.kind = FaultKind::ExpiredToken, .count = 1};
    const Fault truncated{.kind = FaultKind::Truncate, .resource = QStringLiteral("Appointment"), .count = 1};
    return {
        scene("token", Scenes::tr("The token expires"),
              Scenes::tr("Halaxy says that the token has expired. Look at the last calls: one refusal, one "
                         "new token, the same call again; the run succeeds."),
              page::connection, faultScene(expired)),
        besideTheTour(
            scene("truncated", Scenes::tr("An answer breaks off"),
                  Scenes::tr("One page of sessions arrives cut in its middle. Look at the last calls: it is "
                             "read once more, and nothing half is stored."),
                  page::connection, faultScene(truncated))),
        scene("storm", Scenes::tr("A storm of 429s"),
              Scenes::tr("Halaxy answers \u201ctoo many calls\u201d for 20 seconds. Look at the state: calls "
                         "wait as long as Halaxy asks for, then the run goes on."),
              page::connection, faultScene(storm)),
        scene("outage", Scenes::tr("An outage of a minute"),
              Scenes::tr("Halaxy does not answer at all. Look at the breaker: after five failures it opens, "
                         "waits, probes, and closes by itself when Halaxy is back."),
              page::connection, faultScene(outage)),
    };
}

std::vector<DemoScene> makeScenes() {
    std::vector<DemoScene> scenes = practiceScenes();
    std::ranges::move(faultScenes(), std::back_inserter(scenes));
    return scenes;
}

}  // namespace

const std::vector<DemoScene>& demoScenes() {
    static const std::vector<DemoScene> scenes = makeScenes();
    return scenes;
}

std::vector<const DemoScene*> tourScenes() {
    std::vector<const DemoScene*> tour;
    for (const DemoScene& scene : demoScenes())
        if (scene.inTour)
            tour.push_back(&scene);
    return tour;
}

}  // namespace bloom::apps
