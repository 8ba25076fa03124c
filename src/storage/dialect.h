// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The seam between the stores and a database product: what differs from SQLite to another stands here. The
// stores' statements are plain SQL beside it.
#pragma once
#include <QString>
#include <QStringList>

namespace bloom::storage {

class Dialect {
public:
    virtual ~Dialect() = default;
    virtual QString name() const = 0;  ///< folder of the migrations: "sqlite"
    /// Starts a transaction that holds the write lock from its first moment.
    virtual QString beginWrite() const = 0;
    virtual QString beginRead() const = 0;
    virtual QString quoted(const QString& identifier) const = 0;
    /// Inserts, or updates the row with the same keys. Every column is bound once, in this order.
    virtual QString upsert(const QString& table, const QStringList& keys,
                           const QStringList& others) const = 0;
    /// Goes at the end of a SELECT with an ORDER BY; the count is bound.
    virtual QString limit() const = 0;
    /// The same for one row alone, after so many (bound) others.
    virtual QString rowAfter() const = 0;
    /// What every connection is told when it opens.
    virtual QStringList settings(bool readOnly) const = 0;
    /// What a connection that writes beside the engine's is told after those.
    virtual QStringList settingsBeside() const = 0;
    /// Lists the tables of the database, one name a row.
    virtual QString tables() const = 0;
};

const Dialect& sqliteDialect();

}  // namespace bloom::storage
