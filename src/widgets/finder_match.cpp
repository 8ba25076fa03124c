// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/finder_match.h"

#include <algorithm>

namespace bloom::widgets {

int fitOf(const QString& letters, const QString& title) {
    const QString wanted = letters.simplified().toCaseFolded();
    const QString words = title.toCaseFolded();
    if (wanted.isEmpty())
        return 1;
    if (words.startsWith(wanted))
        return 1000 - static_cast<int>(std::min<qsizetype>(words.size(), 200));
    if (words.contains(u' ' + wanted))
        return 700;
    if (words.contains(wanted))
        return 500;
    int score = 100;
    qsizetype at = -1;
    for (const QChar letter : wanted) {
        if (letter.isSpace())
            continue;
        const qsizetype next = words.indexOf(letter, at + 1);
        if (next < 0)
            return 0;
        const bool begins = next == 0 || words.at(next - 1).isSpace();
        score += begins ? 20 : (next == at + 1 ? 5 : -2);
        at = next;
    }
    return std::max(1, score);
}

QList<FinderEntry> findEntries(const QList<FinderEntry>& all, const QString& letters, int limit) {
    QList<std::pair<int, const FinderEntry*>> fits;
    for (const FinderEntry& entry : all)
        if (const int fit = fitOf(letters, entry.title); fit > 0)
            fits.append({fit, &entry});
    std::ranges::stable_sort(fits, std::greater(), [](const auto& pair) { return pair.first; });
    QList<FinderEntry> found;
    for (const auto& [fit, entry] : fits.first(std::min<qsizetype>(fits.size(), limit)))
        found.append(*entry);
    return found;
}

}  // namespace bloom::widgets
