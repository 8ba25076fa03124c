// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Asking for what no listing shows: whom, in which order, and what the answers say at once.
#include "sync/gone_step.h"

#include "storage/confirm_store.h"
#include "storage/gone_store.h"
#include "storage/mirror_store.h"
#include "storage/record_store.h"
#include "storage/set_aside_store.h"

namespace bloom::sync {

namespace {

using halaxy::ReadAnswer;
using halaxy::ReadState;

constexpr std::size_t kBatch = 50;  // what the client takes in one call

/// The service answered, and the record was not in the answer. Enough to read it by itself, never more.
bool isAbsent(const ReadAnswer& answer) {
    return answer.state == ReadState::Gone || (answer.state == ReadState::Unknown && answer.error &&
                                               answer.error->kind == ErrorKind::Incomplete);
}

/// It may not understand the question: then only asking for each can tell.
bool mayBeGone(const ReadAnswer& answer) {
    return isAbsent(answer) || (answer.error && (answer.error->kind == ErrorKind::Rejected ||
                                                 answer.error->kind == ErrorKind::NotFound));
}

/// Keys of one kind together, in their order, at most a call's worth each.
std::vector<std::vector<RecordKey>> batchesOf(const std::vector<RecordKey>& keys) {
    std::vector<std::vector<RecordKey>> batches;
    std::map<RecordKind, std::size_t> open;
    for (const RecordKey& key : keys) {
        const auto at = open.find(key.kind);
        if (at == open.end() || batches[at->second].size() >= kBatch) {
            open[key.kind] = batches.size();
            batches.push_back({key});
        } else {
            batches[at->second].push_back(key);
        }
    }
    return batches;
}

}  // namespace

QCoro::Task<void> GoneStep::unseen() {
    const std::vector<RecordKey> keys = toAsk();
    if (keys.empty() || !m_run.goesOn())
        co_return;
    const auto answers = co_await readBatches(keys);
    if (!m_run.goesOn())
        co_return;
    storeFound(answers);
    const Absent absent = sortAbsent(answers);
    co_await settle(absent.held);
    co_await settleAside(absent.aside);
}

QCoro::Task<void> GoneStep::audit(std::vector<RecordKey> keys) {
    const auto answers = co_await readBatches(keys);
    if (!m_run.goesOn())
        co_return;
    storeFound(answers);
    std::vector<RecordKey> absent;
    for (const ReadAnswer& answer : answers)
        if (mayBeGone(answer))
            absent.push_back(answer.key);
    m_run.missing.insert(absent.begin(), absent.end());
    m_run.store([&](storage::Scope& scope) {
        for (const ReadAnswer& answer : answers)
            if (answer.state == ReadState::Found || mayBeGone(answer))
                storage::GoneStore(scope).noteAudited(answer.key, m_run.tools.clock.utcNow());
        ApplyReport marked = m_run.tools.applier.markMissing(scope, absent, m_run.context());
        const auto never = storage::ConfirmStore(scope).neverAsked();
        m_neverAsked.insert(never.begin(), never.end());
        return marked;
    });
    co_await settle(std::move(absent));
}

/// Half of the reads go for asking many at once; a run of a part asks for its own part.
std::vector<RecordKey> GoneStep::toAsk() {
    auto keys = m_run.read([&](storage::Scope& scope) {
        storage::ConfirmStore store(scope);
        const auto never = store.neverAsked();
        m_neverAsked.insert(never.begin(), never.end());
        return store.toAsk(m_run.dataFrom);
    });
    if (!keys)
        return {};
    if (!m_run.plan.everybody)
        std::erase_if(*keys, [&](const RecordKey& key) { return !m_run.missing.contains(key); });
    auto batches = batchesOf(*keys);
    const auto calls = static_cast<std::size_t>(std::max(m_run.confirmingReads / 2, 0));
    batches.resize(std::min(batches.size(), calls));
    std::vector<RecordKey> asked;
    for (const auto& batch : batches)
        asked.insert(asked.end(), batch.begin(), batch.end());
    return asked;
}

/// A batch that has trouble is a problem of its own, unless nothing more can be asked.
QCoro::Task<std::vector<ReadAnswer>> GoneStep::readBatches(std::vector<RecordKey> keys) {
    std::vector<ReadAnswer> all;
    const auto batches = batchesOf(keys);
    for (const std::vector<RecordKey>& batch : batches) {
        if (!m_run.goesOn())
            break;
        --m_run.confirmingReads;
        const auto answers = co_await m_run.tools.client.readMany(batch, m_run.priority(), m_run.stop);
        if (!answers)
            m_run.problem(answers.error(), name(batch.front().kind));
        else
            all.insert(all.end(), answers->begin(), answers->end());
    }
    co_return all;
}

void GoneStep::storeFound(const std::vector<ReadAnswer>& answers) {
    std::vector<ReadRecord> found;
    for (const ReadAnswer& answer : answers)
        if (answer.state == ReadState::Found && answer.record)
            found.push_back(*answer.record);
    if (found.empty() || !m_run.storeRecords(found))
        return;
    m_run.store([&](storage::Scope& scope) {
        ApplyReport report;
        for (const ReadRecord& record : found) {
            storage::ConfirmStore(scope).noteAsked(record.key, m_run.tools.clock.utcNow());
            report.kinds[record.key.kind].missing -= m_run.missing.contains(record.key) ? 1 : 0;
        }
        return report;
    });
    for (const ReadRecord& record : found)
        m_run.missing.erase(record.key);
    m_run.showProgress();
}

/// What is held, and what is only set aside: either is left to be read by itself.
GoneStep::Absent GoneStep::sortAbsent(const std::vector<ReadAnswer>& answers) {
    Absent absent;
    m_run.storeAside([&](storage::Scope& scope) {
        absent = {};
        for (const ReadAnswer& answer : answers) {
            if (answer.state == ReadState::Found)
                continue;
            // A row that somebody made has no record at all.
            const auto record = storage::RecordStore(scope).find(answer.key);
            const bool isGone = record && record->gone;
            const bool isAside = storage::SetAsideStore(scope).find(answer.key).has_value();
            const bool held =
                !isGone && (storage::NotConfirmedStore(scope).has(answer.key) || (record && isAside));
            if (held && mayBeGone(answer))
                absent.held.push_back(answer.key);
            else if (isAside && mayBeGone(answer))
                absent.aside.push_back(answer.key);
            else
                storage::ConfirmStore(scope).noteAsked(answer.key, m_run.tools.clock.utcNow());
        }
    });
    for (const ReadAnswer& answer : answers)
        if (answer.error && endsTheRun(answer.error->kind))
            m_run.problem(*answer.error);
    return absent;
}

}  // namespace bloom::sync
