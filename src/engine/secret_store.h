// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where secrets are kept, as a seam: the system keychain, a file that says it is not protected, or memory.
// Every answer is asynchronous, because a locked keyring may ask its owner first, or never answer at all.
#pragma once
#include "core/result.h"

#include <QFuture>
#include <QMap>
#include <functional>
#include <memory>
#include <optional>

namespace bloom::engine {

struct SecretStoreInfo {
    QString words;  ///< "system keychain", "file, not protected (…)"
    bool isProtected = true;
};

/// What became of a question after nobody waited for it any more.
struct SecretNews {
    enum class Kind { Found, Written };
    Kind kind = Kind::Found;
    QString name;
    QString secret;  ///< empty = there is none
};

/// Belongs to the thread that made it; answers come there.
class SecretStore {
public:
    using ReadAnswer = Result<std::optional<QString>>;
    using News = std::function<void(const SecretNews&)>;
    virtual ~SecretStore() = default;
    /// Nothing when it holds no such secret; an Error when it could not say.
    virtual QFuture<ReadAnswer> read(QString name) = 0;
    /// An empty secret removes it.
    virtual QFuture<Result<bool>> write(QString name, QString secret) = 0;
    /// Of where this secret lies, as far as it was asked for.
    virtual SecretStoreInfo info(const QString& name) const = 0;
    /// Told when an answer comes late: it could not be had before, and now it can.
    virtual void onNews(News) {}
};

/// Forgets everything when it dies: tests and the demo.
class MemorySecretStore final : public SecretStore {
public:
    QFuture<ReadAnswer> read(QString name) override;
    QFuture<Result<bool>> write(QString name, QString secret) override;
    SecretStoreInfo info(const QString& name) const override;

private:
    QMap<QString, QString> m_secrets;
};

/// A file only its owner may read (0600). Anyone who can read the owner's files reads the secrets, so it is
/// only used after the keychain failed, and says so wherever it is shown.
class FileSecretStore {
public:
    explicit FileSecretStore(QString path) : m_path(std::move(path)) {}
    /// An empty text was kept for a secret that is removed, whoever else may still have it.
    Result<std::optional<QString>> find(const QString& name) const;
    Result<bool> keep(const QString& name, const QString& secret);
    Result<bool> forget(const QString& name);
    QStringList names() const;
    SecretStoreInfo info() const;

private:
    Result<QMap<QString, QString>> load() const;
    Result<bool> save(const QMap<QString, QString>& secrets) const;
    QString m_path;
};

/// The first store while it works; the file, labelled, keeps what the first refused. So what the file has is
/// newer than what the first has: it is read first, and moves into the first as soon as that takes it.
class FallbackSecretStore final : public SecretStore {
public:
    FallbackSecretStore(std::shared_ptr<SecretStore> first, FileSecretStore file);
    QFuture<ReadAnswer> read(QString name) override;
    QFuture<Result<bool>> write(QString name, QString secret) override;
    SecretStoreInfo info(const QString& name) const override;
    void onNews(News call) override;

private:
    struct Shared;
    static void moveBack(const std::shared_ptr<Shared>& shared, const QString& name);
    static void onMoved(Shared& shared, const SecretNews& written);
    std::shared_ptr<Shared> m_shared;
};

/// The real one: keychain first, `secrets` beside the settings file as the labelled fallback.
std::unique_ptr<SecretStore> makeSystemSecretStore(const QString& settingsFolder);

}  // namespace bloom::engine
