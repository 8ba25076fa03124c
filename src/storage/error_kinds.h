// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Kinds of errors as texts in the database, and what to do about each.
#pragma once
#include "core/result.h"

#include <optional>

namespace bloom::storage {

QString name(ErrorKind kind);
std::optional<ErrorKind> errorKind(const QString& name);
/// One sentence; empty where there is nothing to advise.
QString adviceFor(ErrorKind kind);

}  // namespace bloom::storage
