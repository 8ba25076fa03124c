// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Small random practices full of what figures get wrong: midnight, month ends, the turn of the year, days of
// 23 and 25 hours, several invoices for a session, one for several, credits, groups, words nobody knows.
#pragma once
#include "sandbox/practice.h"

#include <random>

namespace bloom::test {

/// "2025-12-31T23:30 Australia/Sydney" and such, by the seed.
UtcTime oddNow(std::mt19937& random);
const QStringList& oddZones();
/// A day that is an edge of something, near `now`.
QDate oddDay(std::mt19937& random, QDate today);
sandbox::Practice oddPractice(std::mt19937& random, UtcTime now);

}  // namespace bloom::test
