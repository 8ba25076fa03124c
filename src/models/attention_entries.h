// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What needs somebody, each once: the overview's sentences, firing alerts and held deletions name the same
// facts from three sides. Pure, so that the merge is a table in a test.
#pragma once
#include "core/alerts.h"
#include "core/held.h"
#include "core/overview.h"

namespace bloom::models {

struct AttentionEntry {
    Severity severity = Severity::Attention;
    QString sentence;
    QString meaning;  ///< what it means, muted; may be empty
    QString note;     ///< of one that is folded: who acknowledged it, until when it is silenced
    StateAction action = StateAction::None;
    QString actionText;
    std::optional<AttentionItem> item;  ///< where its action leads, more exactly
    std::optional<qint64> alert;        ///< can be acknowledged and silenced
    bool acknowledged = false;
    QString heldSet;  ///< its decision
    bool operator==(const AttentionEntry&) const = default;
};

struct AttentionEntries {
    std::vector<AttentionEntry> open;    ///< the worst first
    std::vector<AttentionEntry> folded;  ///< acknowledged or silenced: still true, no longer pressing
    bool operator==(const AttentionEntries&) const = default;
};

AttentionEntries mergeAttention(const std::vector<AttentionItem>& items, const std::vector<Alert>& alerts,
                                const std::vector<HeldSet>& heldSets, UtcTime now);

}  // namespace bloom::models
