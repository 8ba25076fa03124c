// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One record that a single read did not find, and a set that an admin decided on.
#include "storage/gone_store.h"
#include "sync/gone_step.h"

namespace bloom::sync {

namespace {

using halaxy::ReadAnswer;
using Mark = storage::HeldStore::Mark;

}  // namespace

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
                for (const ReadAnswer& answer : *some)
                    storage::HeldStore(scope).noteUnknown(heldSet, answer.key);
        });
        ++m_run.wholeListings;
        if (!noted || !m_run.report.problems.empty())
            co_return;
    }
}

}  // namespace bloom::sync
