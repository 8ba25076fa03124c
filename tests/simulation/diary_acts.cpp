// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Appointments in Halaxy: booked, moved, cancelled, deleted, brought back, made groups and blockers.
#include "simulation/act_help.h"
#include "simulation/acts.h"

#include <algorithm>

namespace bloom::simulation {

namespace {

using sandbox::Resource;

bool move(World& world, sandbox::Random& draws) {
    const auto* one = someAppointment(world, draws);
    return one && world.edit().reschedule(one->id, someTime(world, draws, -5, 40));
}

bool moveOutOfWindow(World& world, sandbox::Random& draws) {
    const auto* one = someAppointment(world, draws);
    const bool ahead = draws.chance(0.5);
    const UtcTime when = ahead ? someTime(world, draws, 95, 140) : someTime(world, draws, -140, -40);
    return one && world.edit().reschedule(one->id, when);
}

bool moveToColleague(World& world, sandbox::Random& draws) {
    const auto* one = someAppointment(world, draws);
    const auto* role = someRole(world, draws);
    return one && role && role->id != one->roleId && world.edit().moveToRole(one->id, role->id);
}

bool setStatus(World& world, sandbox::Random& draws) {
    static constexpr std::array<const char*, 12> codes = {
        "booked",   "confirmed", "Arrived", "ATTENDED",  "did not attend", "cancelled (no charge)",
        "rejected", "Declined",  "waiting", "Cancelled", "Booked",         "attended"};
    const auto* one = someAppointment(world, draws);
    if (!one || one->patients.empty())
        return false;
    const QString patient = one->patients[std::size_t(draws.below(int(one->patients.size())))].patientId;
    return world.edit().setStatus(one->id, QString::fromLatin1(draws.pick(codes)), patient);
}

bool cancel(World& world, sandbox::Random& draws) {
    const auto* one = someAppointment(world, draws);
    return one && world.edit().cancel(one->id);
}

bool attendByItself(World& world, sandbox::Random& draws) {
    const auto* one = some(world.practice().appointments, draws, [&](const sandbox::Appointment& row) {
        return !row.gone && row.end() < world.clock.utcNow() &&
               row.end() + std::chrono::days(20) > world.clock.utcNow();
    });
    return one && world.edit().attendByItself(one->id);
}

bool book(World& world, sandbox::Random& draws) {
    const auto* role = someRole(world, draws);
    const auto* patient = someLive(world.practice().patients, draws);
    if (!role || !patient)
        return false;
    sandbox::NewAppointment wanted{
        .roleId = role->id, .start = someTime(world, draws, -3, 60), .patients = {patient->id}};
    const int others = draws.chance(0.2) ? draws.between(1, 3) : 0;
    for (int i = 0; i < others; ++i)
        if (const auto* other = someLive(world.practice().patients, draws);
            other && !wanted.patients.contains(other->id))
            wanted.patients.append(other->id);
    world.edit().addAppointment(wanted);
    return true;
}

bool block(World& world, sandbox::Random& draws) {
    const auto* role = someRole(world, draws);
    if (!role)
        return false;
    world.edit().addAppointment({.roleId = role->id, .start = someTime(world, draws, 0, 30)});
    return true;
}

bool joinGroup(World& world, sandbox::Random& draws) {
    const auto* one = someAppointment(world, draws);
    const auto* patient = someLive(world.practice().patients, draws);
    const auto isIn = [&](const sandbox::Attendance& a) { return a.patientId == patient->id; };
    return one && patient && std::ranges::none_of(one->patients, isIn) &&
           world.edit().addParticipant(one->id, patient->id);
}

bool leaveGroup(World& world, sandbox::Random& draws) {
    const auto* one = some(world.practice().appointments, draws, [](const sandbox::Appointment& row) {
        return !row.gone && row.patients.size() > 1;
    });
    return one && world.edit().removeParticipant(
                      one->id,
                      QString(one->patients[std::size_t(draws.below(int(one->patients.size())))].patientId));
}

bool becomeBlocker(World& world, sandbox::Random& draws) {
    const auto* one = someAppointment(world, draws);
    if (!one || one->patients.empty())
        return false;
    QStringList patients;
    for (const auto& attendance : one->patients)
        patients.append(attendance.patientId);
    const QString id = one->id;
    for (const QString& patient : patients)
        world.edit().removeParticipant(id, patient);
    return true;
}

bool enterInError(World& world, sandbox::Random& draws) {
    const auto* one = someAppointment(world, draws);
    return one && world.edit().enterInError(one->id);
}

bool remove(World& world, sandbox::Random& draws) {
    const auto* one = someAppointment(world, draws);
    return one && world.edit().remove(Resource::Appointment, QString(one->id));
}

/// A page that still shows it arrives long after its deletion was announced.
bool removeWhileListed(World& world, sandbox::Random& draws) {
    if (!world.isOn())
        return false;
    world.transport.snatch = [&world, seed = draws.next()](const QByteArray& page) {
        sandbox::Random later(seed);
        const auto* one = some(world.practice().appointments, later, [&](const sandbox::Appointment& row) {
            return !row.gone && page.contains(QByteArray("\"id\":\"" + row.id.toUtf8() + '"'));
        });
        if (one && world.edit().remove(Resource::Appointment, QString(one->id)))
            world.noteChanges();
    };
    world.process().engine().request({RunType::Manual, {}, QStringLiteral("admin")});
    return true;
}

/// Somebody clears a calendar, or seems to.
bool removeMany(World& world, sandbox::Random& draws) {
    int left = draws.between(15, 40);
    bool any = false;
    while (left-- > 0) {
        const auto* one = some(world.practice().appointments, draws,
                               [](const sandbox::Appointment& row) { return !row.gone; });
        any = (one && world.edit().remove(Resource::Appointment, QString(one->id))) || any;
    }
    return any;
}

bool restoreMany(World& world, sandbox::Random& draws) {
    bool any = false;
    for (int left = 25; left > 0; --left) {
        const auto* one = some(world.practice().appointments, draws,
                               [](const sandbox::Appointment& row) { return row.gone; });
        any = (one && world.edit().restore(Resource::Appointment, QString(one->id))) || any;
    }
    return any;
}

bool restore(World& world, sandbox::Random& draws) {
    const auto* one =
        some(world.practice().appointments, draws, [](const sandbox::Appointment& row) { return row.gone; });
    return one && world.edit().restore(Resource::Appointment, QString(one->id));
}

/// The service gives the record without what makes it one, until somebody mends it.
bool breakRecord(World& world, sandbox::Random& draws) {
    const auto* one = someAppointment(world, draws);
    auto* row = one ? world.practice().appointments.findLive(one->id) : nullptr;
    if (!row || row->withoutStart)
        return false;
    row->withoutStart = true;
    return world.edit().setStatus(row->id, QStringLiteral("confirmed")) || ++world.practice().revision;
}

bool mendRecord(World& world, sandbox::Random& draws) {
    const auto* one = some(world.practice().appointments, draws,
                           [](const sandbox::Appointment& row) { return !row.gone && row.withoutStart; });
    auto* row = one ? world.practice().appointments.findLive(one->id) : nullptr;
    if (!row)
        return false;
    row->withoutStart = false;
    return world.edit().reschedule(row->id, someTime(world, draws, -3, 30));
}

}  // namespace

const std::vector<Act>& diaryActs() {
    static const std::vector<Act> list = {
        {"move", 60, move},
        {"move out of the window", 10, moveOutOfWindow},
        {"move to a colleague", 20, moveToColleague},
        {"status", 60, setStatus},
        {"cancel", 25, cancel},
        {"attended by itself", 30, attendByItself},
        {"book", 40, book},
        {"block", 8, block},
        {"join a group", 20, joinGroup},
        {"leave a group", 15, leaveGroup},
        {"become a blocker", 6, becomeBlocker},
        {"entered in error", 6, enterInError},
        {"delete", 20, remove},
        {"delete while it is listed", 5, removeWhileListed},
        {"undelete", 12, restore},
        {"delete many", 1, removeMany},
        {"undelete many", 1, restoreMany},
        {"break a record", 5, breakRecord},
        {"mend a record", 8, mendRecord},
    };
    return list;
}

}  // namespace bloom::simulation
