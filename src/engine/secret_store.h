// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where secrets are kept, as a seam: the system keychain, a file that says it is not protected, or memory.
// Every answer is asynchronous, because a locked keyring may ask its owner first, or never answer at all.
#pragma once
#include "core/result.h"

#include <QFuture>
#include <QMap>
#include <memory>
#include <optional>

namespace bloom::engine {

struct SecretStoreInfo {
    QString words;  ///< "system keychain", "file, not protected (…)"
    bool isProtected = true;
};

class SecretStore {
public:
    using ReadAnswer = Result<std::optional<QString>>;
    virtual ~SecretStore() = default;
    /// Nothing when it holds no such secret; an Error when it could not say.
    virtual QFuture<ReadAnswer> read(QString name) = 0;
    /// An empty secret removes it.
    virtual QFuture<Result<bool>> write(QString name, QString secret) = 0;
    /// Of what it last used.
    virtual SecretStoreInfo info() const = 0;
};

/// Forgets everything when it dies: tests and the demo.
class MemorySecretStore final : public SecretStore {
public:
    QFuture<ReadAnswer> read(QString name) override;
    QFuture<Result<bool>> write(QString name, QString secret) override;
    SecretStoreInfo info() const override;

private:
    QMap<QString, QString> m_secrets;
};

/// A file only its owner may read (0600). Anyone who can read the owner's files reads the secrets, so it is
/// only used after the keychain failed, and says so wherever it is shown.
class FileSecretStore final : public SecretStore {
public:
    explicit FileSecretStore(QString path) : m_path(std::move(path)) {}
    QFuture<ReadAnswer> read(QString name) override;
    QFuture<Result<bool>> write(QString name, QString secret) override;
    SecretStoreInfo info() const override;
    bool exists() const;

private:
    Result<QMap<QString, QString>> load() const;
    Result<bool> save(const QMap<QString, QString>& secrets) const;
    QString m_path;
};

/// The first store while it works; the second, labelled, when the first failed or is absent. A secret that
/// the first takes again is removed from the second.
class FallbackSecretStore final : public SecretStore {
public:
    FallbackSecretStore(std::shared_ptr<SecretStore> first, std::shared_ptr<SecretStore> second);
    QFuture<ReadAnswer> read(QString name) override;
    QFuture<Result<bool>> write(QString name, QString secret) override;
    SecretStoreInfo info() const override;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

/// The real one: keychain first, `secrets` beside the settings file as the labelled fallback.
std::unique_ptr<SecretStore> makeSystemSecretStore(const QString& settingsFolder);

}  // namespace bloom::engine
