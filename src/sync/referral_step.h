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
    /// The whole practice's are to be had with one question.
    static bool isPracticeWide(storage::Scope& scope);

private:
    enum class Practice {
        Answers,   ///< with the practice's referrals
        Empty,     ///< with nothing, and nothing is held: an answer, or a question not understood
        Refuses,   ///< said so, or was silent about what clients have
        NoAnswer,  ///< not asked, or it failed
    };
    void load();
    QCoro::Task<Practice> practiceWide();
    QCoro::Task<void> bySubject(UtcInterval window);
    QCoro::Task<ListingResult> listSubject(HalaxyId patient);
    std::vector<HalaxyId> unchecked(UtcInterval window);
    bool holdsAny();
    void noteFailed(const HalaxyId& patient, const std::optional<Error>& error);
    void remember(bool bySubject);
    ActiveRun& m_run;
    KindStep m_kinds;
    ListingRunner m_runner;
    bool m_bySubject = false;   ///< the whole practice is not to be had
    bool m_triedToday = false;  ///< and that was found out today
};

}  // namespace bloom::sync
