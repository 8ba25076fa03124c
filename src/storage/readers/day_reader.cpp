// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/day_reader.h"

#include "core/figures.h"
#include "storage/readers/client_reader.h"
#include "storage/readers/person_name.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace bloom::storage {
namespace {

// A client whose first session comes this long after all we hold begins was new then.
constexpr int kNewClientDays = 180;

QStringList textsOf(const QString& jsonArray) {
    QStringList texts;
    for (const auto& value : QJsonDocument::fromJson(jsonArray.toUtf8()).array())
        texts << value.toString();
    return texts;
}

SessionView sessionOf(const Row& row) {
    SessionView view;
    view.id = SessionId(row.text(0));
    view.appointmentId = HalaxyId(row.text(1));
    view.start = row.time(2);
    view.end = row.time(3);
    view.minutes = row.number(4);
    view.status = parse<SessionStatus>(row.text(5)).value_or(SessionStatus::Unknown);
    view.rawStatus = row.text(6);
    view.group = row.flag(7);
    view.location = parse<LocationType>(row.text(8)).value_or(LocationType::Unknown);
    view.locationDetails = row.text(9);
    view.billing = parse<BillingType>(row.text(10)).value_or(BillingType::Unknown);
    view.invoiceAmount = row.maybeCents(11);
    view.paid = row.flag(12);
    view.clientId = ClientId(row.text(13));
    view.patientId = HalaxyId(row.text(14));
    view.initials = row.text(15);
    view.clientName = personName(row, 16);
    view.placeholderClient = row.flag(19);
    view.presentingIssues = textsOf(row.text(20));
    view.notConfirmed = row.flag(21);
    view.kept = row.flag(22);
    view.clientPhone = row.text(23);
    view.clientEmail = row.text(24);
    view.treatmentPlan = row.text(25);
    return view;
}

std::vector<SessionView> readSessions(Scope& scope, const PractitionerId& practitioner, UtcInterval day) {
    return Statement(
               scope,
               QStringLiteral(
                   "SELECT s.id, s.halaxy_appointment_id, s.scheduled_start_time, s.scheduled_end_time, "
                   "s.duration_minutes, s.status, s.raw_status, s.is_group, s.location_type, "
                   "s.location_details, "
                   "s.billing_type, s.invoice_amount, s.is_paid, c.id, c.halaxy_patient_id, c.initials, "
                   "c.first_name, "
                   "c.last_name, c.display_name, c.is_placeholder, c.presenting_issues, "
                   "EXISTS (SELECT 1 FROM not_confirmed n WHERE n.kind = 'Appointment' "
                   "AND n.halaxy_id = s.halaxy_appointment_id), "
                   "EXISTS (SELECT 1 FROM held_records h JOIN held_sets d ON d.id = h.held_id "
                   "WHERE h.halaxy_id = s.halaxy_appointment_id AND d.kind = 'Appointment' "
                   "AND d.state = 'discarded' AND h.outcome = 'kept'), "
                   "c.phone, c.email, c.treatment_plan "
                   "FROM sessions s JOIN clients c ON c.id = s.client_id WHERE s.practitioner_id = ? "
                   "AND s.scheduled_start_time >= ? AND s.scheduled_start_time < ? AND s.deleted_at IS NULL "
                   "ORDER BY s.scheduled_start_time, s.id"))
        .bind(practitioner, day.from, day.to)
        .all(sessionOf);
}

/// Place among the client's non-cancelled sessions, and the day of the first of them.
struct Place {
    int number = 0;
    std::optional<UtcTime> first;
};
Place readPlace(Scope& scope, const SessionView& session) {
    return Statement(scope, QStringLiteral(
                                "SELECT count(*), min(scheduled_start_time) FROM sessions WHERE client_id = "
                                "? AND deleted_at IS NULL "
                                "AND status NOT IN ('cancelled', 'unknown') "
                                "AND (scheduled_start_time < ? OR (scheduled_start_time = ? AND id <= ?))"))
        .bind(session.clientId, session.start, session.start, session.id)
        .one([](const Row& row) { return Place{row.number(0), row.maybeTime(1)}; })
        .value_or(Place{});
}

void addHistory(Scope& scope, SessionView& session, const PracticeZone& zone,
                std::optional<QDate> completeFrom) {
    const Place place = readPlace(scope, session);
    if (!place.first)
        return;
    const QDate first = zone.localDate(*place.first);
    const bool atLeast = !completeFrom || first < completeFrom->addDays(kNewClientDays);
    session.relationshipMonths = figures::wholeMonths(first, session.localDate);
    session.relationshipAtLeast = atLeast;
    const bool counted =
        session.status != SessionStatus::Cancelled && session.status != SessionStatus::Unknown;
    if (!counted)
        return;
    session.sessionNumber = place.number;
    session.sessionNumberAtLeast = atLeast;
}

void addPlan(SessionView& session, const MhcpCount& plan) {
    session.mhcpKnown = plan.known;
    if (!plan.known)
        return;
    if (figures::planUrgency(plan))
        session.plan = plan;
    if (!plan.active)
        return;
    session.mhcpRemaining = plan.available;
    session.mhcpTotal = plan.total;
}

}  // namespace

std::vector<SessionView> readDay(Scope& scope, const PractitionerId& practitioner, QDate date,
                                 const PlanContext& at, Plans plans) {
    const PracticeZone& zone = at.zone;
    std::vector<SessionView> sessions = readSessions(scope, practitioner, zone.day(date));
    for (SessionView& session : sessions) {
        session.localDate = zone.localDate(session.start);
        session.localTime = QLocale::c().toString(zone.localTime(session.start), QStringLiteral("h:mm AP"));
        addHistory(scope, session, zone, at.wholeFrom);
        if (!plans.contains(session.clientId))
            plans.merge(readPlans(scope, {{}, session.clientId}, at));
        if (const auto plan = plans.find(session.clientId); plan != plans.end())
            addPlan(session, plan->second);
    }
    return sessions;
}

}  // namespace bloom::storage
