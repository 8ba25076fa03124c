// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The labelled fallback: secrets as JSON in a file of mode 0600, written whole and renamed into place.
#include "engine/secret_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace bloom::engine {
namespace {
constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(FileSecretStore)
};
}  // namespace

bool FileSecretStore::exists() const { return QFileInfo::exists(m_path); }

Result<QMap<QString, QString>> FileSecretStore::load() const {
    QMap<QString, QString> secrets;
    QFile file(m_path);
    if (!file.exists())
        return secrets;
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Settings,
                    Words::tr("The file of secrets can't be read: %1.").arg(file.errorString()), m_path);
    const QJsonDocument json = QJsonDocument::fromJson(file.readAll());
    if (!json.isObject())
        return fail(ErrorKind::Settings, Words::tr("The file of secrets is damaged. Enter the secret again."),
                    m_path);
    const QJsonObject object = json.object();
    for (auto it = object.begin(); it != object.end(); ++it)
        secrets.insert(it.key(), it.value().toString());
    return secrets;
}

Result<bool> FileSecretStore::save(const QMap<QString, QString>& secrets) const {
    if (secrets.isEmpty()) {
        QFile::remove(m_path);
        return true;
    }
    QJsonObject object;
    for (auto it = secrets.begin(); it != secrets.end(); ++it)
        object.insert(it.key(), it.value());
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile file(m_path);
    // The mode comes before the first byte, so that nobody can read it in between.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(kOwnerOnly) ||
        file.write(QJsonDocument(object).toJson()) < 0 || !file.commit())
        return fail(ErrorKind::Settings, Words::tr("The secret can't be stored: %1.").arg(file.errorString()),
                    m_path);
    return true;
}

QFuture<SecretStore::ReadAnswer> FileSecretStore::read(QString name) {
    const auto secrets = load();
    if (!secrets)
        return QtFuture::makeReadyFuture(ReadAnswer(std::unexpected(secrets.error())));
    const auto found = secrets->constFind(name);
    const auto value = found == secrets->constEnd() ? std::nullopt : std::optional<QString>(*found);
    return QtFuture::makeReadyFuture(ReadAnswer(value));
}

QFuture<Result<bool>> FileSecretStore::write(QString name, QString secret) {
    QMap<QString, QString> secrets = load().value_or(QMap<QString, QString>());
    const bool had = secrets.contains(name);
    if (secret.isEmpty())
        secrets.remove(name);
    else
        secrets.insert(name, secret);
    const bool nothingToDo = secret.isEmpty() && !had;
    return QtFuture::makeReadyFuture(nothingToDo ? Result<bool>(true) : save(secrets));
}

SecretStoreInfo FileSecretStore::info() const {
    return {Words::tr("file, not protected (%1)").arg(m_path), false};
}

}  // namespace bloom::engine
