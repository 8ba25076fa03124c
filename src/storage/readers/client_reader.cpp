// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/client_reader.h"

#include "storage/statement.h"

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

using Plans = std::map<ClientId, MhcpFacts>;

void addClients(Scope& scope, const Condition& which, Plans& plans) {
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

void addReferrals(Scope& scope, const Condition& which, Plans& plans) {
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

void addSessions(Scope& scope, const Condition& which, const PracticeZone& zone, UtcTime now, Plans& plans) {
    struct Held {
        ClientId client;
        UtcTime start;
        QString billing;
    };
    // A course without a limit of its own may have begun last year.
    const int year = zone.localDate(now).year();
    const UtcTime since = zone.startOfDay(QDate(year - 1, 1, 1));
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
        const QDate day = zone.localDate(held.start);
        MhcpFacts& facts = plans[held.client];
        if (held.billing == QLatin1String("medicare"))
            facts.medicareSessions.push_back(day);
        else if (held.billing.isEmpty() && day.year() == year)
            facts.billingKnown = false;
    }
}

}  // namespace

std::map<ClientId, MhcpCount> readPlans(Scope& scope, const WhichClients& which, const PracticeZone& zone,
                                        UtcTime now) {
    Plans plans;
    const Condition condition = conditionOf(which);
    addClients(scope, condition, plans);
    addReferrals(scope, condition, plans);
    addSessions(scope, condition, zone, now, plans);
    std::map<ClientId, MhcpCount> counts;
    for (auto& [client, facts] : plans) {
        facts.today = zone.localDate(now);
        counts.emplace(client, countMhcp(facts));
    }
    return counts;
}

std::vector<figures::ClientFact> readClients(Scope& scope, const PractitionerId& practitioner,
                                             const std::map<ClientId, MhcpCount>& plans, UtcTime now) {
    auto clients =
        Statement(scope,
                  QStringLiteral(
                      "SELECT c.id, (SELECT s.status FROM sessions s WHERE s.client_id = c.id AND "
                      "s.deleted_at IS NULL "
                      "AND s.scheduled_start_time < ? AND s.status <> 'unknown' "
                      "ORDER BY s.scheduled_start_time DESC LIMIT 1), "
                      "EXISTS (SELECT 1 FROM sessions s WHERE s.client_id = c.id AND s.deleted_at IS NULL "
                      "AND s.scheduled_start_time >= ? AND s.scheduled_end_time > ? AND s.status IN "
                      "('scheduled', 'confirmed')) "
                      "FROM clients c WHERE c.practitioner_id = ? AND c.status = 'active' AND c.deleted_at "
                      "IS NULL"))
            .bind(now, now - std::chrono::days(1), now, practitioner)
            .all([](const Row& row) {
                figures::ClientFact fact;
                fact.id = ClientId(row.text(0));
                fact.lastStatus = parse<SessionStatus>(row.text(1));
                fact.booked = row.flag(2);
                return fact;
            });
    const auto completed =
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
    for (const auto& [client, start] : completed)
        byClient[client].push_back(start);
    for (figures::ClientFact& client : clients) {
        client.completed = byClient[client.id];
        const auto plan = plans.find(client.id);
        if (plan == plans.end())
            continue;
        client.mhcpUnknown = !plan->second.known;
        if (plan->second.known && plan->second.active)
            client.mhcpRemaining = plan->second.available;
    }
    return clients;
}

}  // namespace bloom::storage
