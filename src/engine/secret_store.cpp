// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/secret_store.h"

#include "engine/keychain_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>

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

SecretStoreInfo MemorySecretStore::info(const QString&) const {
    return {QCoreApplication::translate("SecretStore", "memory, until the program ends"), true};
}

/// Outlives the store while an answer is under way.
struct FallbackSecretStore::Shared {
    std::shared_ptr<SecretStore> first;
    FileSecretStore file;
    QSet<QString> inFile;  ///< secrets that lie open
    News news;

    void note(const QString& name, bool open) {
        if (open)
            inFile.insert(name);
        else
            inFile.remove(name);
    }
};

FallbackSecretStore::FallbackSecretStore(std::shared_ptr<SecretStore> first, FileSecretStore file)
    : m_shared(std::make_shared<Shared>(Shared{std::move(first), std::move(file), {}, {}})) {
    m_shared->first->onNews([weak = std::weak_ptr(m_shared)](const SecretNews& news) {
        const auto shared = weak.lock();
        if (!shared)
            return;
        if (news.kind == SecretNews::Kind::Written)
            onMoved(*shared, news);
        else if (shared->news && !shared->file.names().contains(news.name))
            shared->news(news);
        for (const QString& each : shared->file.names())
            moveBack(shared, each);  // it takes them now
    });
}

/// The first has it: the file forgets it, unless it was given another one meanwhile.
void FallbackSecretStore::onMoved(Shared& shared, const SecretNews& written) {
    const auto kept = shared.file.find(written.name);
    if (!kept || *kept != written.secret || !shared.file.forget(written.name))
        return;
    shared.note(written.name, false);
    if (shared.news)
        shared.news(written);
}

QFuture<SecretStore::ReadAnswer> FallbackSecretStore::read(QString name) {
    const auto kept = m_shared->file.find(name);
    if (kept && *kept) {
        const QString secret = **kept;
        m_shared->note(name, !secret.isEmpty());
        moveBack(m_shared, name);  // nobody waits for it: the keychain may be locked
        return QtFuture::makeReadyFuture(
            ReadAnswer(secret.isEmpty() ? std::nullopt : std::optional<QString>(secret)));
    }
    return m_shared->first->read(name).then([kept](const ReadAnswer& answer) -> ReadAnswer {
        const bool nothing = answer && !*answer;
        return nothing && !kept ? std::unexpected(kept.error()) : answer;  // the file may have had it
    });
}

void FallbackSecretStore::moveBack(const std::shared_ptr<Shared>& shared, const QString& name) {
    const auto kept = shared->file.find(name);
    if (!kept || !*kept)
        return;
    shared->first->write(name, **kept).then([shared, name, secret = **kept](const Result<bool>& moved) {
        if (moved)
            onMoved(*shared, {SecretNews::Kind::Written, name, secret});
    });
}

QFuture<Result<bool>> FallbackSecretStore::write(QString name, QString secret) {
    return m_shared->first->write(name, secret)
        .then([shared = m_shared, name, secret](const Result<bool>& answer) {
            const bool taken = answer.has_value();
            const auto stored = taken ? shared->file.forget(name) : shared->file.keep(name, secret);
            if (stored)
                shared->note(name, !taken && !secret.isEmpty());
            return stored;
        });
}

SecretStoreInfo FallbackSecretStore::info(const QString& name) const {
    return m_shared->inFile.contains(name) ? m_shared->file.info() : m_shared->first->info(name);
}

void FallbackSecretStore::onNews(News call) { m_shared->news = std::move(call); }

std::unique_ptr<SecretStore> makeSystemSecretStore(const QString& settingsFolder) {
    return std::make_unique<FallbackSecretStore>(
        std::make_shared<KeychainStore>(std::chrono::seconds(5)),
        FileSecretStore(QDir(settingsFolder).filePath(QStringLiteral("secrets"))));
}

}  // namespace bloom::engine
