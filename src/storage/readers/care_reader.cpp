// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/care_reader.h"

#include "storage/care_store.h"
#include "storage/practitioner_store.h"
#include "storage/readers/day_reader.h"
#include "storage/readers/person_name.h"
#include "storage/status_store.h"

#include <algorithm>
#include <tuple>

namespace bloom::storage {

namespace {

std::optional<CareReason> reasonOf(PlanUrgency urgency) {
    switch (urgency) {
        case PlanUrgency::OverLimit:
            return CareReason::OverLimit;
        case PlanUrgency::Expired:
            return CareReason::PlanExpired;
        case PlanUrgency::UsedUp:
            return CareReason::PlanUsedUp;
        case PlanUrgency::ReviewDue:
            return CareReason::ReviewDue;
        case PlanUrgency::EndingSoon:
            return CareReason::EndingSoon;
        case PlanUrgency::Unknown:
        case PlanUrgency::Fine:
            break;
    }
    return std::nullopt;
}

CareItem itemOf(const ActiveClient& client, CareReason reason) {
    CareItem item;
    item.reason = reason;
    item.client = client.fact.id;
    item.key = name(reason) + u'/' + client.fact.id.value;
    return item;
}

/// Used up is the referral's limit, or the year's: whichever says so.
CareItem planItem(const ActiveClient& client, CareReason reason, const MhcpCount& plan) {
    CareItem item = itemOf(client, reason);
    item.ofYear = plan.used >= plan.total || !plan.referral || !plan.active;
    item.limit = item.ofYear ? plan.total : plan.referral->limit.value_or(plan.referralRemaining + plan.used);
    item.used = item.ofYear ? plan.used : item.limit - plan.referralRemaining;
    if (!item.ofYear && plan.referral->used)
        item.used = *plan.referral->used;
    item.days = plan.available;
    const QDate start = plan.referral ? plan.referral->start.value_or(QDate()) : QDate();
    item.day = plan.referral && plan.expired ? plan.referral->end.value_or(QDate()) : QDate();
    item.at = client.next;
    item.facts = QStringLiteral("%1/%2 %3").arg(item.used).arg(item.limit).arg(start.toString(Qt::ISODate));
    return item;
}

CareItem lastSeenItem(const ActiveClient& client, CareReason reason, const CareContext& at) {
    CareItem item = itemOf(client, reason);
    item.at = client.fact.completed.front();
    item.day = at.zone.localDate(*item.at);
    item.days = static_cast<int>(item.day.daysTo(at.zone.localDate(at.now)));
    item.facts = toIsoText(*item.at);
    return item;
}

std::vector<CareItem> clientCare(const std::vector<ActiveClient>& clients, const CareContext& at) {
    std::vector<CareItem> items;
    for (const ActiveClient& client : clients) {
        const auto urgency = client.plan ? figures::planUrgency(*client.plan) : std::nullopt;
        if (const auto reason = urgency ? reasonOf(*urgency) : std::nullopt)
            items.push_back(planItem(client, *reason, *client.plan));
        // Who needs a follow-up needs no second line for being a regular.
        if (figures::needsFollowUp(client.fact, at.now))
            items.push_back(lastSeenItem(client, CareReason::FollowUp, at));
        else if (figures::regularNotBooked(client.fact, at.now))
            items.push_back(lastSeenItem(client, CareReason::RegularNotBooked, at));
    }
    return items;
}

struct Person {
    HalaxyId patient;
    QString initials, name, phone, email;
};
std::optional<Person> readPerson(Scope& scope, const ClientId& client) {
    return Statement(scope, QStringLiteral("SELECT halaxy_patient_id, initials, first_name, last_name, "
                                           "display_name, phone, email FROM clients WHERE id = ?"))
        .bind(client)
        .one([](const Row& row) {
            return Person{HalaxyId(row.text(0)), row.text(1), personName(row, 2), row.text(5), row.text(6)};
        });
}

/// Whom a line is about: mostly an active client of the practitioner, else read by itself.
void addPeople(Scope& scope, const std::vector<ActiveClient>& clients, std::vector<CareItem>& items) {
    std::map<ClientId, Person> people;
    for (const ActiveClient& client : clients)
        people[client.fact.id] = {client.patient, client.initials, client.name, client.phone, client.email};
    for (CareItem& item : items) {
        if (!people.contains(item.client))
            people[item.client] = readPerson(scope, item.client).value_or(Person{});
        const Person& person = people[item.client];
        item.patient = person.patient;
        item.initials = person.initials;
        item.clientName = person.name;
        item.phone = person.phone;
        item.email = person.email;
    }
}

void addMarks(const std::map<QString, StoredCareMark>& marks, QDate today, std::vector<CareItem>& items) {
    for (CareItem& item : items) {
        const auto mark = marks.find(item.key);
        if (mark == marks.end())
            continue;
        item.note = mark->second.note;
        item.snoozedUntil = mark->second.snoozedUntil;
        const bool snoozed = item.snoozedUntil && *item.snoozedUntil > today;
        if (mark->second.doneFacts == item.facts)
            item.state = CareState::Done;
        else if (snoozed)
            item.state = CareState::Snoozed;
    }
}

bool isWorking(const PractitionerView& practitioner) {
    return practitioner.syncing && practitioner.status != PractitionerStatus::Inactive;
}

void addPractitioner(Scope& scope, const PractitionerView& practitioner, const LiveFacts& live,
                     EveryoneView& view) {
    const PracticeZone zone = PracticeZone::find(practitioner.timezone).value_or(PracticeZone::sydney());
    const CareContext at{practitioner, zone, live.now};
    const auto wholeFrom = StatusStore(scope).find(practitioner.id).historyCompleteFrom;
    const PlanContext plansAt{zone, live.now, live.mhcp, wholeFrom};
    const Plans plans = readPlans(scope, {practitioner.id, {}}, plansAt);
    const auto clients = readClients(scope, practitioner.id, plans, live.now);
    DayColumn column{practitioner, zone.localDate(live.now), {}};
    column.sessions = readDay(scope, practitioner.id, column.date, plansAt, plans);
    figures::markDay(column.sessions, live.now);
    if (isWorking(practitioner) || !column.sessions.empty())
        view.days.push_back(std::move(column));
    std::vector<CareItem> items = clientCare(clients, at);
    std::ranges::move(readSessionCare(scope, at), std::back_inserter(items));
    std::ranges::move(readInvoiceCare(scope, at), std::back_inserter(items));
    addPeople(scope, clients, items);
    for (CareItem& item : items) {
        item.practitioner = practitioner.id;
        item.practitionerName = practitioner.displayName;
    }
    view.plansUnknown += static_cast<int>(
        std::ranges::count_if(clients, [](const ActiveClient& client) { return client.fact.mhcpUnknown; }));
    std::ranges::move(items, std::back_inserter(view.items));
}

}  // namespace

EveryoneView readEveryone(Scope& scope, const LiveFacts& live, const PracticeZone& practice) {
    EveryoneView view;
    view.at = live.now;
    const SyncStatus status = StatusStore(scope).find({});
    view.stillLoading = !status.lastSuccess && !status.lastAttempt;
    for (const PractitionerView& practitioner : PractitionerStore(scope).all())
        addPractitioner(scope, practitioner, live, view);
    // Who has nobody today stands last.
    std::ranges::stable_partition(view.days, [](const DayColumn& day) { return !day.sessions.empty(); });
    addMarks(CareStore(scope).all(), practice.localDate(live.now), view.items);
    const auto order = [](const CareItem& item) {
        return std::tuple(item.reason, -item.days, item.practitionerName, item.clientName, item.key);
    };
    std::ranges::sort(view.items, [&](const CareItem& a, const CareItem& b) { return order(a) < order(b); });
    return view;
}

}  // namespace bloom::storage
