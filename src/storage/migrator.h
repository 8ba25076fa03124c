// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Versioned schema: numbered SQL files in the program's resources, applied once, in order, each in one
// transaction with its checksum. A database of a newer program, or one whose applied file differs from ours,
// is refused.
#pragma once
#include "storage/database.h"

#include <QByteArray>
#include <vector>

namespace bloom::storage {

struct Migration {
    int version = 0;
    QString name;  ///< "V1__initial"
    QByteArray sql;
    QByteArray checksum() const;  ///< SHA-256, hex; line endings don't count
};

/// Those of this program, lowest version first.
std::vector<Migration> builtInMigrations(const Dialect& dialect);
/// Applies what is missing. The number of migrations applied.
Result<int> migrate(Database& database, const std::vector<Migration>& migrations);
/// Whether it is empty or ours, and of no later schema: asked before anything of it changes.
Result<bool> mayMigrate(Database& database, const std::vector<Migration>& migrations);
/// For a reader: the schema must be exactly ours.
Result<bool> checkSchema(Database& database, const std::vector<Migration>& migrations);
/// The statements of a script, without comments and closing semicolons.
QStringList splitStatements(const QString& script);

}  // namespace bloom::storage
