// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Inbox, history and lists: what is older than its age, and what is beyond its count.
#include "storage/retention.h"

#include "core/practice_time.h"
#include "storage/care_store.h"
#include "storage/rollup_writer.h"
#include "storage/statement.h"

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

int numberOf(Scope& scope, const QString& sql) {
    return Statement(scope, sql).one([](const Row& row) { return row.number(0); }).value_or(0);
}

}  // namespace

QString Retention::ago(std::chrono::days age) const { return toIsoText(m_now - age); }

int Retention::removeRows(const QString& table, const QString& timeColumn, const Where& where,
                          std::chrono::days age, int count) {
    const auto bindAll = [&](Statement& statement) -> Statement& {
        for (const QVariant& value : where.values)
            statement.add(value);
        return statement;
    };
    // Ids are in the order of arrival: the count is a walk along the key, and the oldest come first.
    Statement newest(m_scope, L("SELECT id FROM %1 WHERE %2 ORDER BY id DESC").arg(table, where.sql) +
                                  m_scope.dialect().rowAfter());
    const std::int64_t beyond =
        bindAll(newest).bind(count).one([](const Row& row) { return row.integer(0); }).value_or(0);
    Statement remove(m_scope, L("DELETE FROM %1 WHERE id IN (SELECT id FROM (SELECT id, %2 AS at FROM %1 "
                                "WHERE %3 ORDER BY id")
                                      .arg(table, timeColumn, where.sql) +
                                  m_scope.dialect().limit() + L(") WHERE id <= ? OR at < ?)"));
    return bindAll(remove).bind(m_limits.chunk, beyond, ago(age)).run();
}

int Retention::events() {
    const int settled = removeRows(L("webhook_inbox"), L("received_at"),
                                   {L("state IN ('done', 'ignored') AND applied_at < ?"),
                                    {toIsoText(RollupWriter::rolledUpTo(m_scope))}},
                                   m_limits.settledEvents, m_limits.settledEventCount);
    if (settled > 0)
        return settled;
    constexpr std::chrono::days kNoAge{36600};
    return removeRows(L("webhook_inbox"), L("received_at"), {L("state = 'dead'")}, kNoAge,
                      m_limits.deadEventCount);
}

int Retention::rejections() {
    const QString beyond = Statement(m_scope, L("SELECT hour FROM webhook_rejections ORDER BY hour DESC") +
                                                  m_scope.dialect().rowAfter())
                               .bind(m_limits.rejectionCount)
                               .one([](const Row& row) { return row.text(0); })
                               .value_or(QString());
    return Statement(m_scope, L("DELETE FROM webhook_rejections WHERE hour <= ? OR hour < ?"))
        .add(beyond.isNull() ? L("") : beyond)
        .bind(ago(m_limits.rejections))
        .run();
}

int Retention::history() {
    return removeRows(L("history"), L("at"), {L("1")}, m_limits.history, m_limits.historyCount);
}

int Retention::sessionMoves() {
    return removeRows(L("session_moves"), L("at"), {L("1")}, m_limits.history, m_limits.historyCount);
}

int Retention::accesses() {
    return removeRows(L("access_log"), L("at"), {L("1")}, m_limits.accesses, m_limits.accessCount);
}

int Retention::listActions() {
    return CareStore(m_scope).removeOlder(m_now - m_limits.listActions, m_limits.chunk);
}

int Retention::clearedAlerts() {
    return removeRows(L("alerts"), L("cleared_at"), {L("cleared_at IS NOT NULL")}, m_limits.clearedAlerts,
                      m_limits.clearedAlertCount);
}

int Retention::decidedSets() {
    const QString decided = L("state NOT IN ('open', 'applying')");
    const QString beyond =
        Statement(m_scope,
                  L("SELECT last_seen_at FROM held_sets WHERE %1 ORDER BY last_seen_at DESC").arg(decided) +
                      m_scope.dialect().rowAfter())
            .bind(m_limits.decidedSetCount)
            .one([](const Row& row) { return row.text(0); })
            .value_or(QString());
    return Statement(m_scope, L("DELETE FROM held_sets WHERE id IN (SELECT id FROM held_sets WHERE %1 "
                                "AND (last_seen_at <= ? OR last_seen_at < ?)")
                                      .arg(decided) +
                                  m_scope.dialect().limit() + u')')
        .add(beyond.isNull() ? L("") : beyond)
        .bind(ago(m_limits.decidedSets), m_limits.chunk)
        .run();
}

int Retention::rollups() {
    const auto remove = [&](const char* period, std::chrono::days age) {
        return Statement(m_scope,
                         L("DELETE FROM metric_rollups WHERE (metric, practitioner_id, period, start) "
                           "IN (SELECT metric, practitioner_id, period, start FROM metric_rollups "
                           "WHERE period = ? AND start < ?") +
                             m_scope.dialect().limit() + u')')
            .bind(L(period), ago(age), m_limits.chunk)
            .run();
    };
    const int hours = remove("hour", m_limits.hours);
    return hours > 0 ? hours : remove("day", m_limits.days);
}

int Retention::freePages(Scope& scope) { return numberOf(scope, L("PRAGMA freelist_count")); }

int Retention::giveBack(Scope& scope, int pages) {
    const int before = freePages(scope);
    // A row for each page: it goes on only as it is stepped.
    Statement(scope, L("PRAGMA incremental_vacuum(%1)").arg(pages)).all([](const Row&) { return 0; });
    return before - freePages(scope);
}

}  // namespace bloom::storage
