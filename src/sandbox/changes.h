// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to the practice's records, in order, whoever did it: what webhooks are made from. Bounded;
// whoever looks too seldom misses the oldest, as with a real service.
#pragma once
#include "core/clock.h"

#include <QString>
#include <deque>
#include <vector>

namespace bloom::sandbox {

enum class Resource;
enum class ChangeKind { Created, Updated, Deleted };

struct Change {
    quint64 number = 0;  ///< from 1 on, without gaps
    Resource resource{};
    QString id;
    ChangeKind kind = ChangeKind::Updated;
    UtcTime at{};  ///< by the service's own clock
};

class ChangeFeed {
public:
    static constexpr std::size_t kKept = 20'000;

    void add(Resource resource, const QString& id, ChangeKind kind, UtcTime at) {
        m_changes.push_back({++m_last, resource, id, kind, at});
        if (m_changes.size() > kKept)
            m_changes.pop_front();
    }
    /// Those after this number.
    std::vector<Change> since(quint64 number) const {
        const quint64 fresh = std::min<quint64>(m_last - std::min(number, m_last), m_changes.size());
        return {m_changes.end() - std::ptrdiff_t(fresh), m_changes.end()};
    }
    quint64 last() const { return m_last; }

private:
    std::deque<Change> m_changes;
    quint64 m_last = 0;
};

}  // namespace bloom::sandbox
