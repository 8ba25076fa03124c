// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a call passes before it may be sent: an admin's *Hold calls*, a 429's wait, and the minute's budget.
#pragma once
#include "core/connection_views.h"
#include "halaxy/client.h"
#include "halaxy/minute_budget.h"

namespace bloom::halaxy {

class Gates {
public:
    Gates(Clock& clock, std::function<void()> changed) : m_clock(clock), m_changed(std::move(changed)) {}

    /// Waits for its turn; how long it waited, or CallsHeld, or Cancelled, or RateLimited where the wait
    /// would be too long for a call.
    QCoro::Task<Result<milliseconds>> pass(Priority priority, std::stop_token stop);
    /// A 429 closes the gate; without a Retry-After for a guess that doubles while they go on.
    void onRateLimited(std::optional<milliseconds> retryAfter);
    void onAnswered() { m_rateLimitsInRow = 0; }

    void setHeld(bool held, const QString& who);
    /// Takes over what keeps another client of the same account from calling.
    void obey(const ConnectionView& other);
    bool held() const { return m_held; }
    MinuteBudget& budget() { return m_budget; }
    BudgetView budgetView() const;
    void describe(ConnectionView& view) const;

private:
    Clock& m_clock;
    std::function<void()> m_changed;
    MinuteBudget m_budget;
    int m_rateLimitsInRow = 0;
    bool m_held = false;
    QString m_heldBy;
    std::optional<UtcTime> m_heldSince;
    std::optional<UtcTime> m_waitingUntil;
    int m_waiting = 0;
};

Error callsHeldError(const QString& who);

}  // namespace bloom::halaxy
