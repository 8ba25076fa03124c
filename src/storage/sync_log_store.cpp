// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Writing the log: a row for each run, lines when it ends.
#include "storage/sync_log_store.h"
#include "storage/error_kinds.h"
#include "storage/log_words.h"
#include "storage/statement.h"

#include <QCoreApplication>
#include <QUuid>
#include <algorithm>

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

/// More failures of one run than this are only counted.
constexpr int kMaxProblemLines = 1000;

std::optional<RecordKind> kindOf(const SyncScope& scope) {
    return scope.record ? scope.record->kind : scope.kind;
}

/// Kind and id of an error's context "Appointment/123", as far as it names them.
std::pair<std::optional<RecordKind>, QString> recordOf(const QString& context) {
    const auto kind = parse<RecordKind>(context.section(u'/', 0, 0));
    return {kind, kind ? context.section(u'/', 1) : QString()};
}

/// A line of the log before it is written.
struct Line {
    std::optional<RecordKind> entity{};
    QString entityId{};
    PractitionerId practitioner{};
    RunOutcome outcome = RunOutcome::Success;
    QString message{};
    std::optional<ErrorKind> error{};
    KindCounts counts{};
};

/// Writes a run's lines; the same run gives the same ids.
class LineWriter {
public:
    LineWriter(Scope& scope, const RunReport& run) : m_scope(scope), m_run(run) {
        // A run that an outage stopped ends twice.
        m_place = Statement(scope, L("SELECT count(*) FROM sync_log WHERE run_id = ? AND is_run = 0"))
                      .bind(run.id)
                      .one([](const Row& row) { return row.number(0); })
                      .value_or(0);
    }
    void add(const Line& line);

private:
    QString nextId() {
        static const QUuid kNamespace(L("{5b0e6bd2-0b0c-4f0a-9c1e-6a51f1a3e7c4}"));
        return QUuid::createUuidV5(kNamespace, QString(m_run.id.value + u'/' + QString::number(m_place++)))
            .toString(QUuid::WithoutBraces);
    }
    Scope& m_scope;
    const RunReport& m_run;
    int m_place = 0;
};

