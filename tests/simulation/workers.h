// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Many seeds, over several processes: each world has its thread, and its process, to itself.
#pragma once
#include "simulation/simulate.h"

#include <QStringList>

namespace bloom::simulation {

struct Wanted {
    quint64 from = 1;
    int seeds = 500;
    int jobs = 1;
    int stride = 1;  ///< every so-manieth seed
    QString breakName;
    bool firstOnly = false;  ///< the first failing seed is enough
};

struct Failure {
    quint64 seed = 0;
    Violation violation;
};

struct Outcome {
    int passed = 0;
    std::vector<Failure> failures;
    Coverage coverage;
};

/// Here, one after the other; says each as a line of the workers' protocol when `tell` is set.
Outcome runHere(const Wanted& wanted, Ground& ground, bool tell);
/// Over so many processes of this very program.
Outcome runWorkers(const Wanted& wanted);

}  // namespace bloom::simulation
