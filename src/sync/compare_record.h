// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One record as Halaxy gives it against what is stored: the record itself, then the rows made from it. Reads
// only.
#pragma once
#include "core/records.h"
#include "storage/scope.h"

#include <optional>

namespace bloom::sync {

enum class DifferenceKind { OnlyInHalaxy, OnlyHere, Differs };
QString name(DifferenceKind kind);  ///< "only-in-halaxy", "only-here", "differs"

/// Never values: they are personal.
struct Difference {
    RecordKey key;
    DifferenceKind kind = DifferenceKind::Differs;
    QStringList fields{};  ///< of the record, or of rows as "sessions.status"; a whole row is "sessions"
    bool operator==(const Difference&) const = default;
};

/// In a read transaction. Nothing where they are equal.
std::optional<Difference> compareRecord(storage::Scope& scope, const ReadRecord& record, UtcTime now);

}  // namespace bloom::sync
