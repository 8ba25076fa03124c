// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Referrals: practice-wide where the service answers that, else by client, longest unchecked first, a few
// each run.
#pragma once
#include "sync/kind_step.h"

namespace bloom::sync {

class ReferralStep {
public:
    explicit ReferralStep(ActiveRun& run) : m_run(run), m_kinds(run), m_runner(run) {}
    QCoro::Task<void> list(UtcInterval window);

private:
    QCoro::Task<bool> practiceWide();
    QCoro::Task<bool> practiceWideIsIgnored(UtcInterval window);
    QCoro::Task<void> bySubject(UtcInterval window);
    QCoro::Task<ListingResult> listSubject(HalaxyId patient);
    std::vector<HalaxyId> unchecked(UtcInterval window, int count);
    void rememberBySubject();
    ActiveRun& m_run;
    KindStep m_kinds;
    ListingRunner m_runner;
};

}  // namespace bloom::sync
