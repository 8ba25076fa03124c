// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/gates.h"

#include "halaxy/query_url.h"
#include "halaxy/retry_policy.h"
#include "halaxy/text.h"

namespace bloom::halaxy {

Error callsHeldError(const QString& who) {
    return {ErrorKind::CallsHeld,
            who.isEmpty() ? Text::tr("Calls to Halaxy are held.")
                          : Text::tr("Calls to Halaxy are held by %1.").arg(who),
            {}};
}

QCoro::Task<Result<milliseconds>> Gates::pass(Priority priority, std::stop_token stop) {
    const MonoTime begun = m_clock.monotonicNow();
    while (true) {
        if (m_held)
            co_return fail(callsHeldError(m_heldBy));
        const milliseconds wait = m_budget.waitFor(priority == Priority::Single, m_clock.monotonicNow());
        if (wait <= milliseconds(0))
            co_return m_clock.monotonicNow() - begun;
        if (wait > kLongestNamedWait)
            co_return fail(ErrorKind::RateLimited,
                           Text::tr("Halaxy takes no calls before %1: its limit is used up.")
                               .arg(clockText(m_clock.utcNow() + wait)));
        m_waitingUntil = m_clock.utcNow() + wait;
        ++m_waiting;
        m_changed();
        const Wake wake = co_await m_clock.sleep(wait, stop);
        if (--m_waiting == 0)
            m_waitingUntil.reset();
        m_changed();
        if (wake == Wake::Cancelled)
            co_return fail(ErrorKind::Cancelled, Text::tr("The call was cancelled."));
    }
}

void Gates::onRateLimited(std::optional<milliseconds> retryAfter) {
    const milliseconds guess{1000 << std::min(m_rateLimitsInRow, 5)};
    ++m_rateLimitsInRow;
    m_budget.onExhausted(retryAfter.value_or(guess), m_clock.monotonicNow());
    m_changed();
}

void Gates::setHeld(bool held, const QString& who) {
    if (held == m_held)
        return;
    m_held = held;
    m_heldBy = held ? who : QString();
    m_heldSince = held ? std::optional(m_clock.utcNow()) : std::nullopt;
    m_changed();
}

void Gates::obey(const ConnectionView& other) {
    setHeld(other.held, other.heldBy);
    if (other.budget.closedUntil)
        m_budget.onExhausted(*other.budget.closedUntil - m_clock.utcNow(), m_clock.monotonicNow());
}

BudgetView Gates::budgetView() const {
    BudgetView view;
    view.limit = m_budget.limit();
    view.used = m_budget.used(m_clock.monotonicNow());
    view.reserved = m_budget.reserved();
    view.remaining = m_budget.remaining();
    view.waitingUntil = m_waitingUntil;
    const milliseconds closed = m_budget.exhaustedUntil() - m_clock.monotonicNow();
    if (closed > milliseconds(0))
        view.closedUntil = m_clock.utcNow() + closed;
    return view;
}

void Gates::describe(ConnectionView& view) const {
    view.budget = budgetView();
    view.held = m_held;
    view.heldBy = m_heldBy;
    view.heldSince = m_heldSince;
}

}  // namespace bloom::halaxy
