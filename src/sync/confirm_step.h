// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads by id what listings did not show: it moved, a listing hides it, or it is gone. A budget for each run;
// longest unasked first, so that nothing waits for ever behind what never answers.
#pragma once
#include "sync/active_run.h"

namespace bloom::sync {

class ConfirmStep {
public:
    explicit ConfirmStep(ActiveRun& run) : m_run(run) {}
    QCoro::Task<void> run();

private:
    std::vector<RecordKey> toAsk();
    void store(const std::vector<halaxy::ReadAnswer>& answers);
    ActiveRun& m_run;
};

}  // namespace bloom::sync
