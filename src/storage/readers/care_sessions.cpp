// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of what to act on that are about sessions and their invoices: read by the practitioner's index, over
// weeks, never over years.
#include "storage/readers/care_reader.h"
#include "storage/statement.h"

namespace bloom::storage {

namespace {

using namespace std::chrono_literals;

// Looking ahead for overlaps, and back for what was left open.
constexpr auto kAhead = std::chrono::days(30);
constexpr auto kBehind = std::chrono::days(60);
// Until then whoever runs the session may still be writing it up.
constexpr auto kWrittenUp = 2h;
constexpr auto kInvoiced = 24h;
// An invoice is not late at once.
constexpr int kPaidWithin = 14;
constexpr int kInvoicesSince = 365;

QString L(const char* text) { return QString::fromLatin1(text); }

struct Session {
    HalaxyId appointment;
    SessionId id;
    ClientId client;
    UtcTime start, end;
    SessionStatus status = SessionStatus::Unknown;
    bool invoiced = false;
    bool isBooked() const { return status == SessionStatus::Scheduled || status == SessionStatus::Confirmed; }
};

std::vector<Session> readSessions(Scope& scope, const CareContext& at) {
    return Statement(scope, L("SELECT s.halaxy_appointment_id, s.id, s.client_id, s.scheduled_start_time, "
                              "s.scheduled_end_time, s.status, EXISTS (SELECT 1 FROM session_invoices si "
                              "JOIN invoices i ON i.halaxy_invoice_id = si.halaxy_invoice_id "
                              "WHERE si.session_id = s.id AND i.deleted_at IS NULL) FROM sessions s "
                              "WHERE s.practitioner_id = ? AND s.scheduled_start_time >= ? "
                              "AND s.scheduled_start_time < ? AND s.deleted_at IS NULL "
                              "AND s.status IN ('scheduled', 'confirmed', 'completed') "
                              "ORDER BY s.scheduled_start_time, s.id"))
        .bind(at.practitioner.id, at.now - kBehind, at.now + kAhead)
        .all([](const Row& row) {
            return Session{HalaxyId(row.text(0)),
                           SessionId(row.text(1)),
                           ClientId(row.text(2)),
                           row.time(3),
                           row.time(4),
                           parse<SessionStatus>(row.text(5)).value_or(SessionStatus::Unknown),
                           row.flag(6)};
        });
}

CareItem itemOf(const Session& session, CareReason reason, const CareContext& at) {
    CareItem item;
    item.reason = reason;
    item.key = name(reason) + u'/' + session.id.value;
    item.facts = toIsoText(session.start) + u' ' + name(session.status);
    item.client = session.client;
    item.appointment = session.appointment;
    item.at = session.start;
    item.day = at.zone.localDate(session.start);
    item.time = at.zone.localTime(session.start);
    item.days = static_cast<int>(item.day.daysTo(at.zone.localDate(at.now)));
    return item;
}

/// Each session that begins while an earlier one goes on; rows of one group appointment are one session.
void addOverlaps(const std::vector<Session>& sessions, const CareContext& at, std::vector<CareItem>& items) {
    const UtcTime today = at.zone.startOfDay(at.zone.localDate(at.now));
    std::vector<Session> open;
    HalaxyId told;
    for (const Session& session : sessions) {
        if (session.start < today - 24h || !session.isBooked() || session.end <= at.now)
            continue;
        std::erase_if(open, [&](const Session& earlier) { return earlier.end <= session.start; });
        const auto with = std::ranges::find_if(
            open, [&](const Session& earlier) { return earlier.appointment != session.appointment; });
        if (with != open.end() && told != session.appointment) {
            CareItem item = itemOf(session, CareReason::Overlap, at);
            item.key =
                name(CareReason::Overlap) + u'/' + with->appointment.value + u'+' + session.appointment.value;
            item.facts += u' ' + toIsoText(with->start) + u' ' + toIsoText(with->end);
            items.push_back(item);
            told = session.appointment;
        }
        open.push_back(session);
    }
}

}  // namespace

std::vector<CareItem> readSessionCare(Scope& scope, const CareContext& at) {
    const std::vector<Session> sessions = readSessions(scope, at);
    std::vector<CareItem> items;
    addOverlaps(sessions, at, items);
    for (const Session& session : sessions) {
        if (session.isBooked() && session.end + kWrittenUp <= at.now)
            items.push_back(itemOf(session, CareReason::EndedStillBooked, at));
        if (session.status == SessionStatus::Completed && !session.invoiced &&
            session.end + kInvoiced <= at.now)
            items.push_back(itemOf(session, CareReason::WithoutInvoice, at));
    }
    return items;
}

/// One line a client: what is open of invoices that are two weeks old and no older than a year.
std::vector<CareItem> readInvoiceCare(Scope& scope, const CareContext& at) {
    const QDate today = at.zone.localDate(at.now);
    return Statement(scope, L("SELECT i.client_id, sum(i.total_balance), min(i.invoice_date) "
                              "FROM invoices i WHERE i.practitioner_id = ? AND i.invoice_date >= ? "
                              "AND i.invoice_date <= ? AND i.deleted_at IS NULL "
                              "AND i.status NOT IN ('write-off', 'cancelled', 'draft') "
                              "AND i.client_id IS NOT NULL "
                              "GROUP BY i.client_id HAVING sum(i.total_balance) > 0"))
        .bind(at.practitioner.id, std::optional(today.addDays(-kInvoicesSince)),
              std::optional(today.addDays(-kPaidWithin)))
        .all([&](const Row& row) {
            CareItem item;
            item.reason = CareReason::Outstanding;
            item.client = ClientId(row.text(0));
            item.key = name(item.reason) + u'/' + at.practitioner.id.value + u'/' + item.client.value;
            item.amount = row.cents(1);
            item.facts = decimalText(*item.amount);
            item.day = row.maybeDate(2).value_or(QDate());
            item.days = item.day.isValid() ? static_cast<int>(item.day.daysTo(today)) : 0;
            return item;
        });
}

}  // namespace bloom::storage
