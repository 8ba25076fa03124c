// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which alerts the desktop is told: each once, several at once as one, at most one notice a minute.
#pragma once
#include "core/alerts.h"

#include <set>

namespace bloom::apps {

class AlertNotices {
public:
    struct Notice {
        QString title, text;
        Severity severity = Severity::Attention;
    };
    /// What was raised before is no news: the window shows it.
    explicit AlertNotices(UtcTime since) : m_since(since) {}

    /// What to tell now, of all that fire. Acknowledged and silenced ones are not told; a silence that ended
    /// is.
    std::optional<Notice> next(const std::vector<Alert>& firing, UtcTime now);
    /// Something waits for the minute to pass.
    bool holdsBack() const { return m_holdsBack; }

private:
    std::vector<const Alert*> news(const std::vector<Alert>& firing, UtcTime now);

    UtcTime m_since;
    std::optional<UtcTime> m_toldAt;
    std::set<QString> m_told, m_silenced;
    bool m_holdsBack = false;
};

}  // namespace bloom::apps
