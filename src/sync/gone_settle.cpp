// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What may be gone is read one by one, then deleted, or held where it is too much to believe.
#include "core/log.h"
#include "core/planted_faults.h"
#include "storage/confirm_store.h"
#include "storage/gone_store.h"
#include "storage/mirror_store.h"
#include "storage/record_store.h"
#include "sync/gone_rule.h"
#include "sync/gone_step.h"

#include <QCoreApplication>

namespace bloom::sync {

namespace {

using halaxy::ReadAnswer;
using halaxy::ReadState;
using Mark = storage::HeldStore::Mark;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

constexpr auto kLately = std::chrono::hours(24);

std::vector<RecordKey> keysOf(const std::vector<ReadAnswer>& answers) {
    std::vector<RecordKey> keys;
    for (const ReadAnswer& answer : answers)
        keys.push_back(answer.key);
    return keys;
}

}  // namespace

/// Of one kind, by what is already said about them.
struct GoneStep::Candidates {
    std::vector<RecordKey> fresh;     ///< nobody was asked yet
    std::vector<RecordKey> open;      ///< of the set that waits for an admin, still missing
    std::vector<RecordKey> approved;  ///< an admin said delete, and their reading said nothing
    int live = 0;
    int goneLately = 0;
    bool tooManyWith(std::size_t more) const {
        return tooMany(static_cast<int>(open.size() + more), goneLately, live);
    }
};

GoneStep::Candidates GoneStep::candidates(RecordKind kind, const std::vector<RecordKey>& absent) {
    const auto read = m_run.read([&](storage::Scope& scope) {
        Candidates found;
        storage::GoneStore store(scope);
        found.live = store.live(kind);
        found.goneLately = store.goneSince(kind, m_run.tools.clock.utcNow() - kLately);
        const auto marks = storage::HeldStore(scope).marks(kind);
        for (const auto& [id, mark] : marks)
            if (mark == Mark::Open && store.isLive({kind, id}))
                found.open.push_back({kind, id});
        for (const RecordKey& key : absent) {
            const auto mark = marks.find(key.id);
            if (mark == marks.end())
                found.fresh.push_back(key);
            else if (mark->second == Mark::Approved)
                found.approved.push_back(key);
        }
        return found;
    });
    return read.value_or(Candidates());
}

QCoro::Task<void> GoneStep::settle(std::vector<RecordKey> absent) {
    std::map<RecordKind, std::vector<RecordKey>> kinds;
    for (const RecordKey& key : absent)
        kinds[key.kind].push_back(key);
    for (const auto& [kind, keys] : kinds)
        if (m_run.goesOn())
            co_await settleKind(kind, keys);
}

QCoro::Task<void> GoneStep::settleKind(RecordKind kind, std::vector<RecordKey> absent) {
    const auto found = std::make_shared<const Candidates>(candidates(kind, absent));
    // The same set as before: nothing new is known, and nothing is asked.
    if (found->fresh.empty() && found->approved.empty() && found->tooManyWith(0)) {
        hold(kind, found->open, found->live);
        co_return;
    }
    const std::set<RecordKey> asked(absent.begin(), absent.end());
    const bool readable = co_await m_canary.readable(kind, asked);
    if (!readable)
        co_return;
    co_await confirmFresh(kind, found);
    const Answers approved = co_await readEach(found->approved);
    remove(approved.gone);
}

QCoro::Task<void> GoneStep::confirmFresh(RecordKind kind, std::shared_ptr<const Candidates> found) {
    std::vector<RecordKey> all = found->open;
    const auto reads = static_cast<std::size_t>(std::max(m_run.confirmingReads, 0));
    // Each of them is read before it is deleted; to say that they are too many, their absence is enough.
    if (found->fresh.size() > reads && found->tooManyWith(found->fresh.size())) {
        all.insert(all.end(), found->fresh.begin(), found->fresh.end());
        hold(kind, std::move(all), found->live);
        co_return;
    }
    const Answers answers = co_await readEach(found->fresh);
    if (found->tooManyWith(answers.gone.size())) {
        for (const ReadAnswer& answer : answers.gone)
            all.push_back(answer.key);
        hold(kind, std::move(all), found->live);
        co_return;
    }
    remove(answers.gone);
    // A set of which most came back is no alarm any more.
    const Answers rest = co_await readEach(found->open);
    remove(rest.gone);
}

QCoro::Task<GoneStep::Answers> GoneStep::readEach(std::vector<RecordKey> keys) {
    Answers answers;
    for (const RecordKey& key : keys) {
        if (!m_run.goesOn() || m_run.confirmingReads <= 0)
            break;
        --m_run.confirmingReads;
        if (planted(Fault::DeleteUnread)) {
            constexpr std::int64_t now = std::int64_t(1) << 40;
            answers.gone.push_back({key, ReadState::Gone, {}, {now, now}, {}});
            continue;
        }
        const auto answer = co_await m_run.tools.client.read(key, m_run.priority(), m_run.stop);
        if (!answer) {
            noteAsked(key, answer.error());
            break;  // trouble of the call: the next ones would have it, too
        }
        if (answer->state == ReadState::Found) {
            storeFound(std::vector<ReadAnswer>(1, *answer));
        } else if (answer->state == ReadState::Gone) {
            answers.gone.push_back(*answer);
        } else {
            noteAsked(key, answer->error);
            answers.unknown.push_back(*answer);
        }
    }
    co_return answers;
}

/// No answer about the record: asked again in the next run, after all others. The first time it makes the run
/// partial; later it is one that is not confirmed.
void GoneStep::noteAsked(const RecordKey& key, const std::optional<Error>& error) {
    Error problem =
        error.value_or(Error{ErrorKind::Incomplete, Words::tr("It could not be read by its id."), {}});
    const bool ends = endsTheRun(problem.kind);
    const bool isNew = m_neverAsked.contains(key);
    if (ends || isNew) {
        problem.context.clear();
        m_run.problem(std::move(problem), toText(key));
    }
    if (ends)
        return;
    m_run.storeAside([&](storage::Scope& scope) {
        storage::ConfirmStore(scope).noteAsked(key, m_run.tools.clock.utcNow());
        if (!isNew)
            return;
        if (key.kind != RecordKind::Appointment)
            m_run.sharedComplete = false;
        for (const PractitionerId& id : storage::MirrorStore(scope).practitionersOfAppointment(key.id))
            m_run.doubtfulOf.insert(id);
    });
}

void GoneStep::remove(const std::vector<ReadAnswer>& gone) {
    if (gone.empty())
        return;
    std::set<RecordKey> deleted;
    const bool stored = m_run.store([&](storage::Scope& scope) {
        ApplyReport report;
        deleted.clear();
        for (const ReadAnswer& answer : gone) {
            ApplyReport one = m_run.tools.applier.applyGone(scope, answer.key, answer.stamp, m_run.context());
            if (one.kinds[answer.key.kind].deleted > 0) {
                deleted.insert(answer.key);
                one.kinds[answer.key.kind].missing -= m_run.missing.contains(answer.key) ? 1 : 0;
            }
            report += one;
        }
        return report;
    });
    if (!stored)
        return;
    for (const RecordKey& key : deleted)
        m_run.missing.erase(key);
    m_run.deleted.insert(deleted.begin(), deleted.end());
    m_run.showProgress();
}

void GoneStep::hold(RecordKind kind, std::vector<RecordKey> keys, int live) {
    std::vector<HalaxyId> ids;
    for (const RecordKey& key : keys)
        ids.push_back(key.id);
    std::set<PractitionerId> whose;
    const UtcTime now = m_run.tools.clock.utcNow();
    const bool stored = m_run.store([&](storage::Scope& scope) {
        whose.clear();
        storage::HeldStore(scope).raise(kind, ids, live, m_run.report.id, now);
        storage::NotConfirmedStore(scope).mark(keys, m_run.report.id, now);
        for (const RecordKey& key : keys) {
            storage::ConfirmStore(scope).noteAsked(key, now);
            if (kind != RecordKind::Appointment)
                continue;
            for (const PractitionerId& id : storage::MirrorStore(scope).practitionersOfAppointment(key.id))
                whose.insert(id);
        }
        return ApplyReport();
    });
    if (!stored)
        return;
    m_run.held[kind] = {static_cast<int>(ids.size()), live};
    m_run.heldOf.insert(whose.begin(), whose.end());
    qCWarning(logSync) << "run" << m_run.report.id.value << "holds" << ids.size() << "deletions of"
                       << name(kind) << "of" << live;
}

/// The same rule as in a listing run. Who asks for one record by hand also overrules a decision to keep it.
QCoro::Task<bool> GoneStep::one(ReadAnswer gone) {
    const RecordKey key = gone.key;
    const std::vector<ReadAnswer> itself(1, gone);
    const auto live =
        m_run.read([&](storage::Scope& scope) { return storage::GoneStore(scope).isLive(key); });
    if (!live)
        co_return false;
    if (!*live) {
        remove(itself);  // a tombstone: nothing read before it can bring it in
        co_return true;
    }
    const auto mark = m_run.read([&](storage::Scope& scope) {
        const auto marks = storage::HeldStore(scope).marks(key.kind);
        const auto found = marks.find(key.id);
        return found == marks.end() ? std::optional<Mark>() : std::optional(found->second);
    });
    const bool byHand = m_run.report.type == RunType::Manual;
    if (!mark || (*mark == Mark::Kept && !byHand))
        co_return mark.has_value();
    std::set<RecordKey> asked;
    asked.insert(key);
    const bool readable = co_await m_canary.readable(key.kind, asked);
    if (!readable)
        co_return false;
    const Candidates found = candidates(key.kind, std::vector<RecordKey>());
    const bool isOpen = *mark == Mark::Open;
    const bool decided = *mark == Mark::Approved || *mark == Mark::Applying || *mark == Mark::Kept;
    if (!decided && found.tooManyWith(isOpen ? 0 : 1)) {
        std::vector<RecordKey> all = found.open;
        if (!isOpen)
            all.push_back(key);
        hold(key.kind, std::move(all), found.live);
        co_return true;
    }
    remove(itself);
    co_return true;
}

QCoro::Task<void> GoneStep::apply(QString heldSet) {
    constexpr int kAtOnce = 20;
    while (m_run.goesOn() && m_run.confirmingReads > 0) {
        const auto keys = m_run.read([&](storage::Scope& scope) {
            return storage::HeldStore(scope).waiting(heldSet, std::min(kAtOnce, m_run.confirmingReads));
        });
        if (!keys || keys->empty())
            co_return;
        const std::set<RecordKey> asked(keys->begin(), keys->end());
        const bool readable = co_await m_canary.readable(keys->front().kind, asked);
        if (!readable)
            co_return;
        const Answers answers = co_await readEach(*keys);
        remove(answers.gone);
        const bool noted = m_run.storeAside([&](storage::Scope& scope) {
            // What a newer reading overtook stays asked for, too.
            for (const std::vector<ReadAnswer>* some : {&answers.gone, &answers.unknown})
                for (const RecordKey& key : keysOf(*some))
                    storage::HeldStore(scope).noteUnknown(heldSet, key);
        });
        ++m_run.wholeListings;
        if (!noted || !m_run.report.problems.empty())
            co_return;
    }
}

}  // namespace bloom::sync
