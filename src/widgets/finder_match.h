// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Ctrl+K finds, and how well a few letters fit it: a pure function.
#pragma once
#include "widgets/page_link.h"

#include <QList>
#include <QString>
#include <functional>

namespace bloom::widgets {

struct FinderEntry {
    QString title;
    QString detail;  ///< "Page", "Practitioner", "Run", "Command": muted, at the right
    QString icon;
    std::function<void()> open;
};

/// 0 = does not fit; higher is better. Letters in order, beginnings of words count more.
int fitOf(const QString& letters, const QString& title);
/// The best first, at most `limit`; all in their own order for no letters.
QList<FinderEntry> findEntries(const QList<FinderEntry>& all, const QString& letters, int limit = 12);

}  // namespace bloom::widgets
