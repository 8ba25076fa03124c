// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a database's refusal means, in words for people. Never the values that were bound.
#pragma once
#include "core/result.h"

#include <QSqlError>

namespace bloom::storage {

Error explain(const QSqlError& error, const QString& path);
/// The code of a full disk, for the fault hook of tests.
QSqlError simulatedFault();

}  // namespace bloom::storage