void LineWriter::add(const Line& line) {
    Statement(
        m_scope,
        L("INSERT INTO sync_log (id, run_id, is_run, practitioner_id, sync_type, run_type, entity_type, "
          "entity_kind, entity_id, operation, status, error_kind, error_message, records_processed, "
          "records_created, records_updated, records_unchanged, records_deleted, records_missing, "
          "records_set_aside, started_at, completed_at) "
          "VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, 'sync', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
        .bind(nextId(), m_run.id.value, line.practitioner, syncTypeText(m_run.type), name(m_run.type),
              entityText(line.entity), line.entity ? name(*line.entity) : QString(), line.entityId,
              statusText(line.outcome), line.error ? name(*line.error) : QString(), line.message,
              line.counts.received, line.counts.created, line.counts.updated, line.counts.unchanged,
              line.counts.deleted, line.counts.missing, line.counts.setAside, m_run.started, m_run.ended)
        .run();
}

/// A kind's line is not a success when a problem of the run names that kind.
RunOutcome outcomeOf(RecordKind kind, const RunReport& run) {
    for (const Error& problem : run.problems)
        if (recordOf(problem.context).first == kind)
            return RunOutcome::Partial;
    return RunOutcome::Success;
}

/// A practitioner's own line says it already: each failure is counted once.
bool isOfAPart(const Error& problem, const RunReport& run) {
    return std::ranges::any_of(run.practitioners, [&](const PractitionerReport& part) {
        return part.error && part.error->kind == problem.kind && part.error->message == problem.message;
    });
}

void addProblems(LineWriter& log, const RunReport& run) {
    int lines = 0;
    for (const Error& problem : run.problems) {
        if (isOfAPart(problem, run))
            continue;
        if (++lines > kMaxProblemLines)
            return;
        const auto [kind, id] = recordOf(problem.context);
        log.add({.entity = kind,
                 .entityId = id,
                 .outcome = RunOutcome::Failed,
                 .message = problem.message,
                 .error = problem.kind});
    }
    for (const SetAside& record : run.setAside) {
        if (!record.isNew)
            continue;
        if (++lines > kMaxProblemLines)
            return;
        log.add({.entity = record.key.kind,
                 .entityId = record.key.id.value,
                 .outcome = RunOutcome::Partial,
                 .message = record.reason,
                 .error = ErrorKind::Rejected});
    }
}

}  // namespace

void SyncLogStore::begin(const RunReport& run) {
    const auto kind = kindOf(run.scope);
    Statement(
        m_scope,
        L("INSERT INTO sync_log (id, run_id, is_run, practitioner_id, sync_type, run_type, entity_type, "
          "entity_kind, entity_id, operation, status, asked_by, scope, started_at) "
          "VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, 'sync', 'pending', ?, ?, ?)"))
        .bind(run.id.value, run.id.value, run.scope.practitioner.value_or(PractitionerId()),
              syncTypeText(run.type), name(run.type), entityText(kind), kind ? name(*kind) : QString(),
              run.scope.record ? run.scope.record->id.value : QString(), run.askedBy, scopeJson(run.scope),
              run.started)
        .run();
}

void SyncLogStore::update(const RunReport& run) {
    const KindCounts sum = run.total();
    Statement(m_scope,
              L("UPDATE sync_log SET records_processed = ?, records_created = ?, records_updated = ?, "
                "records_unchanged = ?, records_deleted = ?, records_missing = ?, records_set_aside = ?, "
                "calls = ?, bytes = ?, rate_limit_wait_ms = ? WHERE id = ?"))
        .bind(sum.received, sum.created, sum.updated, sum.unchanged, sum.deleted, sum.missing, sum.setAside,
              run.calls)
        .bind(std::int64_t(run.bytes), std::int64_t(run.rateLimitWait.count()), run.id.value)
        .run();
}

void SyncLogStore::setAskedBy(const RunId& run, const QString& askedBy) {
    Statement(m_scope, L("UPDATE sync_log SET asked_by = ? WHERE id = ?")).bind(askedBy, run).run();
}

void SyncLogStore::finish(const RunReport& run) {
    const bool isBegun = Statement(m_scope, L("SELECT EXISTS (SELECT 1 FROM sync_log WHERE id = ?)"))
                             .bind(run.id)
                             .one([](const Row& row) { return row.flag(0); })
                             .value_or(true);
    if (!isBegun)
        begin(run);  // the disk was full when it began
    update(run);
    const bool clean = run.problems.empty();
    Statement(m_scope,
              L("UPDATE sync_log SET status = ?, error_kind = ?, error_message = ?, duration_ms = ?, "
                "completed_at = ? WHERE id = ?"))
        .bind(statusText(run.outcome), clean ? QString() : name(run.problems.front().kind),
              clean ? QString() : run.problems.front().message, std::int64_t(run.duration.count()), run.ended,
              run.id.value)
        .run();
    LineWriter log(m_scope, run);
    for (const auto& [kind, counts] : run.kinds)
        log.add({.entity = kind, .outcome = outcomeOf(kind, run), .counts = counts});
    for (const PractitionerReport& part : run.practitioners)
        log.add({.entity = RecordKind::Appointment,
                 .practitioner = part.practitioner,
                 .outcome = part.outcome,
                 .message = part.error ? part.error->message : QString(),
                 .error = part.error ? std::optional(part.error->kind) : std::nullopt,
                 .counts = part.sessions});
    addProblems(log, run);
}

std::vector<RunId> SyncLogStore::markInterrupted(UtcTime now) {
    const auto runs = Statement(m_scope, L("SELECT id FROM sync_log WHERE is_run = 1 AND status = 'pending' "
                                           "ORDER BY started_at"))
                          .all([](const Row& row) { return RunId(row.text(0)); });
    for (const RunId& run : runs)
        Statement(m_scope,
                  L("UPDATE sync_log SET status = 'interrupted', error_message = ?, completed_at = ? "
                    "WHERE id = ?"))
            .bind(QCoreApplication::translate("bloom::storage", "Bloom Sync ended before this run did."), now,
                  run)
            .run();
    return runs;
}

}  // namespace bloom::storage
