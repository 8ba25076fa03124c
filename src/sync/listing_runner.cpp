// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listing_runner.h"

#include "core/log.h"
#include "core/planted_faults.h"
#include "storage/checkpoint_store.h"

#include <QCoreApplication>

namespace bloom::sync {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

/// Reading again helps where the listing itself was faulty, not where the service did not answer.
bool worthReadingAgain(const ListingResult& result) {
    return result.error &&
           (result.error->kind == ErrorKind::Incomplete || result.error->kind == ErrorKind::Damaged);
}

void advance(std::optional<UtcTime>& newest, const std::optional<UtcTime>& time) {
    if (time && (!newest || *newest < *time))
        newest = time;
}

}  // namespace

std::set<RecordKey> ListingRunner::seenSoFar(const QString& listing) {
    const auto keys =
        m_run.read([&](storage::Scope& scope) { return storage::CheckpointStore(scope).seen(listing); });
    return keys ? std::set<RecordKey>(keys->begin(), keys->end()) : std::set<RecordKey>();
}

QCoro::Task<ListingResult> ListingRunner::list(ListingPlan plan) {
    auto from = m_run.takeResumable(m_run.listingName(plan.what));
    if (from && listingStateFrom(from->extra).done) {
        ListingResult result;
        result.complete = result.done = true;
        result.state = listingStateFrom(from->extra);
        result.seen = seenSoFar(from->listing);
        co_return result;
    }
    // Not as a ?: in the call: g++ 12 destroys what a conditional inside co_await makes twice.
    const bool resumes = from && !from->next.isEmpty();
    if (!resumes)
        from.reset();
    ListingResult result = co_await readOnce(plan, from);
    // The next page of a listing that was left may be gone by now.
    const bool lostItsPlace = resumes && result.error && result.error->kind != ErrorKind::CircuitOpen;
    if (m_run.goesOn() && !result.ignored && (worthReadingAgain(result) || lostItsPlace)) {
        qCInfo(logSync) << "listing" << plan.what << "is read once more:" << result.error->message;
        const KindCounts before = result.counts;
        result = co_await readOnce(plan, nullptr);
        result.counts += before;
    }
    if (result.error && endsTheRun(result.error->kind))
        m_run.problem(*result.error, name(plan.query.kind));
    co_return result;
}

QCoro::Task<ListingResult> ListingRunner::readOnce(ListingPlan plan,
                                                   std::shared_ptr<storage::Checkpoint> from) {
    ListingResult result;
    std::optional<halaxy::ListingResume> resume;
    m_last = std::make_shared<storage::Checkpoint>();
    m_last->listing = m_run.listingName(plan.what);
    m_last->listingStarted = m_run.tools.clock.utcNow();
    if (from) {
        *m_last = *from;
        result.state = listingStateFrom(from->extra);
        result.seen = seenSoFar(from->listing);
        if (planted(Fault::ResumeAtWrongPage))
            from->next = QUrl(from->next.toString().replace(QStringLiteral("page=%1").arg(from->pages + 1),
                                                            QStringLiteral("page=%1").arg(from->pages + 2)));
        resume = halaxy::ListingResume{from->next,
                                       {result.seen.begin(), result.seen.end()},
                                       from->total,
                                       from->pages,
                                       result.state.doubt};
    }
    const auto listing = m_run.tools.client.list(plan.query, resume);
    while (m_run.goesOn()) {
        auto page = co_await listing->next(m_run.stop);
        if (!page) {
            result.error = page.error();
            break;
        }
        if (!page->has_value()) {
            judge(plan, listing->completeness(), result);
            break;
        }
        if (!storePage(plan, **page, result))
            break;
        showPage(plan, **page, result);
    }
    if (!m_run.goesOn() && !result.error && !result.complete)
        result.error =
            m_run.fatal.value_or(Error{ErrorKind::Cancelled, Words::tr("The run was stopped."), {}});
    co_return result;
}

