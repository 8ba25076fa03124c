// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Forgetting a client at once: what is blanked leaves the file and its write-ahead log too.
#include "core/log.h"
#include "engine/engine_worker.h"
#include "storage/access_store.h"
#include "storage/personal_store.h"
#include "storage/transaction.h"

#include <QCoreApplication>

namespace bloom::engine {
namespace {

using namespace std::chrono_literals;
/// A reader in the way of emptying the log is gone after its question.
constexpr int kTries = 60;
constexpr auto kBetweenTries = 1s;

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

Result<bool> answerOf(storage::ForgetAnswer answer, const ClientId& client) {
    switch (answer) {
        case storage::ForgetAnswer::Forgotten:
            return true;
        case storage::ForgetAnswer::NoSuchClient:
            return fail(ErrorKind::Usage, Words::tr("There is no such client."), client.value);
        case storage::ForgetAnswer::StillInHalaxy:
            return fail(
                ErrorKind::Usage,
                Words::tr("Halaxy still holds this client, and would bring everything back with its next "
                          "answer. Delete the client in Halaxy first."),
                client.value);
    }
    Q_UNREACHABLE();
}

}  // namespace

void EngineWorker::forgetClient(ClientId client, QString who, Reply<Result<bool>> reply) {
    if (!m_mirror->database())
        return reply.give(std::unexpected(*m_mirror->trouble()));
    const UtcTime now = m_clock->utcNow();
    const auto forgotten = storage::write(*m_mirror->database(), [&](storage::Scope& scope) {
        const auto answer = storage::PersonalStore(scope).forget(client, now);
        if (answer == storage::ForgetAnswer::Forgotten)
            storage::AccessStore(scope).add({now, who, QStringLiteral("forget"), client.value});
        return answer;
    });
    if (!forgotten)
        return reply.give(std::unexpected(forgotten.error()));
    const auto answer = answerOf(*forgotten, client);
    if (answer) {
        m_tasks->spawn(emptyLog());
        tellWhatOthersDid();
    }
    reply.give(answer);
}

QCoro::Task<void> EngineWorker::emptyLog() {
    for (int tries = 0; tries < kTries; ++tries) {
        if (!m_mirror->database() || m_tasks->stopToken().stop_requested())
            co_return;  // closing empties it
        const auto emptied = m_mirror->database()->checkpoint(true);
        if (!emptied)
            qCWarning(logEngine) << "checkpoint:" << emptied.error().message;
        if (!emptied || *emptied)
            co_return;
        co_await m_clock->sleep(kBetweenTries, m_tasks->stopToken());
    }
}

}  // namespace bloom::engine
