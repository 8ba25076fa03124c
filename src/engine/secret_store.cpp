// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/secret_store.h"

#include "engine/keychain_store.h"

#include <QCoreApplication>
#include <QDir>

namespace bloom::engine {

QFuture<SecretStore::ReadAnswer> MemorySecretStore::read(QString name) {
    const auto found = m_secrets.constFind(name);
    ReadAnswer answer = std::optional<QString>();
    if (found != m_secrets.constEnd())
        answer = std::optional<QString>(*found);
    return QtFuture::makeReadyFuture(std::move(answer));
}

QFuture<Result<bool>> MemorySecretStore::write(QString name, QString secret) {
    if (secret.isEmpty())
        m_secrets.remove(name);
    else
        m_secrets.insert(name, secret);
    return QtFuture::makeReadyFuture(Result<bool>(true));
}

SecretStoreInfo MemorySecretStore::info() const {
    return {QCoreApplication::translate("SecretStore", "memory, until the program ends"), true};
}

/// Outlives the store while an answer is under way.
struct FallbackSecretStore::Shared {
    std::shared_ptr<SecretStore> first;
    std::shared_ptr<SecretStore> second;
    bool usedSecond = false;
};

FallbackSecretStore::FallbackSecretStore(std::shared_ptr<SecretStore> first,
                                         std::shared_ptr<SecretStore> second)
    : m_shared(std::make_shared<Shared>(Shared{std::move(first), std::move(second), false})) {}

QFuture<SecretStore::ReadAnswer> FallbackSecretStore::read(QString name) {
    const auto shared = m_shared;
    return shared->first->read(name)
        .then([shared, name](const ReadAnswer& answer) {
            if (answer && *answer) {
                shared->usedSecond = false;
                return QtFuture::makeReadyFuture(answer);
            }
            // It may have been kept in the file at a time when there was no keychain.
            const bool failed = !answer;
            return shared->second->read(name).then(
                [shared, failed, answer](const ReadAnswer& fromFile) -> ReadAnswer {
                    const bool found = fromFile && *fromFile;
                    shared->usedSecond = found;
                    // Neither has it: the keychain's trouble is the better explanation.
                    return found || !failed ? fromFile : answer;
                });
        })
        .unwrap();
}

QFuture<Result<bool>> FallbackSecretStore::write(QString name, QString secret) {
    const auto shared = m_shared;
    return shared->first->write(name, secret)
        .then([shared, name, secret](const Result<bool>& answer) {
            const bool kept = answer.has_value();
            shared->usedSecond = !kept && !secret.isEmpty();
            return shared->second->write(name, kept ? QString() : secret);
        })
        .unwrap();
}

SecretStoreInfo FallbackSecretStore::info() const {
    return m_shared->usedSecond ? m_shared->second->info() : m_shared->first->info();
}

std::unique_ptr<SecretStore> makeSystemSecretStore(const QString& settingsFolder) {
    return std::make_unique<FallbackSecretStore>(
        std::make_shared<KeychainStore>(std::chrono::seconds(5)),
        std::make_shared<FileSecretStore>(QDir(settingsFolder).filePath(QStringLiteral("secrets"))));
}

}  // namespace bloom::engine
