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

Result<std::optional<QString>> FileSecretStore::find(const QString& name) const {
    const auto secrets = load();
    if (!secrets)
        return std::unexpected(secrets.error());
    const auto found = secrets->constFind(name);
    return found == secrets->constEnd() ? std::nullopt : std::optional<QString>(*found);
}

Result<bool> FileSecretStore::keep(const QString& name, const QString& secret) {
    QMap<QString, QString> secrets = load().value_or(QMap<QString, QString>());
    secrets.insert(name, secret);
    return save(secrets);
}

Result<bool> FileSecretStore::forget(const QString& name) {
    QMap<QString, QString> secrets = load().value_or(QMap<QString, QString>());
    return secrets.remove(name) == 0 ? Result<bool>(true) : save(secrets);
}

QStringList FileSecretStore::names() const { return load().value_or(QMap<QString, QString>()).keys(); }

SecretStoreInfo FileSecretStore::info() const {
    return {Words::tr("file, not protected (%1)").arg(m_path), false};
}

}  // namespace bloom::engine
