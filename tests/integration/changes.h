// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A quarter of an hour in a practice: what people do between two runs; and words for what went wrong.
#pragma once
#include "integration/live_practice.h"

#include <QSet>

namespace bloom::test {

/// Whose rows may change by it: patients, by Halaxy id.
QSet<QString> changeThePractice(LivePractice& live);
/// What differs, a few lines of it; empty = nothing.
QString compareLines(const QStringList& stored, const QStringList& expected);
QString tell(const RunReport& report);
/// What changed or vanished though it is no row of these patients; empty = nothing.
QString wronglyTouched(TempDatabase& database, const std::map<QString, QString>& before,
                       const QSet<QString>& patients);
/// Soft-deleted ones of all tables.
int deletedRows(TempDatabase& database);

}  // namespace bloom::test
