// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention.h"

#include <QCoreApplication>
#include <algorithm>

namespace bloom {
namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Attention)
};

AttentionItem item(AttentionKind kind, Severity severity, QString sentence, StateAction action,
                   int count = 0) {
    AttentionItem made;
    made.kind = kind;
    made.severity = severity;
    made.sentence = std::move(sentence);
    made.action = action;
    made.count = count;
    return made;
}

void addConnection(std::vector<AttentionItem>& items, const AttentionFacts& facts) {
    const HealthFacts& health = facts.health;
    if (!health.databaseProblem.isEmpty())
        items.push_back(item(AttentionKind::DatabaseTrouble, Severity::Problem, health.databaseProblem,
                             StateAction::OpenSettings));
    if (!health.databaseNotice.isEmpty())
        items.push_back(item(AttentionKind::DatabaseTrouble, Severity::Attention, health.databaseNotice,
                             StateAction::None));
    if (health.credentialsRefused)
        items.push_back(item(AttentionKind::CredentialsRefused, Severity::Problem,
                             Words::tr("Halaxy refuses the client id and secret."),
                             StateAction::OpenSettings));
    if (health.circuitOpen)
        items.push_back(item(AttentionKind::CircuitOpen, Severity::Problem,
                             Words::tr("Halaxy can't be reached. Calls pause until it answers again."),
                             StateAction::TryNow));
    if (health.fullRunsOnly)
        items.push_back(
            item(AttentionKind::FullRunsOnly, Severity::Calm,
                 Words::tr("Halaxy does not list what changed since a time, so changes arrive with "
                           "full syncs, every %n minute(s).",
                           nullptr, static_cast<int>(health.fullRunInterval.count())),
                 StateAction::None));
    if (!facts.unprotectedSecret.isEmpty())
        items.push_back(item(AttentionKind::SecretUnprotected, Severity::Attention,
                             Words::tr("The client secret lies in a file that is not protected: %1.")
                                 .arg(facts.unprotectedSecret),
                             StateAction::OpenSettings));
}

void addRuns(std::vector<AttentionItem>& items, const std::vector<PractitionerRow>& practitioners,
             const AttentionFacts& facts) {
    const SyncStatusView& practice = facts.practice;
    const bool failing = practice.consecutiveFailures > 0;
    // The cause that has a line of its own is not told twice.
    if (failing && !facts.health.credentialsRefused && !facts.health.circuitOpen)
        items.push_back(
            item(AttentionKind::RunFailed,
                 practice.consecutiveFailures >= 3 ? Severity::Problem : Severity::Attention,
                 Words::tr("%Ln run(s) failed in a row: %1", nullptr, practice.consecutiveFailures)
                     .arg(practice.lastError),
                 StateAction::ShowProblems, practice.consecutiveFailures));
    else if (!failing && facts.health.runEndedSinceStart && practice.health == SyncHealth::Stale &&
             practice.lastSuccess)
        items.push_back(item(AttentionKind::StaleData, Severity::Attention,
                             Words::tr("The last complete sync is over an hour old."), StateAction::SyncNow));
    for (const PractitionerRow& row : practitioners) {
        // A failure of the practice is everybody's; only one's own is named.
        if (!row.syncing || row.sync.consecutiveFailures == 0 || failing)
            continue;
        items.push_back(item(AttentionKind::PractitionerFailed, Severity::Attention,
                             Words::tr("%1: %2").arg(row.name, row.sync.lastError), StateAction::ShowProblems,
                             row.sync.consecutiveFailures));
        items.back().practitioner = row.id;
    }
}

/// One line for many: a first sync finds everybody new.
void addNew(std::vector<AttentionItem>& items, const std::vector<PractitionerRow>& practitioners) {
    std::vector<const PractitionerRow*> onboarding;
    for (const PractitionerRow& row : practitioners)
        if (row.syncing && row.status == PractitionerStatus::Onboarding)
            onboarding.push_back(&row);
    if (onboarding.empty())
        return;
    const int n = static_cast<int>(onboarding.size());
    const QString sentence =
        n == 1 ? Words::tr("%1 is new: confirm them, or stop syncing them.").arg(onboarding[0]->name)
               : Words::tr("%Ln practitioner(s) are new: confirm them, or stop syncing them.", nullptr, n);
    items.push_back(
        item(AttentionKind::NewPractitioner, Severity::Calm, sentence, StateAction::OpenSettings, n));
    if (n == 1)
        items.back().practitioner = onboarding[0]->id;
}

/// The newest run that looked at all there is: its details name the records.
std::optional<RunId> newestWholeRun(const std::vector<PractitionerRow>& practitioners) {
    const auto isWhole = [](const RunCell& run) {
        return run.type == RunType::Full &&
               (run.outcome == RunOutcome::Success || run.outcome == RunOutcome::Partial);
    };
    const RunCell* newest = nullptr;
    for (const PractitionerRow& row : practitioners)
        for (const RunCell& run : row.runs)
            if (isWhole(run) && (!newest || run.started > newest->started))
                newest = &run;
    return newest ? std::optional(newest->id) : std::nullopt;
}

void addRecords(std::vector<AttentionItem>& items, const std::vector<PractitionerRow>& practitioners,
                const AttentionFacts& facts) {
    const size_t first = items.size();
    if (const int n = facts.practice.unresolvedErrors; n > 0)
        items.push_back(item(AttentionKind::SetAsideRecords, Severity::Attention,
                             Words::tr("%Ln record(s) can't be used and are set aside.", nullptr, n),
                             StateAction::ShowProblems, n));
    if (const int n = facts.practice.notConfirmed; n > 0)
        items.push_back(
            item(AttentionKind::NotConfirmed, Severity::Attention,
                 Words::tr("%Ln record(s) no longer listed by Halaxy, not confirmed.", nullptr, n),
                 StateAction::ShowProblems, n));
    for (size_t i = first; i < items.size(); ++i)
        items[i].run = newestWholeRun(practitioners);
    addNew(items, practitioners);
}

}  // namespace

std::vector<AttentionItem> attentionItems(const std::vector<PractitionerRow>& practitioners,
                                          const AttentionFacts& facts) {
    std::vector<AttentionItem> items;
    addConnection(items, facts);
    addRuns(items, practitioners, facts);
    addRecords(items, practitioners, facts);
    std::ranges::stable_sort(items, std::greater(), &AttentionItem::severity);
    return items;
}

}  // namespace bloom