bool ListingRunner::storePage(const ListingPlan& plan, const halaxy::Page& page, ListingResult& result) {
    result.ignored = plan.provesIgnored && plan.provesIgnored(page);
    std::vector<ReadRecord> ours;
    for (const ReadRecord& record : page.records) {
        advance(result.state.newest, record.version.lastUpdated);
        if (!plan.belongs || plan.belongs(record))
            ours.push_back(record);
        else if (plan.strangersEndIt)
            result.ignored = true;
    }
    if (result.ignored)
        return false;
    if (!result.state.serverDate)
        result.state.serverDate = page.serverDate;
    result.state.doubt = page.doubt;
    result.state.scope = scopeText(m_run.report.scope);
    storage::Checkpoint& checkpoint = *m_last;
    checkpoint.run = m_run.report.id;
    checkpoint.runStarted = m_run.dataFrom;
    checkpoint.window = m_run.window;
    checkpoint.next = page.last ? QUrl() : page.next;
    checkpoint.total = page.total;
    checkpoint.pages = page.number;
    checkpoint.extra = toBytes(result.state);
    checkpoint.savedAt = m_run.tools.clock.utcNow();
    m_seenOnLast = page.seen;
    if (planted(Fault::CheckpointOutsideTransaction))
        m_run.storeAside(
            [&](storage::Scope& scope) { storage::CheckpointStore(scope).save(checkpoint, page.seen); });
    const auto applied = m_run.storeRecords(
        ours, [&](storage::Scope& scope) { storage::CheckpointStore(scope).save(checkpoint, page.seen); });
    if (!applied) {
        result.error = m_run.fatal;
        return false;
    }
    for (const auto& [kind, counts] : applied->kinds)
        if (kind == plan.query.kind)
            result.counts += counts;
    if (plan.practitioner)
        for (const SetAside& line : applied->setAside)
            m_run.setAsideOf[*plan.practitioner].insert(line.key);
    result.seen.insert(page.seen.begin(), page.seen.end());
    m_run.noteListed(ours);
    return true;
}

void ListingRunner::judge(const ListingPlan& plan, const halaxy::Completeness& completeness,
                          ListingResult& result) const {
    result.state.distinct = completeness.distinct;
    const QString kind = name(plan.query.kind);
    if (!completeness.complete && !planted(Fault::BelieveShortListing)) {
        result.error =
            Error{ErrorKind::Incomplete,
                  Words::tr("The list of %1 did not come whole: %2.").arg(kind, completeness.reason), kind};
    } else if (plan.held > 0 && result.seen.empty()) {
        result.cameEmpty = true;
        result.error = Error{ErrorKind::Incomplete,
                             Words::tr("The list of %1 came empty although %2 are held.")
                                 .arg(kind, QString::number(plan.held)),
                             kind};
    } else {
        result.complete = true;
    }
}

void ListingRunner::showPage(const ListingPlan& plan, const halaxy::Page& page, const ListingResult& result) {
    RunProgress& progress = m_run.progress;
    progress.kind = plan.query.kind;
    progress.practitioner = plan.practitioner;
    progress.done = static_cast<int>(result.seen.size());
    // "0 of about 0" would say nothing: an empty list has no end to come to.
    progress.about = page.total.value_or(0) > 0 ? page.total : std::nullopt;
    for (RunProgress::Part& part : progress.practitioners) {
        if (plan.practitioner != part.practitioner)
            continue;
        part.done = progress.done;
        part.about = progress.about;
    }
    m_run.showProgress();
}

void ListingRunner::markDone(storage::Scope& scope, const ListingResult& result) {
    if (result.done || !m_last || m_last->pages == 0)
        return;  // nothing was listed by this runner, or it stands there already
    ListingState state = result.state;
    state.done = true;
    storage::Checkpoint checkpoint = *m_last;
    checkpoint.extra = toBytes(state);
    checkpoint.savedAt = m_run.tools.clock.utcNow();
    storage::CheckpointStore(scope).save(checkpoint, m_seenOnLast);
}

}  // namespace bloom::sync
