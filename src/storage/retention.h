// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps log, inbox, history and lists bounded, by age and by count. Each call is one small chunk in the
// caller's transaction and says how many rows went; 0 = nothing is left to remove. What is still shown as
// unresolved stays, whatever its age.
#pragma once
#include "core/clock.h"
#include "storage/scope.h"

#include <QVariantList>
#include <algorithm>

namespace bloom::storage {

struct RetentionLimits {
    int chunk = 400;  ///< rows of one call

    std::chrono::days idleRuns{1};     ///< deltas and single reads that changed nothing
    std::chrono::days webhookRuns{2};  ///< single reads that changed something
    std::chrono::days goodRuns{90};    ///< runs that succeeded
    std::chrono::days goodLines{14};   ///< the lines of those
    std::chrono::days allRuns{400};
    int newestRuns = 200;   ///< of each type always stay, with their lines
    int newestOfEach = 98;  ///< log rows of each practitioner that always stay: the bar of 48 runs
    int webhookRunCount = 5000;
    int runCount = 20000;
    int lineCount = 60000;

    std::chrono::days settledEvents{7};  ///< done and ignored
    int settledEventCount = 20000;
    int deadEventCount = 10000;  ///< dead ones have no age: somebody has yet to look at them
    std::chrono::days rejections{90};
    int rejectionCount = 5000;

    std::chrono::days history{365};  ///< and the moves of sessions, which are part of it
    int historyCount = 60000;
    std::chrono::days accesses{730};
    int accessCount = 50000;
    std::chrono::days listActions{730};  ///< that nobody touched since
    std::chrono::days clearedAlerts{365};
    int clearedAlertCount = 5000;
    std::chrono::days decidedSets{365};
    int decidedSetCount = 1000;
    std::chrono::days hours{90};   ///< hourly roll-ups
    std::chrono::days days{3660};  ///< daily ones
};

class Retention {
public:
    Retention(Scope& scope, const RetentionLimits& limits, UtcTime now)
        : m_scope(scope),
          m_limits(limits),
          m_now(now) {}

    // The log: only runs that are in the roll-ups already.
    int idleRuns();
    int webhookRuns();
    int oldRuns();
    int runsBeyondCount();
    int oldLines();
    int linesBeyondCount();

    int events();
    int rejections();
    int history();
    int sessionMoves();
    int accesses();
    int listActions();
    int clearedAlerts();
    int decidedSets();
    int rollups();

    /// Gives free pages back to the file system, so many at once; the pages given back.
    static int giveBack(Scope& scope, int pages);
    static int freePages(Scope& scope);

private:
    QString ago(std::chrono::days age) const;
    /// A run has some lines of its own.
    int runsAtOnce() const { return std::max(1, m_limits.chunk / 8); }
    struct Where {
        QString sql;
        QVariantList values{};
    };
    /// Runs that meet the condition, with their lines. With keepNewest, the newest of each type and the bars
    /// of practitioners stay.
    int removeRuns(const Where& where, bool keepNewest);
    Where olderThanNewest();
    /// Of the oldest rows that meet the condition: those of this age, and those beyond the newest `count`.
    int removeRows(const QString& table, const QString& timeColumn, const Where& where, std::chrono::days age,
                   int count);

    Scope& m_scope;
    const RetentionLimits& m_limits;
    UtcTime m_now;
};

}  // namespace bloom::storage
