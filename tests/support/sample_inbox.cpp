// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sample_inbox.h"

namespace bloom::test {

using namespace std::chrono;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

InboxRow event(int number, UtcTime now) {
    const std::vector<WebhookAddress>& addresses = webhookAddresses();
    const WebhookAddress& address =
        addresses[1 + static_cast<std::size_t>(number * 5) % (addresses.size() - 1)];
    InboxRow row;
    row.id = 4'000 - number;
    row.route = address.route;
    row.event = address.event;
    row.key = RecordKey{address.kind, HalaxyId(QString::number(70'000 + number * 37))};
    row.received = now - seconds(9 + number * 41);
    if (number < 3) {
        row.state = number == 0 ? InboxState::Processing : InboxState::Received;
    } else if (number % 13 == 5) {
        row.state = InboxState::Failed;
        row.tries = 2;
        row.notBefore = now + seconds(48);
        row.error =
            Error{ErrorKind::NotFound, text("Halaxy still holds a record that was reported deleted."), {}};
    } else if (number % 17 == 9) {
        row.state = InboxState::Dead;
        row.tries = 8;
        row.settled = row.received + minutes(6);
        row.error =
            Error{ErrorKind::Forbidden, text("Halaxy does not let this client read invoices (403)."), {}};
    } else if (number == 20) {
        row.state = InboxState::Ignored;
        row.event = text("practitioner.updated");
        row.key.reset();
    } else {
        row.state = InboxState::Done;
        row.tries = 1;
        row.settled = row.received + milliseconds(640 + number * 31);
    }
    row.isTest = number == 12;
    return row;
}

HeldRecord heldRecord(int number, UtcTime now) {
    static const char* const names[] = {"Ada Park",      "Noah Lindqvist", "Mina Okafor", "Theo Brandt",
                                        "Ines Carvalho", "Jun Watanabe",   "Lea Fontaine"};
    static const char* const initials[] = {"AP", "NL", "MO", "TB", "IC", "JW", "LF"};
    HeldRecord record;
    record.key = {RecordKind::Appointment, HalaxyId(QString::number(81'200 + number))};
    record.practitioner = PractitionerId(text("p-1"));
    record.practitionerName = number % 3 == 0 ? text("Dr Willa Ashgrove") : text("Finn O'Sullivan");
    record.label = text(names[number % 7]);
    record.initials = text(initials[number % 7]);
    record.start = now + hours(20 + number * 7);
    return record;
}

Alert alert(qint64 id, AlertName name, UtcTime raised) {
    Alert made;
    made.id = id;
    made.name = name;
    made.raised = raised;
    return made;
}

DayChange change(DayChangeKind kind, const char* name, const char* initials, UtcTime at, RunType channel) {
    DayChange made;
    made.kind = kind;
    made.at = at;
    made.channel = channel;
    made.run = RunId(text("run-7"));
    made.session = SessionId(text(name));
    made.appointment = HalaxyId(text("70412"));
    made.client = ClientId(text("c-") + text(initials));
    made.clientName = text(name);
    made.initials = text(initials);
    return made;
}

}  // namespace

ListenerView sampleListener() {
    ListenerView listener;
    listener.listening = true;
    listener.verifies = true;
    listener.address = text("127.0.0.1");
    listener.port = 8787;
    return listener;
}

MetricsView sampleMetrics(UtcTime now) {
    MetricSeries delays{Metric::WebhookProcessing, {}};
    for (int i = 0; i < 60; ++i) {
        const std::int64_t took = 540 + (i * 317) % 900 + (i == 43 ? 5'200 : 0);
        delays.points.push_back({now - minutes((60 - i) * 23), 1, took, took, took});
    }
    MetricsView view;
    view.at = now;
    view.series = {delays};
    return view;
}

InboxView sampleInbox(UtcTime now) {
    InboxView view;
    view.at = now;
    view.listener = sampleListener();
    for (int i = 0; i < 40; ++i)
        view.rows.push_back(event(i, now));
    view.counts.received = 2;
    view.counts.processing = 1;
    view.counts.failed = 3;
    view.counts.dead = 2;
    view.settled.done = 1'841;
    view.settled.ignored = 4;
    view.counts.oldestOpen = now - seconds(214);
    view.perMinute = 1.46;
    view.delayMedian = milliseconds(830);
    view.delayP95 = milliseconds(2'150);
    int number = 0;
    for (const WebhookAddress& address : webhookAddresses()) {
        WebhookAddressView shown{
            address, text("https://hooks.willowbank.example") + webhookPath(address), 0, {}};
        if (++number % 3 != 1) {
            shown.received = 100 + number * 7;
            shown.lastReceived = now - minutes(number);
        }
        view.addresses.push_back(shown);
    }
    view.rejections = {{text("appointment-updated"), text("bad-signature"), 12, now - minutes(4)},
                       {text("halaxy-webhook"), text("too-old"), 1, now - minutes(48)},
                       {text("halaxy-webhook"), text("too-large"), 2, now - hours(7)}};
    return view;
}

std::vector<HeldSet> sampleHeldSets(UtcTime now) {
    HeldSet open;
    open.id = text("held-1");
    open.count = 12;
    open.liveThen = 80;
    open.run = RunId(text("run-9"));
    open.raised = now - minutes(28);
    open.lastSeen = now - minutes(13);
    for (int i = 0; i < open.count; ++i)
        open.records.push_back(heldRecord(i, now));
    HeldSet applied = open;
    applied.id = text("held-0");
    applied.state = HeldState::Applied;
    applied.count = 9;
    applied.records.resize(9);
    applied.raised = now - hours(50);
    applied.decided = now - hours(49);
    applied.decidedBy = text("ann");
    for (std::size_t i = 0; i < applied.records.size(); ++i)
        applied.records[i].outcome = i == 3 ? text("found") : i == 6 ? text("unknown") : text("deleted");
    HeldSet discarded = open;
    discarded.id = text("held-2");
    discarded.kind = RecordKind::Invoice;
    discarded.state = HeldState::Discarded;
    discarded.count = 31;
    discarded.records.resize(7);
    for (HeldRecord& record : discarded.records) {
        record.key.kind = RecordKind::Invoice;
        record.start.reset();
        record.outcome = text("kept");
    }
    discarded.raised = now - hours(200);
    discarded.decided = now - hours(199);
    discarded.decidedBy = text("ben");
    return {open, applied, discarded};
}

HeldSet sampleApplying(UtcTime now) {
    HeldSet set = sampleHeldSets(now).front();
    set.state = HeldState::Applying;
    for (std::size_t i = 0; i < 7; ++i)
        set.records[i].outcome = i == 2 ? text("found") : text("deleted");
    return set;
}

std::vector<Alert> sampleAlerts(UtcTime now) {
    Alert failing = alert(1, AlertName::SyncFailure, now - minutes(48));
    failing.facts.count = 3;
    failing.facts.cause = ErrorKind::ServerError;
    failing.facts.causeText = text("HTTP 503 from Appointment");
    failing.facts.run = RunId(text("run-9"));
    Alert backlog = alert(2, AlertName::WebhookBacklog, now - minutes(5));
    backlog.facts.count = 214;
    Alert held = alert(3, AlertName::HeldRun, now - minutes(28));
    held.subject = text("held-1");
    held.facts.count = 12;
    Alert slow = alert(4, AlertName::HighLatency, now - minutes(7));
    slow.facts.duration = minutes(6);
    slow.facts.slowest = text("Appointment");
    Alert aside = alert(5, AlertName::SetAsideRecords, now - hours(3));
    aside.facts.count = 1;
    aside.acknowledged = now - minutes(20);
    aside.acknowledgedBy = text("ann");
    Alert token = alert(6, AlertName::TokenRefresh, now - hours(1));
    token.silencedUntil = now + hours(1);
    return {failing, backlog, held, slow, aside, token};
}

std::vector<DayChange> sampleDayChanges(UtcTime now) {
    DayChange in = change(DayChangeKind::MovedIn, "Mina Okafor", "MO", now - minutes(28), RunType::Webhook);
    in.from = now - hours(23);
    in.to = now + minutes(80);
    in.start = in.to;
    DayChange out = change(DayChangeKind::MovedOut, "Theo Brandt", "TB", now - minutes(95), RunType::Delta);
    out.from = now + hours(3);
    out.to = now + hours(51);
    DayChange away = change(DayChangeKind::MovedOut, "Jun Watanabe", "JW", now - hours(3), RunType::Full);
    away.start = now + hours(5);
    away.otherPractitionerName = text("Finn O'Sullivan");
    DayChange cancelled =
        change(DayChangeKind::Cancelled, "Ada Park", "AP", now - hours(20), RunType::Webhook);
    cancelled.start = now + hours(2);
    DayChange deleted = change(DayChangeKind::Deleted, "Ines Carvalho", "IC", now - hours(26), RunType::Full);
    deleted.start = now + hours(6);
    DayChange back = change(DayChangeKind::Restored, "Lea Fontaine", "LF", now - hours(30), RunType::Audit);
    back.start = now + hours(4);
    return {in, out, away, cancelled, deleted, back};
}

}  // namespace bloom::test
