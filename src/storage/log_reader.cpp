// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the log: filters become one WHERE, places are keys, never offsets.
#include "storage/error_kinds.h"
#include "storage/log_words.h"
#include "storage/mirror_store.h"
#include "storage/set_aside_store.h"
#include "storage/statement.h"
#include "storage/sync_log_store.h"

#include <QVariantList>
#include <algorithm>

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

/// Conditions on runs `r`, with their values in order.
struct Where {
    QString sql = L("r.is_run = 1");
    QVariantList values;
    void add(const QString& condition, const QVariantList& bound) {
        sql += L(" AND ") + condition;
        values += bound;
    }
    template <typename Words> void addOneOf(const QString& column, const Words& words) {
        QVariantList list;
        for (const QString& word : words)
            list << word;
        if (!list.isEmpty())
            add(column + L(" IN (") + QStringList(list.size(), L("?")).join(u',') + u')', list);
    }
};

QString likePattern(QString text) {
    text.replace(u'\\', L("\\\\")).replace(u'%', L("\\%")).replace(u'_', L("\\_"));
    return u'%' + text + u'%';
}

Where whereOf(const LogFilter& filter) {
    Where where;
    if (filter.from)
        where.add(L("r.started_at >= ?"), {toDb(*filter.from)});
    if (filter.to)
        where.add(L("r.started_at < ?"), {toDb(*filter.to)});
    QStringList types, outcomes;
    for (const RunType type : filter.types)
        types << name(type);
    for (const RunOutcome outcome : filter.outcomes)
        outcomes << statusText(outcome);
    where.addOneOf(L("r.run_type"), types);
    where.addOneOf(L("r.status"), outcomes);
    // A run is about a kind or practitioner when it was asked for it, or when one of its lines is.
    if (filter.entity)
        where.add(
            L("(r.entity_kind = ? OR EXISTS (SELECT 1 FROM sync_log l WHERE l.run_id = r.id AND l.is_run = 0 "
              "AND l.entity_kind = ?))"),
            {name(*filter.entity), name(*filter.entity)});
    if (filter.practitioner)
        where.add(L("(r.practitioner_id = ? OR EXISTS (SELECT 1 FROM sync_log l WHERE l.run_id = r.id "
                    "AND l.is_run = 0 AND l.practitioner_id = ?))"),
                  {filter.practitioner->value, filter.practitioner->value});
    if (!filter.text.trimmed().isEmpty()) {
        const QVariant like = likePattern(filter.text.trimmed());
        where.add(L("(r.id LIKE ? ESCAPE '\\' OR r.entity_id LIKE ? ESCAPE '\\' OR r.error_message LIKE ? "
                    "ESCAPE '\\' "
                    "OR EXISTS (SELECT 1 FROM sync_log l WHERE l.run_id = r.id AND l.is_run = 0 AND "
                    "(l.entity_id LIKE ? ESCAPE '\\' OR l.error_message LIKE ? ESCAPE '\\')))"),
                  {like, like, like, like, like});
    }
    return where;
}

Statement& bindAll(Statement& statement, const QVariantList& values) {
    for (const QVariant& value : values)
        statement.add(value);
    return statement;
}

/// The row of the anchor and all older ones.
Where fromAnchor(Where where, const LogAnchor& anchor) {
    where.add(L("(r.started_at, r.id) <= (?, ?)"), {toDb(anchor.started), anchor.id});
    return where;
}

std::optional<LogAnchor> anchorAfter(Scope& scope, const Where& where, int rows) {
    Statement statement(scope, L("SELECT r.started_at, r.id FROM sync_log r WHERE ") + where.sql +
                                   L(" ORDER BY r.started_at DESC, r.id DESC") + scope.dialect().rowAfter());
    return bindAll(statement, where.values).bind(rows).one([](const Row& row) {
        return LogAnchor{row.time(0), row.text(1)};
    });
}

int countOf(Scope& scope, const Where& where) {
    Statement statement(scope, L("SELECT count(*) FROM sync_log r WHERE ") + where.sql);
    return bindAll(statement, where.values).one([](const Row& row) { return row.number(0); }).value_or(0);
}

QString runColumns() {
    return L(
        "SELECT r.id, r.run_type, r.status, r.practitioner_id, coalesce(p.display_name, trim(coalesce("
        "p.first_name, '') || ' ' || coalesce(p.last_name, ''))), r.entity_kind, r.entity_id, r.asked_by, "
        "r.started_at, r.completed_at, r.records_processed, r.records_created, r.records_updated, "
        "r.records_deleted, r.calls, r.error_message, r.records_set_aside, r.duration_ms, "
        "r.rate_limit_wait_ms, r.scope "
        "FROM sync_log r LEFT JOIN practitioners p ON p.id = r.practitioner_id WHERE ");
}

std::optional<PractitionerId> practitionerAt(const Row& row, int column) {
    return row.isNull(column) ? std::nullopt : std::optional(PractitionerId(row.text(column)));
}

RunRow runAt(const Row& row) {
    return {RunId(row.text(0)),
            parse<RunType>(row.text(1)).value_or(RunType::Full),
            outcomeFromText(row.text(2)),
            practitionerAt(row, 3),
            row.text(4),
            parse<RecordKind>(row.text(5)),
            row.text(6),
            row.text(7),
            row.time(8),
            row.maybeTime(9),
            row.number(10),
            row.number(11),
            row.number(12),
            row.number(13),
            row.number(14),
            row.text(15),
            datesOfScope(row.text(19))};
}

struct LineAndKind {
    LogEntry entry;
    std::optional<ErrorKind> error;
};

