// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One list of columns for comparing, inserting and updating a mirrored table, so that the three can't
// disagree.
#pragma once
#include "storage/rows.h"
#include "storage/statement.h"

#include <QVariantList>

namespace bloom::storage {

class MirrorTable {
public:
    MirrorTable(QString name, QString key, QStringList columns);

    /// A row as it is held: its values in the order of the columns.
    struct Held {
        QString key;
        bool deleted = false;
        QVariantList values;
    };
    std::optional<Held> find(Scope& scope, const QString& key) const;
    /// All rows, deleted ones too, with this value in that column.
    std::vector<Held> findBy(Scope& scope, const QString& column, const QString& value) const;

    /// Writes only when something differs or the row was deleted. In a read transaction it only says what it
    /// would write; so do all that stand on it.
    RowWrite put(Scope& scope, const QString& key, const std::optional<Held>& held,
                 const QVariantList& values, UtcTime now) const;
    /// Soft delete; None when there is no live row.
    RowWrite remove(Scope& scope, const QString& key, UtcTime now) const;

private:
    QString m_name, m_key;
    QStringList m_columns;
    QString m_select, m_insert, m_update, m_remove;
};

/// Equal as the database sees it: every null is one null.
bool sameValue(const QVariant& a, const QVariant& b);

const MirrorTable& practitionersTable();
const MirrorTable& rolesTable();
const MirrorTable& clientsTable();
const MirrorTable& sessionsTable();
const MirrorTable& invoicesTable();
const MirrorTable& referralsTable();

/// A table of pairs (owner, other): makes it hold exactly `wanted` for the owner. What was there, if it
/// differed.
struct LinkTable {
    QString name, owner, other;
    std::optional<QStringList> put(Scope& scope, const QString& ownerId,
                                   const std::vector<HalaxyId>& wanted) const;
};

}  // namespace bloom::storage
