// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run_report.h"

namespace bloom {

KindCounts& KindCounts::operator+=(const KindCounts& other) {
    received += other.received;
    created += other.created;
    updated += other.updated;
    unchanged += other.unchanged;
    deleted += other.deleted;
    missing += other.missing;
    setAside += other.setAside;
    return *this;
}

KindCounts RunReport::total() const {
    KindCounts sum;
    for (const auto& [kind, counts] : kinds)
        sum += counts;
    return sum;
}

}  // namespace bloom
