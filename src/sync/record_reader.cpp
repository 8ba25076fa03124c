// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/record_reader.h"

namespace bloom::sync {

namespace {

constexpr std::size_t kBatch = 50;  // what the client takes in one call

/// The first keys of one kind, at most a batch; keys are sorted by kind.
std::vector<RecordKey> takeBatch(std::vector<RecordKey>& keys) {
    std::vector<RecordKey> batch;
    while (!keys.empty() && batch.size() < kBatch &&
           (batch.empty() || keys.back().kind == batch.front().kind)) {
        batch.push_back(keys.back());
        keys.pop_back();
    }
    return batch;
}

}  // namespace

QCoro::Task<void> RecordReader::readPending() {
    while (m_run.goesOn()) {
        std::vector<RecordKey> keys;
        for (const RecordKey& key : std::exchange(m_run.toRead, {}))
            if (m_asked.insert(key).second)
                keys.push_back(key);
        if (keys.empty())
            co_return;
        co_await readMany(std::move(keys));
    }
}

QCoro::Task<std::set<RecordKey>> RecordReader::readMany(std::vector<RecordKey> keys) {
    std::set<RecordKey> found;
    std::sort(keys.begin(), keys.end());
    while (!keys.empty() && m_run.goesOn()) {
        const std::vector<RecordKey> batch = takeBatch(keys);
        const auto answers =
            co_await m_run.tools.client.readMany(batch, halaxy::Priority::Listing, m_run.stop);
        if (!answers) {
            m_run.problem(answers.error(), name(batch.front().kind));
            continue;
        }
        std::vector<ReadRecord> records;
        for (const halaxy::ReadAnswer& answer : *answers) {
            if (answer.state != halaxy::ReadState::Found || !answer.record)
                continue;
            records.push_back(*answer.record);
            found.insert(answer.key);
        }
        m_run.storeRecords(records);
        m_run.showProgress();
    }
    co_return found;
}

}  // namespace bloom::sync
