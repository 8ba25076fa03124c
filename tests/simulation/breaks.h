// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The planted faults by name.
#pragma once
#include "core/planted_faults.h"

#include <optional>
#include <string>
#include <vector>

namespace bloom::simulation {

struct Break {
    Fault fault;
    const char* name;
};
const std::vector<Break>& breaks();
std::optional<Fault> breakFrom(const std::string& name);

}  // namespace bloom::simulation
