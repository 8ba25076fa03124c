// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Computes the roll-ups from the log and the inbox before these are emptied. How far it came is written in
// the transaction of the roll-ups themselves, so that no hour counts twice or is left out, whatever ends the
// program in between.
#pragma once
#include "core/practice_time.h"
#include "storage/metrics_store.h"

namespace bloom::storage {

class RollupWriter {
public:
    RollupWriter(Scope& scope, const PracticeZone& zone) : m_scope(scope), m_zone(zone) {}

    /// Rolls up the hours that are over, at most a day of them at once, and the practice's days that end with
    /// them. False when there is nothing left to do.
    bool rollUp(UtcTime now);
    /// What ended before is in the roll-ups, and may go.
    static UtcTime rolledUpTo(Scope& scope);

private:
    std::optional<UtcTime> oldest();
    void rollHours(UtcTime from, UtcTime to);
    void rollHours(Metric metric, const QString& samples, UtcTime from, UtcTime to);
    void rollDays(UtcTime from, UtcTime to, UtcTime now);

    Scope& m_scope;
    const PracticeZone& m_zone;
};

}  // namespace bloom::storage
