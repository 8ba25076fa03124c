// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Figures about clients (rhythm, follow-up, regulars) and about how far a practitioner's data can be trusted.
#include "core/figures.h"

#include <algorithm>

namespace bloom::figures {

using namespace std::chrono_literals;

int wholeMonths(QDate from, QDate to) {
    if (!from.isValid() || !to.isValid() || to < from)
        return 0;
    const int months = (to.year() - from.year()) * 12 + to.month() - from.month();
    // The 31st has its month-day on the last day of shorter months.
    return from.addMonths(months) > to ? months - 1 : months;
}

milliseconds usualRhythm(std::span<const UtcTime> completed) {
    constexpr milliseconds kDefault = std::chrono::days(14);
    const auto count = std::min<std::size_t>(completed.size(), 6);
    if (count < 3)
        return kDefault;
    std::vector<milliseconds> gaps;
    for (std::size_t i = 0; i + 1 < count; ++i)
        gaps.push_back(completed[i] - completed[i + 1]);
    std::ranges::sort(gaps);
    const auto middle = gaps.size() / 2;
    return gaps.size() % 2 == 1 ? gaps[middle] : (gaps[middle - 1] + gaps[middle]) / 2;
}

std::optional<PlanUrgency> planUrgency(const MhcpCount& count) {
    if (!count.known)
        return PlanUrgency::Unknown;
    if (!count.referral && count.used == 0)
        return std::nullopt;
    if (count.overLimit)
        return PlanUrgency::OverLimit;
    if (count.expired)
        return PlanUrgency::Expired;
    if (count.reviewDue)
        return PlanUrgency::ReviewDue;
    if (count.available == 0)
        return PlanUrgency::UsedUp;
    return count.endingSoon ? PlanUrgency::EndingSoon : PlanUrgency::Fine;
}

bool needsFollowUp(const ClientFact& client, UtcTime now) {
    if (!client.active || client.booked || client.lastStatus != SessionStatus::Completed ||
        client.completed.empty())
        return false;
    return (now - client.completed.front()) * 2 > usualRhythm(client.completed) * 3;
}

bool regularNotBooked(const ClientFact& client, UtcTime now) {
    if (!client.active || client.booked || client.completed.size() < 3)
        return false;
    return client.completed[2] >= now - std::chrono::days(90) &&
           client.completed.front() <= now - std::chrono::days(14);
}

SyncHealth syncHealth(const HealthInput& input) {
    if (input.newestFull == RunOutcome::Failed || input.consecutiveFailures >= 3)
        return SyncHealth::Error;
    if (!input.lastSuccess || input.now - *input.lastSuccess > 1h)
        return SyncHealth::Stale;
    return SyncHealth::Healthy;
}

}  // namespace bloom::figures
