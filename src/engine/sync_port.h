// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine needs of the sync, and hears from it.
#pragma once
#include "core/run_report.h"
#include "core/settings_schema.h"
#include "engine/engine.h"
#include "halaxy/client.h"
#include "storage/database.h"

#include <QCoroTask>

namespace bloom::engine {

/// All are called on the engine's thread.
struct SyncEvents {
    std::function<void()> changed;                        ///< progress, queue or next run
    std::function<void(const ChangeSet&)> recordsChanged;
    std::function<void(const RunReport&)> runEnded;
    std::function<void()> logChanged;
    std::function<void()> practitionersChanged;
};

class SyncPort {
public:
    enum class Place { Started, Queued, Joined };
    struct Asked {
        Place place = Place::Started;
        RunId run;
    };
    virtual ~SyncPort() = default;
    /// Marks interrupted runs, and begins the schedule if asked to.
    virtual void start(bool schedule) = 0;
    virtual Result<Asked> request(SyncRequest request) = 0;
    virtual Result<bool> cancel(RunId run) = 0;
    virtual void setPaused(bool paused, std::optional<UtcTime> until) = 0;
    virtual std::optional<RunProgress> progress() const = 0;
    virtual std::vector<SyncRequest> waiting() const = 0;
    virtual std::optional<UtcTime> nextRun() const = 0;
    virtual QCoro::Task<void> stop() = 0;
};

std::unique_ptr<SyncPort> makeSync(const Settings& settings, halaxy::Client& client, storage::Database& database,
                                   Clock& clock, quint32 seed, SyncEvents events);

}  // namespace bloom::engine
