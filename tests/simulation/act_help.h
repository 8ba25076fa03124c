// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How acts choose whom they are about.
#pragma once
#include "simulation/world.h"

namespace bloom::simulation {

/// Some record of the table that fits; nothing after enough tries.
template <typename T, typename F>
const T* some(const sandbox::Table<T>& table, sandbox::Random& draws, F fits) {
    const auto& rows = table.rows();
    for (int tries = 0; tries < 60 && !rows.empty(); ++tries) {
        const T& row = rows[std::size_t(draws.below(int(rows.size())))];
        if (fits(row))
            return &row;
    }
    return nullptr;
}
template <typename T> const T* someLive(const sandbox::Table<T>& table, sandbox::Random& draws) {
    return some(table, draws, [](const T& row) { return !row.gone; });
}

/// Mostly one that a run looks at: in the window, of somebody who works here.
const sandbox::Appointment* someAppointment(World& world, sandbox::Random& draws);
const sandbox::PractitionerRole* someRole(World& world, sandbox::Random& draws);
/// A quarter-hour of a day so far from today, at work.
UtcTime someTime(World& world, sandbox::Random& draws, int fromDays, int toDays);
/// The id of a row of that table of ours, or "-".
std::string someRow(World& world, sandbox::Random& draws, const std::string& table, const std::string& where);

}  // namespace bloom::simulation
