// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/session_moves.h"

#include "storage/statement.h"

#include <algorithm>

namespace bloom::storage {

namespace {

/// As it was before the write; what the write did not change is as it is now.
QString before(const RowWrite& write, const QString& field, const QString& now) {
    const auto change = std::ranges::find(write.fields, field, &FieldChange::field);
    return change == write.fields.end() ? now : change->before.toString();
}

}  // namespace

void noteMove(Scope& scope, const HistoryContext& context, const RowWrite& write) {
    const QString start = QStringLiteral("scheduled_start_time");
    const QString whose = QStringLiteral("practitioner_id");
    const auto moves = [&](const FieldChange& change) {
        return change.field == start || change.field == whose;
    };
    if (write.table != QLatin1String("sessions") || std::ranges::none_of(write.fields, moves))
        return;
    const auto now =
        Statement(scope,
                  QStringLiteral("SELECT scheduled_start_time, practitioner_id FROM sessions WHERE id = ?"))
            .bind(write.rowId)
            .one([](const Row& row) { return std::pair(row.text(0), row.text(1)); });
    if (!now)
        return;
    Statement(scope, QStringLiteral("INSERT INTO session_moves (session_id, at, run_id, channel, from_start, "
                                    "to_start, from_practitioner, to_practitioner) "
                                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"))
        .bind(write.rowId, context.at, context.run, name(context.channel), before(write, start, now->first),
              now->first, before(write, whose, now->second), now->second)
        .run();
}

}  // namespace bloom::storage
