// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/act_help.h"

#include "simulation/acts.h"

namespace bloom::simulation {

const std::vector<Act>& acts() {
    static const std::vector<Act> all = [] {
        std::vector<Act> list;
        for (const auto* part : {&diaryActs(), &officeActs(), &tableActs(), &serviceActs(), &programActs()})
            list.insert(list.end(), part->begin(), part->end());
        return list;
    }();
    return all;
}

const sandbox::Appointment* someAppointment(World& world, sandbox::Random& draws) {
    const auto [from, to] = windowAt(world.clock.utcNow());
    const bool anywhere = draws.chance(0.1);
    const bool again = draws.chance(0.4);
    const auto* busy = world.practice().appointments.findLive(world.focus);
    if (again && busy)
        return busy;
    const auto* one = some(world.practice().appointments, draws, [&](const sandbox::Appointment& row) {
        return !row.gone && (anywhere || (row.start >= from && row.start < to));
    });
    if (one)
        world.focus = one->id;
    return one;
}

const sandbox::PractitionerRole* someRole(World& world, sandbox::Random& draws) {
    return some(world.practice().roles, draws,
                [](const sandbox::PractitionerRole& role) { return !role.gone && role.active; });
}

UtcTime someTime(World& world, sandbox::Random& draws, int fromDays, int toDays) {
    const auto day = std::chrono::floor<std::chrono::days>(world.clock.utcNow());
    return UtcTime(day + std::chrono::days(draws.between(fromDays, toDays)) + std::chrono::hours(22)) +
           std::chrono::minutes(15 * draws.below(32));
}

std::string someRow(World& world, sandbox::Random& draws, const std::string& table,
                    const std::string& where) {
    const auto rows =
        world.mirror.rows("SELECT id FROM " + table + " WHERE deleted_at IS NULL" + where + " ORDER BY id");
    return rows.empty() ? std::string("-") : rows[std::size_t(draws.below(int(rows.size())))].front();
}

}  // namespace bloom::simulation
