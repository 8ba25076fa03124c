// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which database a connection string means.
#pragma once
#include "core/result.h"

#include <QString>

namespace bloom::storage {

struct DatabaseTarget {
    QString path;  ///< of the SQLite file, absolute
    bool operator==(const DatabaseTarget&) const = default;
};

/// "sqlite:/path", "sqlite:///path", or empty for the default. Another scheme is refused by name.
Result<DatabaseTarget> parseTarget(const QString& connectionString, const QString& defaultPath);

}  // namespace bloom::storage
