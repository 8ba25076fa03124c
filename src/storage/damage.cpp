// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/damage.h"

#include "storage/statement.h"
#include "storage/transaction.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>

namespace bloom::storage {

namespace {
/// The schema stands in the first pages; so much of the file is looked through.
constexpr qint64 kLookedThrough = 4 * 1024 * 1024;
}  // namespace

bool endedUncleanly(const DatabaseTarget& target) {
    return QFileInfo(target.path + QStringLiteral("-wal")).size() > 0;
}

Result<bool> isSound(Database& database, bool thorough) {
    const auto answer = read(database, [&](Scope& scope) {
        return Statement(scope, thorough ? QStringLiteral("PRAGMA integrity_check(1)")
                                         : QStringLiteral("PRAGMA quick_check(1)"))
            .one([](const Row& row) { return row.text(0); });
    });
    if (answer)
        return *answer == QLatin1String("ok");
    if (answer.error().kind == ErrorKind::DatabaseDamaged)
        return false;
    return fail(answer.error());
}

bool looksLikeOurs(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray start = file.read(kLookedThrough);
    if (!start.isEmpty() && std::ranges::all_of(start, [](char byte) { return byte == '\0'; }))
        return true;
    return start.contains("CREATE TABLE source_records");
}

}  // namespace bloom::storage
