// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the terminal prints of held deletions and of a comparison. Ids and initials only.
#pragma once
#include "core/held.h"
#include "sync/comparer.h"

#include <QJsonObject>

namespace bloom::apps {

QJsonObject heldJson(const std::vector<HeldSet>& sets);
QString heldText(const std::vector<HeldSet>& sets);

QJsonObject comparisonJson(const sync::Comparison& comparison);
QString comparisonText(const sync::Comparison& comparison);
/// 0 equal, 3 different, 1 not all could be compared.
int exitCodeOf(const sync::Comparison& comparison);

}  // namespace bloom::apps
