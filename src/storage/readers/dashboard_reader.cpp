// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/dashboard_reader.h"

#include "core/figures.h"
#include "storage/practitioner_store.h"
#include "storage/readers/client_reader.h"
#include "storage/readers/day_reader.h"
#include "storage/readers/freshness_reader.h"
#include "storage/readers/period_reader.h"
#include "storage/status_store.h"

namespace bloom::storage {
namespace {

// What a billing type usually brings is taken from the last three months.
constexpr auto kUsualFor = std::chrono::days(90);

UtcInterval periodOf(const figures::Moment& at) {
    const UtcInterval month = at.zone.month(at.date);
    const UtcInterval week = at.zone.week(at.date);
    return {std::min(month.from, week.from) - kUsualFor,
            std::max(month.to, at.zone.week(at.date.addDays(7)).to)};
}

/// A booked session has no invoice that says who pays. Who has a plan with sessions left is billed to
/// Medicare.
void guessBilling(PeriodFacts& facts, const Plans& plans, UtcTime now) {
    for (figures::SessionFact& session : facts.sessions) {
        if (session.billing != BillingType::Unknown || session.invoiced || !figures::isBooked(session, now))
            continue;
        const auto plan = plans.find(session.client);
        if (plan != plans.end() && plan->second.known && plan->second.active && plan->second.available > 0)
            session.billing = BillingType::Medicare;
    }
}

figures::Expectations readExpectations(Scope& scope, const PeriodFacts& facts, const figures::Moment& at) {
    figures::Expectations expectations;
    for (const figures::SessionFact& session : facts.sessions)
        if (session.invoiced && session.start < at.now)
            expectations.byBilling[session.billing].push_back(*session.invoiced);
    const UtcInterval month = at.zone.month(at.date);
    for (const figures::SessionFact& session : facts.sessions) {
        const bool needed =
            month.contains(session.start) && figures::isBooked(session, at.now) && !session.invoiced;
        if (needed && !expectations.byClient.contains(session.client))
            expectations.byClient.emplace(session.client, readUsualValues(scope, session.client, at.now));
    }
    return expectations;
}

void addFigures(Scope& scope, Dashboard& dashboard, const figures::Moment& at, const Plans& plans) {
    const PractitionerView& practitioner = dashboard.practitioner;
    const QDate month(at.date.year(), at.date.month(), 1);
    PeriodFacts facts = readPeriod(scope, practitioner.id, periodOf(at), {month, month.addMonths(1)});
    guessBilling(facts, plans, at.now);
    const figures::Expectations expectations = readExpectations(scope, facts, at);
    dashboard.week = figures::weekly(facts.sessions, facts.invoices, practitioner, at);
    dashboard.month = figures::monthly(facts.sessions, facts.invoices, expectations, practitioner, at);
    const UtcInterval year = at.zone.year(at.date);
    const Cents earned = readEarned(scope, practitioner.id, {year.from, std::min(year.to, at.now)});
    dashboard.month.yearlyProjection =
        figures::yearlyProjection(earned, at.date, at.zone.localDate(at.now), dashboard.historyCompleteFrom);
    const auto clients = readClients(scope, practitioner.id, plans, at.now);
    dashboard.upcoming = figures::upcoming(facts.sessions, factsOf(clients), at);
    dashboard.plans = planList(clients);
}

}  // namespace

std::optional<Dashboard> readDashboard(Scope& scope, const QString& practitioner, QDate date,
                                       const LiveFacts& live) {
    const auto found = PractitionerStore(scope).find(practitioner);
    if (!found)
        return std::nullopt;
    const PracticeZone zone = PracticeZone::find(found->timezone).value_or(PracticeZone::sydney());
    const QDate today = zone.localDate(live.now);
    StatusStore statuses(scope);
    Dashboard dashboard;
    dashboard.practitioner = *found;
    dashboard.date = date.isValid() ? date : today;
    dashboard.lastUpdated = live.now;
    dashboard.sync = readSyncStatus(scope, found->id, live);
    const SyncStatus own = statuses.find(found->id);
    // A first run that ended has shown what it could: that is told by the badge, not by "still loading".
    const bool isSynced = found->syncing && found->status != PractitionerStatus::Inactive;
    dashboard.stillLoading = isSynced && !own.lastSuccess && !own.lastAttempt;
    dashboard.historyCompleteFrom = own.historyCompleteFrom;
    const PlanContext plansAt{zone, live.now, live.mhcp, dashboard.historyCompleteFrom};
    const Plans plans = readPlans(scope, {found->id, {}}, plansAt);
    dashboard.sessions = readDay(scope, found->id, dashboard.date, plansAt, plans);
    figures::markDay(dashboard.sessions, live.now, dashboard.date == today);
    addFigures(scope, dashboard, {zone, dashboard.date, live.now}, plans);
    return dashboard;
}

}  // namespace bloom::storage
