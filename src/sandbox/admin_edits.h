// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Edits as JSON: {"edit":"reschedule","id":"500123","start":"2026-11-25T10:00:00+11:00"} and its kin.
#pragma once
#include "sandbox/sandbox.h"

#include <QJsonObject>

namespace bloom::sandbox {

/// The id of what was changed or made, or why nothing was.
std::expected<QString, QString> applyEdit(Sandbox& sandbox, const QJsonObject& edit, UtcTime now);
/// The names of all edits, for the answer to a wrong one.
QStringList editNames();

}  // namespace bloom::sandbox