std::vector<LineAndKind> linesOf(Scope& scope, const RunId& run) {
    return Statement(scope,
                     L("SELECT l.id, l.entity_kind, l.entity_id, l.practitioner_id, coalesce(p.display_name, "
                       "trim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, ''))), l.operation, "
                       "l.status, l.records_processed, l.records_created, l.records_updated, "
                       "l.records_unchanged, l.records_deleted, l.records_missing, l.records_set_aside, "
                       "l.started_at, l.completed_at, l.error_message, l.error_kind FROM sync_log l "
                       "LEFT JOIN practitioners p ON p.id = l.practitioner_id "
                       "WHERE l.run_id = ? AND l.is_run = 0 ORDER BY l.rowid"))
        .bind(run)
        .all([&](const Row& row) {
            return LineAndKind{
                {row.text(0), run, parse<RecordKind>(row.text(1)), row.text(2), practitionerAt(row, 3),
                 row.text(4), row.text(5), outcomeFromText(row.text(6)), row.number(7), row.number(8),
                 row.number(9), row.number(10), row.number(11), row.number(12), row.number(13), row.time(14),
                 row.maybeTime(15), row.text(16)},
                errorKind(row.text(17))};
        });
}

/// Lines with the same cause count together; the commonest first.
std::vector<ErrorGroup> groupErrors(const std::vector<LineAndKind>& lines) {
    std::vector<ErrorGroup> groups;
    for (const auto& [entry, error] : lines) {
        if (!error)
            continue;
        auto group = std::ranges::find(groups, entry.message, &ErrorGroup::cause);
        if (group == groups.end())
            group = groups.insert(groups.end(), {entry.message, 0, entry.started, {}, adviceFor(*error)});
        ++group->count;
        group->newest = std::max(group->newest, entry.ended.value_or(entry.started));
        if (!entry.entityId.isEmpty() && entry.entity && group->examples.size() < 5)
            group->examples << toText({*entry.entity, HalaxyId(entry.entityId)});
    }
    std::ranges::stable_sort(groups, std::ranges::greater(), &ErrorGroup::count);
    return groups;
}

}  // namespace

LogIndex LogReader::logIndex(const LogFilter& filter) {
    // Stride by stride along the paging index: a tenth of the time of numbering all rows, and no memory.
    LogIndex index;
    index.filter = filter;
    const Where all = whereOf(filter);
    std::optional<LogAnchor> at = anchorAfter(m_scope, all, 0);
    while (at) {
        index.anchors.push_back(*at);
        at = anchorAfter(m_scope, fromAnchor(all, *at), index.stride);
    }
    if (!index.anchors.empty())
        index.total = (int(index.anchors.size()) - 1) * index.stride +
                      countOf(m_scope, fromAnchor(all, index.anchors.back()));
    return index;
}

std::vector<RunRow> LogReader::logRows(const LogFilter& filter, const LogAnchor& from, int count) {
    const Where where = fromAnchor(whereOf(filter), from);
    Statement statement(m_scope, runColumns() + where.sql + L(" ORDER BY r.started_at DESC, r.id DESC") +
                                     m_scope.dialect().limit());
    return bindAll(statement, where.values).bind(count).all(runAt);
}

std::vector<RunRow> LogReader::newest(const LogFilter& filter, int count) {
    const Where where = whereOf(filter);
    Statement statement(m_scope, runColumns() + where.sql + L(" ORDER BY r.started_at DESC, r.id DESC") +
                                     m_scope.dialect().limit());
    return bindAll(statement, where.values).bind(count).all(runAt);
}

std::optional<RunDetail> LogReader::runDetail(const RunId& run) {
    const auto row = Statement(m_scope, runColumns() + L("r.is_run = 1 AND r.id = ?")).bind(run).one(runAt);
    if (!row)
        return std::nullopt;
    RunDetail detail;
    detail.run = *row;
    const auto lines = linesOf(m_scope, run);
    for (const auto& line : lines)
        detail.entries.push_back(line.entry);
    detail.errors = groupErrors(lines);
    detail.setAside = SetAsideStore(m_scope).ofRun(run);
    if (row->type == RunType::Full)
        detail.notConfirmed = NotConfirmedStore(m_scope).until(row->ended.value_or(row->started));
    return detail;
}

std::vector<LogReader::FinishedRun> LogReader::finishedRuns(const std::optional<PractitionerId>& practitioner,
                                                            int count) {
    Where where;
    // A webhook's read is no cycle: a storm of them would hide every run.
    where.add(L("r.status <> 'pending' AND r.run_type <> 'webhook'"), {});
    // From the practitioner's own rows: of each run at most two, the run's and its line. Whoever has few runs
    // is not looked for in all the others'.
    if (practitioner)
        where.add(L("r.id IN (SELECT run_id FROM sync_log WHERE practitioner_id = ? "
                    "ORDER BY started_at DESC") +
                      m_scope.dialect().limit() + u')',
                  {practitioner->value, 2 * (count + 1)});
    else  // the index sync_log_cycles says it in these words
        where.add(L("r.run_type NOT IN ('delta', 'webhook')"), {});
    Statement statement(m_scope, runColumns() + where.sql + L(" ORDER BY r.started_at DESC, r.id DESC") +
                                     m_scope.dialect().limit());
    return bindAll(statement, where.values).bind(count).all([](const Row& row) {
        return FinishedRun{runAt(row), row.number(10), row.number(16), milliseconds(row.integer(17)),
                           milliseconds(row.integer(18))};
    });
}

}  // namespace bloom::storage
