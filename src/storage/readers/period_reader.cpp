// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/period_reader.h"

#include "storage/statement.h"

#include <QHash>

namespace bloom::storage {
namespace {

struct BilledSession {
    SessionId session;
    figures::InvoiceFact fact;
    bool first = true;  ///< of the sessions this invoice is for, in time order
};

/// Money is counted once: at the earliest live session of its invoice, whosever that is.
const QString kEarlier = QStringLiteral(
    "EXISTS (SELECT 1 FROM session_invoices e JOIN sessions x ON x.id = e.session_id "
    "WHERE e.halaxy_invoice_id = i.halaxy_invoice_id AND x.deleted_at IS NULL "
    "AND (x.scheduled_start_time, x.id) < (s.scheduled_start_time, s.id)) ");

/// Statuses of invoices that are no revenue.
const QString kCounts =
    QStringLiteral(" i.deleted_at IS NULL AND i.status NOT IN ('write-off', 'cancelled', 'draft') ");

BillingType billingOf(const QString& ofInvoice, const QString& ofSession) {
    const QString& text = ofInvoice.isEmpty() ? ofSession : ofInvoice;
    return parse<BillingType>(text).value_or(BillingType::Unknown);
}

std::vector<figures::SessionFact> readSessions(Scope& scope, const PractitionerId& practitioner,
                                               UtcInterval period) {
    // When a session was cancelled is taken from its record's last change: the latest it can have been.
    return Statement(scope,
                     QStringLiteral(
                         "SELECT s.id, s.client_id, s.scheduled_start_time, s.scheduled_end_time, s.status, "
                         "s.billing_type, "
                         "CASE WHEN s.status = 'cancelled' THEN (SELECT r.last_updated FROM source_records r "
                         "WHERE r.kind = 'Appointment' AND r.halaxy_id = s.halaxy_appointment_id) END "
                         "FROM sessions s WHERE s.practitioner_id = ? AND s.scheduled_start_time >= ? "
                         "AND s.scheduled_start_time < ? AND s.deleted_at IS NULL ORDER BY "
                         "s.scheduled_start_time, s.id"))
        .bind(practitioner, period.from, period.to)
        .all([](const Row& row) {
            figures::SessionFact fact;
            fact.id = SessionId(row.text(0));
            fact.client = ClientId(row.text(1));
            fact.start = row.time(2);
            fact.end = row.time(3);
            fact.status = parse<SessionStatus>(row.text(4)).value_or(SessionStatus::Unknown);
            fact.billing = parse<BillingType>(row.text(5)).value_or(BillingType::Unknown);
            fact.statusSince = row.maybeTime(6);
            return fact;
        });
}

std::vector<BilledSession> readBilled(Scope& scope, const PractitionerId& practitioner, UtcInterval period) {
    return Statement(scope,
                     QStringLiteral("SELECT s.id, s.scheduled_start_time, "
                                    "i.billing_type, s.billing_type, "
                                    "i.total_gross, i.total_paid, i.total_balance, ") +
                         kEarlier +
                         QStringLiteral("FROM sessions s JOIN session_invoices si ON si.session_id = s.id "
                                        "JOIN invoices i ON i.halaxy_invoice_id = si.halaxy_invoice_id "
                                        "WHERE s.practitioner_id = ? AND s.scheduled_start_time >= ? AND "
                                        "s.scheduled_start_time < ? "
                                        "AND s.deleted_at IS NULL AND") +
                         kCounts + QStringLiteral("ORDER BY s.scheduled_start_time, s.id"))
        .bind(practitioner, period.from, period.to)
        .all([](const Row& row) {
            BilledSession billed{SessionId(row.text(0)), {}, !row.flag(7)};
            billed.fact = {row.time(1),  {},           billingOf(row.text(2), row.text(3)),
                           row.cents(4), row.cents(5), row.cents(6)};
            return billed;
        });
}

std::vector<figures::InvoiceFact> readLoose(Scope& scope, const PractitionerId& practitioner, QDate from,
                                            QDate to) {
    return Statement(scope,
                     QStringLiteral(
                         "SELECT i.invoice_date, i.billing_type, i.total_gross, i.total_paid, "
                         "i.total_balance FROM invoices i "
                         "WHERE i.practitioner_id = ? AND i.invoice_date >= ? AND i.invoice_date < ? AND") +
                         kCounts +
                         QStringLiteral(
                             "AND NOT EXISTS (SELECT 1 FROM session_invoices si JOIN sessions s ON s.id = "
                             "si.session_id "
                             "WHERE si.halaxy_invoice_id = i.halaxy_invoice_id AND s.deleted_at IS NULL)"))
        .bind(practitioner, std::optional(from), std::optional(to))
        .all([](const Row& row) {
            return figures::InvoiceFact{{},           row.maybeDate(0), billingOf(row.text(1), {}),
                                        row.cents(2), row.cents(3),     row.cents(4)};
        });
}

}  // namespace

PeriodFacts readPeriod(Scope& scope, const PractitionerId& practitioner, UtcInterval period,
                       std::pair<QDate, QDate> loose) {
    PeriodFacts facts;
    facts.sessions = readSessions(scope, practitioner, period);
    facts.invoices = readLoose(scope, practitioner, loose.first, loose.second);
    QHash<QString, Cents> bySession;
    for (const BilledSession& billed : readBilled(scope, practitioner, period)) {
        bySession[billed.session.value] += billed.fact.gross;
        if (billed.first)
            facts.invoices.push_back(billed.fact);
    }
    for (figures::SessionFact& session : facts.sessions)
        if (const auto amount = bySession.constFind(session.id.value); amount != bySession.constEnd())
            session.invoiced = *amount;
    return facts;
}

Cents readEarned(Scope& scope, const PractitionerId& practitioner, UtcInterval period) {
    return Statement(
               scope,
               QStringLiteral(
                   "SELECT coalesce(sum(i.total_gross), 0) FROM sessions s "
                   "JOIN session_invoices si ON si.session_id = s.id "
                   "JOIN invoices i ON i.halaxy_invoice_id = si.halaxy_invoice_id "
                   "WHERE s.practitioner_id = ? AND s.scheduled_start_time >= ? AND s.scheduled_start_time < "
                   "? "
                   "AND s.deleted_at IS NULL AND") +
                   kCounts + QStringLiteral("AND NOT ") + kEarlier)
        .bind(practitioner, period.from, period.to)
        .one([](const Row& row) { return row.cents(0); })
        .value_or(Cents{});
}

std::vector<Cents> readUsualValues(Scope& scope, const ClientId& client, UtcTime now) {
    return Statement(
               scope,
               QStringLiteral(
                   "SELECT sum(i.total_gross) FROM sessions s JOIN session_invoices si ON si.session_id = "
                   "s.id "
                   "JOIN invoices i ON i.halaxy_invoice_id = si.halaxy_invoice_id "
                   "WHERE s.client_id = ? AND s.scheduled_start_time < ? AND s.deleted_at IS NULL AND") +
                   kCounts +
                   QStringLiteral(
                       "GROUP BY s.id, s.scheduled_start_time ORDER BY s.scheduled_start_time DESC LIMIT 6"))
        .bind(client, now)
        .all([](const Row& row) { return row.cents(0); });
}

}  // namespace bloom::storage
