// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which of two readings of a record is the newer one. Pure; server clocks and ours are never compared.
#pragma once
#include "core/records.h"

namespace bloom::sync {

/// A reading: what is held, or what came.
struct Reading {
    RecordVersion version;
    ReadStamp stamp;
    QByteArray hash;
    bool gone = false;
};

enum class Verdict {
    Apply,      ///< what came is newer
    Same,       ///< equal content, nothing to do
    Advance,    ///< equal content of a newer version: only version and stamp move
    Stale,      ///< what is held is newer
    ReadAgain,  ///< they differ and were read at the same time
};

Verdict judge(const Reading& held, const Reading& came);
/// The order of meta alone: lastUpdated, then versionId when both are integers; nothing when equal or absent.
std::optional<std::strong_ordering> compareVersions(const RecordVersion& a, const RecordVersion& b);

}  // namespace bloom::sync
