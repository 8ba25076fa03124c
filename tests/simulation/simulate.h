// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A seed from its first step to rest; and, of one that fails, the fewest steps that still do.
#pragma once
#include "simulation/world.h"

namespace bloom::simulation {

/// Places in stepsOf(traits); nothing = all.
using Chosen = std::optional<std::vector<int>>;

std::optional<Violation> runSeed(quint64 seed, Ground& ground, Coverage& coverage, const Chosen& only = {},
                                 bool trace = false);
/// Leaves out steps while the same rule is still broken.
std::vector<int> shrink(quint64 seed, Ground& ground, const Violation& violation, int tries);
/// A line for each step that is left, and how to see it again.
std::string replayOf(quint64 seed, const std::vector<int>& chosen, const std::string& breakName);

}  // namespace bloom::simulation
