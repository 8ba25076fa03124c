// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One kind for the whole practice: whole the first time and once a day, else only what changed since the
// cursor.
#pragma once
#include "sync/listing_runner.h"

namespace bloom::sync {

class KindStep {
public:
    explicit KindStep(ActiveRun& run) : m_run(run), m_runner(run) {}
    /// True when the listing came whole (or nothing is to be asked). Refused: see refused().
    QCoro::Task<bool> list(RecordKind kind);
    /// Records created in an interval, for a window of one's own.
    QCoro::Task<bool> listCreated(RecordKind kind, UtcInterval created);
    /// The service understood the question and said no: the caller has another way to ask.
    bool refusalIsAnAnswer = false;
    /// And so is an empty listing although records are held: they came another way.
    bool emptyIsARefusal = false;
    bool refused() const { return m_refused; }
    /// Called in the transaction that ends a complete listing.
    std::function<ApplyReport(storage::Scope&, const ListingResult&)> alsoStore;

private:
    struct Asked;
    Asked ask(RecordKind kind);
    void settle(const Asked& asked, const ListingResult& result);
    bool isRefusal(const Asked& asked, const ListingResult& result) const;
    void doubt(const std::vector<RecordKey>& held);
    void fail(RecordKind kind, const std::optional<Error>& error);
    ActiveRun& m_run;
    ListingRunner m_runner;
    bool m_refused = false;
};

}  // namespace bloom::sync
