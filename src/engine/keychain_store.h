// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The system keychain through QtKeychain, with a deadline: a locked keyring never answers.
#pragma once
#include "engine/secret_store.h"

#include <chrono>

namespace bloom::engine {

/// Its jobs run on the application's thread, whatever thread asks: QtKeychain queues all jobs of a process
/// through one object, which must not die with a worker thread.
class KeychainStore final : public SecretStore {
public:
    explicit KeychainStore(std::chrono::milliseconds deadline) : m_deadline(deadline) {}
    QFuture<ReadAnswer> read(QString name) override;
    QFuture<Result<bool>> write(QString name, QString secret) override;
    SecretStoreInfo info() const override;

private:
    std::chrono::milliseconds m_deadline;
};

}  // namespace bloom::engine
