// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/caseload.h"

namespace bloom::sandbox {

Caseload::Caseload(std::vector<QString> clients, int hours, Random random)
    : m_clients(std::move(clients)),
      m_random(random),
      m_hoursLeft(hours),
      m_courseLength(std::max(3, hours / std::max(1, int(m_clients.size())))) {}

Caseload::Due Caseload::start(QDate day) {
    static constexpr std::array<int, 7> rhythms = {7, 7, 7, 14, 14, 21, 28};
    const int count = int(m_clients.size());
    const int client = m_started < count ? m_started++ : m_random.below(count);
    return {day, client, std::max(1, m_random.between(m_courseLength / 3, m_courseLength * 2)),
            m_random.pick(rhythms)};
}

void Caseload::again(Due due, QDate day) {
    if (--due.left <= 0)
        return;
    // Mostly the same weekday again; now and then a week later.
    due.day = day.addDays(due.rhythm + (m_random.chance(0.1) ? 7 : 0));
    m_due.push(due);
}

QString Caseload::next(QDate day) {
    const int waiting = int(m_clients.size()) - m_started;
    const bool intake = waiting > 0 && m_random.chance(double(waiting) / std::max(1, m_hoursLeft * 9 / 10));
    m_hoursLeft = std::max(0, m_hoursLeft - 1);
    Due due{};
    if (intake || m_due.empty() || (m_due.top().day > day.addDays(2) && waiting > 0)) {
        due = start(day);
    } else {
        due = m_due.top();
        m_due.pop();
    }
    again(due, day);
    return m_clients[std::size_t(due.client)];
}

QString Caseload::any() { return m_clients[std::size_t(m_random.below(int(m_clients.size())))]; }

}  // namespace bloom::sandbox
