// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/figure_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace bloom::models {
namespace {
struct Figures {
    Q_DECLARE_TR_FUNCTIONS(Figures)
};
}  // namespace

bool isRead(const Dashboard& dashboard, QDate day) {
    return !dashboard.historyCompleteFrom || day >= *dashboard.historyCompleteFrom;
}

bool isWhole(const Dashboard& dashboard) {
    return dashboard.sync.lastSuccess.has_value() && !dashboard.stillLoading;
}

QString notWholeText(const Dashboard& dashboard) {
    if (dashboard.stillLoading)
        return Figures::tr("The first sync is still going on: figures are not whole yet.");
    if (!dashboard.practitioner.syncing)
        return Figures::tr("Not synced, as you chose: what you see is from before.");
    if (!dashboard.sync.lastSuccess && dashboard.sync.lastAttempt)
        return Figures::tr("The first sync did not read everything: figures are not whole.");
    return {};
}

QString recordsSinceText(const Dashboard& dashboard) {
    return dashboard.historyCompleteFrom
               ? Figures::tr("Records are held since %1.")
                     .arg(QLocale().toString(*dashboard.historyCompleteFrom, QStringLiteral("d MMMM yyyy")))
               : QString();
}

QString figureText(const Dashboard& dashboard, QDate first, QDate last, const QString& figure) {
    if (dashboard.stillLoading)
        return Figures::tr("%1 so far").arg(figure);
    if (!isRead(dashboard, last))
        return Figures::tr("not read");
    if (!isRead(dashboard, first) || !isWhole(dashboard))
        return Figures::tr("at least %1").arg(figure);
    return figure;
}

QString unknownText(int sessions) {
    return sessions > 0 ? Figures::tr("%Ln more session(s) of unknown status, not counted", nullptr, sessions)
                        : QString();
}

}  // namespace bloom::models
