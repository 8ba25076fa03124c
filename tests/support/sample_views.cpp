// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sample_views.h"

namespace bloom::test {

using namespace std::chrono;

namespace {

const char* const kNames[] = {"Amelia Nguyen", "Ben Okafor",      "Chloe Papadopoulos",     "Dr Dev Sharma",
                              "Elena Rossi",   "Finn O'Sullivan", "Grace Whitfield-Barnes", "Hugo Lindqvist"};

RunOutcome outcomeOf(int person, int run) {
    if (run == 20 + person)
        return RunOutcome::Partial;
    if (person == 3 && run > 43)
        return RunOutcome::Failed;
    if (run == 9 && person % 3 == 1)
        return RunOutcome::Failed;
    if (run == 31 && person % 4 == 2)
        return RunOutcome::Held;
    return run == 14 && person == 0 ? RunOutcome::Cancelled : RunOutcome::Success;
}

PractitionerRow rowOf(int person, UtcTime now) {
    PractitionerRow row;
    row.id = PractitionerId(QStringLiteral("p%1").arg(person));
    row.name = QString::fromUtf8(kNames[person]);
    row.sync.connected = true;
    row.sync.health =
        person == 3 ? SyncHealth::Error : (person == 5 ? SyncHealth::Stale : SyncHealth::Healthy);
    row.sync.lastSuccess = now - (person == 3 ? minutes(63) : (person == 5 ? minutes(95) : minutes(3)));
    row.sync.nextScheduled = now + minutes(11);
    row.sessionsToday = (person * 3 + 4) % 9;
    row.notConfirmed = person == 5 ? 2 : 0;
    for (int run = 0; run < 48; ++run) {
        RunCell cell;
        cell.id = RunId(QStringLiteral("r%1-%2").arg(person).arg(run));
        cell.started = now - minutes(15 * (48 - run)) + minutes(12);
        cell.duration = milliseconds(3200 + (run * 137) % 1900);
        cell.outcome = outcomeOf(person, run);
        cell.records = 120 + (run * 31) % 40;
        if (cell.outcome == RunOutcome::Failed)
            cell.message = QStringLiteral("HTTP 503 from Appointment");
        row.runs.push_back(cell);
    }
    return row;
}

AttentionItem item(AttentionKind kind, Severity severity, const QString& sentence) {
    AttentionItem a;
    a.kind = kind;
    a.severity = severity;
    a.sentence = sentence;
    return a;
}

}  // namespace

OverviewView sampleOverview(UtcTime now) {
    OverviewView view;
    view.at = now;
    view.clients = 600;
    view.sessions = 12418;
    view.invoices = 9871;
    for (int person = 0; person < 8; ++person)
        view.practitioners.push_back(rowOf(person, now));
    for (int run = 0; run < 60; ++run) {
        RunPoint point;
        point.started = now - minutes(15 * (60 - run)) + minutes(12);
        point.duration = milliseconds(14'200 + (run * 1371) % 7900 + (run == 40 ? 46'000 : 0));
        point.rateLimitWait = milliseconds(run == 40 ? 41'000 : 0);
        point.received = 1200 + (run * 97) % 210;
        point.written = 12 + (run * 13) % 37;
        point.calls = 58 + (run * 7) % 19;
        point.outcome = outcomeOf(run % 8, run % 48);
        view.points.push_back(point);
    }
    view.attention = {
        item(AttentionKind::PractitionerFailed, Severity::Problem,
             QStringLiteral("Dr Dev Sharma: the last 4 runs failed (HTTP 503 from Appointment).")),
        item(AttentionKind::NotConfirmed, Severity::Attention,
             QStringLiteral("2 sessions of Finn O'Sullivan did not come in the last complete "
                            "listing; they are kept until Halaxy confirms.")),
        item(AttentionKind::SetAsideRecords, Severity::Attention,
             QStringLiteral("1 record was set aside: Appointment/70012 has no start."))};
    return view;
}

ConnectionView sampleConnection(UtcTime now) {
    ConnectionView view;
    view.host = QStringLiteral("au-api.halaxy.com");
    view.tokenState = {TokenState::Valid, now + minutes(11), {}};
    view.budget.used = 143;
    view.budget.remaining = 357;
    view.api.transitions = {
        {now - minutes(58), BreakerState::HalfOpen, BreakerState::Closed, QStringLiteral("probe answered")},
        {now - minutes(58) - seconds(1), BreakerState::Open, BreakerState::HalfOpen,
         QStringLiteral("30 s have passed")},
        {now - minutes(59), BreakerState::Closed, BreakerState::Open,
         QStringLiteral("5 failures in a row, the last: HTTP 503 from Appointment")}};
    static const char* const kinds[] = {"Practitioner", "PractitionerRole", "Patient", "Appointment",
                                        "Appointment",  "Invoice",          "Referral"};
    for (int i = 0; i < 160; ++i) {
        CallView call;
        call.number = static_cast<quint64>(i + 1);
        call.at = now - seconds(5 * (160 - i));
        call.method = QStringLiteral("GET");
        call.resource = QString::fromLatin1(kinds[i % 7]);
        call.query = QStringLiteral("date, practitioner-role, _count, page");
        call.status = i == 97 ? 503 : 200;
        call.latency = milliseconds(90 + (i * 53) % 140 + (i % 41 == 0 ? 620 : 0));
        call.bytes = 20'000 + (i * 771) % 60'000;
        if (i == 97)
            call.error = QStringLiteral("HTTP 503");
        view.calls.push_back(call);
    }
    return view;
}

RunProgress sampleFirstSync(const OverviewView& overview) {
    RunProgress run;
    run.id = RunId(QStringLiteral("first"));
    run.first = true;
    run.kind = RecordKind::Appointment;
    run.done = 640;
    run.about = 1508;
    run.records = 2310;
    run.left = seconds(74);
    int number = 0;
    for (const PractitionerRow& row : overview.practitioners) {
        RunProgress::Part part;
        part.practitioner = row.id;
        part.name = row.name;
        part.finished = number < 2;
        part.done = number < 2 ? 1400 : (number == 2 ? 640 : 0);
        part.about = 1508 - 10 * number;
        run.practitioners.push_back(part);
        ++number;
    }
    return run;
}

}  // namespace bloom::test
