// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/alert_rules.h"

#include "storage/error_kinds.h"

#include <algorithm>
#include <map>

namespace bloom::sync {

namespace {

/// The rules' common ground: the facts, what fires, and what shall.
class Judge {
public:
    Judge(const LiveAlertFacts& live, const std::vector<Alert>& firing) : m_live(live), m_firing(firing) {}

    const HealthFacts& health() const { return m_live.health; }
    const LiveAlertFacts& live() const { return m_live; }
    const Alert* firing(AlertName name, const QString& subject = {}) const {
        const auto found = std::ranges::find_if(m_firing, [&](const Alert& alert) {
            return alert.isFiring() && alert.name == name && alert.subject == subject;
        });
        return found == m_firing.end() ? nullptr : &*found;
    }
    void raise(AlertName name, AlertFacts facts, const QString& subject = {}) {
        m_wanted.push_back({name, subject, std::move(facts)});
    }
    /// What fires under this name goes on, with the facts it has.
    void keep(AlertName name) {
        for (const Alert& alert : m_firing) {
            if (!alert.isFiring() || alert.name != name)
                continue;
            raise(name, alert.facts, alert.subject);
            m_wanted.back().facts.practitionerName.clear();  // the store finds it by the subject
        }
    }
    std::vector<WantedAlert> take() { return std::move(m_wanted); }

private:
    const LiveAlertFacts& m_live;
    const std::vector<Alert>& m_firing;
    std::vector<WantedAlert> m_wanted;
};

AlertFacts factsOf(const FailureFacts& failure) {
    AlertFacts facts;
    facts.count = failure.inARow;
    facts.cause = failure.cause;
    facts.causeText = failure.causeText;
    facts.run = failure.run;
    return facts;
}

QString causeSubject(ErrorKind cause) { return QStringLiteral("cause:") + storage::name(cause); }

/// Of many who fail for one cause: one alert, with the failure of whoever failed most.
void judgeTogether(Judge& judge, const std::vector<const FailureFacts*>& group) {
    const FailureFacts& worst = *std::ranges::max(group, {}, [](const auto* one) { return one->inARow; });
    AlertFacts facts = factsOf(worst);
    QString subject = worst.practitioner.value;
    if (group.size() > 1 && worst.cause) {
        facts.practitioners = static_cast<int>(group.size());
        subject = causeSubject(*worst.cause);
    }
    judge.raise(AlertName::SyncFailure, facts, subject);
}

/// A failure of the practice is everybody's. Interrupted, cancelled and partial attempts are in no count.
void judgeFailures(Judge& judge, const StoredAlertFacts& stored) {
    FailureFacts practice = stored.practice;
    practice.inARow = std::max(practice.inARow, judge.health().consecutiveFailures);
    if (practice.inARow >= kFailuresInARow)
        return judge.raise(AlertName::SyncFailure, factsOf(practice));
    std::map<int, std::vector<const FailureFacts*>> byCause;
    for (const FailureFacts& one : stored.practitioners) {
        if (one.inARow < kFailuresInARow)
            continue;
        if (one.cause)
            byCause[static_cast<int>(*one.cause)].push_back(&one);
        else
            judgeTogether(judge, {&one});
    }
    for (const auto& [cause, group] : byCause)
        judgeTogether(judge, group);
}

AlertFacts factsOf(const FullRunTime& run) {
    AlertFacts facts;
    facts.run = run.run;
    facts.duration = std::chrono::floor<std::chrono::seconds>(run.time);
    facts.slowest = run.slowest;
    return facts;
}

/// Raised while the run goes on; over when a full run has read everything in time. So a practice that is slow
/// each quarter of an hour has one alert, and a run that fails early says nothing.
void judgeLatency(Judge& judge, const StoredAlertFacts& stored) {
    const auto& running = judge.live().running;
    if (running && running->time > kSlowRun)
        return judge.raise(AlertName::HighLatency, factsOf(*running));
    const auto& last = stored.lastFull;
    if (last && last->time > kSlowRun) {
        FullRunTime slow = *last;
        if (judge.live().ended && judge.live().ended->run == slow.run)
            slow.slowest = judge.live().ended->slowest;
        const Alert* known = judge.firing(AlertName::HighLatency);
        if (slow.slowest.isEmpty() && known)
            slow.slowest = known->facts.slowest;
        return judge.raise(AlertName::HighLatency, factsOf(slow));
    }
    const Alert* known = judge.firing(AlertName::HighLatency);
    if (known && !(last && last->ended && *last->ended > known->raised))
        judge.keep(AlertName::HighLatency);
}

void judgeBacklog(Judge& judge, const StoredAlertFacts& stored) {
    const int limit = judge.firing(AlertName::WebhookBacklog) ? kBacklogOver : kBacklog;
    if (stored.eventsWaiting <= limit)
        return;
    AlertFacts facts;
    facts.count = stored.eventsWaiting;
    facts.dead = stored.eventsDead;
    judge.raise(AlertName::WebhookBacklog, facts);
}

/// Before the first token of this program nothing is known, and what was stays.
void judgeToken(Judge& judge) {
    const LiveAlertFacts& live = judge.live();
    if (!live.health.configured)
        return;
    AlertFacts facts;
    facts.causeText = live.tokenProblem;
    switch (live.token) {
        case TokenState::Valid:
            return;
        case TokenState::None:
        case TokenState::Refreshing:
            return judge.keep(AlertName::TokenRefresh);
        case TokenState::Refused:
            facts.cause = ErrorKind::Credentials;
            return judge.raise(AlertName::TokenRefresh, facts);
        case TokenState::Failing:
            break;
    }
    const bool longEnough =
        live.tokenFailingSince && live.health.now - *live.tokenFailingSince >= kTokenGrace;
    if (longEnough || judge.firing(AlertName::TokenRefresh))
        judge.raise(AlertName::TokenRefresh, facts);
}

void judgeHeld(Judge& judge, const StoredAlertFacts& stored) {
    for (const HeldFacts& held : stored.held) {
        AlertFacts facts;
        facts.count = held.count;
        facts.of = held.liveThen;
        facts.kind = held.kind;
        facts.run = held.run;
        judge.raise(AlertName::HeldRun, facts, held.id);
    }
}

/// Raised by the rules of the state; over when the data is fresh again. A pause or a restart makes nothing
/// fresh.
void judgeStale(Judge& judge) {
    const HealthFacts& health = judge.health();
    const bool lasts = judge.firing(AlertName::StaleData) && (dataIsOld(health) || !health.everSynced);
    if (!lasts && !dataIsStale(health))
        return;
    AlertFacts facts;
    facts.since = health.lastCompleteSuccess;
    facts.causeText = health.lastProblem;
    judge.raise(AlertName::StaleData, facts);
}

void judgeSetAside(Judge& judge, const StoredAlertFacts& stored) {
    if (stored.setAside == 0)
        return;
    AlertFacts facts;
    facts.count = stored.setAside;
    judge.raise(AlertName::SetAsideRecords, facts);
}

void judgeDatabase(Judge& judge) {
    const auto& trouble = judge.live().databaseTrouble;
    if (!trouble)
        return;
    AlertFacts facts;
    facts.cause = trouble->kind;
    facts.causeText = trouble->message;
    judge.raise(AlertName::DatabaseTrouble, facts);
}

constexpr AlertName kStoredAlerts[] = {AlertName::SyncFailure, AlertName::HighLatency,
                                       AlertName::WebhookBacklog, AlertName::HeldRun,
                                       AlertName::SetAsideRecords};

}  // namespace

std::vector<WantedAlert> wantedAlerts(const LiveAlertFacts& live,
                                      const std::optional<StoredAlertFacts>& stored,
                                      const std::vector<Alert>& firing) {
    Judge judge(live, firing);
    judgeDatabase(judge);
    const bool starting = live.health.starting;
    if (stored && !starting) {
        judgeFailures(judge, *stored);
        judgeLatency(judge, *stored);
        judgeBacklog(judge, *stored);
        judgeHeld(judge, *stored);
        judgeSetAside(judge, *stored);
    } else {
        for (const AlertName name : kStoredAlerts)
            judge.keep(name);
    }
    if (starting) {
        judge.keep(AlertName::TokenRefresh);
        judge.keep(AlertName::StaleData);
    } else {
        judgeToken(judge);
        judgeStale(judge);
    }
    return judge.take();
}

}  // namespace bloom::sync
