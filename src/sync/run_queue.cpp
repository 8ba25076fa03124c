// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/run_queue.h"

#include <algorithm>

namespace bloom::sync {

namespace {

constexpr QLatin1String kBetweenAskers(", ");

/// Lower runs earlier.
int rank(RunType type) {
    switch (type) {
        case RunType::Full:
            return 0;
        case RunType::Manual:
        case RunType::Webhook:
            return 1;
        case RunType::Delta:
            return 2;
        case RunType::Backfill:
            return 3;
        case RunType::Audit:
            return 4;
    }
    Q_UNREACHABLE();
}

}  // namespace

bool sameScope(const SyncRequest& a, const SyncRequest& b) {
    const auto listsWindow = [](RunType type) { return type == RunType::Full || type == RunType::Manual; };
    return a.scope == b.scope && (a.type == b.type || (listsWindow(a.type) && listsWindow(b.type)));
}

QString withAsker(const QString& askedBy, const QString& who) {
    if (who.isEmpty() || askedBy.split(kBetweenAskers).contains(who))
        return askedBy;
    return askedBy.isEmpty() ? who : askedBy + kBetweenAskers + who;
}

RunQueue::Added RunQueue::add(std::shared_ptr<const QueuedRun> run, const QueuedRun* running) {
    if (running && sameScope(running->request, run->request))
        return {Place::Joined, running->id};
    for (auto& waiting : m_waiting)
        if (sameScope(waiting->request, run->request)) {
            auto joined = std::make_shared<QueuedRun>(*waiting);
            joined->request.askedBy = withAsker(joined->request.askedBy, run->request.askedBy);
            waiting = std::move(joined);
            return {Place::Joined, waiting->id};
        }
    const auto later = std::find_if(m_waiting.begin(), m_waiting.end(), [&](const auto& other) {
        return rank(other->request.type) > rank(run->request.type);
    });
    const bool first = later == m_waiting.begin() && !running;
    const RunId id = run->id;
    m_waiting.insert(later, std::move(run));
    return {first ? Place::Next : Place::Waiting, id};
}

std::shared_ptr<const QueuedRun> RunQueue::take() {
    if (m_waiting.empty())
        return nullptr;
    auto run = std::move(m_waiting.front());
    m_waiting.pop_front();
    return run;
}

bool RunQueue::remove(const RunId& id) {
    return std::erase_if(m_waiting, [&](const auto& run) { return run->id == id; }) > 0;
}

void RunQueue::removeSame(const SyncRequest& request) {
    std::erase_if(m_waiting, [&](const auto& run) { return sameScope(run->request, request); });
}

std::vector<SyncRequest> RunQueue::waiting() const {
    std::vector<SyncRequest> requests;
    for (const auto& run : m_waiting)
        requests.push_back(run->request);
    return requests;
}

}  // namespace bloom::sync
