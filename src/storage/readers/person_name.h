// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a person's three columns are shown.
#pragma once
#include "storage/statement.h"

namespace bloom::storage {

/// First and last name, which stand at `first` and after it, else the text form behind them.
inline QString personName(const Row& row, int first) {
    const QString both = QString(row.text(first) + u' ' + row.text(first + 1)).trimmed();
    return both.isEmpty() ? row.text(first + 2) : both;
}

}  // namespace bloom::storage
