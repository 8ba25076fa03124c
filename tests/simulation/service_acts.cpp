// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong out there: the faults of the sandbox for a while, or for a few calls.
#include "simulation/act_help.h"
#include "simulation/acts.h"

namespace bloom::simulation {

namespace {

QString someKind(sandbox::Random& draws) {
    static constexpr std::array<const char*, 8> kinds = {"Appointment",  "Appointment",     "Appointment",
                                                         "Patient",      "Invoice",         "Referral",
                                                         "Practitioner", "PractitionerRole"};
    return QString::fromLatin1(draws.pick(kinds));
}

QString of(const char* fault, sandbox::Random& draws) {
    return QString::fromLatin1(fault) + QStringLiteral(",resource=") + someKind(draws);
}

/// Some calls of the next while.
void strike(World& world, sandbox::Random& draws, const QString& fault, int most = 4) {
    world.addFault(
        fault + QStringLiteral(",count=%1,skip=%2").arg(draws.between(1, most)).arg(draws.below(3)),
        std::chrono::hours(6));
}

bool rateLimited(World& world, sandbox::Random& draws) {
    strike(world, draws, QStringLiteral("rate-limited,seconds=%1").arg(draws.between(1, 90)), 3);
    return true;
}

bool serverError(World& world, sandbox::Random& draws) {
    static constexpr std::array<int, 4> codes = {500, 502, 503, 504};
    strike(world, draws, QStringLiteral("server-error,status=%1").arg(draws.pick(codes)), 6);
    return true;
}

bool forbidden(World& world, sandbox::Random& draws) {
    world.addFault(of("server-error,status=403", draws), std::chrono::minutes(draws.between(5, 120)));
    world.coverage.meet("fault: forbidden");
    return true;
}

bool lostScope(World& world, sandbox::Random& draws) {
    world.addFault(of("empty-searchset", draws), std::chrono::minutes(draws.between(5, 120)));
    return true;
}

bool outage(World& world, sandbox::Random& draws) {
    world.addFault(QStringLiteral("outage"), std::chrono::seconds(draws.between(20, 1800)));
    return true;
}

bool tokenOutage(World& world, sandbox::Random& draws) {
    world.addFault(QStringLiteral("outage,resource=token"), std::chrono::minutes(draws.between(5, 40)));
    world.coverage.meet("fault: token outage");
    return true;
}

bool badPages(World& world, sandbox::Random& draws) {
    static constexpr std::array<const char*, 9> faults = {
        "shifted-pages", "repeated-rows",    "missing-rows",
        "hidden-rows",   "changing-total",   "warning-entry",
        "next-loops",    "next-leaves-host", "shifted-pages,amount=-1"};
    strike(world, draws, of(draws.pick(faults), draws), 3);
    return true;
}

bool badAnswers(World& world, sandbox::Random& draws) {
    static constexpr std::array<const char*, 6> faults = {"drop",  "truncate", "html",
                                                          "empty", "hang",     "truncate,amount=10"};
    const char* const fault = draws.pick(faults);
    strike(world, draws, draws.chance(0.5) ? of(fault, draws) : QString::fromLatin1(fault), 3);
    return true;
}

bool slow(World& world, sandbox::Random& draws) {
    world.addFault(QStringLiteral("latency,milliseconds=%1").arg(draws.between(2000, 20000)),
                   std::chrono::minutes(draws.between(2, 30)));
    return true;
}

bool unusable(World& world, sandbox::Random& draws) {
    strike(world, draws, QStringLiteral("unusable,amount=%1").arg(draws.between(2, 9)), 2);
    return true;
}

bool expiredToken(World& world, sandbox::Random& draws) {
    strike(world, draws,
           draws.chance(0.5) ? QStringLiteral("expired-token") : QStringLiteral("revoked-token"), 2);
    return true;
}

bool credentialsRefused(World& world, sandbox::Random& draws) {
    world.addFault(QStringLiteral("credentials-refused"), std::chrono::minutes(draws.between(5, 30)));
    world.halaxy.tokens().revokeAll();
    return true;
}

bool proxy(World& world, sandbox::Random& draws) {
    world.transport.proxyUntil = world.clock.utcNow() + std::chrono::minutes(draws.between(5, 180));
    return true;
}

bool blind(World& world, sandbox::Random& draws) {
    world.transport.blindSince = world.clock.utcNow();
    world.transport.blindUntil = world.clock.utcNow() + std::chrono::minutes(draws.between(20, 240));
    return true;
}

bool allIsWell(World& world, sandbox::Random&) {
    world.halaxy.faults().clear();
    if (world.traits.skew.count() != 0)
        world.addFault(QStringLiteral("clock-skew,seconds=%1").arg(world.traits.skew.count()));
    world.transport.proxyUntil = world.transport.blindUntil = {};
    return true;
}

}  // namespace

const std::vector<Act>& serviceActs() {
    static const std::vector<Act> list = {
        {"429", 5, rateLimited},
        {"5xx", 8, serverError},
        {"forbidden", 2, forbidden},
        {"lost scope", 3, lostScope},
        {"outage", 4, outage},
        {"token outage", 1, tokenOutage},
        {"bad pages", 14, badPages},
        {"bad answers", 10, badAnswers},
        {"slow", 3, slow},
        {"unusable records", 4, unusable},
        {"token expires", 5, expiredToken},
        {"credentials refused", 1, credentialsRefused},
        {"404 by a proxy", 3, proxy},
        {"blind to ids", 2, blind},
        {"all is well", 14, allIsWell},
    };
    return list;
}

}  // namespace bloom::simulation
