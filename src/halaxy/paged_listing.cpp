// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/paged_listing.h"

#include "halaxy/fhir_reader.h"
#include "halaxy/query_url.h"
#include "halaxy/text.h"

namespace bloom::halaxy {
namespace {
/// Pages may repeat rows while they shift, but so many in a row without one new id never end.
constexpr int kPagesWithoutNews = 3;
}  // namespace

PagedListing::PagedListing(Caller& caller, Clock& clock, QUrl first, RecordKind kind,
                           std::optional<ListingResume> resume)
    : m_caller(caller),
      m_clock(clock),
      m_kind(kind),
      m_url(std::move(first)) {
    if (!resume)
        return;
    m_url = resume->next;
    m_total = resume->total;
    m_pages = resume->pages;
    m_doubt = resume->doubt;
    for (const RecordKey& key : resume->seen)
        m_ids.insert(key.id.value);
}

void PagedListing::doubt(const QString& reason) {
    if (!m_doubt.isEmpty())
        return;
    m_doubt = reason;
    if (m_doubt.endsWith(QLatin1Char('.')))
        m_doubt.chop(1);  // it becomes part of a sentence
}

Result<std::optional<Page>> PagedListing::end(Error error) {
    m_ended = true;
    m_url.clear();
    doubt(error.message);
    if (error.context.isEmpty())
        error.context = name(m_kind);
    return fail(std::move(error));
}

QCoro::Task<Result<std::optional<Page>>> PagedListing::next(std::stop_token stop) {
    if (m_damage)
        co_return end(*std::exchange(m_damage, {}));
    if (m_ended || m_url.isEmpty())
        co_return std::optional<Page>();
    m_visited.insert(m_url);
    GetCall call;
    call.url = m_url;
    call.resource = name(m_kind);
    Result<Answer> answer = co_await m_caller.get(std::move(call), stop);
    if (!answer)
        co_return end(answer.error());
    co_return accept(std::move(*answer));
}

Result<std::optional<Page>> PagedListing::accept(Answer answer) {
    if (answer.status >= 400 && !answer.outcome)
        return end({ErrorKind::Damaged, notByService(name(m_kind), answer.status), name(m_kind)});
    if (answer.status >= 400)
        return end({ErrorKind::NotFound,
                    Text::tr("Halaxy has no listing of %1 (%2).").arg(name(m_kind)).arg(answer.status),
                    name(m_kind)});
    const Result<Bundle> bundle = readBundle(answer.json, m_kind);
    if (!bundle)
        return end(bundle.error());
    Page page;
    page.number = ++m_pages;
    page.bytes = answer.bytes;
    page.serverDate = answer.serverDate;
    page.stamp = answer.stamp;
    page.total = bundle->total;
    if (!m_firstServerDate && m_pages == 1)
        m_firstServerDate = answer.serverDate;
    collect(*bundle, page);
    judgeTotal(*bundle);
    advance(*bundle, page);
    page.doubt = m_doubt;
    return std::optional(std::move(page));
}

void PagedListing::collect(const Bundle& bundle, Page& page) {
    const qsizetype before = m_ids.size();
    page.records.reserve(bundle.resources.size());
    page.seen.reserve(bundle.resources.size());
    const UtcTime now = m_clock.utcNow();
    for (const QJsonObject& resource : bundle.resources) {
        ReadRecord record = readResource(resource, m_kind, page.stamp, now);
        page.seen.push_back(record.key);
        if (m_ids.contains(record.key.id.value))
            continue;
        m_ids.insert(record.key.id.value);
        page.records.push_back(std::move(record));
    }
    m_pagesWithoutNews = m_ids.size() > before ? 0 : m_pagesWithoutNews + 1;
    if (bundle.hasOutcome)
        doubt(Text::tr("Halaxy added a warning to the list"));
    if (bundle.hasStranger)
        doubt(Text::tr("the list held records of another kind"));
}

void PagedListing::judgeTotal(const Bundle& bundle) {
    if (m_pages > 1 && m_total != bundle.total)
        doubt(Text::tr("the total changed between pages"));
    m_total = bundle.total;
}

void PagedListing::advance(const Bundle& bundle, Page& page) {
    m_visited.insert(m_url);
    const QUrl current = std::exchange(m_url, QUrl());
    if (bundle.next.isEmpty()) {
        page.last = m_ended = true;
        if (m_total && m_ids.size() < *m_total)
            doubt(Text::tr("%1 of %2 came").arg(m_ids.size()).arg(*m_total));
        return;
    }
    const Result<QUrl> next = followed(bundle.next, current);
    if (!next)
        m_damage = next.error();
    else if (m_visited.contains(*next))
        m_damage = Error{ErrorKind::Damaged, Text::tr("The pages lead back to one already read."), {}};
    else if (m_pagesWithoutNews >= kPagesWithoutNews)
        m_damage = Error{ErrorKind::Damaged, Text::tr("The pages repeat themselves."), {}};
    else
        m_url = page.next = *next;
    if (m_damage)
        doubt(m_damage->message);
}

Completeness PagedListing::completeness() const {
    Completeness judged;
    judged.distinct = int(m_ids.size());
    judged.total = m_total;
    judged.firstServerDate = m_firstServerDate;
    judged.pages = m_pages;
    judged.complete = m_ended && m_doubt.isEmpty();
    judged.reason = m_doubt.isEmpty() && !m_ended ? Text::tr("not every page was read") : m_doubt;
    return judged;
}

}  // namespace bloom::halaxy
