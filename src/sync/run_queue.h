// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked for and not begun: full > manual > backfill, and the same scope joins what waits or runs.
// While a run goes on a manual one comes next. A value; who runs what is the engine's.
#pragma once
#include "core/run_report.h"

#include <deque>

namespace bloom::sync {

struct QueuedRun {
    RunId id;
    SyncRequest request;
    bool operator==(const QueuedRun& other) const { return id == other.id; }
};

class RunQueue {
public:
    enum class Place { Next, Waiting, Joined };
    struct Added {
        Place place = Place::Next;
        RunId id;  ///< of the run that will do it: the new one, or the one it joined
    };
    /// running: what goes on now; may be null.
    Added add(std::shared_ptr<const QueuedRun> run, const QueuedRun* running);
    /// Nothing when none waits. Shared, since g++ 12 takes a moved optional within it for uninitialised.
    std::shared_ptr<const QueuedRun> take();
    bool remove(const RunId& id);
    /// Whoever would do the same.
    void removeSame(const SyncRequest& request);
    bool isEmpty() const { return m_waiting.empty(); }
    std::vector<SyncRequest> waiting() const;

private:
    std::deque<std::shared_ptr<const QueuedRun>> m_waiting;  ///< in the order they will run
};

/// Everybody who asked for a run, each once: "mara, tom". The schedule has no name.
QString withAsker(const QString& askedBy, const QString& who);

/// Full runs and manual ones of everything do the same.
bool sameScope(const SyncRequest& a, const SyncRequest& b);

}  // namespace bloom::sync
