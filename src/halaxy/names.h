// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which of several names a person goes by: official, then usual, then the first that says anything.
#pragma once
#include "core/records.h"

#include <QJsonArray>

namespace bloom::halaxy {

/// Empty parts where nothing is known: a name may be a bare text, only a given name, or missing.
PersonName personName(const QJsonArray& names, UtcTime now);

}  // namespace bloom::halaxy
