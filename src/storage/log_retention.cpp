// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The log: runs go with their lines, and only once they are in the roll-ups. Failures stay longest; what is
// unresolved, and the newest of each type and practitioner, stays always.
#include "core/practice_time.h"
#include "storage/retention.h"
#include "storage/rollup_writer.h"
#include "storage/statement.h"

#include <algorithm>

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

/// Something still points to the run: a record set aside or not confirmed, a held set, an event, an alert.
QString unresolved() {
    return L(
        "EXISTS (SELECT 1 FROM set_aside x WHERE x.run_id = r.id) "
        "OR EXISTS (SELECT 1 FROM not_confirmed x WHERE x.run_id = r.id) "
        "OR EXISTS (SELECT 1 FROM held_sets x WHERE x.run_id = r.id AND x.state IN ('open', 'applying')) "
        "OR EXISTS (SELECT 1 FROM webhook_inbox x WHERE x.run_id = r.id AND x.state = 'dead') "
        "OR EXISTS (SELECT 1 FROM alerts x WHERE x.cleared_at IS NULL AND instr(x.facts, r.id) > 0)");
}

/// The line is among the newest of its practitioner: `l` is the line, the count is bound.
QString inBar() {
    return L(
        "(SELECT count(*) FROM (SELECT 1 FROM sync_log n WHERE n.practitioner_id = l.practitioner_id "
        "AND n.started_at > l.started_at LIMIT ?)) < ?");
}

QString changedNothing() {
    return L(
        "r.records_created = 0 AND r.records_updated = 0 AND r.records_deleted = 0 "
        "AND r.records_missing = 0 AND r.records_set_aside = 0");
}

}  // namespace

Retention::Where Retention::olderThanNewest() {
    // What seldom runs would have nothing to show.
    if (m_limits.newestRuns <= 0)
        return {L("1"), {}};
    Where where{L("r.started_at < CASE r.run_type"), {}};
    const auto types =
        Statement(m_scope, L("SELECT DISTINCT run_type FROM sync_log WHERE is_run = 1 ORDER BY run_type"))
            .all([](const Row& row) { return row.text(0); });
    for (const QString& type : types) {
        const QString kept = Statement(m_scope, L("SELECT started_at FROM sync_log WHERE is_run = 1 "
                                                  "AND run_type = ? ORDER BY started_at DESC") +
                                                    m_scope.dialect().rowAfter())
                                 .bind(type, m_limits.newestRuns - 1)
                                 .one([](const Row& row) { return row.text(0); })
                                 .value_or(QString());
        where.sql += L(" WHEN ? THEN ?");
        where.values << type << (kept.isEmpty() ? L("") : kept);
    }
    where.sql += types.empty() ? L(" WHEN '' THEN '' END") : L(" ELSE '' END");
    return where;
}

int Retention::removeRuns(const Where& where, bool keepNewest) {
    QString sql = L("SELECT r.id FROM sync_log r WHERE r.is_run = 1 AND r.status <> 'pending' "
                    "AND r.completed_at < ? AND (%1) AND NOT (%2)")
                      .arg(where.sql, unresolved());
    QVariantList values = where.values;
    if (keepNewest) {
        const Where older = olderThanNewest();
        sql += L(" AND %1 AND NOT EXISTS (SELECT 1 FROM sync_log l WHERE l.run_id = r.id AND l.is_run = 0 "
                 "AND l.practitioner_id IS NOT NULL AND %2)")
                   .arg(older.sql, inBar());
        values << older.values << m_limits.newestOfEach << m_limits.newestOfEach;
    }
    Statement find(m_scope, sql + L(" ORDER BY r.started_at") + m_scope.dialect().limit());
    find.bind(RollupWriter::rolledUpTo(m_scope));
    for (const QVariant& value : values)
        find.add(value);
    const auto runs = find.bind(runsAtOnce()).all([](const Row& row) { return row.text(0); });
    for (const QString& run : runs) {
        Statement(m_scope, L("DELETE FROM sync_log WHERE run_id = ? AND is_run = 0")).bind(run).run();
        Statement(m_scope, L("DELETE FROM sync_log WHERE id = ?")).bind(run).run();
    }
    return int(runs.size());
}

