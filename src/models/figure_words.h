// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How far a dashboard's figures can be trusted, in words: a month that was never read is not an empty one.
#pragma once
#include "core/dashboard.h"

namespace bloom::models {

/// Whether the records of that day were ever read.
bool isRead(const Dashboard& dashboard, QDate day);
/// Whether a whole sync has ended well for this practitioner.
bool isWhole(const Dashboard& dashboard);
/// Why the figures are not those of now; empty where they are.
QString notWholeText(const Dashboard& dashboard);
/// "Records are held since 1 August 2026."
QString recordsSinceText(const Dashboard& dashboard);
/// A figure of these days: "12", "12 so far", "at least 12" or "not read".
QString figureText(const Dashboard& dashboard, QDate first, QDate last, const QString& figure);
/// "3 more of unknown status, not counted"; empty at none.
QString unknownText(int sessions);

}  // namespace bloom::models
