// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A statement as a Database keeps it.
#pragma once
#include "storage/database.h"

#include <QSqlQuery>

namespace bloom::storage {

struct Database::Prepared {
    QSqlQuery query;
    int parameters = 0;
};

/// Question marks outside quotes and comments.
int countParameters(const QString& sql);

}  // namespace bloom::storage
