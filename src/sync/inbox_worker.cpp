// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/inbox_worker.h"

#include "core/log.h"
#include "core/planted_faults.h"
#include "sync/gone_step.h"
#include "sync/record_reader.h"

#include <algorithm>

namespace bloom::sync {

namespace {

using storage::InboxWork;
using storage::WaitingEvent;

/// Another program, or one whose word got lost, may have changed the table.
constexpr auto kLook = std::chrono::seconds(30);
constexpr std::size_t kAtOnce = 8;
constexpr int kBatch = 64;
/// A delete may be announced before the service shows it.
constexpr auto kDeleteShows = std::chrono::seconds(30);
constexpr auto kFirstRest = std::chrono::seconds(30);
constexpr auto kLongestRest = std::chrono::minutes(15);

/// Whom it says something about: one call, a kind that the key may not read, or every call.
enum class Concerns { Nobody, Record, Kind, Everything };
Concerns concernOf(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::Cancelled:
            return Concerns::Nobody;
        case ErrorKind::Network:
        case ErrorKind::Timeout:
        case ErrorKind::ServerError:
        case ErrorKind::NotFound:
        case ErrorKind::Rejected:
        case ErrorKind::Damaged:
        case ErrorKind::Incomplete:
        case ErrorKind::Usage:
            return Concerns::Record;
        case ErrorKind::Forbidden:
            return Concerns::Kind;
        case ErrorKind::RateLimited:
        case ErrorKind::Credentials:
        case ErrorKind::CircuitOpen:
        case ErrorKind::CallsHeld:
        case ErrorKind::Settings:
        case ErrorKind::Tls:
        case ErrorKind::Database:
        case ErrorKind::DatabaseBusy:
        case ErrorKind::DatabaseDamaged:
        case ErrorKind::SchemaNewer:
        case ErrorKind::SchemaChanged:
        case ErrorKind::Internal:
            return Concerns::Everything;
    }
    Q_UNREACHABLE();
}

/// The service itself spoke about this very record. What a proxy says, a page of HTML or a missing right is
/// nothing about it.
bool isAboutTheRecord(const halaxy::ReadAnswer& answer) {
    return answer.state != halaxy::ReadState::Unknown ||
           (answer.error && answer.error->kind == ErrorKind::Rejected);
}

bool isUnusable(const halaxy::ReadAnswer& answer) { return answer.record && !answer.record->usable(); }

}  // namespace

std::vector<qint64> InboxWorker::Claim::ids() const {
    std::vector<qint64> ids;
    for (const WaitingEvent& event : events)
        ids.push_back(event.id);
    return ids;
}

InboxWorker::InboxWorker(RunTools tools, Hooks hooks)
    : m_tools(tools),
      m_hooks(std::move(hooks)),
      m_tasks(tools.clock),
      m_wake(tools.clock) {}

void InboxWorker::start() {
    const auto released = storage::write(m_tools.database, [](storage::Scope& scope) {
        return planted(Fault::LeaveEventsProcessing) ? 0 : InboxWork(scope).releaseAll();
    });
    if (!released)
        qCWarning(logSync) << "inbox:" << released.error().message;
    m_tasks.spawn(follow());
}

QCoro::Task<void> InboxWorker::joined() { co_await m_tasks.joined(); }

QCoro::Task<void> InboxWorker::follow() {
    while (!m_tasks.stopToken().stop_requested()) {
        m_again = false;
        m_nextDue.reset();
        if (mayRead())
            dispatch();
        if (!m_again)
            co_await nap();
    }
}

QCoro::Task<void> InboxWorker::nap() {
    const UtcTime now = m_tools.clock.utcNow();
    milliseconds wait = kLook;
    if (m_nextDue)
        wait = std::clamp<milliseconds>(*m_nextDue - now, milliseconds(0), kLook);
    const auto timer = m_tools.clock.startTimer(wait, [this] { m_wake.notifyAll(); });
    co_await m_wake.wait(m_tasks.stopToken());
    m_tools.clock.cancelTimer(timer);
}

/// While the breaker is open or calls are held nothing is tried, and nothing that happened before counts.
bool InboxWorker::mayRead() {
    if (m_tools.client.circuitOpen() || m_tools.client.view().held) {
        m_resting.clear();
        m_restAll = {};
        return false;
    }
    const UtcTime now = m_tools.clock.utcNow();
    if (m_restAll.until > now)
        m_nextDue = m_restAll.until;
    return m_hooks.mayRead() && m_restAll.until <= now;
}

