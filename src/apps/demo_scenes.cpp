// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/demo_scenes.h"

#include <QCoreApplication>

namespace bloom::apps {

namespace {

using namespace std::chrono;
using sandbox::Fault;
using sandbox::FaultKind;
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

DemoScene scene(const char* id, const QString& title, const QString& look, const QString& page,
                decltype(DemoScene::begin) begin) {
    return {QString::fromLatin1(id), title, look, page, std::move(begin)};
}

std::vector<DemoScene> makeScenes() {
    using namespace widgets;
    Fault outage{.kind = FaultKind::Outage, .lasting = seconds(60)};
    Fault storm{.kind = FaultKind::RateLimited, .lasting = seconds(20), .seconds = 10};
    Fault expired{.kind = FaultKind::ExpiredToken, .count = 1};
    Fault truncated{.kind = FaultKind::Truncate, .resource = QStringLiteral("Appointment"), .count = 1};
    return {
        scene("reschedule", Scenes::tr("A session moves"),
              Scenes::tr("The next booked session moves by an hour in Halaxy. Watch the day: after the sync "
                         "it stands an hour later."),
              page::practitioners, rescheduleNext),
        scene("cancellation", Scenes::tr("A session is cancelled"),
              Scenes::tr("The next booked session is cancelled in Halaxy. Watch the day: after the sync it "
                         "is a faint line, and the week's count changes."),
              page::practitioners, cancelNext),
        scene("token", Scenes::tr("The token expires"),
              Scenes::tr("Halaxy says that the token has expired. Look at the last calls: one refusal, one "
                         "new token, the same call again; the run succeeds."),
              page::connection, faultScene(expired)),
        scene("truncated", Scenes::tr("An answer breaks off"),
              Scenes::tr("One page of sessions arrives cut in its middle. Look at the last calls: it is read "
                         "once more, and nothing half is stored."),
              page::connection, faultScene(truncated)),
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

}  // namespace

const std::vector<DemoScene>& demoScenes() {
    static const std::vector<DemoScene> scenes = makeScenes();
    return scenes;
}

}  // namespace bloom::apps
