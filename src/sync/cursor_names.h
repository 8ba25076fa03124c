// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names of the cursors that full and delta runs share, as the database has them.
#pragma once
#include "core/records.h"

namespace bloom::sync {

/// What changed since then has not been asked for.
inline QString updatedCursor(RecordKind kind) { return QStringLiteral("updated/") + name(kind); }
/// When the kind was last listed whole.
inline QString wholeCursor(RecordKind kind) { return QStringLiteral("whole/") + name(kind); }
inline const QString kIgnoredPrefix = QStringLiteral("ignores-updated/");
/// Since when the service is known to ignore _lastUpdated for the kind; not there while it understands.
inline QString ignoredCursor(RecordKind kind) { return kIgnoredPrefix + name(kind); }

}  // namespace bloom::sync
