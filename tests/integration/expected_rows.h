// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the database should hold, derived from the sandbox's truth by this test's own reading of the rules:
// includes nothing of the engine's reader, transformers, status map or row builders, so that no misreading
// proves itself.
#pragma once
#include "sandbox/practice.h"
#include "sandbox/quirks.h"
#include "support/temp_database.h"

namespace bloom::test {

/// One line a row: "client|123|Jo|Nguyen|…", sorted; empty fields are "-".
QStringList expectedRows(const sandbox::Practice& practice, sandbox::Shape shape, UtcTime now);
/// The same lines from the database, live rows only.
QStringList storedRows(TempDatabase& database);
/// Every column of every business row, times of writing too, by "table|id".
std::map<QString, QString> wholeRows(TempDatabase& database);

}  // namespace bloom::test
