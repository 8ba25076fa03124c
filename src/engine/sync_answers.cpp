// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sync_answers.h"

#include <QCoreApplication>

namespace bloom::engine {
namespace {

QString words(const char* text) { return QCoreApplication::translate("SyncAnswer", text); }

SyncAnswer answer(SyncAnswerKind kind, QString sentence, StateAction offer, std::optional<UtcTime> at = {}) {
    return {kind, std::move(sentence), {}, at, offer};
}

}  // namespace

QString clockText(UtcTime time) {
    return toQDateTime(time).toLocalTime().time().toString(QStringLiteral("HH:mm:ss"));
}

std::optional<SyncAnswer> answerFromState(const HealthFacts& facts) {
    using Kind = SyncAnswerKind;
    if (!facts.databaseProblem.isEmpty())
        return answer(Kind::NoDatabase, words("The database can't be used: %1").arg(facts.databaseProblem),
                      StateAction::OpenSettings);
    if (facts.starting)
        return answer(Kind::Refused, words("Bloom Sync is starting. Try again in a moment."), StateAction::None);
    if (facts.otherComputerSyncs)
        return answer(Kind::Refused, words("Another Bloom Sync is at work on this database. Use that one."),
                      StateAction::None);
    if (!facts.configured)
        return answer(Kind::NotSetUp, words("Bloom Sync isn't connected to Halaxy yet."), StateAction::OpenSettings);
    if (facts.paused)
        return answer(Kind::Paused,
                      facts.pausedUntil ? words("Syncing is paused until %1. Resume and sync?")
                                              .arg(clockText(*facts.pausedUntil))
                                        : words("Syncing is paused. Resume and sync?"),
                      StateAction::Resume, facts.pausedUntil);
    if (facts.callsHeld)
        return answer(Kind::CallsHeld, words("%1 holds all calls to Halaxy. Release them and sync?")
                                           .arg(facts.callsHeldBy),
                      StateAction::ReleaseCalls);
    if (facts.circuitOpen)
        return answer(Kind::ProbingFirst, words("Halaxy could not be reached. One try now, then the sync."),
                      StateAction::None);
    return std::nullopt;
}

SyncAnswer started(RunId run) {
    return {SyncAnswerKind::Started, words("Syncing."), std::move(run), {}, StateAction::Cancel};
}
SyncAnswer queued(RunId run) {
    return {SyncAnswerKind::Queued, words("Already running, yours is next."), std::move(run), {}, StateAction::None};
}
SyncAnswer joined(RunId run) {
    return {SyncAnswerKind::Joined, words("This is being synced already."), std::move(run), {}, StateAction::None};
}
SyncAnswer waitsForRateLimit(RunId run, UtcTime until) {
    return {SyncAnswerKind::WaitsForRateLimit,
            words("Halaxy's limit of calls is reached: goes on at %1.").arg(clockText(until)), std::move(run), until,
            StateAction::None};
}
SyncAnswer refused(const Error& error) {
    return {SyncAnswerKind::Refused, error.message, {}, {}, StateAction::None};
}

}  // namespace bloom::engine
