// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can happen in a simulated world. An act draws what it needs from its step's own numbers and answers
// whether there was anything to do.
#pragma once
#include "sandbox/random.h"

#include <vector>

namespace bloom::simulation {

class World;

struct Act {
    const char* name;
    int weight;
    bool (*act)(World& world, sandbox::Random& draws);
};

/// Of no weight: a seed's own steps have it at the end of a day.
inline constexpr const char* kOverNight = "off over night";

/// All, in a fixed order: a seed's steps name them by number.
const std::vector<Act>& acts();

const std::vector<Act>& diaryActs();    ///< appointments in Halaxy
const std::vector<Act>& officeActs();   ///< people and money in Halaxy
const std::vector<Act>& tableActs();    ///< our tables, behind the engine's back
const std::vector<Act>& serviceActs();  ///< what goes wrong out there
const std::vector<Act>& programActs();  ///< what users do with the program, and what becomes of it

}  // namespace bloom::simulation
