// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what can still be read of a damaged table, row by row, past what can't.
#pragma once
#include "storage/database.h"

#include <QVariantList>
#include <vector>

namespace bloom::storage {

struct SalvageTable {
    QString name;
    QStringList columns;
    QString condition;     ///< of the rows wanted; empty = all
    bool hasRowId = true;  ///< else it is read from both ends only
};
struct Salvaged {
    SalvageTable table;
    std::vector<QVariantList> rows;  ///< in the order of the columns
    bool whole = true;
};
Salvaged salvage(Database& damaged, const SalvageTable& table);

}  // namespace bloom::storage
