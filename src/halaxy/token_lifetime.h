// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long a token may be used. Halaxy says 3600 but its tokens live 15 minutes.
#pragma once
#include "core/clock.h"

#include <optional>

namespace bloom::halaxy {

/// min(expires_in, 900 s) − 60 s: renewed before its end, so never in the middle of a page. Half of a life
/// too short for that; 15 minutes where the answer names none.
inline milliseconds tokenLifetime(std::optional<std::int64_t> expiresIn) {
    const std::int64_t life = std::clamp<std::int64_t>(expiresIn.value_or(900), 0, 900);
    return milliseconds(1000 * (life >= 120 ? life - 60 : life / 2));
}

}  // namespace bloom::halaxy
