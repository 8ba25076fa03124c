// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The system keychain through QtKeychain, with a deadline: a locked keyring never answers.
#pragma once
#include "engine/secret_store.h"

#include <QObject>
#include <chrono>

namespace bloom::engine {

/// How the keychain is asked: on the application's thread, and the answer comes there once, or never.
struct KeychainAccess {
    std::function<void(QString name, std::function<void(SecretStore::ReadAnswer)>)> read;
    std::function<void(QString name, QString secret, std::function<void(Result<bool>)>)> write;
};
/// QtKeychain queues all jobs of a process through one object, which must not die with a worker thread.
KeychainAccess systemKeychain();

class KeychainStore final : public SecretStore {
public:
    explicit KeychainStore(std::chrono::milliseconds deadline, KeychainAccess access = systemKeychain())
        : m_deadline(deadline),
          m_access(std::move(access)) {}
    QFuture<ReadAnswer> read(QString name) override;
    QFuture<Result<bool>> write(QString name, QString secret) override;
    SecretStoreInfo info(const QString& name) const override;
    void onNews(News call) override { m_news = std::move(call); }

private:
    template <typename T>
    QFuture<T> ask(std::function<void(std::function<void(T)>)> start, std::function<void(const T&)> late);

    std::chrono::milliseconds m_deadline;
    KeychainAccess m_access;
    News m_news;
    QObject m_home;  ///< of the thread that asks: answers come there, none after its end
};

}  // namespace bloom::engine
