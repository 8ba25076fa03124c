// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sync_answers.h"

#include <QCoreApplication>

namespace bloom::engine {
namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(SyncAnswer)
};

SyncAnswer answer(SyncAnswerKind kind, QString sentence, StateAction offer, std::optional<UtcTime> at = {}) {
    return {kind, std::move(sentence), {}, at, offer};
}

SyncAnswer pausedAnswer(std::optional<UtcTime> until) {
    return answer(SyncAnswerKind::Paused,
                  until ? Words::tr("Syncing is paused until %1. Resume and sync?").arg(clockText(*until))
                        : Words::tr("Syncing is paused. Resume and sync?"),
                  StateAction::Resume, until);
}

SyncAnswer heldAnswer(const QString& who) {
    return answer(SyncAnswerKind::CallsHeld,
                  who.isEmpty() ? Words::tr("All calls to Halaxy are held. Release them and sync?")
                                : Words::tr("%1 holds all calls to Halaxy. Release them and sync?").arg(who),
                  StateAction::ReleaseCalls);
}

}  // namespace

std::optional<UtcTime> rateLimitShown(const std::optional<RunProgress>& run, const BudgetView& budget) {
    return run && run->type == RunType::Backfill ? std::nullopt : budget.waitingUntil;
}

QString clockText(UtcTime time) {
    return toQDateTime(time).toLocalTime().time().toString(QStringLiteral("HH:mm:ss"));
}

std::optional<SyncAnswer> answerFromState(const HealthFacts& facts) {
    using Kind = SyncAnswerKind;
    if (!facts.databaseProblem.isEmpty())
        return answer(Kind::NoDatabase,
                      Words::tr("The database can't be used: %1").arg(facts.databaseProblem),
                      StateAction::OpenSettings);
    if (facts.starting)
        return answer(Kind::Refused, Words::tr("Bloom Sync is starting. Try again in a moment."),
                      StateAction::None);
    if (facts.otherComputerSyncs)
        return answer(
            Kind::Refused,
            facts.otherSyncer.isEmpty()
                ? Words::tr("Another Bloom Sync is at work on this database. Use that one, or end it first.")
                : Words::tr(
                      "Another Bloom Sync (%1) is at work on this database. Use that one, or end it first.")
                      .arg(facts.otherSyncer),
            StateAction::None);
    if (!facts.configured)
        return answer(Kind::NotSetUp, Words::tr("Bloom Sync isn't connected to Halaxy yet."),
                      StateAction::OpenSettings);
    if (facts.paused)
        return pausedAnswer(facts.pausedUntil);
    if (facts.callsHeld)
        return heldAnswer(facts.callsHeldBy);
    return std::nullopt;
}

SyncAnswer answerOf(const sync::RequestAnswer& asked) {
    using Asked = sync::RequestAnswerKind;
    using Kind = SyncAnswerKind;
    switch (asked.kind) {
        case Asked::Started:
            return {Kind::Started, Words::tr("Syncing."), asked.run, {}, StateAction::Cancel};
        case Asked::Queued:
            return {
                Kind::Queued, Words::tr("Already running, yours is next."), asked.run, {}, StateAction::None};
        case Asked::Joined:
            return {
                Kind::Joined, Words::tr("This is being synced already."), asked.run, {}, StateAction::None};
        case Asked::ProbingFirst:
            return {Kind::ProbingFirst,
                    Words::tr("Halaxy could not be reached. One try now, then the sync."),
                    asked.run,
                    {},
                    StateAction::None};
        case Asked::WaitsForRateLimit:
            return {Kind::WaitsForRateLimit,
                    Words::tr("Halaxy's limit of calls is reached: starts at %1.")
                        .arg(clockText(asked.at.value_or(UtcTime()))),
                    asked.run, asked.at, StateAction::None};
        case Asked::Paused:
            return pausedAnswer(asked.at);
        case Asked::CallsHeld:
            break;
    }
    return heldAnswer({});
}

SyncAnswer refused(const Error& error) {
    return {SyncAnswerKind::Refused, error.message, {}, {}, StateAction::None};
}

}  // namespace bloom::engine