int Retention::idleRuns() {
    return removeRuns({L("r.run_type IN ('delta', 'webhook') AND r.status = 'success' AND r.started_at < ? "
                         "AND ") +
                           changedNothing(),
                       {ago(m_limits.idleRuns)}},
                      false);
}

int Retention::webhookRuns() {
    const QString beyond =
        Statement(m_scope, L("SELECT started_at FROM sync_log WHERE is_run = 1 AND run_type = 'webhook' "
                             "ORDER BY started_at DESC") +
                               m_scope.dialect().rowAfter())
            .bind(m_limits.webhookRunCount)
            .one([](const Row& row) { return row.text(0); })
            .value_or(L(""));
    return removeRuns({L("r.run_type = 'webhook' AND ((r.status = 'success' AND r.started_at < ?) "
                         "OR r.started_at <= ?)"),
                       {ago(m_limits.webhookRuns), beyond}},
                      false);
}

int Retention::oldRuns() {
    return removeRuns({L("r.started_at < ? OR (r.status = 'success' AND r.started_at < ?)"),
                       {ago(m_limits.allRuns), ago(m_limits.goodRuns)}},
                      true);
}

int Retention::runsBeyondCount() {
    const QString beyond = Statement(m_scope, L("SELECT started_at FROM sync_log WHERE is_run = 1 "
                                                "ORDER BY started_at DESC, id DESC") +
                                                  m_scope.dialect().rowAfter())
                               .bind(m_limits.runCount)
                               .one([](const Row& row) { return row.text(0); })
                               .value_or(QString());
    return beyond.isEmpty() ? 0 : removeRuns({L("r.started_at <= ?"), {beyond}}, true);
}

int Retention::oldLines() {
    const Where older = olderThanNewest();
    Statement find(m_scope,
                   L("SELECT r.id FROM sync_log r WHERE r.is_run = 1 AND r.status = 'success' "
                     "AND r.started_at < ? AND r.completed_at < ? AND %1 AND NOT (%2) AND EXISTS (SELECT 1 "
                     "FROM sync_log l WHERE l.run_id = r.id AND l.is_run = 0 AND (l.practitioner_id IS NULL "
                     "OR NOT %3)) ORDER BY r.started_at")
                           .arg(older.sql, unresolved(), inBar()) +
                       m_scope.dialect().limit());
    find.bind(ago(m_limits.goodLines), RollupWriter::rolledUpTo(m_scope));
    for (const QVariant& value : older.values)
        find.add(value);
    const auto runs =
        find.bind(m_limits.newestOfEach, m_limits.newestOfEach, runsAtOnce()).all([](const Row& row) {
            return row.text(0);
        });
    int removed = 0;
    for (const QString& run : runs)
        removed += Statement(m_scope, L("DELETE FROM sync_log WHERE rowid IN (SELECT l.rowid FROM sync_log l "
                                        "WHERE l.run_id = ? AND l.is_run = 0 "
                                        "AND (l.practitioner_id IS NULL OR NOT %1))")
                                          .arg(inBar()))
                       .bind(run, m_limits.newestOfEach, m_limits.newestOfEach)
                       .run();
    return removed;
}

int Retention::linesBeyondCount() {
    const int lines = Statement(m_scope, L("SELECT count(*) FROM sync_log WHERE is_run = 0"))
                          .one([](const Row& row) { return row.number(0); })
                          .value_or(0);
    if (lines <= m_limits.lineCount)
        return 0;
    const int most = std::min(lines - m_limits.lineCount, m_limits.chunk);
    return Statement(
               m_scope,
               L("DELETE FROM sync_log WHERE rowid IN (SELECT l.rowid FROM sync_log l WHERE l.is_run = 0 "
                 "AND (l.practitioner_id IS NULL OR NOT %1) AND NOT EXISTS (SELECT 1 FROM sync_log r "
                 "WHERE r.id = l.run_id AND (r.status = 'pending' OR %2)) ORDER BY l.rowid")
                       .arg(inBar(), unresolved()) +
                   m_scope.dialect().limit() + u')')
        .bind(m_limits.newestOfEach, m_limits.newestOfEach, most)
        .run();
}

}  // namespace bloom::storage
