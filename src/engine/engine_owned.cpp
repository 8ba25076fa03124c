// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Bloom owns and people change in the window: targets, zone, presenting issues, treatment plan, and what
// was done about a line of what to act on. Checked here too: the window is not the only one that asks.
#include "engine/engine_worker.h"
#include "storage/care_store.h"
#include "storage/owned_store.h"
#include "storage/practitioner_store.h"
#include "storage/transaction.h"

#include <QCoreApplication>

namespace bloom::engine {
namespace {

constexpr int kMostSessions = 200;
constexpr Cents kMostMoney{100'000'000};
constexpr int kLongestNote = 1000;

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

bool isMoney(const std::optional<Cents>& amount) {
    return !amount || (amount->value >= 0 && *amount <= kMostMoney);
}

std::optional<Error> checkPatch(const PractitionerPatch& patch) {
    if (patch.timezone && !PracticeZone::find(*patch.timezone))
        return Error{ErrorKind::Usage,
                     Words::tr("Expected a time zone such as Australia/Sydney. Choose one from the list."),
                     {}};
    if (patch.weeklySessionTarget &&
        (*patch.weeklySessionTarget < 0 || *patch.weeklySessionTarget > kMostSessions))
        return Error{ErrorKind::Usage,
                     Words::tr("Expected a target from 0 to %Ln session(s) a week.", nullptr, kMostSessions),
                     {}};
    if (!isMoney(patch.weeklyRevenueTarget) || !isMoney(patch.monthlyRevenueTarget))
        return Error{ErrorKind::Usage, Words::tr("Expected a revenue target from 0 to 1,000,000.00."), {}};
    return std::nullopt;
}

std::optional<Error> checkMark(const CareMark& mark) {
    if (mark.note && mark.note->size() > kLongestNote)
        return Error{
            ErrorKind::Usage,
            Words::tr("Expected a note of at most %Ln character(s). Shorten it.", nullptr, kLongestNote),
            {}};
    if (mark.key.isEmpty())
        return Error{ErrorKind::Usage, Words::tr("There is no such line."), {}};
    return std::nullopt;
}

storage::PractitionerSettings settingsOf(const PractitionerPatch& patch) {
    return {patch.status,
            patch.syncing,
            patch.timezone,
            patch.weeklySessionTarget,
            patch.weeklyRevenueTarget,
            patch.monthlyRevenueTarget};
}

bool save(storage::Scope& scope, const PractitionerPatch& patch, const QString& who, UtcTime now) {
    storage::PractitionerStore store(scope);
    const auto before = store.find(patch.practitioner.value);
    if (!before || !store.save(patch.practitioner, settingsOf(patch), now))
        return false;
    if (const auto after = store.find(patch.practitioner.value))
        storage::OwnedStore(scope, who, now).noteChanges(*before, *after);
    return true;
}

}  // namespace

void EngineWorker::savePractitioner(PractitionerPatch patch, QString who, Reply<Result<bool>> reply) {
    if (!m_mirror->database())
        return reply.give(std::unexpected(*m_mirror->trouble()));
    if (const auto problem = checkPatch(patch))
        return reply.give(bloom::fail(*problem));
    const UtcTime now = m_clock->utcNow();
    const auto saved = storage::write(*m_mirror->database(),
                                      [&](storage::Scope& scope) { return save(scope, patch, who, now); });
    if (saved && !*saved)
        return reply.give(bloom::fail(ErrorKind::Usage, Words::tr("There is no such practitioner."),
                                      patch.practitioner.value));
    reply.give(saved);
    if (saved)
        Q_EMIT practitionersChanged();
}

void EngineWorker::saveClient(ClientPatch patch, QString who, Reply<Result<bool>> reply) {
    if (!m_mirror->database())
        return reply.give(std::unexpected(*m_mirror->trouble()));
    if (const auto problem = checkClientPatch(patch))
        return reply.give(bloom::fail(*problem));
    const UtcTime now = m_clock->utcNow();
    const auto saved = storage::write(*m_mirror->database(), [&](storage::Scope& scope) {
        return storage::OwnedStore(scope, who, now).save(patch);
    });
    if (saved && !*saved)
        return reply.give(
            bloom::fail(ErrorKind::Usage, Words::tr("There is no such client."), patch.client.value));
    reply.give(saved);
    if (saved)
        Q_EMIT careChanged();
}

void EngineWorker::markCare(CareMark mark, QString who, Reply<Result<bool>> reply) {
    if (!m_mirror->database())
        return reply.give(std::unexpected(*m_mirror->trouble()));
    if (const auto problem = checkMark(mark))
        return reply.give(bloom::fail(*problem));
    const UtcTime now = m_clock->utcNow();
    const auto saved = storage::write(*m_mirror->database(), [&](storage::Scope& scope) {
        storage::CareStore(scope).mark(mark, who, now);
        return true;
    });
    reply.give(saved);
    if (saved)
        Q_EMIT careChanged();
}

}  // namespace bloom::engine
