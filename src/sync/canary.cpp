// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/canary.h"

#include "core/planted_faults.h"
#include "storage/gone_store.h"

#include <QCoreApplication>
#include <algorithm>

namespace bloom::sync {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

/// One may have been deleted since it was listed; three are no chance.
constexpr std::size_t kTries = 3;

}  // namespace

QCoro::Task<bool> Canary::readable(RecordKind kind, std::set<RecordKey> asked) {
    if (planted(Fault::IgnoreCanary))
        co_return true;
    if (const auto known = m_known.find(kind); known != m_known.end())
        co_return known->second;
    const std::vector<RecordKey> keys = choose(kind, asked);
    const bool answered = co_await tryEach(keys);
    m_known[kind] = answered;
    if (answered || !m_run.goesOn())
        co_return answered;
    m_run.sharedComplete = false;
    m_run.problem(
        {ErrorKind::Incomplete,
         Words::tr("A record that is surely there can't be read by its id, so nothing was deleted."),
         name(kind)});
    co_return false;
}

bool Canary::isAffordable(RecordKind kind) const {
    const int needed = m_known.contains(kind) ? 0 : static_cast<int>(kTries);
    return m_run.confirmingReads > needed;
}

/// What was just listed; where this run listed none of the kind, what was read last. Only a kind of which
/// nothing else is live is tried with practitioners: there is always one.
std::vector<RecordKey> Canary::choose(RecordKind kind, const std::set<RecordKey>& asked) {
    std::vector<RecordKey> keys = m_run.justListed[kind];
    std::erase_if(keys, [&](const RecordKey& key) { return asked.contains(key); });
    if (!keys.empty())
        return keys;
    const int enough = static_cast<int>(asked.size() + kTries);
    keys = m_run
               .read([&](storage::Scope& scope) {
                   storage::GoneStore store(scope);
                   const bool others = store.live(kind) > static_cast<int>(asked.size());
                   return store.trusted(others ? kind : RecordKind::Practitioner, enough);
               })
               .value_or(std::vector<RecordKey>());
    std::erase_if(keys, [&](const RecordKey& key) { return asked.contains(key); });
    keys.resize(std::min(keys.size(), kTries));
    return keys;
}

QCoro::Task<bool> Canary::tryEach(std::vector<RecordKey> keys) {
    for (const RecordKey& key : keys) {
        if (!m_run.goesOn())
            co_return false;
        --m_run.confirmingReads;
        ++m_run.ownCalls;
        const auto answer = co_await m_run.tools.client.read(key, m_run.priority(), m_run.stop);
        if (!answer)
            m_run.problem(answer.error(), toText(key));
        else if (answer->state == halaxy::ReadState::Found)
            co_return true;
    }
    co_return false;
}

}  // namespace bloom::sync
