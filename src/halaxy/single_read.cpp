// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/single_read.h"

#include "core/planted_faults.h"
#include "halaxy/bundle.h"
#include "halaxy/fhir_reader.h"
#include "halaxy/query_url.h"
#include "halaxy/text.h"

namespace bloom::halaxy {
namespace {
constexpr std::size_t kIdsPerCall = 50;

/// The service spoke about what was asked for; everything else is trouble of the call and stays an error.
bool isAboutTheRecord(ErrorKind kind) {
    return kind == ErrorKind::Damaged || kind == ErrorKind::Forbidden || kind == ErrorKind::Rejected;
}

ReadAnswer unknown(const RecordKey& key, Error error, ReadStamp stamp = {}) {
    error.context = toText(key);
    return {key, ReadState::Unknown, {}, stamp, std::move(error)};
}

ReadAnswer judgeRead(const RecordKey& key, const Answer& answer, UtcTime now) {
    if (answer.status >= 400) {
        if (answer.outcome || planted(Fault::BelieveAny404))
            return {key, ReadState::Gone, {}, answer.stamp, {}};
        return unknown(key, {ErrorKind::NotFound, Text::tr("Not found, but not by Halaxy itself."), {}},
                       answer.stamp);
    }
    const bool same = answer.json.value(QLatin1String("resourceType")).toString() == name(key.kind) &&
                      idOf(answer.json) == key.id.value;
    if (!same)
        return unknown(key, {ErrorKind::Damaged, Text::tr("Halaxy answered with something else."), {}},
                       answer.stamp);
    return {key, ReadState::Found, readResource(answer.json, key.kind, answer.stamp, now), answer.stamp, {}};
}

std::vector<ReadAnswer> judgeBatch(const std::vector<RecordKey>& keys, const Answer& answer, UtcTime now) {
    QHash<QString, QJsonObject> found;
    Error error{ErrorKind::Incomplete, Text::tr("Halaxy did not return it."), {}};
    const Result<Bundle> bundle = readBundle(answer.json, keys.front().kind);
    if (!bundle)
        error = bundle.error();
    else
        for (const QJsonObject& resource : bundle->resources)
            found.insert(idOf(resource), resource);
    std::vector<ReadAnswer> answers;
    for (const RecordKey& key : keys) {
        const auto resource = found.constFind(key.id.value);
        if (resource == found.constEnd())
            answers.push_back(unknown(key, error, answer.stamp));
        else
            answers.push_back({key,
                               ReadState::Found,
                               readResource(*resource, key.kind, answer.stamp, now),
                               answer.stamp,
                               {}});
    }
    return answers;
}

/// The first keys of one kind, at most as many as one call takes; they are taken out of `keys`.
std::vector<RecordKey> takeBatch(std::vector<RecordKey>& keys) {
    std::vector<RecordKey> batch;
    std::vector<RecordKey> rest;
    for (RecordKey& key : keys)
        (key.kind == keys.front().kind && batch.size() < kIdsPerCall ? batch : rest).push_back(key);
    keys = std::move(rest);
    return batch;
}
}  // namespace

QCoro::Task<Result<ReadAnswer>> readOne(Caller& caller, Clock& clock, QUrl base, RecordKey key,
                                        Priority priority, std::stop_token stop) {
    GetCall call;
    call.url = recordUrl(base, key);
    call.resource = name(key.kind);
    call.priority = priority;
    Result<Answer> answer = co_await caller.get(std::move(call), stop);
    if (answer)
        co_return judgeRead(key, *answer, clock.utcNow());
    if (isAboutTheRecord(answer.error().kind))
        co_return unknown(key, answer.error());
    co_return fail(answer.error());
}

QCoro::Task<Result<std::vector<ReadAnswer>>> readMany(Caller& caller, Clock& clock, QUrl base,
                                                      std::vector<RecordKey> keys, Priority priority,
                                                      std::stop_token stop) {
    std::vector<ReadAnswer> all;
    while (!keys.empty()) {
        const std::vector<RecordKey> batch = takeBatch(keys);
        std::vector<HalaxyId> ids;
        for (const RecordKey& key : batch)
            ids.push_back(key.id);
        GetCall call;
        call.url = byIdUrl(base, batch.front().kind, ids);
        call.resource = name(batch.front().kind);
        call.priority = priority;
        Result<Answer> answer = co_await caller.get(std::move(call), stop);
        if (!answer && !isAboutTheRecord(answer.error().kind))
            co_return fail(answer.error());
        if (answer) {
            std::vector<ReadAnswer> judged = judgeBatch(batch, *answer, clock.utcNow());
            std::move(judged.begin(), judged.end(), std::back_inserter(all));
        } else {
            for (const RecordKey& key : batch)
                all.push_back(unknown(key, answer.error()));
        }
    }
    co_return all;
}

}  // namespace bloom::halaxy
