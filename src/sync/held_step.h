// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The run that does what an admin decided about held deletions: exactly those records, each read again.
#pragma once
#include "sync/active_run.h"

namespace bloom::sync {

class HeldStep {
public:
    explicit HeldStep(ActiveRun& run) : m_run(run) {}
    QCoro::Task<void> run();

private:
    ActiveRun& m_run;
};

}  // namespace bloom::sync
