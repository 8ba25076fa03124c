// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Bloom owns of practitioners and clients, kept by Halaxy's id until a run makes their rows again. Rows
// are not made ahead: a row says that Halaxy holds the record.
#pragma once
#include "core/clock.h"
#include "core/ids.h"
#include "storage/scope.h"

#include <QVariantList>

namespace bloom::storage {

enum class OwnedTable { Practitioners, Clients };

class CarryOver {
public:
    explicit CarryOver(Scope& scope) : m_scope(scope) {}

    /// The columns Bloom owns, and the Halaxy id before them.
    static QStringList columns(OwnedTable table);
    /// Values in the order of columns(); what is as it begins needs no line.
    void keep(OwnedTable table, const QVariantList& values, UtcTime now);
    /// The row was made just now: it gets what was kept, and the line goes. False when nothing was.
    bool apply(OwnedTable table, const HalaxyId& id);
    /// Rows that wait.
    int count(OwnedTable table);

private:
    Scope& m_scope;
};

}  // namespace bloom::storage
