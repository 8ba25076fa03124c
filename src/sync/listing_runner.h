// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One listing, page by page, each page a transaction with its checkpoint. Goes on where a killed run stopped;
// an incomplete listing is read once more.
#pragma once
#include "sync/active_run.h"
#include "sync/listing_state.h"

namespace bloom::sync {

struct ListingPlan {
    halaxy::ListingQuery query;
    QString what;  ///< "Patient", "Appointment/<practitioner>": its name in checkpoints
    int held = 0;  ///< of what it lists whole, before it began: then nothing is no answer
    std::function<bool(const ReadRecord&)> belongs;  ///< others are dropped; empty = all belong
    bool strangersEndIt = false;                     ///< others show that the parameter was ignored
    /// Shows that the service ignored what was asked: nothing of the page is stored, the listing ends.
    std::function<bool(const halaxy::Page&)> provesIgnored;
    std::optional<PractitionerId> practitioner;
};

struct ListingResult {
    bool complete = false;
    bool done = false;           ///< an earlier run had it whole and stored what follows from it
    bool cameEmpty = false;      ///< whole but for this: it showed nothing, although records are held
    bool ignored = false;        ///< strangers came: nothing of that page was stored
    std::optional<Error> error;  ///< why it is not complete
    std::set<RecordKey> seen;
    ListingState state;
    KindCounts counts;
};

class ListingRunner {
public:
    explicit ListingRunner(ActiveRun& run) : m_run(run) {}
    QCoro::Task<ListingResult> list(ListingPlan plan);
    /// In the transaction of what follows from the listing just read whole: a resumed run won't ask for it
    /// again.
    void markDone(storage::Scope& scope, const ListingResult& result);

private:
    std::set<RecordKey> seenSoFar(const QString& listing);
    QCoro::Task<ListingResult> readOnce(ListingPlan plan, std::shared_ptr<storage::Checkpoint> from);
    bool storePage(const ListingPlan& plan, const halaxy::Page& page, ListingResult& result);
    void judge(const ListingPlan& plan, const halaxy::Completeness& completeness,
               ListingResult& result) const;
    void showPage(const ListingPlan& plan, const halaxy::Page& page, const ListingResult& result);
    ActiveRun& m_run;
    std::shared_ptr<storage::Checkpoint> m_last;  ///< of the page stored last
    std::vector<RecordKey> m_seenOnLast;
};

}  // namespace bloom::sync
