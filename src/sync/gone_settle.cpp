// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What may be gone is read one by one, then deleted, or held where it is too much to believe.
#include "core/log.h"
#include "core/planted_faults.h"
#include "storage/confirm_store.h"
#include "storage/gone_store.h"
#include "storage/mirror_store.h"
#include "storage/record_store.h"
#include "storage/set_aside_store.h"
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

bool GoneStep::Candidates::tooManyWith(std::size_t more) const {
    return tooMany(static_cast<int>(open.size() + more), goneLately, live);
}

QCoro::Task<void> GoneStep::settle(std::vector<RecordKey> absent) {
    std::map<RecordKind, std::vector<RecordKey>> kinds;
    for (const RecordKey& key : absent)
        kinds[key.kind].push_back(key);
    for (const auto& [kind, keys] : kinds)
        if (m_run.goesOn())
            co_await settleKind(kind, keys);
}

/// Who could never be used is no loss and never too many; but the line says that something is missing here,
/// and only the same certainty takes it away.
QCoro::Task<void> GoneStep::settleAside(std::vector<RecordKey> absent) {
    std::map<RecordKind, std::vector<RecordKey>> kinds;
    for (const RecordKey& key : absent)
        kinds[key.kind].push_back(key);
    for (const auto& [kind, keys] : kinds) {
        if (!m_run.goesOn())
            co_return;
        if (!m_canary.isAffordable(kind))
            continue;
        const std::set<RecordKey> asked(keys.begin(), keys.end());
        const bool readable = co_await m_canary.readable(kind, asked);
        if (!readable)
            continue;
        Answers answers = co_await readEach(keys);
        keepNewlyAside(answers.gone);
        remove(answers.gone);
    }
}

/// Somebody else read it meanwhile, and it was there: asked again in the next run.
void GoneStep::keepNewlyAside(std::vector<ReadAnswer>& gone) {
    const auto isNewer = [&](storage::Scope& scope, const ReadAnswer& answer) {
        const auto line = storage::SetAsideStore(scope).find(answer.key);
        return line && line->lastSeen >= m_run.dataFrom;
    };
    const auto left = m_run.read([&](storage::Scope& scope) {
        std::vector<ReadAnswer> old;
        for (const ReadAnswer& answer : gone)
            if (!isNewer(scope, answer))
                old.push_back(answer);
        return old;
    });
    gone = left.value_or(std::vector<ReadAnswer>());
}

QCoro::Task<void> GoneStep::settleKind(RecordKind kind, std::vector<RecordKey> absent) {
    const auto found = std::make_shared<const Candidates>(candidates(kind, absent));
    // The same set as before: nothing new is known, and nothing is asked.
    if (found->fresh.empty() && found->approved.empty() && found->tooManyWith(0)) {
        hold(kind, found->open, found->live);
        co_return;
    }
    if (found->fresh.empty() && found->approved.empty() && found->open.empty())
        co_return;  // kept, or the business of another run
    if (!m_canary.isAffordable(kind))
        co_return;  // the next run has reads of its own, and asks first for what was not asked now
    const std::set<RecordKey> asked(absent.begin(), absent.end());
    const bool readable = co_await m_canary.readable(kind, asked);
    if (!readable)
        co_return;
    co_await confirmFresh(kind, found);
    const Answers approved = co_await readEach(found->approved);
    remove(approved.gone);
}

QCoro::Task<void> GoneStep::confirmFresh(RecordKind kind, std::shared_ptr<const Candidates> found) {
    const auto reads = static_cast<std::size_t>(std::max(m_run.confirmingReads, 0));
    // Each of them is read before it is deleted; to say that they are too many, their absence is enough.
    if (found->fresh.size() > reads && found->tooManyWith(found->fresh.size())) {
        std::vector<RecordKey> all = found->open;
        all.insert(all.end(), found->fresh.begin(), found->fresh.end());
        hold(kind, std::move(all), found->live);
        co_return;
    }
    const Answers answers = co_await readEach(found->fresh);
    // Counted anew: single reads go on beside this run.
    const Candidates now = candidates(kind, std::vector<RecordKey>());
    if (now.tooManyWith(answers.gone.size())) {
        std::vector<RecordKey> all = now.open;
        const auto gone = keysOf(answers.gone);
        all.insert(all.end(), gone.begin(), gone.end());
        hold(kind, std::move(all), now.live);
        co_return;
    }
    remove(answers.gone);
    // A set of which most came back is no alarm any more.
    const Answers rest = co_await readEach(now.open);
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

}  // namespace bloom::sync
