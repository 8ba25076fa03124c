// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a database is whole, and whether what lies there, damaged, is one of ours: only then it may be
// moved.
#pragma once
#include "storage/database.h"

namespace bloom::storage {

/// A write-ahead log with something in it: who had the database open last did not end properly, or has it
/// open.
bool endedUncleanly(const DatabaseTarget& target);
/// Reads every page; thorough also compares each index with its table. An Error says that it can't be told.
Result<bool> isSound(Database& database, bool thorough);
/// The schema of Bloom can be made out in the file's bytes, or the file is nothing but zeros where a crash
/// left them. Never true of a database that works.
bool looksLikeOurs(const QString& path);

}  // namespace bloom::storage
