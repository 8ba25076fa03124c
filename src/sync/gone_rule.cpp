// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/gone_rule.h"

#include "core/planted_faults.h"

namespace bloom::sync {

bool tooMany(int goneNow, int goneLately, int live) {
    if (planted(Fault::NeverHold))
        return false;
    constexpr int kAlways = 5;
    constexpr int kOneOf = 10;
    const int gone = goneNow + goneLately;
    return goneNow > 0 && gone > kAlways && gone * kOneOf > live + goneLately;
}

}  // namespace bloom::sync
