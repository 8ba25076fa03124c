// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A listing read page by page, and the judgement whether it came whole (sync semantics: every page, no
// outcome entry, distinct ids reach the total of the last page, and that total never changed).
#pragma once
#include "halaxy/bundle.h"
#include "halaxy/caller.h"

#include <QSet>

namespace bloom::halaxy {

class PagedListing final : public Listing {
public:
    PagedListing(Caller& caller, Clock& clock, QUrl first, RecordKind kind,
                 std::optional<ListingResume> resume);

    QCoro::Task<Result<std::optional<Page>>> next(std::stop_token stop) override;
    Completeness completeness() const override;

private:
    Result<std::optional<Page>> accept(Answer answer);
    void collect(const Bundle& bundle, Page& page);
    void judgeTotal(const Bundle& bundle);
    void advance(const Bundle& bundle, Page& page);
    void doubt(const QString& reason);
    Result<std::optional<Page>> end(Error error);

    Caller& m_caller;
    Clock& m_clock;
    RecordKind m_kind;
    QUrl m_url;  ///< of the page to read next; empty after the last
    QSet<QUrl> m_visited;
    QSet<QString> m_ids;
    std::optional<int> m_total;
    std::optional<UtcTime> m_firstServerDate;
    std::optional<Error> m_damage;  ///< of the link to the next page, told when that page is asked for
    QString m_doubt;                ///< the first reason why it is not complete
    int m_pages = 0;
    int m_pagesWithoutNews = 0;
    bool m_ended = false;
};

}  // namespace bloom::halaxy
