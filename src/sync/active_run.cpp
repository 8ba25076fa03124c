// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/active_run.h"

#include "core/log.h"
#include "storage/checkpoint_store.h"
#include "storage/sync_log_store.h"
#include "sync/listing_state.h"
#include "sync/run_queue.h"

#include <algorithm>

namespace bloom::sync {

namespace {

constexpr auto kResumable = std::chrono::minutes(10);

/// Known once every practitioner's listing has said how long it is.
std::optional<milliseconds> timeLeft(const RunProgress& progress) {
    int done = 0, about = 0;
    for (const RunProgress::Part& part : progress.practitioners) {
        if (!part.about && !part.finished)
            return std::nullopt;
        done += part.done;
        about += part.finished ? part.done : std::max(part.done, *part.about);
    }
    if (done < 100)
        return std::nullopt;  // too early for a rate
    return progress.elapsed * (about - done) / done;
}

/// It came before in this run: what was unchanged or set aside then, is so still.
void countOnce(const RecordKey& key, ApplyReport& applied) {
    KindCounts& counts = applied.kinds[key.kind];
    --counts.received;
    const bool isSetAside =
        std::ranges::any_of(applied.setAside, [&](const SetAside& line) { return line.key == key; });
    int& counted = isSetAside ? counts.setAside : counts.unchanged;
    counted = std::max(0, counted - 1);
}

}  // namespace

bool endsTheRun(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::Cancelled:
        case ErrorKind::Credentials:
        case ErrorKind::CircuitOpen:
        case ErrorKind::CallsHeld:
        case ErrorKind::Settings:
        case ErrorKind::Tls:
        case ErrorKind::Database:
        case ErrorKind::DatabaseBusy:
        case ErrorKind::SchemaNewer:
        case ErrorKind::SchemaChanged:
        case ErrorKind::DatabaseDamaged:
        case ErrorKind::Internal:
            return true;
        case ErrorKind::Usage:
        case ErrorKind::Network:
        case ErrorKind::Timeout:
        case ErrorKind::RateLimited:
        case ErrorKind::Forbidden:
        case ErrorKind::NotFound:
        case ErrorKind::Rejected:
        case ErrorKind::ServerError:
        case ErrorKind::Damaged:
        case ErrorKind::Incomplete:
            return false;
    }
    Q_UNREACHABLE();
}

ActiveRun::ActiveRun(RunTools runTools, SyncSettings runSettings, SyncRequest request, RunId id,
                     std::stop_token stopToken, RunHooks runHooks)
    : tools(runTools),
      settings(std::move(runSettings)),
      zone(PracticeZone::find(settings.timeZone).value_or(PracticeZone::sydney())),
      plan(planOf(request)),
      stop(std::move(stopToken)),
      hooks(std::move(runHooks)),
      m_usageAtStart(tools.client.usage()),
      m_startedAt(tools.clock.monotonicNow()) {
    report.id = id;
    report.type = request.type;
    report.scope = request.scope;
    report.askedBy = request.askedBy;
    report.started = dataFrom = tools.clock.utcNow();
    window = windowOf(request.scope, settings, zone, report.started);
    progress.id = id;
    progress.type = request.type;
}

ApplyContext ActiveRun::context() const {
    return {report.type, report.id, tools.clock.utcNow(), settings.timeZone, settings.mhcp};
}

QString ActiveRun::listingName(const QString& what) const { return name(report.type) + u'/' + what; }

void ActiveRun::begin() {
    const UtcTime now = report.started;
    storeAside([&](storage::Scope& scope) {
        storage::SyncLogStore(scope).begin(report);
        m_resumable.clear();
        if (isSingleRead())
            return;
        storage::CheckpointStore checkpoints(scope);
        const QString ours = name(report.type) + u'/';
        for (const storage::Checkpoint& checkpoint : checkpoints.all()) {
            if (!checkpoint.listing.startsWith(ours))
                continue;
            const auto age = now - checkpoint.savedAt;
            const bool fresh = age >= milliseconds(0) && age <= kResumable;
            if (fresh && listingStateFrom(checkpoint.extra).scope == scopeText(report.scope))
                m_resumable[checkpoint.listing] = std::make_shared<storage::Checkpoint>(checkpoint);
            else
                checkpoints.remove(checkpoint.listing);
        }
    });
    for (const auto& [listing, checkpoint] : m_resumable) {
        window = checkpoint->window;
        dataFrom = std::min(dataFrom, checkpoint->runStarted);
    }
    if (!m_resumable.empty())
        qCInfo(logSync) << "run" << report.id.value << "goes on with" << m_resumable.size() << "listings";
}

