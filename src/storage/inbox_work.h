// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// webhook_inbox from the side that empties it: what waits, what is being read, what became of it. Each change
// of state commits with what caused it; who inserts the rows is not here.
#pragma once
#include "core/webhooks.h"
#include "storage/scope.h"

namespace bloom::storage {

/// An event that waits for its record to be read.
struct WaitingEvent {
    qint64 id = 0;
    std::optional<RecordKey> key;  ///< nothing = there is nothing to read
    bool isDelete = false;
    bool isTest = false;
    int tries = 0;
    std::optional<UtcTime> notBefore;
    /// A read after this delete still found its record: one more look, then it is left to the next run.
    bool foundOnce = false;
    bool isDue(UtcTime now) const { return !notBefore || *notBefore <= now; }
};

class InboxWork {
public:
    /// So many answers about the record itself that were no success, and an event is dead.
    static constexpr int kMaxTries = 8;

    explicit InboxWork(Scope& scope) : m_scope(scope) {}

    /// Received and failed ones after this id, in order of arrival; due or not.
    std::vector<WaitingEvent> waiting(qint64 after, int count);
    /// Everything that waits for this record is now being read for. A read sent from here on answers all.
    std::vector<WaitingEvent> claim(const RecordKey& key);
    /// They wait again, as they were: no answer came.
    void release(const std::vector<qint64>& events);
    /// What an earlier program was reading for. How many.
    int releaseAll();

    void done(const std::vector<qint64>& events, const RunId& run, UtcTime now);
    /// A delete whose record is still there: again at this time.
    void lookAgain(qint64 event, UtcTime at);
    /// An answer about the record that was no success: tried again after a while, at last dead.
    void failed(const WaitingEvent& event, const Error& error, const RunId& run, UtcTime now);

    /// Settled events wait once more, as if they had just come; none named = all failed and dead ones. How
    /// many; who asked for it is kept.
    int replay(const std::vector<qint64>& events, const QString& who, UtcTime now);

private:
    std::vector<qint64> replayable(const std::vector<qint64>& events);
    void wait(qint64 event);
    Scope& m_scope;
};

/// How long a failed event waits after so many tries.
milliseconds inboxBackOff(int tries);

}  // namespace bloom::storage