void InboxWorker::dispatch() {
    if (!m_notReleased.empty()) {
        const auto released = storage::write(
            m_tools.database, [&](storage::Scope& scope) { InboxWork(scope).release(m_notReleased); });
        if (!released)
            return;
        m_notReleased.clear();
    }
    if (m_reading.size() >= kAtOnce)
        return;
    const Choice choice = choose();
    if (!choice.toRead.empty() || !choice.nothingToRead.empty())
        claim(choice);
}

/// The oldest first; of each record once, and none that is being read.
InboxWorker::Choice InboxWorker::choose() {
    const UtcTime now = m_tools.clock.utcNow();
    const std::size_t free = kAtOnce - m_reading.size();
    const auto chosen = storage::read(m_tools.database, [&](storage::Scope& scope) {
        Choice all;
        std::vector<RecordKey>& keys = all.toRead;
        std::vector<WaitingEvent> batch;
        qint64 last = 0;
        do {
            batch = InboxWork(scope).waiting(last, kBatch);
            for (const WaitingEvent& event : batch) {
                last = event.id;
                if (event.isTest || !event.key)
                    all.nothingToRead.push_back(event.id);
                else if (keys.size() < free && isFree(event, now) && !std::ranges::count(keys, *event.key))
                    keys.push_back(*event.key);
            }
        } while (batch.size() == kBatch && keys.size() < free);
        return all;
    });
    if (chosen)
        return *chosen;
    qCWarning(logSync) << "inbox:" << chosen.error().message;
    return {};
}

bool InboxWorker::isFree(const WaitingEvent& event, UtcTime now) {
    if (m_reading.contains(*event.key))
        return false;
    UtcTime due = event.notBefore.value_or(now);
    for (const RecordKey& key : {*event.key, RecordKey{event.key->kind, {}}})
        if (const auto resting = m_resting.find(key); resting != m_resting.end())
            due = std::max(due, resting->second.until);
    if (due > now)
        m_nextDue = std::min(m_nextDue.value_or(due), due);
    return due <= now;
}

void InboxWorker::claim(const Choice& choice) {
    const auto claims = storage::write(m_tools.database, [&](storage::Scope& scope) {
        std::vector<std::shared_ptr<const Claim>> all;
        InboxWork inbox(scope);
        inbox.done(choice.nothingToRead, {}, m_tools.clock.utcNow());
        for (const RecordKey& key : choice.toRead)
            all.push_back(std::make_shared<Claim>(Claim{key, inbox.claim(key)}));
        return all;
    });
    if (!claims) {
        qCWarning(logSync) << "inbox:" << claims.error().message;
        return;
    }
    for (const auto& claim : *claims) {
        m_reading.insert(claim->key);
        m_tasks.spawn(read(claim));
    }
    m_hooks.changed();
}

QCoro::Task<void> InboxWorker::read(std::shared_ptr<const Claim> claim) {
    const auto run = m_hooks.makeRun(claim->key, m_tasks.stopToken());
    const auto answer =
        co_await m_tools.client.read(claim->key, halaxy::Priority::Single, m_tasks.stopToken());
    ++run->ownCalls;
    const bool isAnswer = answer && isAboutTheRecord(*answer);
    // "Gone" is an answer only once it is believed.
    if (isAnswer && answer->state != halaxy::ReadState::Gone)
        answered(claim->key);
    if (!answer)
        noAnswer(*claim, answer.error());
    else if (!isAnswer)
        noAnswer(*claim, answer->error.value_or(Error{ErrorKind::Damaged, {}, {}}));
    else if (answer->state == halaxy::ReadState::Unknown)
        refuse(*claim, *run, *answer->error);
    else
        co_await apply(claim, run, *answer);
    m_reading.erase(claim->key);
    m_hooks.changed();
    wake();
}

/// The service spoke: whatever kept it back before is over.
void InboxWorker::answered(const RecordKey& key) {
    m_resting.erase(key);
    m_resting.erase({key.kind, {}});
    m_restAll = {};
}

QCoro::Task<void> InboxWorker::apply(std::shared_ptr<const Claim> claim, std::shared_ptr<ActiveRun> run,
                                     halaxy::ReadAnswer answer) {
    run->begin();
    if (answer.record)
        co_await applyFound(claim, run, answer);
    else
        co_await applyGone(claim, run, answer);
    run->end();
}

