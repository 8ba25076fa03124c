// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// "Something missing?" on the engine's thread: asks through the live connection, so that breaker and budget
// hold, and fetches what it found to be missing here.
#include "engine/engine_worker.h"
#include "sync/missing_finder.h"

#include <QCoreApplication>

namespace bloom::engine {
namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

constexpr int kMostFetched = 20;

bool isToFetch(const MissingLine& line) {
    using enum MissingVerdict;
    return line.verdict == Fetching || line.verdict == Differs || line.verdict == Moved;
}

}  // namespace

void EngineWorker::findMissing(MissingQuestion question, Reply<Result<MissingAnswer>> reply) {
    if (!m_mirror->database())
        return reply.give(std::unexpected(m_mirror->trouble().value_or(
            Error{ErrorKind::Database, Words::tr("There is no database yet."), {}})));
    TaskScope& tasks = m_link ? m_link->tasks() : *m_tasks;
    tasks.spawn(findMissingNow(std::move(question), std::move(reply)));
}

QCoro::Task<void> EngineWorker::findMissingNow(MissingQuestion question, Reply<Result<MissingAnswer>> reply) {
    sync::MissingFinder finder(*m_mirror->database(), *m_clock,
                               syncSettings(m_settings->settings(), seedOf(m_options)));
    halaxy::Client* client = m_link ? &m_link->client() : nullptr;
    const std::stop_token stop = (m_link ? m_link->tasks() : *m_tasks).stopToken();
    const Error why{ErrorKind::Settings, Words::tr("Bloom Sync isn't connected to Halaxy yet."), {}};
    const auto answer = co_await finder.run(std::move(question), client, why, stop);
    if (answer)
        fetch(*answer);
    reply.give(answer);
}

/// As single reads, beside whatever goes on.
void EngineWorker::fetch(const MissingAnswer& answer) {
    if (!m_link || !m_options.schedule || answer.unreachable)
        return;
    int left = kMostFetched;
    for (const MissingLine& line : answer.lines) {
        if (!isToFetch(line) || left-- <= 0)
            continue;
        SyncRequest request;
        request.scope.record = line.key;
        m_link->sync().request(std::move(request));
    }
}

}  // namespace bloom::engine