std::shared_ptr<storage::Checkpoint> ActiveRun::takeResumable(const QString& listing) {
    const auto found = m_resumable.find(listing);
    if (found == m_resumable.end())
        return nullptr;
    const auto checkpoint = found->second;
    m_resumable.erase(found);
    return checkpoint;
}

void ActiveRun::count(const ApplyReport& applied) {
    for (const auto& [kind, counts] : applied.kinds)
        report.kinds[kind] += counts;
    for (const SetAside& record : applied.setAside) {
        const auto [at, isFirst] = m_setAsideAt.insert({record.key, report.setAside.size()});
        if (isFirst) {
            report.setAside.push_back(record);
            continue;
        }
        SetAside& known = report.setAside[at->second];
        const bool isNew = known.isNew || record.isNew;
        known = record;
        known.isNew = isNew;
    }
    toRead.insert(applied.readAgain.begin(), applied.readAgain.end());
    toRead.insert(applied.toRead.begin(), applied.toRead.end());
    progress.records = report.total().received;
}

void ActiveRun::addUsage(RunReport& target) const {
    if (report.type == RunType::Webhook) {
        target.calls = ownCalls;
        return;
    }
    const halaxy::Client::Usage usage = tools.client.usage();
    target.calls = static_cast<int>(usage.calls - m_usageAtStart.calls);
    target.bytes = static_cast<qint64>(usage.bytes - m_usageAtStart.bytes);
    target.rateLimitWait = usage.rateLimitWait - m_usageAtStart.rateLimitWait;
}

std::optional<ApplyReport> ActiveRun::storeRecords(const std::vector<ReadRecord>& records,
                                                   const std::function<void(storage::Scope&)>& also) {
    ApplyReport applied;
    const bool stored = store([&](storage::Scope& scope) {
        applied = tools.applier.apply(scope, records, context());
        for (const ReadRecord& record : records)
            if (m_received.contains(record.key))
                countOnce(record.key, applied);
        if (also)
            also(scope);
        return applied;
    });
    if (!stored)
        return std::nullopt;
    for (const ReadRecord& record : records)
        m_received.insert(record.key);
    return applied;
}

void ActiveRun::noteListed(const std::vector<ReadRecord>& records) {
    constexpr std::size_t kKept = 3;
    for (auto record = records.rbegin(); record != records.rend(); ++record) {
        std::vector<RecordKey>& keys = justListed[record->key.kind];
        if (keys.size() >= kKept)
            return;
        if (record->usable())
            keys.push_back(record->key);
    }
}

bool ActiveRun::store(const std::function<ApplyReport(storage::Scope&)>& apply) {
    addUsage(report);
    const auto applied = storage::write(tools.database, [&](storage::Scope& scope) {
        ApplyReport done = apply(scope);
        RunReport soFar = report;
        for (const auto& [kind, counts] : done.kinds)
            soFar.kinds[kind] += counts;
        storage::SyncLogStore(scope).update(soFar);
        return done;
    });
    if (!applied) {
        problem(applied.error());
        return false;
    }
    count(*applied);
    if (hooks.changed && applied->rowsWritten > 0)
        hooks.changed({report.id,
                       {applied->practitioners.begin(), applied->practitioners.end()},
                       applied->rowsWritten});
    return true;
}

bool ActiveRun::storeAside(const std::function<void(storage::Scope&)>& write) {
    const auto written = storage::write(tools.database, [&](storage::Scope& scope) { write(scope); });
    if (!written)
        problem(written.error());
    return written.has_value();
}

void ActiveRun::problem(Error error, const QString& context) {
    if (endsTheRun(error.kind) && !fatal)
        fatal = error;
    if (error.context.isEmpty())
        error.context = context;
    const bool known =
        std::find(report.problems.begin(), report.problems.end(), error) != report.problems.end();
    if (!known && error.kind != ErrorKind::Cancelled)
        report.problems.push_back(std::move(error));
}

void ActiveRun::joinedBy(const QString& who) {
    report.askedBy = withAsker(report.askedBy, who);
    const auto noted = storage::write(tools.database, [&](storage::Scope& scope) {
        storage::SyncLogStore(scope).setAskedBy(report.id, report.askedBy);
    });
    if (!noted)
        qCWarning(logSync) << "run" << report.id.value << "joined:" << noted.error().message;
}

void ActiveRun::showProgress() {
    addUsage(report);
    progress.calls = report.calls;
    progress.rateLimitWait = report.rateLimitWait;
    progress.elapsed = tools.clock.monotonicNow() - m_startedAt;
    progress.left = timeLeft(progress);
    progress.cancelling = stop.stop_requested();
    if (hooks.progress)
        hooks.progress(progress);
}

}  // namespace bloom::sync
