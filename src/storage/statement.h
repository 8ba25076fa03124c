// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The one way SQL runs: bind, run or read all rows, finish. Prepared once and kept by its Database.
#pragma once
#include "core/clock.h"
#include "core/money.h"
#include "storage/scope.h"

#include <QDate>
#include <QVariant>
#include <optional>
#include <vector>

class QSqlError;

namespace bloom::storage {

/// A value as it is bound: empty text, no time and no date are NULL.
QVariant toDb(const QString& text);
QVariant toDb(UtcTime time);
QVariant toDb(const std::optional<UtcTime>& time);
QVariant toDb(const std::optional<QDate>& date);
inline QVariant toDb(std::int64_t number) { return QVariant(static_cast<qlonglong>(number)); }
inline QVariant toDb(int number) { return QVariant(static_cast<qlonglong>(number)); }
inline QVariant toDb(bool flag) { return QVariant(static_cast<qlonglong>(flag ? 1 : 0)); }
inline QVariant toDb(Cents money) { return QVariant(static_cast<qlonglong>(money.value)); }
QVariant toDb(const std::optional<int>& number);
QVariant toDb(const std::optional<Cents>& money);
QVariant toDb(const QByteArray& blob);
inline QVariant toDb(const char*) = delete;

/// The row a statement is at; columns by number, in the order of the SELECT.
class Row {
public:
    explicit Row(const QSqlQuery& query) : m_query(query) {}
    QVariant value(int column) const;
    bool isNull(int column) const;
    QString text(int column) const;
    std::int64_t integer(int column) const;
    int number(int column) const { return static_cast<int>(integer(column)); }
    bool flag(int column) const { return integer(column) != 0; }
    Cents cents(int column) const { return {integer(column)}; }
    QByteArray blob(int column) const;
    UtcTime time(int column) const;
    std::optional<UtcTime> maybeTime(int column) const;
    std::optional<QDate> maybeDate(int column) const;
    std::optional<int> maybeNumber(int column) const;
    std::optional<Cents> maybeCents(int column) const;

private:
    const QSqlQuery& m_query;
};

class Statement {
public:
    Statement(Scope& scope, const QString& sql);
    /// Values of the question marks, in order.
    template <typename... Values> Statement& bind(const Values&... values) {
        (add(toBound(values)), ...);
        return *this;
    }
    Statement& add(const QVariant& value);

    /// Rows changed.
    int run();
    /// BEGIN, COMMIT and ROLLBACK. A rollback is past the fault hook: it must always be tried.
    void control(bool hooked = true);
    /// Every row through `make(Row)`, which may not run statements.
    template <typename Make> auto all(Make make) -> std::vector<decltype(make(std::declval<Row>()))> {
        std::vector<decltype(make(std::declval<Row>()))> rows;
        if (execute(false))
            while (next())
                rows.push_back(make(Row(*m_query)));
        finish();
        return rows;
    }
    /// The first row, if there is one.
    template <typename Make> auto one(Make make) -> std::optional<decltype(make(std::declval<Row>()))> {
        std::optional<decltype(make(std::declval<Row>()))> row;
        if (execute(false) && next())
            row.emplace(make(Row(*m_query)));
        finish();
        return row;
    }

private:
    template <typename T> static QVariant toBound(const T& value) {
        if constexpr (std::is_same_v<T, QVariant>)
            return value;
        else if constexpr (requires {
                               value.value;
                               value.isEmpty();
                           })
            return toDb(value.value);  // a strong id
        else
            return toDb(value);
    }
    bool execute(bool changes);
    bool next();
    void finish();
    void failWith(const QSqlError& error);

    Scope& m_scope;
    QString m_sql;
    QSqlQuery* m_query = nullptr;
    int m_bound = 0;
    int m_parameters = 0;
};

}  // namespace bloom::storage
