// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/alert_notices.h"

#include "core/practice_time.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace bloom::apps {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AlertNotices)
};

constexpr auto kBetween = std::chrono::minutes(1);
constexpr qsizetype kNamed = 3;

/// Not its id: one that could not be written at first gets another later.
QString keyOf(const Alert& alert) {
    return name(alert.name) + u'/' + alert.subject + u'/' + toIsoText(alert.raised);
}

}  // namespace

std::vector<const Alert*> AlertNotices::news(const std::vector<Alert>& firing, UtcTime now) {
    std::vector<const Alert*> found;
    for (const Alert& alert : firing) {
        const QString key = keyOf(alert);
        if (!alert.asks(now)) {
            m_silenced.insert(key);
            continue;
        }
        if (m_told.contains(key) && !m_silenced.contains(key))
            continue;
        if (alert.raised >= m_since || m_silenced.contains(key))
            found.push_back(&alert);
    }
    return found;
}

std::optional<AlertNotices::Notice> AlertNotices::next(const std::vector<Alert>& firing, UtcTime now) {
    const auto found = news(firing, now);
    m_holdsBack = !found.empty() && m_toldAt && now >= *m_toldAt && now - *m_toldAt < kBetween;
    if (found.empty() || m_holdsBack)
        return std::nullopt;
    m_toldAt = now;
    Notice notice;
    QStringList sentences;
    for (const Alert* alert : found) {
        const AlertWords words = describeAlert(*alert, now);
        notice.severity = std::max(notice.severity, words.severity);
        sentences << words.sentence;
        notice.text = words.meaning;
        m_told.insert(keyOf(*alert));
        m_silenced.erase(keyOf(*alert));
    }
    if (found.size() == 1) {
        notice.title = sentences.front();
        return notice;
    }
    notice.title = Words::tr("%Ln alert(s)", nullptr, static_cast<int>(found.size()));
    notice.text = sentences.mid(0, kNamed).join(u'\n');
    return notice;
}

}  // namespace bloom::apps
