// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/settings_sources.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace bloom::engine {
namespace {

constexpr qint64 kSecretFileLimit = 64 * 1024;

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(SettingsSources)
};

bool mayComeFromFile(const SettingSpec& spec) {
    return spec.type == SettingType::Secret || spec.type == SettingType::ConnectionString;
}

Result<QString> readSecretFile(const QString& variable, const QString& path) {
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorKind::Settings,
                    Words::tr("%1 names a file that doesn't exist: %2.").arg(variable, path), variable);
    if (!info.isFile())
        return fail(ErrorKind::Settings, Words::tr("%1 must name a file; %2 is none.").arg(variable, path),
                    variable);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            ErrorKind::Settings,
            Words::tr("The file %2 named by %1 can't be read: %3.").arg(variable, path, file.errorString()),
            variable);
    const QByteArray content = file.read(kSecretFileLimit + 1);
    QString text = QString::fromUtf8(content).trimmed();
    if (content.size() > kSecretFileLimit || text.isEmpty())
        return fail(
            ErrorKind::Settings,
            Words::tr("The file %2 named by %1 holds no secret: one line was expected.").arg(variable, path),
            variable);
    return text;
}

void gatherSecretFile(const SettingSpec& spec, GatheredSources& gathered) {
    const QString variable = spec.environment + QStringLiteral("_FILE");
    const QString path = gathered.sources.environment.value(variable);
    if (path.isEmpty())
        return;
    if (gathered.sources.environment.contains(spec.environment)) {
        gathered.warnings
            << Words::tr("%1 and %2 are both set; %2 is ignored.").arg(spec.environment, variable);
        return;
    }
    const auto secret = readSecretFile(variable, path);
    if (!secret) {
        gathered.problems.insert(spec.key, secret.error());
        return;
    }
    constexpr auto kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (QFileInfo(path).permissions() & kOthers)
        gathered.warnings << Words::tr("Others may read %1. Allow only its owner: chmod 600.").arg(path);
    gathered.sources.environment.insert(spec.environment, *secret);
    gathered.sources.fileVariables.insert(spec.environment, path);
}

QString fileText(const QVariant& value) {
    // QSettings makes a list of a hand-written text with commas.
    return value.typeId() == QMetaType::QStringList ? value.toStringList().join(QLatin1Char(','))
                                                    : value.toString();
}

void gatherSettingsFile(const QString& path, GatheredSources& gathered) {
    if (!QFileInfo::exists(path))
        return;
    QSettings file(path, QSettings::IniFormat);
    if (!QFileInfo(path).isReadable() || file.status() != QSettings::NoError) {
        gathered.warnings
            << Words::tr("The settings file %1 can't be read; its settings are not used.").arg(path);
        return;
    }
    for (const SettingSpec& spec : settingSpecs()) {
        if (!file.contains(spec.fileKey))
            continue;
        if (spec.type == SettingType::Secret)
            gathered.warnings
                << Words::tr(
                       "%1 in the settings file is ignored: secrets don't belong there. Use %2_FILE "
                       "or the settings page.")
                       .arg(spec.fileKey, spec.environment);
        else
            gathered.sources.file.insert(spec.fileKey, fileText(file.value(spec.fileKey)));
    }
}

bool has(const SettingSources& sources, SettingKey key) {
    const SettingSpec& s = spec(key);
    return !sources.commandLine.value(s.option).isEmpty() ||
           !sources.environment.value(s.environment).isEmpty() || !sources.file.value(s.fileKey).isEmpty();
}

}  // namespace

QMap<QString, QString> environmentMap(const QProcessEnvironment& environment) {
    QMap<QString, QString> map;
    for (const QString& variable : environment.keys())
        if (const QString text = environment.value(variable); !text.isEmpty())
            map.insert(variable, text);
    return map;
}

GatheredSources gatherSources(const QMap<QString, QString>& commandLine,
                              const QMap<QString, QString>& environment, const QString& settingsFile) {
    GatheredSources gathered;
    gathered.sources.commandLine = commandLine;
    gathered.sources.environment = environment;
    for (const SettingSpec& spec : settingSpecs())
        if (mayComeFromFile(spec))
            gatherSecretFile(spec, gathered);
    gatherSettingsFile(settingsFile, gathered);
    return gathered;
}

std::vector<SettingKey> secretsToAsk(const SettingSources& sources) {
    if (has(sources, SettingKey::ClientSecret) || !has(sources, SettingKey::ClientId))
        return {};
    return {SettingKey::ClientSecret, SettingKey::WebhookSecret, SettingKey::WebhookAuthHeader,
            SettingKey::DashboardKey};
}

std::vector<SettingKey> webhookSecretsToAsk(const SettingSources& sources) {
    if (!has(sources, SettingKey::ClientId) || !resolveSettings(sources).settings.webhookListen)
        return {};
    std::vector<SettingKey> keys;
    if (!has(sources, SettingKey::WebhookSecret) && !has(sources, SettingKey::WebhookAuthHeader))
        keys = {SettingKey::WebhookSecret, SettingKey::WebhookAuthHeader};
    if (!has(sources, SettingKey::DashboardKey))
        keys.push_back(SettingKey::DashboardKey);
    return keys;
}

ResolvedSettings resolveGathered(const GatheredSources& gathered) {
    ResolvedSettings resolved = resolveSettings(gathered.sources);
    for (SettingValue& value : resolved.values) {
        const auto problem = gathered.problems.constFind(value.key);
        if (problem == gathered.problems.constEnd())
            continue;
        value.problem = *problem;
        resolved.problems.push_back(*problem);
    }
    return resolved;
}

std::vector<Error> missingForHalaxy(const ResolvedSettings& resolved) {
    std::vector<Error> missing;
    const auto need = [&](SettingKey key, const char* sentence) {
        const SettingValue& value = resolved.value(key);
        if (value.text.isEmpty() && !value.problem)
            missing.push_back({ErrorKind::Settings, Words::tr(sentence), spec(key).environment});
    };
    need(SettingKey::ClientId,
         QT_TRANSLATE_NOOP("SettingsSources",
                           "HALAXY_CLIENT_ID is missing: the client id of your Halaxy API client."));
    need(SettingKey::ClientSecret,
         QT_TRANSLATE_NOOP(
             "SettingsSources",
             "HALAXY_CLIENT_SECRET is missing: the secret that belongs to the client id; or name "
             "a file that holds it in HALAXY_CLIENT_SECRET_FILE."));
    return missing;
}

QString defaultSettingsFile() {
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation))
        .filePath(QStringLiteral("bloom-sync/settings.ini"));
}

QString defaultDataFolder() {
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation))
        .filePath(QStringLiteral("bloom-sync"));
}

Result<bool> writeSettingsFile(const QString& path, const QMap<QString, QString>& texts) {
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSettings file(path, QSettings::IniFormat);
    for (auto it = texts.begin(); it != texts.end(); ++it) {
        if (it.value().isEmpty())
            file.remove(it.key());
        else
            file.setValue(it.key(), it.value());
    }
    file.sync();
    if (file.status() != QSettings::NoError)
        return fail(ErrorKind::Settings, Words::tr("The settings file %1 can't be written.").arg(path), path);
    return true;
}

}  // namespace bloom::engine
