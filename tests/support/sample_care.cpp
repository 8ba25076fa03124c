// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sample_care.h"

#include "core/figures.h"
#include "core/practice_time.h"
#include "support/sample_values.h"

namespace bloom::test {
namespace {
using namespace std::chrono_literals;

QString text(const char* words) { return QString::fromUtf8(words); }
const QDate kTuesday(2026, 11, 24);

MhcpCount count(int used, int limit, int usedOfReferral) {
    MhcpCount made;
    made.known = made.active = true;
    made.used = used;
    made.referralRemaining = std::max(0, limit - usedOfReferral);
    made.available = std::min(10 - std::min(used, 10), made.referralRemaining);
    made.reviewDue = made.referralRemaining == 0 && used < 10;
    made.endingSoon = made.available <= 2;
    made.overLimit = used > 10 || usedOfReferral > limit;
    made.referral = MhcpReferral{
        true, false, limit, usedOfReferral, QDate(2026, 3, 2), QDate(2027, 3, 1), text("Dr Hazel Finch")};
    return made;
}

PlanView plan(const char* id, const char* initials, const char* name, MhcpCount made,
              std::optional<UtcTime> next) {
    PlanView view{ClientId(text(id)), HalaxyId(text(id)), text(initials), text(name), made, {}, next};
    view.urgency = figures::planUrgency(made).value_or(PlanUrgency::Fine);
    return view;
}

struct Who {
    const char *initials, *name, *phone;
};

CareItem item(CareReason reason, const Who& who, int practitioner, int days) {
    const PractitionerView p = samplePractitioners()[static_cast<std::size_t>(practitioner)];
    CareItem made;
    made.reason = reason;
    made.key = name(reason) + u'/' + text(who.initials);
    made.facts = text("facts");
    made.practitioner = p.id;
    made.practitionerName = p.displayName;
    made.client = ClientId(text(who.initials));
    made.patient = HalaxyId(text("100"));
    made.initials = text(who.initials);
    made.clientName = text(who.name);
    made.phone = text(who.phone);
    made.email = text("somebody@example.com");
    made.days = days;
    made.day = kTuesday.addDays(-days);
    return made;
}

MissingLine line(const char* id, MissingVerdict verdict, UtcTime start, const char* initials,
                 const char* name) {
    MissingLine made;
    made.key = {RecordKind::Appointment, HalaxyId(text(id))};
    made.verdict = verdict;
    made.start = start;
    made.initials = text(initials);
    made.clientName = text(name);
    return made;
}
}  // namespace

std::vector<PlanView> samplePlans(UtcTime now) {
    MhcpCount expired = count(4, 6, 4);
    expired.active = false;
    expired.expired = true;
    expired.referral->end = QDate(2026, 10, 31);
    MhcpCount unknown = count(9, 6, 2);
    unknown.known = false;
    MhcpCount short_ = count(5, 6, 5);
    short_.usedAtLeast = true;
    return {plan("MW", "MW", "Maeve Willowbank", count(8, 6, 8), now + 24h * 2),
            plan("HB", "HB", "Hugo Bracken", expired, std::nullopt),
            plan("JV", "JV", "Juniper Vale", count(6, 6, 6), now + 6h),
            plan("RD", "RD", "Rowan Dell of the Long Hedge-Willoughby and Sons", short_, now + 7h),
            plan("LR", "LR", "Lark Rushmere", unknown, now + 4h),
            plan("TO", "TO", "Tobias Oakhollow", count(3, 6, 3), now + 1h)};
}

Dashboard busyDashboard(const PractitionerView& practitioner, QDate date, UtcTime now) {
    Dashboard d = sampleDashboard(practitioner, date, now);
    d.plans = samplePlans(now);
    d.upcoming = {5, 7, 19, 3, 2, 4};
    d.month.yearlyProjection = Cents{23'148'000};
    SessionView& next = d.sessions[2];
    next.presentingIssues = {text("sleep"), text("work stress")};
    next.treatmentPlan = text("CBT-I, six sessions; sleep diary from session two on.");
    next.relationshipMonths = 0;
    next.clientPhone = text("0400 000 000");
    next.clientEmail = text("primrose@example.com");
    next.plan = count(0, 6, 0);
    next.invoiceAmount = Cents{21'000};
    SessionView late = d.sessions.back();
    late.id = SessionId(text("session-overlap"));
    late.appointmentId = HalaxyId(text("4999"));
    late.start += 30min;
    late.end += 30min;
    late.localTime = text("5:00 PM");
    late.initials = text("WF");
    late.clientName = text("Wren Fairweather");
    d.sessions.push_back(late);
    figures::markDay(d.sessions, now, true);
    return d;
}

EveryoneView sampleEveryone(UtcTime now) {
    EveryoneView view;
    view.at = now;
    for (const PractitionerView& p : samplePractitioners())
        view.days.push_back({p, kTuesday, busyDashboard(p, kTuesday, now).sessions});
    view.days[1].sessions.clear();
    view.days[2].sessions.resize(4);
    CareItem over = item(CareReason::OverLimit, {"MW", "Maeve Willowbank", "0400 000 001"}, 0, 0);
    over.used = 8;
    over.limit = 6;
    CareItem expired = item(CareReason::PlanExpired, {"HB", "Hugo Bracken", "0400 000 002"}, 0, 24);
    CareItem review = item(CareReason::ReviewDue, {"JV", "Juniper Vale", "0400 000 003"}, 0, 0);
    review.used = review.limit = 6;
    CareItem overlap = item(CareReason::Overlap, {"WF", "Wren Fairweather", "0400 000 004"}, 0, 0);
    overlap.time = QTime(17, 0);
    overlap.appointment = HalaxyId(text("4999"));
    CareItem booked = item(CareReason::EndedStillBooked, {"PF", "Primrose Fernsby", ""}, 2, 1);
    booked.time = QTime(15, 30);
    booked.appointment = HalaxyId(text("4003"));
    CareItem soon = item(CareReason::EndingSoon,
                         {"RD", "Rowan Dell of the Long Hedge-Willoughby and Sons", "0400 000 005"}, 1, 1);
    CareItem follow = item(CareReason::FollowUp, {"AS", "Ada Thistledown", "0400 000 006"}, 1, 33);
    follow.note = text("Called on Monday, will ring back.");
    CareItem regular = item(CareReason::RegularNotBooked, {"LR", "Lark Rushmere", "0400 000 007"}, 2, 17);
    CareItem bare = item(CareReason::WithoutInvoice, {"EC", "Ember Cloverfield", "0400 000 008"}, 0, 4);
    bare.time = QTime(14, 30);
    bare.appointment = HalaxyId(text("4007"));
    CareItem open = item(CareReason::Outstanding, {"TO", "Tobias Oakhollow", "0400 000 009"}, 2, 40);
    open.amount = Cents{48'250};
    CareItem done = item(CareReason::FollowUp, {"BB", "Bram Birch", "0400 000 010"}, 0, 44);
    done.state = CareState::Done;
    CareItem snoozed = item(CareReason::Outstanding, {"CC", "Clover Croft", "0400 000 011"}, 0, 60);
    snoozed.amount = Cents{9'000};
    snoozed.state = CareState::Snoozed;
    snoozed.snoozedUntil = kTuesday.addDays(7);
    view.items = {over, expired, review, overlap, booked, soon, follow, done, regular, bare, open, snoozed};
    view.plansUnknown = 3;
    return view;
}

MissingAnswer sampleMissing(UtcTime now) {
    using enum MissingVerdict;
    MissingAnswer answer;
    answer.zone = text("Australia/Sydney");
    answer.date = kTuesday;
    answer.asked = now;
    answer.lines = {line("4000", InStep, now - 1h, "MW", "Maeve Willowbank"),
                    line("4001", Fetching, now, "TO", "Tobias Oakhollow"),
                    line("4002", Cancelled, now + 1h, "PF", "Primrose Fernsby"),
                    line("4003", Moved, now + 2h, "HB", "Hugo Bracken"),
                    line("4004", OtherPractitioner, now + 3h, "AS", "Ada Thistledown"),
                    line("4005", NoClient, now + 4h, "", ""),
                    line("4006", SetAside, now + 5h, "", ""),
                    line("4007", Deleted, now + 6h, "EC", "Ember Cloverfield"),
                    line("4008", Held, now + 7h, "JV", "Juniper Vale"),
                    line("4009", NotInHalaxy, now + 8h, "", "")};
    answer.lines[2].rawStatus = text("cancelled (no charge)");
    answer.lines[2].since = now - 30min;
    answer.lines[3].movedTo = now + 50h;
    answer.lines[4].detail = text("Fern Larkspur");
    answer.lines[6].detail = text("has no start time");
    answer.lines[7].since = now - 2h;
    return answer;
}

std::vector<OwnedChange> sampleOwnedChanges(UtcTime now) {
    return {
        {now - 24h, text("kerry"), text("weekly_session_target"), text("25"), text("22")},
        {now - 24h * 40, text("sam"), text("timezone"), text("Australia/Sydney"), text("Australia/Perth")}};
}

ClientNotes sampleNotes(UtcTime now) {
    ClientNotes notes;
    notes.client = ClientId(text("PF"));
    notes.initials = text("PF");
    notes.clientName = text("Primrose Fernsby");
    notes.presentingIssues = {text("sleep"), text("work stress")};
    notes.treatmentPlan = text("CBT-I, six sessions.\nSleep diary from session two on.");
    notes.changes = {
        {now - 24h, text("kerry"), text("presenting_issues"), text("sleep"), text("sleep, work stress")},
        {now - 24h * 9, text("kerry"), text("treatment_plan"), {}, text("CBT-I, six sessions.")}};
    return notes;
}

}  // namespace bloom::test
