// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// People and money in Halaxy.
#include "simulation/act_help.h"
#include "simulation/acts.h"

namespace bloom::simulation {

namespace {

using sandbox::Resource;

QString word(sandbox::Random& draws) {
    static constexpr std::array<const char*, 10> words = {"Ash",  "Bay",   "Cove", "Dune", "Elm",
                                                          "Fern", "Grove", "Hill", "Iris", "Jade"};
    return QString::fromLatin1(draws.pick(words));
}

bool addPatient(World& world, sandbox::Random& draws) {
    const QString given = word(draws);
    world.edit().addPatient(given, word(draws));
    return true;
}

bool renamePatient(World& world, sandbox::Random& draws) {
    const auto* one = someLive(world.practice().patients, draws);
    const QString given = word(draws);
    return one && world.edit().renamePatient(one->id, given, word(draws));
}

bool merge(World& world, sandbox::Random& draws) {
    const auto* loser = someLive(world.practice().patients, draws);
    const auto* winner = someLive(world.practice().patients, draws);
    return loser && winner && loser != winner &&
           world.edit().mergePatients(QString(loser->id), QString(winner->id));
}

bool removePatient(World& world, sandbox::Random& draws) {
    const auto* one = someLive(world.practice().patients, draws);
    return one && world.edit().remove(Resource::Patient, QString(one->id));
}

bool restorePatient(World& world, sandbox::Random& draws) {
    const auto* one =
        some(world.practice().patients, draws, [](const sandbox::Patient& row) { return row.gone; });
    return one && world.edit().restore(Resource::Patient, QString(one->id));
}

/// Somebody new, who has clients from the first day.
bool addPractitioner(World& world, sandbox::Random& draws) {
    if (world.practice().practitioners.rows().size() > 9)
        return false;
    const QString given = word(draws);
    const QString role = world.edit().addPractitioner(given, word(draws));
    for (int i = draws.between(1, 4); i > 0; --i)
        if (const auto* patient = someLive(world.practice().patients, draws))
            world.edit().addAppointment(
                {.roleId = role, .start = someTime(world, draws, 1, 30), .patients = {patient->id}});
    return true;
}

bool endPractitioner(World& world, sandbox::Random& draws) {
    const auto* one = some(world.practice().practitioners, draws, [](const sandbox::Practitioner& row) {
        return !row.gone && row.active && !row.isExternal();
    });
    return one && world.edit().setPractitionerActive(QString(one->id), false);
}

bool returnPractitioner(World& world, sandbox::Random& draws) {
    const auto* one = some(world.practice().practitioners, draws, [](const sandbox::Practitioner& row) {
        return !row.gone && !row.active && !row.isExternal();
    });
    return one && world.edit().setPractitionerActive(QString(one->id), true);
}

bool bill(World& world, sandbox::Random& draws) {
    static constexpr std::array<const char*, 5> payors = {"Medicare", "Private", "DVA", "NDIS", "WorkCover"};
    const auto* one = someAppointment(world, draws);
    if (!one || one->patients.empty())
        return false;
    const QString patient = one->patients[std::size_t(draws.below(int(one->patients.size())))].patientId;
    return !world.edit()
                .addInvoice(QString(one->id), patient, 100 * draws.between(50, 300),
                            QString::fromLatin1(draws.pick(payors)))
                .isEmpty();
}

bool pay(World& world, sandbox::Random& draws) {
    const auto* one = some(world.practice().invoices, draws,
                           [](const sandbox::Invoice& row) { return !row.gone && row.balanceCents() > 0; });
    return one && world.edit().pay(QString(one->id),
                                   draws.chance(0.7) ? one->balanceCents() : one->balanceCents() / 2);
}

bool writeOff(World& world, sandbox::Random& draws) {
    const auto* one = someLive(world.practice().invoices, draws);
    return one && world.edit().writeOff(QString(one->id));
}

bool credit(World& world, sandbox::Random& draws) {
    const auto* one = some(world.practice().invoices, draws,
                           [](const sandbox::Invoice& row) { return !row.gone && row.netCents > 0; });
    return one && !world.edit().credit(QString(one->id), one->netCents / 2).isEmpty();
}

bool removeInvoice(World& world, sandbox::Random& draws) {
    const auto* one = someLive(world.practice().invoices, draws);
    return one && world.edit().remove(Resource::Invoice, QString(one->id));
}

bool refer(World& world, sandbox::Random& draws) {
    static constexpr std::array<const char*, 3> kinds = {
        "Medicare: MHTP Referral", "Medicare: MHTP (Review 1) Referral", "Private referral"};
    const auto* patient = someLive(world.practice().patients, draws);
    const auto* role = someRole(world, draws);
    if (!patient || !role)
        return false;
    world.edit().addReferral(patient->id, role->id, QString::fromLatin1(draws.pick(kinds)),
                             draws.between(4, 6));
    return true;
}

bool useReferral(World& world, sandbox::Random& draws) {
    const auto* one = someLive(world.practice().referrals, draws);
    auto* row = one ? world.practice().referrals.findLive(one->id) : nullptr;
    if (!row)
        return false;
    ++row->used;
    row->lastUpdated =
        std::chrono::floor<std::chrono::seconds>(world.halaxy.serverTime(world.clock.utcNow()));
    ++row->version;
    ++world.practice().revision;
    return true;
}

}  // namespace

const std::vector<Act>& officeActs() {
    static const std::vector<Act> list = {
        {"new client", 8, addPatient},
        {"rename a client", 15, renamePatient},
        {"merge clients", 4, merge},
        {"delete a client", 2, removePatient},
        {"undelete a client", 2, restorePatient},
        {"new practitioner", 2, addPractitioner},
        {"practitioner ends", 1, endPractitioner},
        {"practitioner returns", 4, returnPractitioner},
        {"invoice", 30, bill},
        {"payment", 30, pay},
        {"write off", 5, writeOff},
        {"credit", 5, credit},
        {"delete an invoice", 3, removeInvoice},
        {"referral", 8, refer},
        {"referral used", 8, useReferral},
    };
    return list;
}

}  // namespace bloom::simulation
