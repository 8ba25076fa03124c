// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// History before the window: appointments month by month, newest first, so that figures that need more than
// the window become whole. How far it reached is kept for each practitioner.
#pragma once
#include "sync/record_reader.h"

#include <QDate>

namespace bloom::sync {

/// A month, or what is left of it: [from, to) local days.
struct HistorySlice {
    QDate from, to;
    bool operator==(const HistorySlice&) const = default;
};
/// What comes next when history is whole from completeFrom; nothing when it reached begin.
std::optional<HistorySlice> nextSlice(QDate completeFrom, QDate begin);

struct BackfillTodo {
    HistorySlice slice;
    std::vector<PractitionerId> practitioners;  ///< who lack it
    int months = 0;                             ///< to go, this one included
};
/// The newest month that somebody lacks; nothing when all that is synced, and not left out, is whole.
std::optional<BackfillTodo> backfillTodo(storage::Scope& scope, QDate begin, UtcTime today,
                                         const std::optional<PractitionerId>& only,
                                         const std::set<PractitionerId>& leftOut);
/// Whether a backfill run would find something to do.
bool backfillNeeded(storage::Scope& scope, const SyncSettings& settings, const PracticeZone& zone,
                    UtcTime now);

class BackfillStep {
public:
    BackfillStep(ActiveRun& run, RecordReader& reader) : m_run(run), m_reader(reader) {}
    /// At most so many months. Whose month does not come whole waits until tomorrow, the others go on.
    QCoro::Task<void> run(int months);

private:
    QCoro::Task<bool> begin();
    QCoro::Task<void> runMonth(BackfillTodo todo);
    ActiveRun& m_run;
    RecordReader& m_reader;
    QDate m_begin;
    std::set<PractitionerId> m_leftOut;  ///< their month did not come today
};

}  // namespace bloom::sync
