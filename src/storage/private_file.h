// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files with personal data are the user's alone, from the moment they exist.
#pragma once
#include "core/result.h"

namespace bloom::storage {

/// Makes the folder (0700, missing parents too) and the file (0600, empty) where they don't exist; a file
/// that does is narrowed to 0600. SQLite gives its -wal and -shm files the mode of the database.
Result<bool> makePrivateFile(const QString& path);

}  // namespace bloom::storage
