// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/attention_entries.h"

#include "models/held_model.h"
#include "models/words.h"

#include <QCoreApplication>
#include <algorithm>

namespace bloom::models {
namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(AttentionEntries)
};

/// Whether an alert of this name says what such an item says.
bool tellsTheSame(AttentionKind item, AlertName alert) {
    switch (item) {
        case AttentionKind::RunFailed:
        case AttentionKind::PractitionerFailed:
            return alert == AlertName::SyncFailure;
        case AttentionKind::SetAsideRecords:
            return alert == AlertName::SetAsideRecords;
        case AttentionKind::StaleData:
            return alert == AlertName::StaleData;
        case AttentionKind::CredentialsRefused:
            return alert == AlertName::TokenRefresh;
        case AttentionKind::DatabaseTrouble:
            return alert == AlertName::DatabaseTrouble;
        case AttentionKind::NotConfirmed:
        case AttentionKind::NewPractitioner:
        case AttentionKind::CircuitOpen:
        case AttentionKind::SecretUnprotected:
        case AttentionKind::FullRunsOnly:
            return false;
    }
    return false;
}

/// An alert about the practice covers what is said of each practitioner; one about a practitioner only
/// theirs.
bool covers(const Alert& alert, const AttentionItem& item) {
    return tellsTheSame(item.kind, alert.name) &&
           (alert.subject.isEmpty() || (item.practitioner && item.practitioner->value == alert.subject));
}

bool isSilenced(const Alert& alert, UtcTime now) { return alert.silencedUntil && *alert.silencedUntil > now; }

QString noteOf(const Alert& alert, UtcTime now) {
    if (isSilenced(alert, now))
        return Words::tr("Silenced until %1").arg(shortTimeText(*alert.silencedUntil).chopped(3));
    if (!alert.acknowledged)
        return {};
    return alert.acknowledgedBy.isEmpty()
               ? Words::tr("Acknowledged %1").arg(agoText(*alert.acknowledged, now))
               : Words::tr("Acknowledged by %1, %2")
                     .arg(alert.acknowledgedBy, agoText(*alert.acknowledged, now));
}

AttentionEntry entryOf(const Alert& alert, UtcTime now) {
    const AlertWords said = describeAlert(alert, now);
    AttentionEntry entry;
    entry.severity = said.severity;
    entry.sentence = said.sentence;
    entry.meaning = said.meaning;
    entry.action = said.action;
    entry.actionText = said.actionText;
    entry.alert = alert.id;
    entry.acknowledged = alert.acknowledged.has_value();
    entry.note = noteOf(alert, now);
    return entry;
}

AttentionEntry entryOf(const HeldSet& set) {
    AttentionEntry entry;
    entry.severity = Severity::Problem;
    entry.sentence = heldSentence(set);
    entry.meaning = set.state == HeldState::Applying
                        ? progressText(set)
                        : Words::tr("Nothing was deleted: somebody decides first.");
    entry.action = StateAction::ShowHeld;
    entry.actionText = set.state == HeldState::Applying ? Words::tr("Show") : Words::tr("Decide");
    entry.heldSet = set.id;
    return entry;
}

AttentionEntry entryOf(const AttentionItem& item) {
    AttentionEntry entry;
    entry.severity = item.severity;
    entry.sentence = item.sentence;
    entry.action = item.action;
    entry.item = item;
    return entry;
}

/// The decision that an alert of a held set is about.
const HeldSet* heldSetOf(const Alert& alert, const std::vector<HeldSet>& sets) {
    const auto found = std::ranges::find(sets, alert.subject, &HeldSet::id);
    return alert.name == AlertName::HeldRun && found != sets.end() ? &*found : nullptr;
}

AttentionEntry entryOf(const Alert& alert, const HeldSet* held, UtcTime now) {
    AttentionEntry entry = entryOf(alert, now);
    if (!held)
        return entry;
    AttentionEntry decision = entryOf(*held);
    decision.alert = entry.alert;
    decision.acknowledged = entry.acknowledged;
    decision.note = entry.note;
    return decision;
}

/// Takes the items the alert covers out of those left; the first gives its entry a more exact way.
void takeCovered(const Alert& alert, AttentionEntry& entry, std::vector<AttentionItem>& left) {
    std::erase_if(left, [&](const AttentionItem& item) {
        if (!covers(alert, item))
            return false;
        if (!entry.item && item.action == entry.action)
            entry.item = item;
        return true;
    });
}

}  // namespace

AttentionEntries mergeAttention(const std::vector<AttentionItem>& items, const std::vector<Alert>& alerts,
                                const std::vector<HeldSet>& heldSets, UtcTime now) {
    AttentionEntries merged;
    std::vector<AttentionItem> left = items;
    QStringList told;  // held sets
    for (const Alert& alert : alerts) {
        if (!alert.isFiring())
            continue;
        const HeldSet* held = heldSetOf(alert, heldSets);
        if (held)
            told.append(held->id);
        AttentionEntry entry = entryOf(alert, held, now);
        takeCovered(alert, entry, left);
        const bool folded = entry.acknowledged || isSilenced(alert, now);
        (folded ? merged.folded : merged.open).push_back(std::move(entry));
    }
    for (const HeldSet& set : heldSets) {
        const bool pending = set.state == HeldState::Open || set.state == HeldState::Applying;
        if (pending && !told.contains(set.id))
            merged.open.push_back(entryOf(set));
    }
    for (const AttentionItem& item : left)
        merged.open.push_back(entryOf(item));
    std::ranges::stable_sort(merged.open, std::greater(), &AttentionEntry::severity);
    return merged;
}

}  // namespace bloom::models
