// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/client_reader.h"

#include "storage/readers/person_name.h"

#include <algorithm>
#include <tuple>

namespace bloom::storage {
namespace {

/// The clients asked for, as a condition on `c`, with the one value to bind.
struct Condition {
    QString sql;
    QString value;
};
Condition conditionOf(const WhichClients& which) {
    if (which.one)
        return {QStringLiteral("c.id = ?"), which.one->value};
    return {QStringLiteral("c.practitioner_id = ? AND c.status = 'active' AND c.deleted_at IS NULL"),
            which.activeOf ? which.activeOf->value : QString()};
}

using Facts = std::map<ClientId, MhcpFacts>;

void addClients(Scope& scope, const Condition& which, Facts& plans) {
    const auto rows =
        Statement(scope, QStringLiteral("SELECT c.id, EXISTS (SELECT 1 FROM referral_checks r "
                                        "WHERE r.halaxy_patient_id IN (c.halaxy_patient_id, '*') "
                                        "AND r.checked_at IS NOT NULL) FROM clients c WHERE ") +
                             which.sql)
            .bind(which.value)
            .all([](const Row& row) { return std::pair(ClientId(row.text(0)), row.flag(1)); });
    for (const auto& [client, known] : rows)
        plans[client].referralsKnown = known;
}

void addReferrals(Scope& scope, const Condition& which, Facts& plans) {
    const auto rows =
        Statement(scope, QStringLiteral("SELECT c.id, r.is_active, r.is_review, r.session_limit, "
                                        "r.sessions_used, r.start_date, r.end_date, "
                                        "r.requester FROM clients c JOIN referrals r ON r.client_id = c.id "
                                        "WHERE r.is_mental_health_plan = 1 "
                                        "AND r.deleted_at IS NULL AND ") +
                             which.sql + QStringLiteral(" ORDER BY r.start_date, r.id"))
            .bind(which.value)
            .all([](const Row& row) {
                const MhcpReferral referral{row.flag(1),        row.flag(2),      row.maybeNumber(3),
                                            row.maybeNumber(4), row.maybeDate(5), row.maybeDate(6),
                                            row.text(7)};
                return std::pair(ClientId(row.text(0)), referral);
            });
    for (const auto& [client, referral] : rows)
        plans[client].referrals.push_back(referral);
}

void addSessions(Scope& scope, const Condition& which, const PlanContext& at, Facts& plans) {
    struct Held {
        ClientId client;
        UtcTime start;
        QString billing;
    };
    // A course without a limit of its own may have begun last year.
    const int year = at.zone.localDate(at.now).year();
    const UtcTime since = at.zone.startOfDay(QDate(year - 1, 1, 1));
    const auto rows =
        Statement(scope,
                  QStringLiteral("SELECT s.client_id, s.scheduled_start_time, s.billing_type FROM clients c "
                                 "JOIN sessions s ON s.client_id = c.id AND s.scheduled_start_time >= ? "
                                 "WHERE s.status = 'completed' "
                                 "AND s.is_group = 0 AND s.deleted_at IS NULL AND ") +
                      which.sql)
            .bind(since, which.value)
            .all([](const Row& row) { return Held{ClientId(row.text(0)), row.time(1), row.text(2)}; });
    for (const Held& held : rows) {
        const QDate day = at.zone.localDate(held.start);
        MhcpFacts& facts = plans[held.client];
        if (held.billing == QLatin1String("medicare"))
            facts.medicareSessions.push_back(day);
        else if (held.billing.isEmpty() && day.year() == year)
            ++facts.unknownBilled;
    }
}

}  // namespace

Plans readPlans(Scope& scope, const WhichClients& which, const PlanContext& at) {
    Facts plans;
    const Condition condition = conditionOf(which);
    addClients(scope, condition, plans);
    addReferrals(scope, condition, plans);
    addSessions(scope, condition, at, plans);
    Plans counts;
    for (auto& [client, facts] : plans) {
        facts.today = at.zone.localDate(at.now);
        facts.policy = at.policy;
        facts.wholeFrom = at.wholeFrom;
        counts.emplace(client, countMhcp(facts));
    }
    return counts;
}

namespace {

ActiveClient clientAt(const Row& row) {
    ActiveClient client;
    client.fact.id = ClientId(row.text(0));
    client.patient = HalaxyId(row.text(1));
    client.initials = row.text(2);
    client.name = personName(row, 3);
    client.phone = row.text(6);
    client.email = row.text(7);
    client.fact.lastStatus = parse<SessionStatus>(row.text(8));
    client.next = row.maybeTime(9);
    client.fact.booked = client.next.has_value();
    return client;
}

/// Starts of each client's last six completed sessions, newest first.
std::map<ClientId, std::vector<UtcTime>> readCompleted(Scope& scope, const PractitionerId& practitioner) {
    const auto rows =
        Statement(scope,
                  QStringLiteral(
                      "SELECT s.client_id, s.scheduled_start_time FROM clients c JOIN sessions s ON s.id IN "
                      "(SELECT x.id FROM sessions x WHERE x.client_id = c.id AND x.status = 'completed' "
                      "AND x.deleted_at IS NULL ORDER BY x.scheduled_start_time DESC LIMIT 6) "
                      "WHERE c.practitioner_id = ? AND c.status = 'active' AND c.deleted_at IS NULL "
                      "ORDER BY s.scheduled_start_time DESC"))
            .bind(practitioner)
            .all([](const Row& row) { return std::pair(ClientId(row.text(0)), row.time(1)); });
    std::map<ClientId, std::vector<UtcTime>> byClient;
    for (const auto& [client, start] : rows)
        byClient[client].push_back(start);
    return byClient;
}

}  // namespace

std::vector<ActiveClient> readClients(Scope& scope, const PractitionerId& practitioner, const Plans& plans,
                                      UtcTime now) {
    auto clients =
        Statement(scope,
                  QStringLiteral(
                      "SELECT c.id, c.halaxy_patient_id, c.initials, c.first_name, c.last_name, "
                      "c.display_name, c.phone, c.email, "
                      "(SELECT s.status FROM sessions s WHERE s.client_id = c.id AND s.deleted_at IS NULL "
                      "AND s.scheduled_start_time < ? AND s.status <> 'unknown' "
                      "ORDER BY s.scheduled_start_time DESC LIMIT 1), "
                      "(SELECT min(s.scheduled_start_time) FROM sessions s WHERE s.client_id = c.id "
                      "AND s.deleted_at IS NULL AND s.scheduled_start_time >= ? "
                      "AND s.scheduled_end_time > ? AND s.status IN ('scheduled', 'confirmed')) "
                      "FROM clients c WHERE c.practitioner_id = ? AND c.status = 'active' "
                      "AND c.deleted_at IS NULL"))
            .bind(now, now - std::chrono::days(1), now, practitioner)
            .all(clientAt);
    auto completed = readCompleted(scope, practitioner);
    for (ActiveClient& client : clients) {
        client.fact.completed = std::move(completed[client.fact.id]);
        const auto plan = plans.find(client.fact.id);
        if (plan == plans.end())
            continue;
        client.plan = plan->second;
        client.fact.mhcpUnknown = !plan->second.known;
        if (plan->second.known && plan->second.active)
            client.fact.mhcpRemaining = plan->second.available;
    }
    return clients;
}

std::vector<figures::ClientFact> factsOf(const std::vector<ActiveClient>& clients) {
    std::vector<figures::ClientFact> facts;
    for (const ActiveClient& client : clients)
        facts.push_back(client.fact);
    return facts;
}

std::vector<PlanView> planList(const std::vector<ActiveClient>& clients) {
    std::vector<PlanView> list;
    for (const ActiveClient& client : clients) {
        const auto urgency = client.plan ? figures::planUrgency(*client.plan) : std::nullopt;
        if (!urgency)
            continue;
        list.push_back({client.fact.id, client.patient, client.initials, client.name, *client.plan, *urgency,
                        client.next});
    }
    // Nobody booked comes after who is.
    const auto order = [](const PlanView& plan) {
        return std::tuple(plan.urgency, !plan.nextSession, plan.nextSession, plan.count.available,
                          plan.clientId);
    };
    std::ranges::sort(list, {}, order);
    return list;
}

}  // namespace bloom::storage
