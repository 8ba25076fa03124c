// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/statement.h"

#include "core/practice_time.h"
#include "storage/database_errors.h"
#include "storage/prepared.h"

#include <QSqlError>
#include <QSqlQuery>

namespace bloom::storage {

QVariant toDb(const QString& text) { return text.isEmpty() ? QVariant() : QVariant(text); }
QVariant toDb(UtcTime time) { return toIsoText(time); }
QVariant toDb(const std::optional<UtcTime>& time) { return time ? QVariant(toIsoText(*time)) : QVariant(); }
QVariant toDb(const std::optional<QDate>& date) {
    return date && date->isValid() ? QVariant(date->toString(Qt::ISODate)) : QVariant();
}
QVariant toDb(const std::optional<int>& number) {
    return number ? QVariant(static_cast<qlonglong>(*number)) : QVariant();
}
QVariant toDb(const std::optional<Cents>& money) {
    return money ? QVariant(static_cast<qlonglong>(money->value)) : QVariant();
}
QVariant toDb(const QByteArray& blob) { return QVariant(blob); }

QVariant Row::value(int column) const { return m_query.value(column); }
bool Row::isNull(int column) const { return m_query.isNull(column); }
QString Row::text(int column) const { return m_query.value(column).toString(); }
std::int64_t Row::integer(int column) const { return m_query.value(column).toLongLong(); }
QByteArray Row::blob(int column) const { return m_query.value(column).toByteArray(); }
UtcTime Row::time(int column) const { return parseUtc(text(column)).value_or(UtcTime{}); }
std::optional<UtcTime> Row::maybeTime(int column) const {
    return isNull(column) ? std::nullopt : parseUtc(text(column));
}
std::optional<QDate> Row::maybeDate(int column) const {
    const QDate date = isNull(column) ? QDate() : QDate::fromString(text(column), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}
std::optional<int> Row::maybeNumber(int column) const {
    return isNull(column) ? std::nullopt : std::optional(number(column));
}
std::optional<Cents> Row::maybeCents(int column) const {
    return isNull(column) ? std::nullopt : std::optional(cents(column));
}

Statement::Statement(Scope& scope, const QString& sql) : m_scope(scope), m_sql(sql) {
    if (m_scope.failure())
        return;
    const auto prepared = m_scope.database().prepared(sql);
    if (!prepared) {
        m_scope.fail(prepared.error());
        return;
    }
    m_query = &(*prepared)->query;
    m_parameters = (*prepared)->parameters;
}

Statement& Statement::add(const QVariant& value) {
    if (m_query)
        m_query->bindValue(m_bound++, value);
    return *this;
}

int Statement::run() {
    const int changed = execute(true) ? m_query->numRowsAffected() : 0;
    finish();
    return changed;
}

void Statement::control(bool hooked) {
    const auto& hook = m_scope.database().m_faultHook;
    if (hooked && m_query && hook && hook(m_sql))
        failWith(simulatedFault());
    else if (m_query && !m_query->exec())
        failWith(m_query->lastError());
    finish();
}

bool Statement::execute(bool changes) {
    if (!m_query || m_scope.failure())
        return false;
    if (changes && !m_scope.writes()) {
        m_scope.fail({ErrorKind::Internal, QStringLiteral("a write outside a write transaction"), {}});
        return false;
    }
    // A value left out would silently be the one of the last time.
    if (m_bound != m_parameters) {
        m_scope.fail({ErrorKind::Internal, QStringLiteral("values don't fit the statement"), m_sql});
        return false;
    }
    const auto& hook = m_scope.database().m_faultHook;
    if (hook && hook(m_sql)) {
        failWith(simulatedFault());
        return false;
    }
    if (m_query->exec())
        return true;
    failWith(m_query->lastError());
    return false;
}

bool Statement::next() {
    if (m_query->next())
        return true;
    // Errors while stepping (interrupted, damaged) look like the end of the rows.
    if (m_query->lastError().isValid())
        failWith(m_query->lastError());
    return false;
}

void Statement::finish() {
    if (m_query)
        m_query->finish();  // an unfinished query keeps its snapshot, and checkpoints stall
}

void Statement::failWith(const QSqlError& error) {
    m_scope.fail(explain(error, m_scope.database().target().path));
}

}  // namespace bloom::storage
