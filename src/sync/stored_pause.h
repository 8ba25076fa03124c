// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The pause as the database keeps it: it outlives the program, and holds for every program on that database.
#pragma once
#include "core/clock.h"
#include "storage/scope.h"

#include <optional>

namespace bloom::sync {

struct Pause {
    std::optional<UtcTime> until;  ///< nothing = until somebody resumes
    bool operator==(const Pause&) const = default;
};

/// Nothing = not paused; one that has run out still stands here.
std::optional<Pause> storedPause(storage::Scope& scope);
void storePause(storage::Scope& scope, const std::optional<Pause>& pause, UtcTime now);

}  // namespace bloom::sync
