// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A believable practice from a seed. Pure: the same options give the same practice, byte for byte; the people
// and the diary's shape depend on the seed, what has already happened on `now`.
#pragma once
#include "sandbox/practice.h"

namespace bloom::sandbox {

struct GeneratorOptions {
    quint64 seed = 1;
    UtcTime now{};
    int practitioners = 8;
    int patients = 600;
    int appointments = 12000;
    /// All appointments from 30 days back to 90 days ahead, instead of from 1 January of last year.
    bool inWindow = false;
    /// Names without parts, codes in odd case, an unknown status now and then: what real data holds.
    bool oddities = true;
};

Practice generate(const GeneratorOptions& options);

}  // namespace bloom::sandbox