/// By the rule of every deletion: a canary first, and too many wait for an admin. A kill between the deletion
/// and its settling repeats a read that changes nothing.
QCoro::Task<void> InboxWorker::applyGone(std::shared_ptr<const Claim> claim, std::shared_ptr<ActiveRun> run,
                                         halaxy::ReadAnswer answer) {
    GoneStep gone(*run);
    const bool believed = co_await gone.one(answer);
    // Another reading overlapped and says else: which is true is not known yet.
    const bool readAgain = run->toRead.erase(claim->key) > 0;
    const bool settled = believed && !run->fatal && run->storeAside([&](storage::Scope& scope) {
        InboxWork inbox(scope);
        if (readAgain)
            inbox.release(claim->ids());
        else
            settle(inbox, *claim, answer, *run);
    });
    if (!settled) {
        // The service finds nothing of this kind by its id: not for this event alone, so all of the kind
        // wait.
        noAnswer(*claim, run->fatal.value_or(Error{ErrorKind::Forbidden, {}, {}}));
        co_return;
    }
    answered(claim->key);
    ++run->wholeListings;
    RecordReader reader(*run);
    co_await reader.readPending();
}

/// Record, rows, history and what becomes of the events: one transaction.
QCoro::Task<void> InboxWorker::applyFound(std::shared_ptr<const Claim> claim, std::shared_ptr<ActiveRun> run,
                                          halaxy::ReadAnswer answer) {
    bool readAgain = false;
    const bool stored = run->store([&](storage::Scope& scope) {
        ApplyReport report = m_tools.applier.apply(scope, {*answer.record}, run->context());
        InboxWork inbox(scope);
        // Another reading overlapped and says else: which is true is not known yet.
        readAgain = std::erase(report.readAgain, claim->key) > 0;
        if (readAgain)
            inbox.release(claim->ids());
        else
            settle(inbox, *claim, answer, *run);
        return report;
    });
    if (stored) {
        ++run->wholeListings;
        RecordReader reader(*run);
        co_await reader.readPending();
    } else {
        noAnswer(*claim, run->fatal.value_or(Error{ErrorKind::Database, {}, {}}));
    }
}

void InboxWorker::settle(InboxWork& inbox, const Claim& claim, const halaxy::ReadAnswer& answer,
                         const ActiveRun& run) {
    const UtcTime now = run.tools.clock.utcNow();
    std::vector<qint64> done;
    for (const WaitingEvent& event : claim.events) {
        const bool found = answer.record.has_value();
        if (isUnusable(answer))
            inbox.failed(event,
                         {ErrorKind::Rejected, std::get<QString>(answer.record->content), toText(claim.key)},
                         run.report.id, now);
        else if (event.isDelete && found && !(event.foundOnce && event.isDue(now)))
            // Somebody else's read between the two looks is none of them.
            inbox.lookAgain(event.id, event.foundOnce ? *event.notBefore : now + kDeleteShows);
        else
            done.push_back(event.id);
    }
    inbox.done(done, run.report.id, now);
}

/// The service knows the record and won't give it: that is a try.
void InboxWorker::refuse(const Claim& claim, ActiveRun& run, const Error& error) {
    run.begin();
    run.problem(error, toText(claim.key));
    const bool stored = run.storeAside([&](storage::Scope& scope) {
        for (const WaitingEvent& event : claim.events)
            InboxWork(scope).failed(event, error, run.report.id, m_tools.clock.utcNow());
    });
    if (!stored)
        noAnswer(claim, run.fatal.value_or(error));
    run.end();
}

void InboxWorker::noAnswer(const Claim& claim, const Error& error) {
    const UtcTime now = m_tools.clock.utcNow();
    switch (concernOf(error.kind)) {
        case Concerns::Nobody:
            break;
        case Concerns::Record:
            rest(m_resting[claim.key], now);
            break;
        case Concerns::Kind:
            rest(m_resting[{claim.key.kind, {}}], now);
            break;
        case Concerns::Everything:
            rest(m_restAll, now);
            break;
    }
    release(claim);
    qCInfo(logSync) << "inbox:" << toText(claim.key) << "waits:" << error.message;
}

void InboxWorker::rest(Rest& rest, UtcTime now) {
    if (rest.until > now)
        return;  // several reads met the same trouble
    milliseconds wait = kFirstRest;
    for (int i = 0; i < rest.times && wait < kLongestRest; ++i)
        wait *= 2;
    rest = {now + std::min<milliseconds>(wait, kLongestRest), rest.times + 1};
}

void InboxWorker::release(const Claim& claim) {
    const auto ids = claim.ids();
    const auto released = storage::write(m_tools.database, [&](storage::Scope& scope) {
        InboxWork inbox(scope);
        if (planted(Fault::TroubleIsDone))
            inbox.done(ids, {}, m_tools.clock.utcNow());
        else if (planted(Fault::OutageIsATry))
            for (const WaitingEvent& event : claim.events)
                inbox.failed(event, {ErrorKind::Network, {}, {}}, {}, m_tools.clock.utcNow());
        else
            inbox.release(ids);
    });
    if (!released)
        m_notReleased.insert(m_notReleased.end(), ids.begin(), ids.end());
}

}  // namespace bloom::sync
