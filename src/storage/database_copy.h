// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite's own copying of a database that others write, in chunks.
#pragma once
#include "storage/backup.h"

namespace bloom::storage {

/// Into a file that exists and is empty. The copy needs no write-ahead log beside it.
Result<BackupReport> copyDatabase(const QString& from, const QString& to, const BackupOptions& options);

}  // namespace bloom::storage
