// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A searchset page, taken apart: resources, total and `next`, and whether it held anything that is no record.
#pragma once
#include "core/result.h"
#include "core/status.h"

#include <QJsonObject>
#include <optional>
#include <vector>

namespace bloom::halaxy {

struct Bundle {
    std::vector<QJsonObject> resources;  ///< of the kind asked for, in order
    std::optional<int> total;
    QString next;              ///< as it came; empty on the last page
    bool hasOutcome = false;   ///< an OperationOutcome or "warning" entry: the listing is not whole
    bool hasStranger = false;  ///< an entry of another kind that is no include
};

/// Damaged when it is no searchset.
Result<Bundle> readBundle(const QJsonObject& json, RecordKind kind);

}  // namespace bloom::halaxy
