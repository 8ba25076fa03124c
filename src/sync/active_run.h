// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The run going on: what its parts share, count and report. Every page goes through store(), which is one
// transaction of records, rows, checkpoint and log.
#pragma once
#include "halaxy/client.h"
#include "storage/transaction.h"
#include "sync/applier.h"
#include "sync/run_plan.h"

#include <set>

namespace bloom::storage {
struct Checkpoint;
}

namespace bloom::sync {

/// What a run works with; all outlive it.
struct RunTools {
    storage::Database& database;
    halaxy::Client& client;
    Clock& clock;
    Applier& applier;
};

/// What changed in the mirror, after a commit.
struct SyncChange {
    RunId run;
    std::vector<PractitionerId> practitioners;
    int records = 0;
};

struct RunHooks {
    std::function<void(const RunProgress&)> progress;
    std::function<void(const SyncChange&)> changed;
};

/// Nothing more can be asked or stored after these; anything else is the failure of one listing.
bool endsTheRun(ErrorKind kind);

class ActiveRun {
public:
    ActiveRun(RunTools runTools, SyncSettings runSettings, SyncRequest request, RunId id,
              std::stop_token stopToken, RunHooks runHooks);

    const RunTools tools;
    const SyncSettings settings;
    const PracticeZone zone;
    const RunPlan plan;
    const std::stop_token stop;
    const RunHooks hooks;
    RunReport report;
    RunProgress progress;
    UtcInterval window;
    UtcTime dataFrom;            ///< what freshness moves to: the start, of a resumed run its first one
    std::optional<Error> fatal;  ///< ended the run: nothing more can be asked or stored
    int wholeListings = 0;       ///< listings that came to a trustworthy end
    bool sharedComplete = true;  ///< those of the whole practice
    std::map<PractitionerId, std::set<RecordKey>> setAsideOf;  ///< appointments, by whose list they came in
    int confirmingReads =
        60;  ///< still to be spent on what listings did not show; the rest waits for the next run
    /// Of a listing that came empty so many are read by id: it may be true that nothing is left.
    static constexpr std::size_t kReadOfEmpty = 50;
    std::set<RecordKey> missing;  ///< held, and not shown by a complete listing of this run
    std::map<PractitionerId, std::set<RecordKey>> missingOf;  ///< appointments, by whose they are
    int ownCalls = 0;  ///< of a webhook's read: others go on beside it, so differences say nothing
    std::map<RecordKind, std::vector<RecordKey>> justListed;  ///< a few of each kind, to try reading with
    std::set<RecordKey> deleted;
    struct Held {
        int count = 0, live = 0;
    };
    std::map<RecordKind, Held> held;      ///< deletions that wait for an admin, met in this run
    std::set<PractitionerId> heldOf;      ///< whose sessions are among them
    std::set<PractitionerId> doubtfulOf;  ///< whose session could not be read by id, for the first time
    std::set<RecordKey>
        toRead;  ///< named by rows and held by nobody, or read twice at once with differing content

    /// Goes on beside a listing run, whose checkpoints may bear the same name.
    bool isSingleRead() const { return report.scope.record.has_value(); }
    halaxy::Priority priority() const {
        return isSingleRead() ? halaxy::Priority::Single : halaxy::Priority::Listing;
    }
    bool goesOn() const { return !fatal && !stop.stop_requested(); }
    ApplyContext context() const;

    /// The log's row, and what an earlier run left to go on from.
    void begin();
    /// A listing that may go on where it stopped; each is given once, then nothing.
    std::shared_ptr<storage::Checkpoint> takeResumable(const QString& listing);
    /// Its name in checkpoints: runs of another kind never touch it.
    QString listingName(const QString& what) const;

    /// Records applied, with what belongs to them, in one transaction. Nothing = it failed, noted. A record
    /// that came before in this run is applied again, and counted once.
    std::optional<ApplyReport> storeRecords(const std::vector<ReadRecord>& records,
                                            const std::function<void(storage::Scope&)>& also = {});
    /// One transaction with the log's row; what was applied counts after the commit. False = it failed,
    /// noted.
    bool store(const std::function<ApplyReport(storage::Scope&)>& apply);
    /// They came in a listing just now: what reading by id is tried with.
    void noteListed(const std::vector<ReadRecord>& records);
    /// A transaction that applies no records.
    bool storeAside(const std::function<void(storage::Scope&)>& write);
    template <typename F> auto read(F fn) {
        auto answer = storage::read(tools.database, std::move(fn));
        if (!answer)
            problem(answer.error());
        return answer;
    }

    /// Noted once, with a context if it has none; some end the run.
    void problem(Error error, const QString& context = {});
    void showProgress();
    /// The outcome as it stands, and the last words of the log. Checkpoints stay where a later run may go on.
    void end();
    /// False while the database takes not even these: the log still says that the run goes on.
    bool isLogged() const { return m_logged; }
    /// Tries again to write how it ended.
    bool logLate();
    void cancel(RunOutcome why) { m_cancelledAs = why; }
    /// Somebody else wants the same: the log says so, too.
    void joinedBy(const QString& who);

private:
    void count(const ApplyReport& applied);
    void addUsage(RunReport& target) const;
    RunOutcome outcome() const;
    RunOutcome outcomeOfWork() const;
    void tellHeld();
    /// Who waited for a record that was read later in the run is not set aside any more.
    void settleSetAside();
    bool hasNewSetAside(const PractitionerId& practitioner) const;
    RunOutcome endOf(const PractitionerReport& part) const;
    void endParts();
    void endStatuses(storage::Scope& scope) const;
    Result<bool> writeEnd() const;
    bool keepsCheckpoints() const;

    bool m_logged = true;
    halaxy::Client::Usage m_usageAtStart;
    MonoTime m_startedAt;
    RunOutcome m_cancelledAs = RunOutcome::Cancelled;
    std::map<QString, std::shared_ptr<storage::Checkpoint>> m_resumable;
    std::set<RecordKey> m_received;
    std::map<RecordKey, std::size_t> m_setAsideAt;  ///< places in report.setAside
};

}  // namespace bloom::sync
