// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/record_reader.h"

#include "storage/record_store.h"
#include "storage/set_aside_store.h"

#include <QCoreApplication>

namespace bloom::sync {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

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

bool isFound(const halaxy::ReadAnswer& answer) {
    return answer.state == halaxy::ReadState::Found && answer.record;
}

/// One for each kind and cause, however many records it was about.
void noteProblem(ActiveRun& run, const halaxy::ReadAnswer& answer) {
    Error error = answer.error.value_or(
        Error{ErrorKind::Incomplete, Words::tr("Not everything could be read by id."), {}});
    error.context = name(answer.key.kind);
    run.sharedComplete = false;
    run.problem(std::move(error));
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
        const std::size_t asked = keys.size();
        const auto answers = co_await ask(std::move(keys));
        if (answers.size() < asked)
            m_run.sharedComplete = false;
        noteUnknown(answers);
    }
}

/// What was found is applied; a call that failed is a problem, and its keys have no answer.
QCoro::Task<std::vector<halaxy::ReadAnswer>> RecordReader::ask(std::vector<RecordKey> keys) {
    std::vector<halaxy::ReadAnswer> all;
    std::sort(keys.begin(), keys.end());
    while (!keys.empty() && m_run.goesOn()) {
        const std::vector<RecordKey> batch = takeBatch(keys);
        // A webhook's clients come with it, however busy a listing is.
        const auto priority =
            m_run.report.type == RunType::Webhook ? halaxy::Priority::Single : halaxy::Priority::Listing;
        ++m_run.ownCalls;
        const auto answers = co_await m_run.tools.client.readMany(batch, priority, m_run.stop);
        if (!answers) {
            m_run.problem(answers.error(), name(batch.front().kind));
            continue;
        }
        std::vector<ReadRecord> records;
        for (const halaxy::ReadAnswer& answer : *answers)
            if (isFound(answer))
                records.push_back(*answer.record);
        m_run.storeRecords(records);
        m_run.showProgress();
        all.insert(all.end(), answers->begin(), answers->end());
    }
    co_return all;
}

void RecordReader::noteUnknown(const std::vector<halaxy::ReadAnswer>& answers) {
    std::vector<RecordKey> clients;
    for (const halaxy::ReadAnswer& answer : answers) {
        if (isFound(answer))
            continue;
        const bool notGiven = answer.error && answer.error->kind == ErrorKind::Incomplete;
        const auto isHeld = m_run.read(
            [&](storage::Scope& scope) { return storage::RecordStore(scope).find(answer.key).has_value(); });
        if (!isHeld)
            return;
        if (notGiven && !*isHeld && answer.key.kind == RecordKind::Patient)
            clients.push_back(answer.key);
        else if (!notGiven || *isHeld)
            noteProblem(m_run, answer);
        // Else a role or practitioner: the appointments that name it are set aside.
    }
    if (clients.empty())
        return;
    m_run.store([&](storage::Scope& scope) {
        ApplyReport report;
        const QString reason = Words::tr("Sessions name this client, but Halaxy does not give it.");
        for (const RecordKey& key : clients)
            report.setAside.push_back(storage::SetAsideStore(scope).put(
                key, QByteArray(16, '\0'), reason, m_run.report.id, m_run.tools.clock.utcNow()));
        return report;
    });
}

}  // namespace bloom::sync
