// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks: what was acknowledged is kept and read for; what counts as done was read after it came, and the
// mirror is no older than that.
#include "simulation/oracle_checks.h"
#include "simulation/oracle_lines.h"

namespace bloom::simulation {

namespace {

constexpr int kMostTries = 8;

std::ptrdiff_t indexAt(const Life& life, UtcTime when) {
    std::ptrdiff_t index = -1;
    for (const Entry& entry : life.entries)
        if (entry.from < when && !entry.unusable)
            index = &entry - life.entries.data();
    return index;
}

}  // namespace

void Checks::acknowledged(const Announced& event, UtcTime now) {
    m_now = now;
    const std::size_t slash = event.key.find('/');
    const auto rows = m_mirror.rows(
        "SELECT id FROM webhook_inbox WHERE route = ? AND event_id = ? AND event = ? AND kind = ? AND "
        "halaxy_id = ? ORDER BY id DESC LIMIT 1",
        {event.route, event.eventId, event.event, event.key.substr(0, slash), event.key.substr(slash + 1)});
    if (rows.empty())
        violate("acknowledged event lost", event.event + ' ' + event.key + " is not in the inbox");
    else
        m_acknowledged.insert(rows.front().front());
}

void Checks::wasRead(const std::string& key, UtcTime sent) {
    m_reads[key] = std::max(m_reads[key], sent);
    ++m_answers[key];
}

void Checks::lookAtInbox(const std::string& since) {
    for (const auto& row :
         m_mirror.rows("SELECT id, kind || '/' || halaxy_id, state, tries, received_at, is_delete "
                       "FROM webhook_inbox WHERE applied_at >= ? AND kind IS NOT NULL",
                       {since})) {
        const auto received = timeFrom(row[4]);
        const std::string what = "event " + row[0] + " of " + row[1] + ", received " + row[4];
        if (!m_settled.insert(row[0] + row[2]).second || !received)
            continue;
        if (row[2] == "dead") {
            m_coverage.meet("webhook: dead");
            // Tries are answers about the record: no outage makes an event dead.
            if (std::stoi(row[3]) < kMostTries || m_answers[row[1]] < kMostTries)
                violate("an event dead before its tries",
                        what + ": " + row[3] + " tries, " + std::to_string(m_answers[row[1]]) + " answers");
            continue;
        }
        m_coverage.meet("webhook: done");
        if (m_reads[row[1]] < *received)
            violate("an event done without a read", what);
        const Life* life = m_denied[row[1]] >= *received ? nullptr : m_truth.find(row[1]);
        const auto index = life ? indexAt(*life, *received) : -1;
        if (index >= 0)
            require(*life, std::size_t(index), "an event done but not applied");
    }
}

void Checks::restOfInbox() {
    for (const std::string& id : m_acknowledged) {
        const auto rows = m_mirror.rows(
            "SELECT state, kind || '/' || halaxy_id, error_kind, error FROM webhook_inbox WHERE id = ?",
            {id});
        if (rows.empty()) {
            violate("acknowledged event lost", "event " + id + " is not in the inbox any more");
            continue;
        }
        const auto& row = rows.front();
        const Life* life = m_truth.find(row[1]);
        const bool unusable = life && life->entries.back().unusable;
        if (row[0] != "done" && row[0] != "dead" && row[0] != "ignored" && !unusable)
            violate("acknowledged event lost",
                    "event " + id + " of " + row[1] + " is still " + row[0] + ": " + row[3]);
        if (row[0] == "dead" && !unusable)
            m_coverage.meet("webhook: dead at rest");
    }
}

}  // namespace bloom::simulation
