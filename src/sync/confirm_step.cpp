// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/confirm_step.h"

#include "storage/confirm_store.h"
#include "storage/set_aside_store.h"

namespace bloom::sync {

namespace {

using halaxy::ReadAnswer;
using halaxy::ReadState;

/// The service answered, and the record was not in the answer. Enough to let go of what could not be used
/// anyway, never to delete.
bool isAbsent(const ReadAnswer& answer) {
    return answer.state == ReadState::Gone || (answer.state == ReadState::Unknown && answer.error &&
                                               answer.error->kind == ErrorKind::Incomplete);
}

}  // namespace

QCoro::Task<void> ConfirmStep::run() {
    std::vector<RecordKey> keys = toAsk();
    if (keys.empty() || !m_run.goesOn())
        co_return;
    m_run.confirmingReads -= static_cast<int>(keys.size());
    const auto answers =
        co_await m_run.tools.client.readMany(std::move(keys), halaxy::Priority::Listing, m_run.stop);
    if (!answers)
        m_run.problem(answers.error());
    else
        store(*answers);
}

/// A run of a part asks for its own part.
std::vector<RecordKey> ConfirmStep::toAsk() {
    auto keys =
        m_run.read([&](storage::Scope& scope) { return storage::ConfirmStore(scope).toAsk(m_run.dataFrom); });
    if (!keys)
        return {};
    if (!m_run.plan.everybody)
        std::erase_if(*keys, [&](const RecordKey& key) { return !m_run.missing.contains(key); });
    keys->resize(std::min(keys->size(), static_cast<std::size_t>(std::max(m_run.confirmingReads, 0))));
    return std::move(*keys);
}

void ConfirmStep::store(const std::vector<ReadAnswer>& answers) {
    std::vector<ReadRecord> found;
    for (const ReadAnswer& answer : answers) {
        if (answer.state == ReadState::Found && answer.record)
            found.push_back(*answer.record);
        else if (answer.error && endsTheRun(answer.error->kind))
            m_run.problem(*answer.error);
    }
    if (!found.empty() && !m_run.storeRecords(found))
        return;
    m_run.store([&](storage::Scope& scope) {
        ApplyReport report;
        for (const ReadRecord& record : found)
            report.kinds[record.key.kind].missing -= m_run.missing.contains(record.key) ? 1 : 0;
        for (const ReadAnswer& answer : answers) {
            storage::ConfirmStore(scope).noteAsked(answer.key, m_run.tools.clock.utcNow());
            if (isAbsent(answer))
                storage::SetAsideStore(scope).clear(answer.key);
        }
        return report;
    });
    for (const ReadRecord& record : found)
        m_run.missing.erase(record.key);
    m_run.showProgress();
}

}  // namespace bloom::sync
