// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What needs attention, as sentences with a button: decided from the overview and the live facts, in one
// place.
#pragma once
#include "core/overview.h"

namespace bloom {

struct AttentionFacts {
    SyncStatusView practice;  ///< of the whole practice
    HealthFacts health;
    QString unprotectedSecret;  ///< where the secret lies open; empty = it doesn't
};

/// The most pressing first.
std::vector<AttentionItem> attentionItems(const std::vector<PractitionerRow>& practitioners,
                                          const AttentionFacts& facts);

}  // namespace bloom
