// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the database small while nothing else is to be done: rolls metrics up, removes what is past its age
// or count, blanks the personal data of who is gone, and gives the space back. Once an hour, one small
// transaction at a time, so that whoever wants something waits for no more than that.
#pragma once
#include "core/practice_time.h"
#include "storage/database.h"
#include "storage/retention.h"

namespace bloom::sync {

struct KeeperSettings {
    QString timeZone = QStringLiteral("Australia/Sydney");  ///< whose days the daily roll-ups are
    std::chrono::days purgeAfter{90};                       ///< personal data of who is gone
    storage::RetentionLimits limits{};
};

class Keeper {
public:
    Keeper(storage::Database& database, KeeperSettings settings);
    void setSettings(KeeperSettings settings) { m_settings = std::move(settings); }

    /// One step, if it is time for one. True when there is more to do at once.
    bool keep(UtcTime now);

private:
    /// True while this job has more to do.
    Result<bool> step(std::size_t job, UtcTime now);

    storage::Database& m_database;
    KeeperSettings m_settings;
    std::optional<UtcTime> m_begun;  ///< the last round
    std::size_t m_job;               ///< of the round going on
};

}  // namespace bloom::sync
