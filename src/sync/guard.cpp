// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/guard.h"

#include "core/planted_faults.h"

namespace bloom::sync {

namespace {

std::optional<qlonglong> integer(const QString& versionId) {
    bool isInteger = false;
    const qlonglong number = versionId.toLongLong(&isInteger);
    return isInteger ? std::optional(number) : std::nullopt;
}

/// Which was read first. Two reads that overlap say nothing.
Verdict byReading(const ReadStamp& held, const ReadStamp& came) {
    if (held.answered < came.sent)
        return Verdict::Apply;
    if (came.answered < held.sent)
        return Verdict::Stale;
    if (planted(Fault::BelieveOverlap))
        return Verdict::Apply;
    return Verdict::ReadAgain;
}

}  // namespace

std::optional<std::strong_ordering> compareVersions(const RecordVersion& a, const RecordVersion& b) {
    if (a.lastUpdated && b.lastUpdated && *a.lastUpdated != *b.lastUpdated)
        return *a.lastUpdated <=> *b.lastUpdated;
    const auto left = integer(a.versionId);
    const auto right = integer(b.versionId);
    if (left && right && *left != *right)
        return *left <=> *right;
    return std::nullopt;
}

Verdict judge(const Reading& held, const Reading& came) {
    if (held.gone && came.gone)
        return Verdict::Same;
    // Only a read sent after a tombstone brings a record back, whatever its version says.
    if (held.gone || came.gone)
        return byReading(held.stamp, came.stamp);
    if (planted(Fault::SkipVersionGuard) && came.hash != held.hash)
        return Verdict::Apply;
    const auto order = compareVersions(came.version, held.version);
    if (came.hash == held.hash)
        return order && *order > 0 ? Verdict::Advance : Verdict::Same;
    if (order)
        return *order > 0 ? Verdict::Apply : Verdict::Stale;
    return byReading(held.stamp, came.stamp);
}

}  // namespace bloom::sync
