// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What users do with the program, and what becomes of its process.
#include "simulation/act_help.h"
#include "simulation/acts.h"

namespace bloom::simulation {

namespace {

bool ask(World& world, SyncScope scope, RunType type = RunType::Manual) {
    if (!world.isOn())
        return false;
    SyncRequest request{type, std::move(scope), QStringLiteral("admin")};
    world.process().engine().request(std::move(request));
    return true;
}

bool syncAll(World& world, sandbox::Random&) { return ask(world, {}); }

bool syncPractitioner(World& world, sandbox::Random& draws) {
    const std::string id = someRow(world, draws, "practitioners", "");
    SyncScope scope;
    scope.practitioner = PractitionerId(QString::fromStdString(id));
    return id != "-" && ask(world, scope);
}

bool syncKind(World& world, sandbox::Random& draws) {
    static constexpr std::array<RecordKind, 6> kinds = {
        RecordKind::Practitioner, RecordKind::PractitionerRole, RecordKind::Patient,
        RecordKind::Appointment,  RecordKind::Invoice,          RecordKind::Referral};
    SyncScope scope;
    scope.kind = draws.pick(kinds);
    return ask(world, scope);
}

bool syncDates(World& world, sandbox::Random& draws) {
    const QDate today =
        QDateTime::fromMSecsSinceEpoch(world.clock.utcNow().time_since_epoch().count(), Qt::UTC).date();
    const QDate from = today.addDays(draws.between(-60, 60));
    SyncScope scope;
    scope.dates = std::pair(from, from.addDays(draws.between(0, 20)));
    return ask(world, scope);
}

bool syncRecord(World& world, sandbox::Random& draws) {
    SyncScope scope;
    const int kind = draws.below(5) % 4;
    const auto* appointment = some(world.practice().appointments, draws, [](const auto&) { return true; });
    const auto* patient = some(world.practice().patients, draws, [](const auto&) { return true; });
    const auto* invoice = some(world.practice().invoices, draws, [](const auto&) { return true; });
    if (kind == 0 && patient)
        scope.record = RecordKey{RecordKind::Patient, HalaxyId(patient->id)};
    else if (kind == 1 && invoice)
        scope.record = RecordKey{RecordKind::Invoice, HalaxyId(invoice->id)};
    else if (kind >= 2 && draws.chance(0.8) && !world.focus.isEmpty())
        scope.record = RecordKey{RecordKind::Appointment, HalaxyId(world.focus)};
    else if (appointment)
        scope.record = RecordKey{RecordKind::Appointment, HalaxyId(appointment->id)};
    return scope.record && ask(world, scope);
}

bool backfill(World& world, sandbox::Random&) { return ask(world, {}, RunType::Backfill); }

bool decideHeld(World& world, sandbox::Random& draws) {
    const std::string set = world.mirror.cell("SELECT id FROM held_sets WHERE state = 'open' ORDER BY id");
    if (!world.isOn() || set == "-")
        return false;
    const bool apply = draws.chance(0.6);
    world.coverage.meet(apply ? "state: held set applied" : "state: held set discarded");
    const auto decided = world.process().engine().decideHeld(
        QString::fromStdString(set), apply ? HeldDecision::Apply : HeldDecision::Discard,
        QStringLiteral("admin"));
    return decided.has_value();
}

bool cancelRun(World& world, sandbox::Random&) {
    if (!world.isOn())
        return false;
    const auto running = world.process().engine().state().running;
    return running && world.process().engine().cancel(running->id);
}

bool pause(World& world, sandbox::Random& draws) {
    if (!world.isOn())
        return false;
    world.process().engine().pause(world.clock.utcNow() + std::chrono::minutes(draws.between(5, 90)));
    return true;
}

bool resume(World& world, sandbox::Random&) {
    if (!world.isOn())
        return false;
    world.process().engine().resume();
    return true;
}

bool holdCalls(World& world, sandbox::Random&) {
    if (!world.isOn())
        return false;
    world.process().client().setHeld(true, QStringLiteral("admin"));
    return true;
}

bool releaseCalls(World& world, sandbox::Random&) {
    if (!world.isOn())
        return false;
    world.process().client().setHeld(false, {});
    return true;
}

bool restart(World& world, sandbox::Random&) {
    if (!world.isOn())
        return false;
    world.stopProcess();
    world.startProcess();
    return true;
}

bool offForAWhile(World& world, sandbox::Random& draws) {
    if (!world.isOn())
        return false;
    world.switchOff(std::chrono::minutes(draws.between(5, 600)));
    return true;
}

/// Until people come again, at about the hour at which the seed's world began.
bool overNight(World& world, sandbox::Random& draws) {
    if (!world.isOn())
        return false;
    world.switchOff(std::chrono::minutes(draws.between(600, 715)));
    return true;
}

bool killAtStatement(World& world, sandbox::Random& draws) {
    if (!world.isOn())
        return false;
    world.process().killAtStatement(draws.between(1, draws.chance(0.5) ? 60 : 900));
    // So that there is something to be killed in.
    return draws.chance(0.5) ? ask(world, {}) : true;
}

bool killAfterCommit(World& world, sandbox::Random& draws) {
    if (!world.isOn())
        return false;
    world.process().killAfterCommit(draws.between(1, 25));
    return draws.chance(0.7) ? ask(world, {}) : true;
}

bool diskFull(World& world, sandbox::Random& draws) {
    if (!world.isOn())
        return false;
    world.process().refuse(draws.between(1, 40));
    world.coverage.meet("fault: disk full");
    return draws.chance(0.5) ? ask(world, {}) : true;
}

}  // namespace

const std::vector<Act>& programActs() {
    static const std::vector<Act> list = {
        {"sync all", 8, syncAll},
        {"sync a practitioner", 5, syncPractitioner},
        {"sync a kind", 6, syncKind},
        {"sync days", 4, syncDates},
        {"sync a record", 25, syncRecord},
        {"sync history", 2, backfill},
        {"decide on held deletions", 5, decideHeld},
        {"cancel a run", 3, cancelRun},
        {"pause", 2, pause},
        {"resume", 3, resume},
        {"hold calls", 1, holdCalls},
        {"release calls", 4, releaseCalls},
        {"restart", 4, restart},
        {"off for a while", 3, offForAWhile},
        {kOverNight, 0, overNight},
        {"kill at a statement", 5, killAtStatement},
        {"kill after a commit", 6, killAfterCommit},
        {"disk full", 3, diskFull},
    };
    return list;
}

}  // namespace bloom::simulation
