// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figures.h"

#include <algorithm>
#include <cmath>

namespace bloom::figures {
namespace {

using namespace std::chrono_literals;
constexpr auto kLateCancel = 24h;

bool booked(SessionStatus status) {
    return status == SessionStatus::Scheduled || status == SessionStatus::Confirmed;
}

/// Cancelled less than a day ahead; when it happened is not always known, and then it does not count.
bool cancelledLate(const SessionFact& session) {
    return session.status == SessionStatus::Cancelled && session.statusSince &&
           *session.statusSince > session.start - kLateCancel;
}

int countBooked(std::span<const SessionFact> sessions, UtcInterval period, UtcTime now) {
    return static_cast<int>(std::ranges::count_if(
        sessions, [&](const SessionFact& s) { return period.contains(s.start) && isBooked(s, now); }));
}

bool inPeriod(const InvoiceFact& invoice, UtcInterval period) {
    return invoice.sessionStart && period.contains(*invoice.sessionStart);
}

}  // namespace

bool isBooked(const SessionFact& session, UtcTime now) { return booked(session.status) && session.end > now; }

bool isInProgress(SessionStatus status, UtcTime start, UtcTime end, UtcTime now) {
    return status == SessionStatus::Confirmed && start <= now && now < end;
}

std::optional<Cents> median(std::vector<Cents> amounts) {
    if (amounts.empty())
        return std::nullopt;
    std::ranges::sort(amounts);
    const auto middle = amounts.size() / 2;
    if (amounts.size() % 2 == 1)
        return amounts[middle];
    return Cents{std::llround(static_cast<double>(amounts[middle - 1].value + amounts[middle].value) / 2)};
}

Cents revenueOf(std::span<const InvoiceFact> invoices, UtcInterval period) {
    Cents sum;
    for (const InvoiceFact& invoice : invoices)
        if (inPeriod(invoice, period))
            sum += invoice.gross;
    return sum;
}

std::optional<Cents> Expectations::of(const SessionFact& session) const {
    if (session.invoiced)
        return session.invoiced;
    if (const auto client = byClient.find(session.client);
        client != byClient.end() && !client->second.empty()) {
        const auto six = std::min<std::size_t>(6, client->second.size());
        return median({client->second.begin(), client->second.begin() + static_cast<std::ptrdiff_t>(six)});
    }
    const auto billing = byBilling.find(session.billing);
    if (session.billing == BillingType::Unknown || billing == byBilling.end())
        return std::nullopt;
    return median(billing->second);
}

WeeklyStats weekly(std::span<const SessionFact> sessions, std::span<const InvoiceFact> invoices,
                   const PractitionerView& practitioner, const Moment& at) {
    WeeklyStats week;
    const UtcInterval period = at.zone.week(at.date);
    week.start = at.zone.localDate(period.from);
    week.end = week.start.addDays(6);
    week.maximum = practitioner.weeklySessionTarget;
    week.targetRevenue = practitioner.weeklyRevenueTarget;
    week.revenue = revenueOf(invoices, period);
    week.perDay.assign(7, 0);
    int late = 0;
    for (const SessionFact& session : sessions) {
        if (!period.contains(session.start))
            continue;
        const bool completed = session.status == SessionStatus::Completed;
        const bool scheduled = isBooked(session, at.now);
        week.completed += completed ? 1 : 0;
        week.scheduled += scheduled ? 1 : 0;
        week.noShows += session.status == SessionStatus::NoShow ? 1 : 0;
        week.cancellations += session.status == SessionStatus::Cancelled ? 1 : 0;
        week.unknown += session.status == SessionStatus::Unknown ? 1 : 0;
        late += cancelledLate(session) ? 1 : 0;
        if (completed || scheduled)
            ++week.perDay[static_cast<std::size_t>(week.start.daysTo(at.zone.localDate(session.start)))];
    }
    if (const int judged = week.completed + week.noShows + late; judged > 0)
        week.completionRate = static_cast<double>(week.completed) / judged;
    return week;
}

namespace {

void addInvoices(MonthlyStats& month, std::span<const InvoiceFact> invoices, UtcInterval period,
                 QDate first) {
    for (const InvoiceFact& invoice : invoices) {
        const bool loose = !invoice.sessionStart && invoice.date && invoice.date->year() == first.year() &&
                           invoice.date->month() == first.month();
        if (loose)
            month.withoutSession += invoice.gross;
        if (!inPeriod(invoice, period))
            continue;
        month.currentRevenue += invoice.gross;
        month.paid += invoice.paid;
        month.outstanding += invoice.balance;
        month.revenueByBilling[invoice.billing] += invoice.gross;
    }
}

}  // namespace

MonthlyStats monthly(std::span<const SessionFact> sessions, std::span<const InvoiceFact> invoices,
                     const Expectations& expectations, const PractitionerView& practitioner,
                     const Moment& at) {
    MonthlyStats month;
    const UtcInterval period = at.zone.month(at.date);
    month.month = QDate(at.date.year(), at.date.month(), 1);
    month.targetRevenue = practitioner.monthlyRevenueTarget;
    addInvoices(month, invoices, period, month.month);
    int invoicedAndCompleted = 0;
    int unexpected = 0;
    Cents expected;
    for (const SessionFact& session : sessions) {
        if (!period.contains(session.start))
            continue;
        month.completed += session.status == SessionStatus::Completed ? 1 : 0;
        month.unknown += session.status == SessionStatus::Unknown ? 1 : 0;
        invoicedAndCompleted += session.status == SessionStatus::Completed && session.invoiced ? 1 : 0;
        if (!isBooked(session, at.now))
            continue;
        ++month.scheduled;
        if (const auto value = expectations.of(session); !value)
            ++unexpected;
        else if (!session.invoiced)  // an invoice that exists is already in what was earned
            expected += *value;
    }
    if (invoicedAndCompleted > 0)
        month.averageSessionValue =
            Cents{std::llround(static_cast<double>(month.currentRevenue.value) / invoicedAndCompleted)};
    if (unexpected == 0 || unexpected < month.scheduled)
        month.projected = month.currentRevenue + expected;
    month.projectedAtLeast = month.projected && unexpected > 0;
    return month;
}

std::optional<Cents> yearlyProjection(Cents earned, QDate date, QDate today,
                                      std::optional<QDate> historyCompleteFrom) {
    const QDate first(date.year(), 1, 1);
    if (!historyCompleteFrom || *historyCompleteFrom > first || today < first)
        return std::nullopt;
    const bool over = today.year() > date.year();
    const int elapsed = over ? date.daysInYear() : today.dayOfYear();
    if (elapsed < 28)
        return std::nullopt;
    return Cents{std::llround(static_cast<double>(earned.value) / elapsed * date.daysInYear())};
}

UpcomingStats upcoming(std::span<const SessionFact> sessions, std::span<const ClientFact> clients,
                       const Moment& at) {
    UpcomingStats stats;
    const UtcInterval week = at.zone.week(at.date);
    const UtcInterval nextWeek = at.zone.week(at.date.addDays(7));
    stats.tomorrow = countBooked(sessions, at.zone.day(at.date.addDays(1)), at.now);
    stats.restOfWeek = countBooked(sessions, {at.zone.startOfDay(at.date.addDays(1)), week.to}, at.now);
    stats.nextWeek = countBooked(sessions, nextWeek, at.now);
    int ending = 0, follow = 0, regulars = 0;
    bool plansKnown = true;
    for (const ClientFact& client : clients) {
        ending += client.active && client.mhcpRemaining && *client.mhcpRemaining <= 2 ? 1 : 0;
        plansKnown = plansKnown && !(client.active && client.mhcpUnknown);
        follow += needsFollowUp(client, at.now) ? 1 : 0;
        regulars += regularNotBooked(client, at.now) ? 1 : 0;
    }
    if (plansKnown)
        stats.mhcpEndingSoon = ending;
    stats.needFollowUp = follow;
    stats.regularsNotBooked = regulars;
    return stats;
}

namespace {

/// Rows of one group appointment are one session.
void markOverlaps(std::vector<SessionView>& sessions) {
    const auto takesPlace = [](const SessionView& s) {
        return s.status != SessionStatus::Cancelled && s.status != SessionStatus::NoShow;
    };
    for (std::size_t i = 0; i < sessions.size(); ++i)
        for (std::size_t j = i + 1; j < sessions.size() && sessions[j].start < sessions[i].end; ++j)
            if (takesPlace(sessions[i]) && takesPlace(sessions[j]) &&
                sessions[i].appointmentId != sessions[j].appointmentId)
                sessions[i].overlaps = sessions[j].overlaps = true;
}

}  // namespace

void markDay(std::vector<SessionView>& sessions, UtcTime now, bool isToday) {
    markOverlaps(sessions);
    bool found = false;
    for (SessionView& session : sessions) {
        session.inProgress = isInProgress(session.status, session.start, session.end, now);
        session.stillBooked = booked(session.status) && session.end <= now;
        session.upNext = isToday && !found && booked(session.status) && session.start > now;
        found = found || session.upNext;
    }
}

}  // namespace bloom::figures
