// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of records that no listing shows: asked for by id many at a time, what came is applied (it
// moved, or a listing hid it); the rest is read one by one, and only the service's own "not found" is
// believed. Too many of them are held for an admin. The rule stands in README.md.
#pragma once
#include "storage/held_store.h"
#include "sync/canary.h"

namespace bloom::sync {

class GoneStep {
public:
    explicit GoneStep(ActiveRun& run) : m_run(run), m_canary(run) {}
    /// What this run's listings and older ones did not show, and what is set aside and unseen.
    QCoro::Task<void> unseen();
    /// These, which no listing covers. Those with an answer are noted as audited.
    QCoro::Task<void> audit(std::vector<RecordKey> keys);
    /// A single read said "not found". False when that is not believed.
    QCoro::Task<bool> one(halaxy::ReadAnswer gone);
    /// Exactly the records of a set that an admin wants deleted, as far as the run's reads go.
    QCoro::Task<void> apply(QString heldSet);

private:
    /// Of one kind, by what is already said about them.
    struct Candidates {
        std::vector<RecordKey> fresh;     ///< nobody was asked yet
        std::vector<RecordKey> open;      ///< of the set that waits for an admin, still missing
        std::vector<RecordKey> approved;  ///< an admin said delete, and their reading said nothing
        int live = 0;
        int goneLately = 0;
        bool tooManyWith(std::size_t more) const;
    };
    /// What an answer for many left out.
    struct Absent {
        std::vector<RecordKey> held;   ///< is in the mirror
        std::vector<RecordKey> aside;  ///< could never be used
    };
    struct Answers {
        std::vector<halaxy::ReadAnswer> gone;
        std::vector<halaxy::ReadAnswer> unknown;
    };
    std::vector<RecordKey> toAsk();
    QCoro::Task<std::vector<halaxy::ReadAnswer>> readBatches(std::vector<RecordKey> keys);
    void storeFound(const std::vector<halaxy::ReadAnswer>& answers);
    Absent sortAbsent(const std::vector<halaxy::ReadAnswer>& answers);
    QCoro::Task<void> settle(std::vector<RecordKey> absent);
    QCoro::Task<void> settleAside(std::vector<RecordKey> absent);
    void keepNewlyAside(std::vector<halaxy::ReadAnswer>& gone);
    QCoro::Task<void> settleKind(RecordKind kind, std::vector<RecordKey> absent);
    Candidates candidates(RecordKind kind, const std::vector<RecordKey>& absent);
    QCoro::Task<void> confirmFresh(RecordKind kind, std::shared_ptr<const Candidates> found);
    QCoro::Task<Answers> readEach(std::vector<RecordKey> keys);
    void noteAsked(const RecordKey& key, const std::optional<Error>& error);
    void remove(const std::vector<halaxy::ReadAnswer>& gone);
    void hold(RecordKind kind, std::vector<RecordKey> keys, int live);
    ActiveRun& m_run;
    Canary m_canary;
    std::set<RecordKey> m_neverAsked;  ///< before this run
};

}  // namespace bloom::sync
