// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/alert_keeper.h"

#include "core/log.h"
#include "storage/alert_store.h"
#include "storage/readers/alert_facts_reader.h"
#include "storage/transaction.h"
#include "sync/alert_rules.h"

#include <QCoreApplication>
#include <algorithm>

namespace bloom::sync {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

/// Cleared ones that are still listed.
constexpr int kListed = 500;

bool isDatabaseTrouble(ErrorKind kind) {
    return kind == ErrorKind::Database || kind == ErrorKind::DatabaseBusy || kind == ErrorKind::SchemaNewer ||
           kind == ErrorKind::SchemaChanged;
}

}  // namespace

void AlertKeeper::ended(const RunReport& report) {
    if (auto time = m_pace.end(report, m_clock.monotonicNow()))
        m_ended = std::move(time);
    m_ranSinceAllowed = true;
    const auto trouble =
        std::ranges::find_if(report.problems, [](const Error& one) { return isDatabaseTrouble(one.kind); });
    m_runTrouble = trouble == report.problems.end() ? std::nullopt : std::optional(*trouble);
}

void AlertKeeper::forget() {
    m_firing.clear();
    m_runTrouble.reset();
    m_writeTrouble.reset();
}

/// What only the keeper knows of the live facts.
void AlertKeeper::complete(LiveAlertFacts& live) {
    HealthFacts& health = live.health;
    if (live.token == TokenState::Valid || live.token == TokenState::None)
        m_tokenFailingSince.reset();
    else if (live.token == TokenState::Failing && !m_tokenFailingSince)
        m_tokenFailingSince = health.now;
    live.tokenFailingSince = m_tokenFailingSince;
    live.running = m_pace.running(m_clock.monotonicNow());
    live.ended = m_ended;
    // As after a start: what was stopped catches up first.
    if (health.paused || health.callsHeld || health.otherComputerSyncs)
        m_ranSinceAllowed = false;
    health.runEndedSinceStart = health.runEndedSinceStart && m_ranSinceAllowed;
    if (!live.databaseTrouble)
        live.databaseTrouble = m_runTrouble ? m_runTrouble : m_writeTrouble;
}

std::optional<AlertKeeper::Stored> AlertKeeper::read(storage::Database* database, LiveAlertFacts& live) {
    if (!database)
        return std::nullopt;
    auto stored = storage::read(*database, [&](storage::Scope& scope) {
        return Stored{storage::readAlertFacts(scope, live.health.now), storage::AlertStore(scope).firing()};
    });
    if (stored)
        return std::move(*stored);
    if (!live.databaseTrouble)
        live.databaseTrouble = stored.error();
    return std::nullopt;
}

std::vector<Alert> AlertKeeper::unwritten() const {
    std::vector<Alert> alerts;
    std::ranges::copy_if(m_firing, std::back_inserter(alerts), [](const Alert& one) { return one.id < 0; });
    return alerts;
}

bool AlertKeeper::look(storage::Database* database, LiveAlertFacts live) {
    const std::vector<Alert> before = m_firing;
    const UtcTime now = live.health.now;
    complete(live);
    const auto stored = read(database, live);
    std::vector<Alert> firing = m_firing;
    if (stored) {
        firing = stored->firing;
        std::ranges::copy_if(unwritten(), std::back_inserter(firing), [&](const Alert& one) {
            return std::ranges::none_of(stored->firing, [&](const Alert& other) {
                return other.name == one.name && other.subject == one.subject;
            });
        });
    }
    const auto facts = stored ? std::optional(stored->facts) : std::nullopt;
    const auto wanted = wantedAlerts(live, facts, firing);
    m_firing = firing;
    if (!stored) {
        remember(wanted, now);
    } else if (storage::alertsDiffer(stored->firing, wanted)) {
        write(*database, wanted, now);
        if (m_writeTrouble && !live.databaseTrouble) {
            live.databaseTrouble = m_writeTrouble;
            remember(wantedAlerts(live, facts, firing), now);
        }
    } else {
        m_firing = stored->firing;
    }
    return m_firing != before;
}

