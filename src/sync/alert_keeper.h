// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts as they live: gathers the facts, lets the rules decide, and keeps what fires in the database; while
// that is the trouble, in memory until it can be written. Whoever owns it says when to look.
#pragma once
#include "storage/database.h"
#include "sync/run_pace.h"

namespace bloom::sync {

class AlertKeeper {
public:
    explicit AlertKeeper(Clock& clock) : m_clock(clock) {}

    // What happens, as it happens.
    void progressed(const RunProgress& progress) { m_pace.follow(progress, m_clock.monotonicNow()); }
    void waitsForRateLimit(bool waits) { m_pace.waits(waits, m_clock.monotonicNow()); }
    void ended(const RunReport& report);
    /// Another database: what fires there is read at the next look.
    void forget();

    /// Compares what should fire with what does; writes only what differs. `database` may be none. True when
    /// something differs for whoever shows it.
    bool look(storage::Database* database, LiveAlertFacts live);
    /// Another engine keeps them: only reads what it wrote.
    bool follow(storage::Database& database);

    /// With a time: silenced until then.
    Result<bool> acknowledge(storage::Database* database, qint64 alert, std::optional<UtcTime> silenceUntil,
                             const QString& who);
    /// Newest first.
    std::vector<Alert> list(storage::Database* database, bool alsoCleared) const;
    /// Those that fire, as of the last look; an id below zero is not written yet.
    const std::vector<Alert>& firing() const { return m_firing; }
    int asking() const;

private:
    struct Stored {
        StoredAlertFacts facts;
        std::vector<Alert> firing;
    };
    /// Nothing when it can't be read, which is trouble of its own.
    static std::optional<Stored> read(storage::Database* database, LiveAlertFacts& live);
    void complete(LiveAlertFacts& live);
    void write(storage::Database& database, const std::vector<WantedAlert>& wanted, UtcTime now);
    void remember(const std::vector<WantedAlert>& wanted, UtcTime now);
    bool acknowledgeUnwritten(qint64 alert, std::optional<UtcTime> silenceUntil, const QString& who);
    std::vector<Alert> unwritten() const;

    Clock& m_clock;
    RunPace m_pace;
    std::vector<Alert> m_firing;
    std::optional<FullRunTime> m_ended;
    std::optional<UtcTime> m_tokenFailingSince;
    std::optional<Error> m_runTrouble;    ///< the last run could not write
    std::optional<Error> m_writeTrouble;  ///< the last alert could not be written
    bool m_ranSinceAllowed = true;        ///< a run ended since fetching was last stopped by somebody
    qint64 m_nextUnwritten = -1;
};

}  // namespace bloom::sync
