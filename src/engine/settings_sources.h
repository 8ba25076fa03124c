// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads where settings come from: command line, environment, secrets in files named there, the settings file
// and the secret store. What they mean is decided by core (resolveSettings); this only fetches texts and
// explains what failed.
#pragma once
#include "core/settings_schema.h"

#include <QProcessEnvironment>

namespace bloom::engine {

struct GatheredSources {
    SettingSources sources;
    QMap<SettingKey, Error> problems;  ///< a source that was named but can't be read
    QStringList warnings;              ///< readable, but not as it should be
};

/// Variables that are set and not empty.
QMap<QString, QString> environmentMap(const QProcessEnvironment& environment);

/// Everything but the secret store.
GatheredSources gatherSources(const QMap<QString, QString>& commandLine,
                              const QMap<QString, QString>& environment, const QString& settingsFile);

/// The secrets worth asking the secret store for. None when the client secret is already there or there is no
/// client id to go with it: then no keychain is touched.
std::vector<SettingKey> secretsToAsk(const SettingSources& sources);

/// The secrets of the listener that may be stored although the client secret came from elsewhere. Nobody
/// waits for these.
std::vector<SettingKey> webhookSecretsToAsk(const SettingSources& sources);

/// resolveSettings, with what could not be read put beside what is missing.
ResolvedSettings resolveGathered(const GatheredSources& gathered);

/// What a call to Halaxy needs and nobody set, each with where to set it.
std::vector<Error> missingForHalaxy(const ResolvedSettings& resolved);

/// XDG_CONFIG_HOME/bloom-sync/settings.ini and XDG_DATA_HOME/bloom-sync.
QString defaultSettingsFile();
QString defaultDataFolder();

/// Writes texts (by fileKey; empty removes) into the settings file. Never a secret.
Result<bool> writeSettingsFile(const QString& path, const QMap<QString, QString>& texts);

}  // namespace bloom::engine