/// In one transaction, with what fires afterwards; a failure leaves it in memory.
void AlertKeeper::write(storage::Database& database, const std::vector<WantedAlert>& wanted, UtcTime now) {
    auto written = storage::write(database, [&](storage::Scope& scope) {
        storage::AlertStore store(scope);
        store.reconcile(wanted, unwritten(), now);
        return store.firing();
    });
    m_writeTrouble = written ? std::nullopt : std::optional(written.error());
    if (written) {
        m_firing = std::move(*written);
        return;
    }
    qCWarning(logSync) << "alerts:" << written.error().message;
    remember(wanted, now);
}

void AlertKeeper::remember(const std::vector<WantedAlert>& wanted, UtcTime now) {
    const std::vector<Alert> before = std::exchange(m_firing, {});
    for (const WantedAlert& one : wanted) {
        const auto known = std::ranges::find_if(before, [&](const Alert& alert) {
            return alert.name == one.name && alert.subject == one.subject;
        });
        Alert alert;
        if (known != before.end())
            alert = *known;
        else
            alert = {m_nextUnwritten--, one.name, one.subject, {}, now, {}, {}, {}, {}};
        const QString name = alert.facts.practitionerName;
        alert.facts = one.facts;
        alert.facts.practitionerName = name;
        m_firing.push_back(std::move(alert));
    }
}

bool AlertKeeper::follow(storage::Database& database) {
    auto firing =
        storage::read(database, [](storage::Scope& scope) { return storage::AlertStore(scope).firing(); });
    if (!firing || *firing == m_firing)
        return false;
    m_firing = std::move(*firing);
    return true;
}

bool AlertKeeper::acknowledgeUnwritten(qint64 alert, std::optional<UtcTime> silenceUntil,
                                       const QString& who) {
    const auto found = std::ranges::find(m_firing, alert, &Alert::id);
    if (found == m_firing.end())
        return false;
    found->acknowledgedBy = who;
    (silenceUntil ? found->silencedUntil : found->acknowledged) = silenceUntil.value_or(m_clock.utcNow());
    return true;
}

Result<bool> AlertKeeper::acknowledge(storage::Database* database, qint64 alert,
                                      std::optional<UtcTime> silenceUntil, const QString& who) {
    Result<bool> done = false;
    if (alert < 0)
        done = acknowledgeUnwritten(alert, silenceUntil, who);
    else if (database)
        done = storage::write(*database, [&](storage::Scope& scope) {
            return storage::AlertStore(scope).acknowledge(alert, silenceUntil, who, m_clock.utcNow());
        });
    else
        done = fail(ErrorKind::Database, Words::tr("The database can't be written just now."), {});
    if (done && !*done)
        return fail(ErrorKind::Usage, Words::tr("This alert is not firing any more."),
                    QString::number(alert));
    if (done && alert >= 0)
        acknowledgeUnwritten(alert, silenceUntil, who);  // what is shown until the next look
    return done;
}

std::vector<Alert> AlertKeeper::list(storage::Database* database, bool alsoCleared) const {
    const auto newestFirst = [](std::vector<Alert> alerts) {
        std::ranges::stable_sort(alerts, std::greater(), &Alert::raised);
        return alerts;
    };
    if (!alsoCleared || !database)
        return newestFirst(m_firing);
    auto stored = storage::read(
        *database, [](storage::Scope& scope) { return storage::AlertStore(scope).newest(kListed); });
    if (!stored)
        return newestFirst(m_firing);
    std::ranges::copy(unwritten(), std::back_inserter(*stored));
    return newestFirst(std::move(*stored));
}

int AlertKeeper::asking() const {
    const UtcTime now = m_clock.utcNow();
    return static_cast<int>(
        std::ranges::count_if(m_firing, [now](const Alert& alert) { return alert.asks(now); }));
}

}  // namespace bloom::sync
