// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/inbox_writer.h"

#include "core/log.h"
#include "storage/metrics_store.h"
#include "storage/transaction.h"

namespace bloom::server {

namespace {

using namespace std::chrono_literals;
constexpr auto kRejectionsWait = 1s;

}  // namespace

InboxWriter::InboxWriter(storage::DatabaseTarget target, QObject& home,
                         std::function<void(const Commit&)> onCommit, InboxWriterOptions options)
    : m_target(std::move(target)),
      m_home(home),
      m_onCommit(std::move(onCommit)),
      m_options(std::move(options)),
      m_thread(QThread::create([this] { run(); })) {
    m_thread->setObjectName(QStringLiteral("inbox"));
    m_thread->start();
}

InboxWriter::~InboxWriter() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread->wait();
}

bool InboxWriter::submit(Ticket ticket, std::vector<storage::NewInboxEvent> events, UtcTime received) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_waitingEvents + events.size() > m_options.mostWaiting)
            return false;
        m_waitingEvents += events.size();
        m_waiting.requests.push_back({ticket, std::move(events), received});
    }
    m_wake.notify_one();
    return true;
}

void InboxWriter::countRejection(const QString& route, const QString& reason, UtcTime now) {
    {
        const std::lock_guard lock(m_mutex);
        RejectionCount& count =
            m_waiting.rejections[{std::chrono::floor<std::chrono::hours>(now), route, reason}];
        ++count.requests;
        count.last = now;
    }
    m_wake.notify_one();
}

void InboxWriter::addAnswers(const MetricPoint& answers) {
    {
        const std::lock_guard lock(m_mutex);
        gather(answers);
    }
    m_wake.notify_one();
}

void InboxWriter::gather(const MetricPoint& answers) {
    if (m_waiting.answers.empty())
        m_answersDue = std::chrono::steady_clock::now() + m_options.answersGather;
    const UtcTime hour = storage::hourOf(answers.start);
    MetricPoint& sum = m_waiting.answers[hour];
    sum.start = hour;
    sum += answers;
}

InboxWriter::Batch InboxWriter::takeAll() {
    m_waitingEvents = 0;
    Batch batch = std::exchange(m_waiting, {});
    if (!m_stopping && std::chrono::steady_clock::now() < m_answersDue)
        m_waiting.answers = std::exchange(batch.answers, {});
    return batch;
}

/// Whatever waits, as soon as a request does; what is only counted gathers for a while first. Empty = it is
/// to end.
InboxWriter::Batch InboxWriter::nextBatch() {
    std::unique_lock lock(m_mutex);
    const auto isUrgent = [this] { return m_stopping || !m_waiting.requests.empty(); };
    const auto isMore = [&] { return isUrgent() || !m_waiting.rejections.empty(); };
    m_wake.wait(lock, [&] { return isMore() || !m_waiting.answers.empty(); });
    if (!isMore())
        m_wake.wait_until(lock, m_answersDue, isMore);
    if (!m_waiting.rejections.empty())
        m_wake.wait_for(lock, kRejectionsWait, isUrgent);
    Batch batch = takeAll();
    if (m_stopping)
        batch.requests.clear();
    return batch;
}

void InboxWriter::run() {
    while (true) {
        Batch batch = nextBatch();
        if (batch.isEmpty())
            break;
        const auto stored = store(batch);
        if (!stored)
            keep(batch);
        Commit commit{{},
                      stored.value_or(0),
                      stored ? std::nullopt : std::optional(stored.error()),
                      stored && !batch.rejections.empty()};
        for (const Request& request : batch.requests)
            commit.tickets.push_back(request.ticket);
        if (!commit.tickets.empty() || commit.turnedAway)
            tell(std::move(commit));
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            break;
    }
    m_database.reset();
}

void InboxWriter::keep(const Batch& batch) {
    const std::lock_guard lock(m_mutex);
    for (const auto& [hour, answers] : batch.answers)
        gather(answers);
    for (const auto& [key, count] : batch.rejections) {
        RejectionCount& kept = m_waiting.rejections[key];
        kept.requests += count.requests;
        kept.last = std::max(kept.last, count.last);
    }
}

Result<bool> InboxWriter::openDatabase() {
    if (m_database)
        return true;
    auto opened = storage::Database::openBeside(m_target);
    if (!opened)
        return fail(opened.error());
    m_database = std::move(*opened);
    if (m_options.onOpened)
        m_options.onOpened(*m_database);
    return true;
}

Result<int> InboxWriter::store(const Batch& batch) {
    if (const auto opened = openDatabase(); !opened)
        return fail(opened.error());
    auto stored = storage::write(*m_database, [&](storage::Scope& scope) {
        storage::InboxStore inbox(scope);
        int added = 0;
        for (const Request& request : batch.requests)
            added += inbox.add(request.events, request.received);
        for (const auto& [key, count] : batch.rejections)
            inbox.countRejections(std::get<1>(key), std::get<2>(key), count.requests, count.last);
        for (const auto& [hour, answers] : batch.answers)
            storage::MetricsStore(scope).add(Metric::WebhookAnswer, {}, answers);
        return added;
    });
    if (stored)
        ++m_commits;
    else if (stored.error().kind != ErrorKind::DatabaseBusy)
        m_database.reset();  // what fails for good may have been replaced: the next one opens it anew
    return stored;
}

void InboxWriter::tell(Commit commit) {
    QMetaObject::invokeMethod(
        &m_home, [call = m_onCommit, commit = std::move(commit)] { call(commit); }, Qt::QueuedConnection);
}

}  // namespace bloom::server
